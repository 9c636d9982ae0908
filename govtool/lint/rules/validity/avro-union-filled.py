"""A union has a branch at least.

Without one nothing can be written, so no record with the field can (Avro 1.12, "Unions").

## Bad

```json file=order.avsc
{"type": "record", "name": "Order", "fields": [
  {"name": "note", "type": []},  // error: `[]` is a union without branches
  {"name": "lines", "type": {"type": "array", "items": []}}  // error: `[]` is a union without branches
]}
```

## Good

```json file=order.avsc
{"type": "record", "name": "Order", "fields": [
  {"name": "note", "type": ["null", "string"]}
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

    yield from faults(contract, "avro-union-filled")
