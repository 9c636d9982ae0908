"""The symbols of enums are written in upper case: `IN_PROGRESS`.

They become constants, and the same state is `Released`, `released` and `RELEASED` in three systems otherwise (Avro
1.12, "Enums", writes them so). The option `style` chooses another one.

## Bad

```json file=state.avsc
[
  {"type": "enum", "name": "State", "symbols": ["OPEN", "inProgress"]},  // error: `inProgress` is not in UPPER_SNAKE
  {"type": "enum", "name": "Unit", "symbols": ["KGM"]},
  {"type": "enum", "name": "Shift", "symbols": ["early"]}  // error: `early` is not in UPPER_SNAKE, expected `EARLY`
]
```

## Good

```json file=state.avsc
{"type": "enum", "name": "State", "symbols": ["OPEN", "IN_PROGRESS"]}
```
"""

from collections.abc import Iterator

from govtool.lint.policy.names import is_in, restyled
from govtool.lint.rule import Hit
from govtool.model.contract import Contract

TAGS = ("naming",)
FORMATS = ("avro",)
OPTIONS = {"style": "UPPER_SNAKE"}


def check(contract: Contract, options: dict[str, str]) -> Iterator[Hit]:
    from govtool.lint.policy.avro import types

    style = options["style"]
    for made in types(contract):
        for index, symbol in enumerate(made.symbols):
            if not is_in(style, symbol):
                yield Hit(contract.document.at((*made.pointer, "symbols", index)), subject=f"{made.name}.{symbol}",
                          message=f"`{symbol}` is not in {style}, expected `{restyled(style, symbol)}`",
                          help="rename it with the next major version; until then, map it when it is read")
