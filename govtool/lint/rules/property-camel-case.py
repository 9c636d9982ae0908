"""Property names are written in one style, lowerCamelCase.

Two styles in one company are mapped by hand at every border, and each hand maps them in its own way; this industry has
settled on lowerCamelCase (AAS, EPCIS 2.0 and Catena-X write it). The option `style` chooses another one. Names that
begin with `$`, `@` or `_` belong to formats, and are left alone; so are the headers of messages.

## Bad

```yaml file=orders.yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
components:
  schemas:
    Order:
      type: object
      properties:
        order_type: {type: string}  # error: `order_type` is not in lowerCamelCase, expected `orderType`
        priority: {type: integer}
        PlannedStart: {type: string}  # error: `PlannedStart` is not in lowerCamelCase, expected `plannedStart`
```

```yaml file=events.yaml
asyncapi: 3.0.0
info: {title: Order events, version: 1.0.0}
channels:
  created:
    address: orders.created
    messages:
      created:
        headers: {type: object, properties: {ce_id: {type: string}}}
        payload:
          type: object
          properties:
            order_id: {type: string}  # error: `order_id` is not in lowerCamelCase, expected `orderId`
```

## Good

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
components:
  schemas:
    Order:
      type: object
      properties:
        "@type": {type: string}
        orderType: {type: string}
        priority: {type: integer}
```
"""

from collections.abc import Iterator

from govtool.lint.nodes import Schema
from govtool.lint.policy.names import is_in, restyled
from govtool.lint.policy.payloads import is_data
from govtool.lint.rule import Hit
from govtool.model.contract import Contract
from govtool.model.shape import mapping

TAGS = ("naming",)
KEYS = ("properties",)
FORMATS = ("openapi", "jsonschema", "asyncapi")
OPTIONS = {"style": "lowerCamelCase"}


def check(schema: Schema, contract: Contract, options: dict[str, str]) -> Iterator[Hit]:
    style = options["style"]
    if not is_data(contract, schema):
        return
    for name in mapping(schema.value.get("properties")):
        if name[:1] not in ("$", "@", "_") and not is_in(style, name):
            yield Hit(schema.at("properties", name, on="key"),
                      f"`{name}` is not in {style}, expected `{restyled(style, name)}`",
                      help="rename it with the next major version; add the new name beside it until then")
