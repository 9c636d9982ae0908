"""The tags of a contract stand in the order of the alphabet.

Documentation shows chapters in the order in which they are declared, and readers look for a name where the alphabet has
it (OpenAPI 3.1.1 section 4.8.1: the order of the tags may be used by tools).

## Bad

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
tags:
  - name: orders
  - name: batches  # error: `batches` stands behind `orders`
  - name: shifts
  - name: quality  # error: `quality` stands behind `shifts`
paths: {}
```

## Good

```yaml
asyncapi: 3.0.0
info: {title: Orders, version: 1.0.0, tags: [{name: batches}, {name: orders}]}
```
"""

from collections.abc import Iterator
from itertools import pairwise

from govtool.lint.nodes import AsyncAPI, Info, OpenAPI
from govtool.lint.rule import Hit
from govtool.model.shape import mapping, sequence, text

TAGS = ("documentation",)
KEYS = ("tags",)
FORMATS = ("openapi", "asyncapi")


def check(node: OpenAPI | AsyncAPI | Info) -> Iterator[Hit]:
    names = [text(mapping(tag).get("name")) for tag in sequence(node.value.get("tags"))]
    for index, (before, name) in enumerate(pairwise(names), 1):
        if name.lower() < before.lower():
            yield Hit(node.at("tags", index), f"`{name}` stands behind `{before}`, expected it before", subject=name,
                      help="sort the list by `name`")
