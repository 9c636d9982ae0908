"""Aliases are an array of names.

One old name is an array too; otherwise libraries refuse the schema, or do not find the data of that name (Avro 1.12,
"Aliases").

## Bad

```json file=order.avsc
{"type": "record", "name": "Order", "fields": [
  {"name": "orderId", "type": "string", "aliases": "id"},  // error: the aliases are `id`
  {"name": "quantity", "type": "int", "aliases": {"was": "count"}}  // error: expected an array of names
]}
```

## Good

```json file=order.avsc
{"type": "record", "name": "Order", "fields": [
  {"name": "orderId", "type": "string", "aliases": ["id"]}
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

    yield from faults(contract, "avro-aliases-list")
