"""An identifier is text, never a number.

`0010` and `10` are two operations of an order, and a number keeps neither the zeros nor more than fifteen digits;
nobody calculates with identifiers (Zalando guideline 228; SAP keys are CHAR fields).

## Bad

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
components:
  schemas:
    Order:
      type: object
      properties:
        orderId: {type: integer}  # error: `orderId` is a number
        materialId: {type: string}
        batch_number: {$ref: "#/components/schemas/BatchNumber"}
    BatchNumber: {type: [number, "null"]}  # error: `batch_number` is a number
```

## Good

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
components:
  schemas:
    Order:
      type: object
      properties:
        orderId: {type: string}
        numberOfOperations: {type: integer}
```
"""

from collections.abc import Iterator

from govtool.lint.nodes import Parameter, Schema
from govtool.lint.policy.names import identifies
from govtool.lint.policy.schemas import is_number, named, place
from govtool.lint.rule import Hit
from govtool.model.contract import Contract

TAGS = ("governance", "identifiers")
KEYS = ("properties", "name")


def check(node: Schema | Parameter, contract: Contract) -> Iterator[Hit]:
    for name, schema in named(node):
        if identifies(name) and is_number(contract.bundle, schema):
            yield Hit(place(contract, schema), f"`{name}` is a number, expected text",
                      help="write `type: string` with a `pattern`; zeros in front count")
