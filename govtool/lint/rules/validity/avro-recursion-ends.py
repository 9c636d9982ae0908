"""A type that contains itself can end: by a union, an array or a map.

Of one that always holds another, no value can be written (Avro 1.12, "Records").

## Bad

```json file=order.avsc
{"type": "record", "name": "Order", "fields": [
  {"name": "orderId", "type": "string"},
  {"name": "parent", "type": "Order"},  // error: every `Order` holds another one
  {"name": "line", "type": {"type": "record", "name": "Line", "fields": [
    {"name": "next", "type": "Line"}  // error: every `Line` holds another one
  ]}}
]}
```

## Good

```json file=order.avsc
{"type": "record", "name": "Order", "fields": [
  {"name": "orderId", "type": "string"},
  {"name": "parent", "type": ["null", "Order"]},
  {"name": "parts", "type": {"type": "array", "items": "Order"}}
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

    yield from faults(contract, "avro-recursion-ends")
