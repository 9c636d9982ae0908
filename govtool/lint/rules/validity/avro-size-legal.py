"""The size of a fixed is a whole number of bytes.

So many bytes are read, with nothing before them that tells (Avro 1.12, "Fixed").

## Bad

```json file=order.avsc
{"type": "record", "name": "Order", "fields": [
  {"name": "code", "type": {"type": "fixed", "name": "Code", "size": "4"}},  // error: the size is `4`
  {"name": "unit", "type": {"type": "fixed", "name": "Unit", "size": -1}}  // error: the size is `-1`
]}
```

## Good

```json file=order.avsc
{"type": "fixed", "name": "Code", "size": 4}
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

    yield from faults(contract, "avro-size-legal")
