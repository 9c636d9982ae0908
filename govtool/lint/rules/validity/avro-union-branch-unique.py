"""A union holds each type without a name once, and each named type once.

A writer cannot tell two branches of one type apart; a logical type does not make them two (Avro 1.12, "Unions").

## Bad

```json file=order.avsc
{"type": "record", "name": "Order", "fields": [
  {"name": "note", "type": ["string", "string"]},  // error: `string` is already a branch
  {"name": "due", "type": ["int", {"type": "int", "logicalType": "date"}]}  // error: `int` is already a branch
]}
```

## Good

```json file=order.avsc
{"type": "record", "name": "Order", "fields": [
  {"name": "due", "type": ["long", {"type": "int", "logicalType": "date"}]}
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

    yield from faults(contract, "avro-union-branch-unique")
