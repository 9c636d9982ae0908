"""A name that is used as a type is defined in the file, or in one of the same tree.

A producer that loads the schema stops at a type that nobody gives it. Names that the file lacks are looked for by
their full name in every `.avsc` around it, the nearest first (Avro 1.12, "Names").

## Bad

```json file=order.avsc
{"type": "record", "name": "Order", "namespace": "shop", "fields": [
  {"name": "orderId", "type": "string"},
  {"name": "quantity", "type": "integer"},  // error: `shop.integer` is not defined
  {"name": "state", "type": "OrderState"}  // error: `shop.OrderState` is not defined
]}
```

## Good

```json file=Order.avsc
{"type": "record", "name": "Order", "namespace": "shop", "fields": [
  {"name": "orderId", "type": "string"},
  {"name": "quantity", "type": "int"},
  {"name": "state", "type": "OrderState"}
]}
```

```json file=OrderState.avsc
{"type": "enum", "name": "OrderState", "namespace": "shop", "symbols": ["OPEN", "DONE"]}
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

    yield from faults(contract, "avro-type-defined")
