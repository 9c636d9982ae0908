"""A field has a type.

There is none that is meant where nothing is written (Avro 1.12, "Records").

## Bad

```json file=order.avsc
{"type": "record", "name": "Order", "fields": [
  {"name": "orderId"},  // error: the field `orderId` has no type
  {"name": "quantity", "doc": "Pieces."}  // error: the field `quantity` has no type
]}
```

## Good

```json file=order.avsc
{"type": "record", "name": "Order", "fields": [
  {"name": "orderId", "type": "string"},
  {"name": "quantity", "type": "int", "doc": "Pieces."}
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

    yield from faults(contract, "avro-field-type")
