"""A named type is defined before it is used, in the order of the text.

Most readers take one pass and know a name only from its definition on (Avro 1.12, "Names").

## Bad

```json file=order.avsc
{"type": "record", "name": "Order", "fields": [
  {"name": "before", "type": "State"},  // error: `State` is used before its definition
  {"name": "after", "type": {"type": "enum", "name": "State", "symbols": ["OPEN"]}},
  {"name": "unit", "type": "Unit"},  // error: `Unit` is used before its definition
  {"name": "of", "type": {"type": "fixed", "name": "Unit", "size": 3}}
]}
```

## Good

```json file=order.avsc
{"type": "record", "name": "Order", "fields": [
  {"name": "before", "type": {"type": "enum", "name": "State", "symbols": ["OPEN"]}},
  {"name": "after", "type": "State"}
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

    yield from faults(contract, "avro-type-defined-before-use")
