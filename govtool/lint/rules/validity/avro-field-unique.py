"""A field name is used once in a record.

Java refuses the schema; a library that takes it loses one of the two values, as a record holds one for each name (Avro
1.12, "Records").

## Bad

```json file=order.avsc
{"type": "record", "name": "Order", "fields": [
  {"name": "orderId", "type": "string"},
  {"name": "orderId", "type": "long"},  // error: `orderId` is already a field
  {"name": "orderId", "type": "int"}  // error: `orderId` is already a field
]}
```

## Good

```json file=order.avsc
{"type": "record", "name": "Order", "fields": [
  {"name": "orderId", "type": "string"},
  {"name": "orderNumber", "type": "long"}
]}
```
"""

from collections.abc import Iterator

from govtool.finding import Severity
from govtool.lint.rule import Hit
from govtool.model.contract import Contract

SEVERITY = Severity.ERROR
FORMATS = ("avro",)


def check(contract: Contract) -> Iterator[Hit]:
    from govtool.lint.validity.avro import faults

    yield from faults(contract, "avro-field-unique")
