"""The order of a field is `ascending`, `descending` or `ignore`.

Records are sorted by it in their binary form (Avro 1.12, "Sort Order").

## Bad

```json file=order.avsc
{"type": "record", "name": "Order", "fields": [
  {"name": "orderId", "type": "string", "order": "asc"},  // error: the order is `asc`
  {"name": "quantity", "type": "int", "order": 1}  // error: the order is `1`
]}
```

## Good

```json file=order.avsc
{"type": "record", "name": "Order", "fields": [
  {"name": "orderId", "type": "string", "order": "ascending"}
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

    yield from faults(contract, "avro-field-order")
