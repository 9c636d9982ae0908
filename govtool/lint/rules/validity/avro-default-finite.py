"""A default is a number that JSON can write.

Only some readers take the words `NaN` and `Infinity` for numbers; others refuse the schema (RFC 8259 section 6).

## Bad

```json file=order.avsc
{"type": "record", "name": "Order", "fields": [
  {"name": "weight", "type": "double", "default": "NaN"},  // error: the default of `weight` is the word `NaN`
  {"name": "limit", "type": "float", "default": "Infinity"}  // error: is the word `Infinity`
]}
```

## Good

```json file=order.avsc
{"type": "record", "name": "Order", "fields": [
  {"name": "weight", "type": ["null", "double"], "default": null}
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

    yield from faults(contract, "avro-default-finite")
