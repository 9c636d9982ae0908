"""Records, enums and fixed types are named in one style, UpperCamelCase.

They become classes, and in nearly every language classes are written so; any other style is bent by each generator in
its own way (Avro 1.12, "Names", names them so in its examples). The option `style` chooses another one.

## Bad

```json file=order.avsc
{"type": "record", "name": "production_order", "fields": [  // error: `production_order` is not in Upper
  {"name": "state", "type": {"type": "enum", "name": "OrderState", "symbols": ["OPEN"]}},
  {"name": "unit", "type": {"type": "enum", "name": "unit", "symbols": ["KGM"]}}  // error: `unit` is not in Upper
]}
```

## Good

```json file=order.avsc
{"type": "record", "name": "ProductionOrder", "fields": []}
```
"""

from collections.abc import Iterator

from govtool.lint.policy.names import is_in, restyled
from govtool.lint.rule import Hit
from govtool.model.contract import Contract

TAGS = ("naming",)
FORMATS = ("avro",)
OPTIONS = {"style": "UpperCamelCase"}


def check(contract: Contract, options: dict[str, str]) -> Iterator[Hit]:
    from govtool.lint.policy.avro import named

    style = options["style"]
    for made in named(contract):
        if not is_in(style, made.short):
            yield Hit(contract.document.at((*made.pointer, "name")), subject=made.name,
                      message=f"`{made.short}` is not in {style}, expected `{restyled(style, made.short)}`",
                      help="rename it, and keep the old name among its `aliases`")
