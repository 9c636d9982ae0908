"""Every tag that is declared has a description.

It is the text at the head of its chapter; a name alone repeats what the reader has just clicked on (OpenAPI 3.1.1
section 4.8.22; AsyncAPI 3.0, "Tag Object").

## Bad

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
tags:
  - name: batches  # error: the tag `batches` has no `description`
  - {name: orders, description: What is to be made.}
  - name: shifts  # error: the tag `shifts` has no `description`
paths: {}
```

## Good

```yaml
asyncapi: 3.0.0
info: {title: Orders, version: 1.0.0, tags: [{name: orders, description: What is to be made.}]}
```
"""

from collections.abc import Iterator

from govtool.lint.nodes import AsyncAPI, Info, OpenAPI
from govtool.lint.rule import Hit
from govtool.model.shape import mapping, sequence, text

TAGS = ("documentation",)
KEYS = ("tags",)
FORMATS = ("openapi", "asyncapi")


def check(node: OpenAPI | AsyncAPI | Info) -> Iterator[Hit]:
    for index, item in enumerate(sequence(node.value.get("tags"))):
        tag = mapping(item)
        if not tag.get("description") and "$ref" not in tag:
            name = text(tag.get("name"))
            yield Hit(node.at("tags", index), f"the tag `{name}` has no `description`, expected one", subject=name,
                      help="say what belongs to it, and what does not")
