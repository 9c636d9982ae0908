"""A record has an array of fields, each of them an object.

A record without fields says so with an empty array (Avro 1.12, "Records").

## Bad

```json file=order.avsc
{"type": "record", "name": "Order", "fields": [
  "orderId",  // error: `orderId` stands here
  {"name": "line", "type": {"type": "record", "name": "Line"}}  // error: the record has no `fields`
]}
```

## Good

```json file=order.avsc
{"type": "record", "name": "Order", "fields": [
  {"name": "orderId", "type": "string"},
  {"name": "line", "type": {"type": "record", "name": "Line", "fields": []}}
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

    yield from faults(contract, "avro-fields-list")
