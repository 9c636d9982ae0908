"""Every link leads to an operation that exists.

A client follows a link by the operation's id or reference; one that leads nowhere breaks it at run time, far from here
(OpenAPI 3.1.1 section 4.8.20).

## Bad

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
paths:
  /orders:
    post:
      operationId: createOrder
      responses:
        "201":
          description: Created.
          links:
            order: {operationId: getOrdr}  # error: `getOrdr` is no operation
            again: {operationId: createOrder}
            cancel:
              operationRef: '#/paths/~1orders/delete'  # error: `#/paths/~1orders/delete` leads to no operation
  /orders/{orderId}:
    get:
      operationId: getOrder
      parameters: [{name: orderId, in: path, required: true, schema: {type: string}}]
      responses: {"200": {description: The order.}}
```

## Good

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
paths:
  /orders:
    post:
      operationId: createOrder
      responses:
        "201":
          description: Created.
          links:
            again: {operationId: createOrder}
            elsewhere: {operationRef: 'https://example.com/stock.yaml#/paths/~1stock/get'}
```
"""

from collections.abc import Iterator

from govtool.errors import suggestion
from govtool.finding import Severity
from govtool.lint.nodes import Link
from govtool.lint.rule import Hit
from govtool.lint.validity.parts import kind_of_target
from govtool.model.contract import Contract
from govtool.model.shape import text
from govtool.source.refs import RefError

SEVERITY = Severity.ERROR
FORMATS = ("openapi-3",)


def check(link: Link, contract: Contract) -> Iterator[Hit]:
    name, ref = text(link.value.get("operationId")), text(link.value.get("operationRef"))
    known = {operation.id for operation in contract.all_operations() if operation.id} if name else set()
    if name and name not in known:
        yield Hit(link.at("operationId"), f"`{name}` is no operation of this contract, expected the id of one",
                  help=suggestion(name, known) or "name an operation that is there")
    if ref and "://" not in ref and not _is_operation(link, contract, ref):
        yield Hit(link.at("operationRef"), f"`{ref}` leads to no operation, expected one",
                  help="write it as `#/paths/~1orders/get`")


def _is_operation(link: Link, contract: Contract, ref: str) -> bool:
    try:
        target = contract.bundle.follow(link.document, ref, link.pointer)
    except RefError:
        return False
    return isinstance(target.value, dict) and kind_of_target(contract, target) in ("", "Operation")
