"""A schema is the name of a type, an object with a `type`, or an array of schemas.

Anything else stops every Avro library when it loads the file (Avro 1.12, "Schema Declaration").

## Bad

```json file=order.avsc
{"type": "record", "name": "Order", "fields": [
  {"name": "orderId", "type": "string"},
  {"name": "quantity", "type": 5},  // error: `5` stands here
  {"name": "unit", "type": {"logicalType": "uuid"}}  // error: the schema has no `type`
]}
```

## Good

```json file=order.avsc
{"type": "record", "name": "Order", "fields": [
  {"name": "orderId", "type": "string"},
  {"name": "quantity", "type": "int"},
  {"name": "unit", "type": {"type": "string", "logicalType": "uuid"}}
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

    yield from faults(contract, "avro-schema-shape")
