"""A symbol is named once in an enum.

Java refuses the schema; for other libraries one symbol has two numbers, and only one of them is ever written (Avro
1.12, "Enums").

## Bad

```json file=order.avsc
{"type": "enum", "name": "State", "symbols": [
  "OPEN",
  "DONE",
  "OPEN",  // error: `OPEN` is already a symbol
  "DONE"  // error: `DONE` is already a symbol
]}
```

## Good

```json file=order.avsc
{"type": "enum", "name": "State", "symbols": ["OPEN", "DONE"]}
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

    yield from faults(contract, "avro-symbol-unique")
