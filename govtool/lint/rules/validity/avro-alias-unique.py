"""An alias of a field is not also the name or alias of another field of the record.

Of two fields that claim the same written one, readers fill either (Avro 1.12, "Aliases").

## Bad

```json file=order.avsc
{"type": "record", "name": "Order", "fields": [
  {"name": "orderId", "type": "string"},
  {"name": "number", "type": "string", "aliases": ["orderId"]},  // error: the alias `orderId` is also another name
  {"name": "amount", "type": "int", "aliases": ["count"]},
  {"name": "quantity", "type": "int", "aliases": ["count"]}  // error: the alias `count` is also another name
]}
```

## Good

```json file=order.avsc
{"type": "record", "name": "Order", "fields": [
  {"name": "orderId", "type": "string"},
  {"name": "number", "type": "string", "aliases": ["orderNumber"]}
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

    yield from faults(contract, "avro-alias-unique")
