"""A quantity comes with its unit.

Five may be pieces, pallets or kilograms, and each system assumes its own; a number without a unit has already been
posted wrongly somewhere (EPCIS `quantityElement` and UN/CEFACT Recommendation 20). The unit is a property beside it, a
part of it, or a word of the name, as in `weightKg`. The option `names` lists what is a quantity.

## Bad

```yaml
openapi: 3.1.0
info: {title: Confirmations, version: 1.0.0}
components:
  schemas:
    Confirmation:
      type: object
      properties:
        yieldQuantity: {type: string}  # error: `yieldQuantity` has no unit
        reworkQuantity: {$ref: "#/components/schemas/Quantity"}
        gross_weight: {type: number}  # error: `gross_weight` has no unit
    Quantity:
      type: object
      properties: {value: {type: string}, unit: {type: string, pattern: "^[A-Z0-9]{2,3}$"}}
```

## Good

```yaml
openapi: 3.1.0
info: {title: Confirmations, version: 1.0.0}
components:
  schemas:
    Confirmation:
      type: object
      properties:
        weightKg: {type: string}
        quantity: {type: string}
        uom: {type: string, pattern: "^[A-Z0-9]{2,3}$"}
```
"""

from collections.abc import Iterator

from govtool.lint.nodes import Schema
from govtool.lint.policy.names import words
from govtool.lint.policy.schemas import named, properties, types
from govtool.lint.rule import Hit
from govtool.model.contract import Contract, Spot

TAGS = ("governance", "units")
KEYS = ("properties",)
OPTIONS = {"names": ["quantity", "qty", "weight", "mass", "width", "height", "thickness", "diameter", "volume",
                     "distance", "temperature", "pressure", "torque", "humidity", "energy"]}
_SHARES = frozenset({"percent", "percentage", "share", "ratio", "factor", "rate"})
_UNITS = frozenset({"unit", "units", "uom"})


def check(schema: Schema, contract: Contract, options: dict[str, list[str]]) -> Iterator[Hit]:
    for name, value in named(schema):
        said = words(name)
        measured = said[-1:] and said[-1] in options["names"] and _SHARES.isdisjoint(said)
        found = types(contract.bundle, value) if measured else frozenset()
        if not found or not found <= {"integer", "number", "string"}:
            continue
        whole = Spot(schema.document, schema.pointer, schema.value)
        if not any(_UNITS.intersection(words(beside)) for beside in properties(contract.bundle, whole)):
            yield Hit(schema.at("properties", name, on="key"), f"`{name}` has no unit, expected one with it",
                      help="make it an object of `value` and `unit`, or put `unit` beside it")
