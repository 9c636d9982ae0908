r"""Quantities and amounts are exact: decimal text, or whole numbers, but no floating point.

Most readers hold a JSON number in binary, where 0.1 is not 0.1; sums of stock and of money then differ by a few grams
and cents between two systems that are both right (SAP writes decimals as text; Zalando guideline 171). The option
`names` lists what must be exact.

## Bad

```yaml
openapi: 3.1.0
info: {title: Confirmations, version: 1.0.0}
components:
  schemas:
    Confirmation:
      type: object
      properties:
        yieldQuantity: {type: number, format: double}  # error: `yieldQuantity` is a floating-point number
        scrapQuantity: {type: string, format: decimal}
        unit: {type: string, pattern: "^[A-Z0-9]{2,3}$"}
    Quantity:
      type: object
      properties:
        value: {type: number}  # error: `value` is a floating-point number
        unit: {type: string, pattern: "^[A-Z0-9]{2,3}$"}
```

## Good

```yaml
openapi: 3.1.0
info: {title: Confirmations, version: 1.0.0}
components:
  schemas:
    Quantity:
      type: object
      properties:
        value: {type: string, format: decimal, pattern: "^-?[0-9]{1,10}(\.[0-9]{1,3})?$"}
        unit: {type: string, pattern: "^[A-Z0-9]{2,3}$"}
    Pallets: {type: object, properties: {quantity: {type: integer}, unit: {type: string, enum: [PF]}}}
```
"""

from collections.abc import Iterator

from govtool.lint.nodes import Schema
from govtool.lint.policy.names import words
from govtool.lint.policy.schemas import named, place, types
from govtool.lint.rule import Hit
from govtool.model.contract import Contract
from govtool.model.shape import mapping

TAGS = ("governance", "units")
KEYS = ("properties",)
OPTIONS = {"names": ["quantity", "qty", "amount", "price", "cost"]}
_MEASURED = frozenset({"unit", "uom", "unitCode", "currency"})


def check(schema: Schema, contract: Contract, options: dict[str, list[str]]) -> Iterator[Hit]:
    measured = not _MEASURED.isdisjoint(mapping(schema.value.get("properties")))
    for name, value in named(schema):
        exact = (words(name) or ("",))[-1] in options["names"] or (measured and name == "value")
        if exact and "number" in types(contract.bundle, value):
            yield Hit(place(contract, value), f"`{name}` is a floating-point number, expected decimal text",
                      help="write `type: string` with `format: decimal` and a `pattern` for its digits")
