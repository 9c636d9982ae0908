"""Every enum has a default symbol.

The day a producer adds a symbol, readers without a default stop at it, and with a default they go on (Avro 1.12,
"Schema Resolution": the default stands for a symbol that the reader does not know).

## Bad

```json file=order.avsc
{"type": "record", "name": "Order", "fields": [
  {"name": "state", "type": {"type": "enum", "name": "State", "symbols": ["OPEN"]}},  // error: enum `State` has
  {"name": "unit", "type": {"type": "enum", "name": "Unit", "symbols": ["KGM", "OTHER"], "default": "OTHER"}},
  {"name": "shift", "type": {"type": "enum", "name": "Shift", "symbols": ["A"]}, "default": "A"}  // error: enum `Shift`
]}
```

## Good

```json file=state.avsc
{"type": "enum", "name": "State", "symbols": ["OPEN", "DONE", "UNKNOWN"], "default": "UNKNOWN"}
```
"""

from collections.abc import Iterator

from govtool.lint.rule import Hit
from govtool.model.contract import Contract

TAGS = ("governance", "versioning")
FORMATS = ("avro",)


def check(contract: Contract) -> Iterator[Hit]:
    from govtool.lint.policy.avro import named

    for made in named(contract):
        if made.kind == "enum" and made.default is None:
            yield Hit(contract.document.at((*made.pointer, "name")), subject=made.name,
                      message=f"enum `{made.short}` has no `default`, expected a symbol for what is not known",
                      help="add a symbol such as `UNKNOWN`, and name it; a field's default is another thing")
