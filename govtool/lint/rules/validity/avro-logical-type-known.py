"""A logical type is one of those in the specification.

Readers that do not know it see the type below it, which may be what is wanted (Avro 1.12, "Logical Types").

## Bad

```json file=order.avsc
{"type": "record", "name": "Order", "fields": [
  {"name": "due", "type": {"type": "int", "logicalType": "day"}},  // error: `day` is no logical type
  {"name": "at", "type": {"type": "long", "logicalType": "timestamp"}}  // error: `timestamp` is no logical type
]}
```

## Good

```json file=order.avsc
{"type": "record", "name": "Order", "fields": [
  {"name": "due", "type": {"type": "int", "logicalType": "date"}},
  {"name": "at", "type": {"type": "long", "logicalType": "timestamp-millis"}}
]}
```
"""

from collections.abc import Iterator

from govtool.finding import Severity
from govtool.lint.rule import Hit
from govtool.model.contract import Contract

SEVERITY = Severity.HINT
FORMATS = ("avro",)


def check(contract: Contract) -> Iterator[Hit]:
    from govtool.lint.validity.avro import faults

    yield from faults(contract, "avro-logical-type-known")
