"""Every `operationId` is used once.

Generated clients name a method after it, and links and tools find an operation by it: of two operations with the same
id one is lost (OpenAPI 3.1 section 4.8.10).

## Bad

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
paths:
  /orders:
    get:
      operationId: listOrders
      responses: {"200": {description: The orders.}}
    post:
      operationId: createOrder
      responses: {"201": {description: Created.}}
  /archive:
    get:
      operationId: listOrders  # error: `listOrders` is used twice
      responses: {"200": {description: The archived orders.}}
  /drafts:
    get:
      operationId: listDrafts
      responses: {"200": {description: The drafts.}}
    post:
      operationId: createOrder  # error: `createOrder` is used twice
      responses: {"201": {description: Created.}}
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
  /archive:
    get:
      operationId: listArchivedOrders
      responses: {"200": {description: The archived orders.}}
```
"""

from collections.abc import Iterator

from govtool.finding import Location, Related, Severity
from govtool.lint.rule import Hit
from govtool.model.contract import Contract

SEVERITY = Severity.ERROR
FORMATS = ("openapi",)


def check(contract: Contract) -> Iterator[Hit]:
    first: dict[str, Location] = {}
    for operation in contract.all_operations():
        at = operation.spot.at("operationId")
        if operation.id and first.setdefault(operation.id, at) != at:
            yield Hit(
                at, f"`{operation.id}` is used twice, expected one operation to have it",
                help="rename one of the two", related=(Related(first[operation.id], "used here first"),),
            )
