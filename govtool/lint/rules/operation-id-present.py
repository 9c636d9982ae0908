"""Every operation has an `operationId`.

Generated clients name the method after it, and logs, tests and links refer to it; without one each tool makes up its
own, from a path that may change (OpenAPI 3.1.1 section 4.8.10.1).

## Bad

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
paths:
  /orders:
    get:  # error: `GET /orders` has no `operationId`
      responses: {"200": {description: The orders.}}
    post:
      operationId: createOrder
      responses: {"201": {description: Created.}}
    delete:  # error: `DELETE /orders` has no `operationId`
      responses: {"204": {description: Gone.}}
```

## Good

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
paths:
  /orders:
    get:
      operationId: listOrders
      responses: {"200": {description: The orders.}}
```
"""

from collections.abc import Iterator

from govtool.lint.rule import Hit
from govtool.model.contract import Operation

TAGS = ("documentation", "naming")
FORMATS = ("openapi",)


def check(operation: Operation) -> Iterator[Hit]:
    if operation.kind == "path" and not operation.id:
        yield Hit(operation.spot.at(on="key"), f"`{operation.name}` has no `operationId`, expected one",
                  help="name it by verb and noun, as in `listOrders`")
