"""A full name is defined once in a schema.

Libraries refuse the schema, as they cannot tell which one a name means; the name alone repeats the type (Avro 1.12,
"Names").

## Bad

```json file=order.avsc
{"type": "record", "name": "Order", "fields": [
  {"name": "code", "type": {"type": "fixed", "name": "Code", "size": 4}},
  {"name": "unit", "type": {"type": "fixed", "name": "Code", "size": 4}},  // error: `Code` is defined a second time
  {"name": "of", "type": {"type": "fixed", "name": "Order", "size": 4}}  // error: `Order` is defined a second time
]}
```

## Good

```json file=order.avsc
{"type": "record", "name": "Order", "fields": [
  {"name": "code", "type": {"type": "fixed", "name": "Code", "size": 4}},
  {"name": "unit", "type": "Code"}
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

    yield from faults(contract, "avro-name-unique")
