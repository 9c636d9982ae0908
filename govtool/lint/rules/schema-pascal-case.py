"""Named schemas are called in one style, UpperCamelCase.

A schema becomes a class, and in most languages that is UpperCamelCase; other styles are bent by each generator in its
own way, and two names may become one (Google AIP-190). The option `style` chooses another one.

## Bad

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
components:
  schemas:
    production_order: {type: object}  # error: `production_order` is not in UpperCamelCase, expected `ProductionOrder`
    Quantity: {type: object}
    holdScope: {type: string}  # error: `holdScope` is not in UpperCamelCase, expected `HoldScope`
```

## Good

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
components:
  schemas:
    ProductionOrder: {type: object}
    Quantity: {type: object}
```
"""

from collections.abc import Iterator

from govtool.lint.policy.names import is_in, restyled
from govtool.lint.rule import Hit
from govtool.model.contract import Contract

TAGS = ("naming",)
FORMATS = ("openapi", "asyncapi")
OPTIONS = {"style": "UpperCamelCase"}


def check(contract: Contract, options: dict[str, str]) -> Iterator[Hit]:
    style = options["style"]
    for name, schema in contract.schemas.items():
        if not is_in(style, name):
            yield Hit(schema.at(on="key"), f"`{name}` is not in {style}, expected `{restyled(style, name)}`",
                      help="rename it here and where it is referred to; nothing changes on the wire")
