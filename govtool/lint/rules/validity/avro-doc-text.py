"""A `doc` is text.

Generators write it into comments as it stands (Avro 1.12, "Complex Types").

## Bad

```json file=order.avsc
{"type": "record", "name": "Order", "fields": [
  {"name": "orderId", "type": "string", "doc": ["The number.", "Of the order."]},  // error: expected text
  {"name": "quantity", "type": "int", "doc": 1}  // error: the doc is `1`
]}
```

## Good

```json file=order.avsc
{"type": "record", "name": "Order", "fields": [
  {"name": "orderId", "type": "string", "doc": "The number of the order."}
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

    yield from faults(contract, "avro-doc-text")
