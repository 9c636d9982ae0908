"""Quantities and amounts of money are decimals, not floating-point numbers.

0.1 + 0.2 is not 0.3 in binary, and stock that is booked ten thousand times drifts away from what lies in the rack (Avro
1.12, "Decimal"). The option `names` holds the last words of such names; a `value` beside a `unit` is one too.

## Bad

```json file=stock.avsc
{"type": "record", "name": "Stock", "fields": [
  {"name": "stockQuantity", "type": "double"},  // error: `stockQuantity` is a `double`
  {"name": "temperature", "type": "double"},
  {"name": "unitPrice", "type": ["null", "float"], "default": null}  // error: `unitPrice` is a `float`
]}
```

## Good

```json file=stock.avsc
{"type": "record", "name": "Stock", "fields": [
  {"name": "stockQuantity", "type": {"type": "bytes", "logicalType": "decimal", "precision": 13, "scale": 3}}
]}
```
"""

from collections.abc import Iterator

from govtool.lint.policy.names import words
from govtool.lint.rule import Hit
from govtool.model.contract import Contract

TAGS = ("governance", "units")
FORMATS = ("avro",)
OPTIONS = {"names": ["quantity", "qty", "amount", "price", "cost"]}
_MEASURED = frozenset({"unit", "uom", "unitCode", "currency"})


def check(contract: Contract, options: dict[str, list[str]]) -> Iterator[Hit]:
    from govtool.lint.policy.avro import at, fields, subject, value_of

    for record, field in fields(contract):
        measured = field.name == "value" and any(other.name in _MEASURED for other in record.fields)
        value = value_of(field)
        exact = measured or (words(field.name) or ("",))[-1] in options["names"]
        if exact and value is not None and value.kind in ("float", "double"):
            yield Hit(at(contract, field), f"`{field.name}` is a `{value.kind}`, expected a decimal",
                      help="write bytes with `logicalType: decimal`, a precision and a scale",
                      subject=subject(record, field))
