"""A name starts with a letter or underscore and goes on with letters, digits and underscores.

Names become classes and columns, so most libraries refuse any other. A namespace is such names with dots between, and
the symbols of an enum are names too (Avro 1.12, "Names").

## Bad

```json file=order.avsc
{"type": "record", "name": "Order", "fields": [
  {"name": "order-id", "type": "string"},  // error: `order-id` is no legal name
  {"name": "state", "type": {"type": "enum", "name": "State", "symbols": ["2ND"]}}  // error: `2ND` is no legal symbol
]}
```

## Good

```json file=order.avsc
{"type": "record", "name": "Order", "fields": [
  {"name": "order_id", "type": "string"},
  {"name": "state", "type": {"type": "enum", "name": "State", "symbols": ["SECOND"]}}
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

    yield from faults(contract, "avro-name-legal")
