"""A name without dots means a type of the namespace around it.

The specification completes it so; that some readers also try the null namespace makes one file mean two things (Avro
1.12, "Names").

## Bad

```json file=order.avsc
{"type": "record", "name": "Order", "namespace": "shop", "fields": [
  {"name": "state", "type": {"type": "enum", "name": "State", "namespace": "", "symbols": ["OPEN"]}},
  {"name": "before", "type": "State"},  // error: `State` has no namespace
  {"name": "after", "type": ["null", "State"]}  // error: `State` has no namespace
]}
```

## Good

```json file=order.avsc
{"type": "record", "name": "Order", "namespace": "shop", "fields": [
  {"name": "state", "type": {"type": "enum", "name": "State", "symbols": ["OPEN"]}},
  {"name": "before", "type": "State"},
  {"name": "after", "type": ["null", "shop.State"]}
]}
```
"""

from collections.abc import Iterator

from govtool.finding import Severity
from govtool.lint.rule import Hit
from govtool.model.contract import Contract

SEVERITY = Severity.WARNING
FORMATS = ("avro",)


def check(contract: Contract) -> Iterator[Hit]:
    from govtool.lint.validity.avro import faults

    yield from faults(contract, "avro-type-namespace")
