"""Operation ids are written in one style, lowerCamelCase.

An `operationId` becomes the name of a method, and in most languages that is lowerCamelCase; any other style is bent by
each generator in its own way (OpenAPI 3.1.1 section 4.8.10.1 asks for the conventions of programs). The option `style`
chooses another one.

## Bad

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
paths:
  /orders:
    get:
      operationId: ListOrders  # error: `ListOrders` is not in lowerCamelCase, expected `listOrders`
      responses: {"200": {description: The orders.}}
    post:
      operationId: createOrder
      responses: {"201": {description: Created.}}
    delete:
      operationId: delete_orders  # error: `delete_orders` is not in lowerCamelCase, expected `deleteOrders`
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

from govtool.lint.policy.names import is_in, restyled
from govtool.lint.rule import Hit
from govtool.model.contract import Operation

TAGS = ("naming",)
FORMATS = ("openapi",)
OPTIONS = {"style": "lowerCamelCase"}


def check(operation: Operation, options: dict[str, str]) -> Iterator[Hit]:
    style = options["style"]
    if operation.id and not is_in(style, operation.id):
        yield Hit(operation.spot.at("operationId"),
                  f"`{operation.id}` is not in {style}, expected `{restyled(style, operation.id)}`",
                  help="rename it; generated clients will have to follow")
