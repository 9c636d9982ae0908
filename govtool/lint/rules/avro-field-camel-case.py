"""Fields are named in one style, lowerCamelCase.

Events and APIs about one object share their names only if they share a style; `orderId` here and `order_id` there are
mapped by hand (AAS, EPCIS 2.0 and Catena-X write it). The option `style` chooses another one.
Names that begin with `_` belong to tools, and are left alone.

## Bad

```json file=order.avsc
{"type": "record", "name": "Order", "fields": [
  {"name": "order_id", "type": "string"},  // error: `order_id` is not in lowerCamelCase, expected `orderId`
  {"name": "quantity", "type": "int"},
  {"name": "SiteId", "type": "string"}  // error: `SiteId` is not in lowerCamelCase, expected `siteId`
]}
```

## Good

```json file=order.avsc
{"type": "record", "name": "Order", "fields": [{"name": "orderId", "type": "string"}]}
```
"""

from collections.abc import Iterator

from govtool.lint.policy.names import is_in, restyled
from govtool.lint.rule import Hit
from govtool.model.contract import Contract

TAGS = ("naming",)
FORMATS = ("avro",)
OPTIONS = {"style": "lowerCamelCase"}


def check(contract: Contract, options: dict[str, str]) -> Iterator[Hit]:
    from govtool.lint.policy.avro import at, fields, subject

    style = options["style"]
    for record, field in fields(contract):
        if not field.name.startswith("_") and not is_in(style, field.name):
            yield Hit(at(contract, field),
                      f"`{field.name}` is not in {style}, expected `{restyled(style, field.name)}`",
                      help="rename it with the next major version; an alias helps readers only",
                      subject=subject(record, field))
