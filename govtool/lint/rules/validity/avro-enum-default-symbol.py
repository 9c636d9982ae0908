"""The default of an enum is one of its symbols.

Readers fall back to it when data holds a symbol that they do not know (Avro 1.12, "Enums").

## Bad

```json file=order.avsc
[
  {"type": "enum", "name": "State", "symbols": ["OPEN"], "default": "NEW"},  // error: the default is `NEW`
  {"type": "enum", "name": "Unit", "symbols": ["KG"], "default": 0}  // error: the default is `0`
]
```

## Good

```json file=order.avsc
{"type": "enum", "name": "State", "symbols": ["OPEN", "UNKNOWN"], "default": "UNKNOWN"}
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

    yield from faults(contract, "avro-enum-default-symbol")
