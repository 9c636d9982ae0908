"""An array has `items`, a map has `values`.

The one key does not stand for the other (Avro 1.12, "Arrays" and "Maps").

## Bad

```json file=order.avsc
{"type": "record", "name": "Order", "fields": [
  {"name": "lines", "type": {"type": "array", "values": "string"}},  // error: the array has no `items`
  {"name": "notes", "type": {"type": "map", "items": "string"}}  // error: the map has no `values`
]}
```

## Good

```json file=order.avsc
{"type": "record", "name": "Order", "fields": [
  {"name": "lines", "type": {"type": "array", "items": "string"}},
  {"name": "notes", "type": {"type": "map", "values": "string"}}
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

    yield from faults(contract, "avro-items-present")
