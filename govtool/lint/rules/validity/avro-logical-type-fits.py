"""A logical type stands on a type that carries it, with the numbers that it needs.

Otherwise readers ignore it in silence: a date is a number, and a decimal is bytes (Avro 1.12, "Logical Types").

## Bad

```json file=order.avsc
{"type": "record", "name": "Order", "fields": [
  {"name": "due", "type": {"type": "string", "logicalType": "date"}},  // error: `date` stands on `string`
  {"name": "price", "type": {"type": "bytes", "logicalType": "decimal"}}  // error: the precision of a decimal is `null`
]}
```

## Good

```json file=order.avsc
{"type": "record", "name": "Order", "fields": [
  {"name": "due", "type": {"type": "int", "logicalType": "date"}},
  {"name": "price", "type": {"type": "bytes", "logicalType": "decimal", "precision": 9, "scale": 2}}
]}
```
"""

from collections.abc import Iterator

from govtool.finding import Severity
from govtool.lint.rule import Hit
from govtool.model.contract import Contract

SEVERITY = Severity.WARNING
FORMATS = ("avro",)


def check(contract: Contract) -> Iterator[Hit]:
    from govtool.lint.validity.avro import faults

    yield from faults(contract, "avro-logical-type-fits")
