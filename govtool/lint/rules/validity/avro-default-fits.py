"""A default is a value of the field's type; for a union, of any of its branches.

It is used when old data lacks the field: then, and not before, a wrong one fails. Before 1.12 only the first branch of
a union counted (Avro 1.12, "Records").

## Bad

```json file=order.avsc
{"type": "record", "name": "Order", "fields": [
  {"name": "quantity", "type": "int", "default": "1"},  // error: the default of `quantity` does not fit
  {"name": "price", "type": ["int", "boolean"], "default": null}  // error: the default of `price` does not fit
]}
```

## Good

```json file=order.avsc
{"type": "record", "name": "Order", "fields": [
  {"name": "quantity", "type": "int", "default": 1},
  {"name": "price", "type": ["null", "int"], "default": null}
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

    yield from faults(contract, "avro-default-fits")
