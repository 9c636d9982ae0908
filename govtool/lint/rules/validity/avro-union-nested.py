"""A union holds no union directly.

The branch that was written is one number, which has no place for a second (Avro 1.12, "Unions").

## Bad

```json file=order.avsc
{"type": "record", "name": "Order", "fields": [
  {"name": "note", "type": ["null", ["string", "int"]]},  // error: the `union of string, int` stands in a union
  {"name": "code", "type": [["null", "int"]]}  // error: the `union of null, int` stands in a union
]}
```

## Good

```json file=order.avsc
{"type": "record", "name": "Order", "fields": [
  {"name": "note", "type": ["null", "string", "int"]}
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

    yield from faults(contract, "avro-union-nested")
