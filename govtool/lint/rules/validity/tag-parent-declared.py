"""The parent of a tag is a declared tag above it, and no tag is above itself.

Tags of OpenAPI 3.2 make a tree, which documentation shows as its chapters; one that hangs on nothing, or on itself, is
in no chapter (OpenAPI 3.2.0 section 4.22.1).

## Bad

```yaml
openapi: 3.2.0
info: {title: Orders, version: 1.0.0}
paths: {}
tags:
  - {name: orders, parent: production}  # error: `production` is no declared tag
  - {name: stock, parent: orders}
  - {name: shifts, parent: plants}
  - {name: plants, parent: shifts}  # error: `plants` is above itself
```

## Good

```yaml
openapi: 3.2.0
info: {title: Orders, version: 1.0.0}
paths: {}
tags:
  - {name: orders}
  - {name: stock, parent: orders}
```
"""

from collections.abc import Iterator, Mapping

from govtool.errors import suggestion
from govtool.finding import Severity
from govtool.lint.nodes import OpenAPI
from govtool.lint.rule import Hit
from govtool.model.shape import mapping, sequence, text

SEVERITY = Severity.ERROR
FORMATS = ("openapi-3.2",)


def check(root: OpenAPI) -> Iterator[Hit]:
    tags = [mapping(tag) for tag in sequence(root.value.get("tags"))]
    parents = {text(tag.get("name")): text(tag.get("parent")) for tag in tags}
    for index, tag in enumerate(tags):
        name, parent = text(tag.get("name")), text(tag.get("parent"))
        at = root.at("tags", index, "parent")
        if parent and parent not in parents:
            yield Hit(at, f"`{parent}` is no declared tag, expected one", subject=name,
                      help=suggestion(parent, parents) or "declare it, or leave the parent out")
        elif name == min(_circle(name, parents), default=None):
            yield Hit(at, f"`{name}` is above itself, expected a tree of tags", subject=name,
                      help="leave one of the parents out")


def _circle(name: str, parents: Mapping[str, str]) -> list[str]:
    """The tags from one up to itself; empty where its line ends."""
    line = [name]
    while (above := parents.get(line[-1], "")) and above not in line:
        line.append(above)
    return line if above == name else []
