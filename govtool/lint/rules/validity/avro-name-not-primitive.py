"""No type of one's own has the name of a primitive type.

Whoever uses the name gets the primitive type (Avro 1.12, "Names").

## Bad

```json file=order.avsc
{"type": "record", "name": "Order", "fields": [
  {"name": "code", "type": {"type": "fixed", "name": "bytes", "size": 4}},  // error: `bytes` is the name
  {"name": "state", "type": {"type": "enum", "name": "string", "symbols": ["OPEN"]}}  // error: `string` is the name
]}
```

## Good

```json file=order.avsc
{"type": "record", "name": "Order", "fields": [
  {"name": "code", "type": {"type": "fixed", "name": "Code", "size": 4}}
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

    yield from faults(contract, "avro-name-not-primitive")
