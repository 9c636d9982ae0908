"""A protocol has a name, an array of types and an object of messages.

A message has an array of parameters, and one that is one-way answers nothing (Avro 1.12, "Protocol Declaration").

## Bad

```json file=orders.avpr
{"protocol": "Orders", "messages": {
  "close": {"response": "null"},  // error: the message `close` has no array of parameters
  "note": {"request": [], "response": "string", "one-way": true}  // error: the message `note` is one-way
}}
```

## Good

```json file=orders.avpr
{"protocol": "Orders", "messages": {
  "close": {"request": [{"name": "orderId", "type": "string"}], "response": "null"},
  "note": {"request": [], "response": "null", "one-way": true}
}}
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

    yield from faults(contract, "avro-protocol-shape")
