"""Every record, enum and fixed type has a `doc`.

The schema travels with the data, into registries and tables where nobody sees another text; a name alone does not say
what one record stands for (Avro 1.12, "Complex Types").

## Bad

```json file=order.avsc
{"type": "record", "name": "Order", "fields": [  // error: the record `Order` has no `doc`
  {"name": "state", "type": {"type": "enum", "name": "State", "doc": "How far it is.", "symbols": ["OPEN"]}},
  {"name": "unit", "type": {"type": "enum", "name": "Unit", "doc": " ", "symbols": ["KGM"]}}  // error: enum `Unit`
]}
```

## Good

```json file=order.avsc
{"type": "record", "name": "Order", "doc": "What is to be made, and how much of it.", "fields": [
  {"name": "orderId", "type": "string"}
]}
```
"""

from collections.abc import Iterator

from govtool.finding import Severity
from govtool.lint.rule import Hit
from govtool.model.contract import Contract

SEVERITY = Severity.INFO
TAGS = ("documentation",)
FORMATS = ("avro",)


def check(contract: Contract) -> Iterator[Hit]:
    from govtool.lint.policy.avro import doc, named

    for made in named(contract):
        if not doc(made):
            yield Hit(contract.document.at((*made.pointer, "name")),
                      f"the {made.kind} `{made.short}` has no `doc`, expected one", subject=made.name,
                      help="say in a sentence what one of them stands for, and when it is written")
