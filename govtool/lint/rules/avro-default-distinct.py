"""The default of an identifier, a time or a quantity is no value that could be a real one.

A reader gets the default for what an older writer did not send; an order number of nothing, a quantity of 0 or the year
1970 are booked as if somebody had said so (Avro 1.12, "Schema Resolution"). `null` says that nobody did.

## Bad

```json file=order.avsc
{"type": "record", "name": "Order", "fields": [
  {"name": "orderId", "type": "string", "default": ""},  // error: `orderId` is `""` where nobody said so
  {"name": "priority", "type": "int", "default": 0},
  {"name": "scrapQuantity", "type": "int", "default": 0}  // error: `scrapQuantity` is `0` where nobody said so
]}
```

## Good

```json file=order.avsc
{"type": "record", "name": "Order", "fields": [
  {"name": "orderId", "type": "string"},
  {"name": "scrapQuantity", "type": ["null", "int"], "default": null}
]}
```
"""

from collections.abc import Iterator
from json import dumps

from govtool.lint.policy.names import identifies, words
from govtool.lint.rule import Hit
from govtool.model.contract import Contract

TAGS = ("governance", "semantics")
FORMATS = ("avro",)
OPTIONS = {"names": ["at", "timestamp", "quantity", "qty", "amount", "price", "cost"]}


def check(contract: Contract, options: dict[str, list[str]]) -> Iterator[Hit]:
    from govtool.lint.policy.avro import at, fields, subject

    for record, field in fields(contract):
        last = (words(field.name) or ("",))[-1]
        is_empty = field.has_default and isinstance(field.default, int | float | str) and not field.default
        if is_empty and (identifies(field.name) or last in options["names"]):
            yield Hit(at(contract, field),
                      f"`{field.name}` is `{dumps(field.default)}` where nobody said so, expected `null` or no default",
                      help="make it `null` and a type, with `default: null`", subject=subject(record, field))
