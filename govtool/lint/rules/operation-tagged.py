"""Every operation has a tag.

Documentation and generated clients group operations by tag; what has none ends up in a heap of its own (OpenAPI 3.1.1
section 4.8.10.1).

## Bad

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
paths:
  /orders:
    get:  # error: `GET /orders` has no tag
      responses: {"200": {description: The orders.}}
    post:
      tags: [orders]
      responses: {"201": {description: Created.}}
    delete:  # error: `DELETE /orders` has no tag
      tags: []
      responses: {"204": {description: Gone.}}
```

## Good

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
paths:
  /orders:
    get:
      tags: [orders]
      responses: {"200": {description: The orders.}}
```
"""

from collections.abc import Iterator

from govtool.lint.rule import Hit
from govtool.model.contract import Operation

TAGS = ("documentation",)
FORMATS = ("openapi",)


def check(operation: Operation) -> Iterator[Hit]:
    if operation.kind == "path" and not operation.tags:
        yield Hit(operation.spot.at(on="key"), f"`{operation.name}` has no tag, expected the object that it is about",
                  help="add `tags: [orders]`, and declare the tag at the root")
