"""An enum has an array of symbols.

Data holds the place of the symbol in this array (Avro 1.12, "Enums").

## Bad

```json file=order.avsc
{"type": "record", "name": "Order", "fields": [
  {"name": "state", "type": {"type": "enum", "name": "State", "symbols": "OPEN"}},  // error: the symbols are `OPEN`
  {"name": "unit", "type": {"type": "enum", "name": "Unit"}}  // error: the symbols are `null`
]}
```

## Good

```json file=order.avsc
{"type": "record", "name": "Order", "fields": [
  {"name": "state", "type": {"type": "enum", "name": "State", "symbols": ["OPEN"]}}
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

    yield from faults(contract, "avro-symbols-list")
