"""The property that a discriminator names is declared in every schema that it tells apart.

A reader looks at this property to know which schema a value has; where it is not declared, writers leave it out
(OpenAPI 3.1.1 section 4.8.25). Branches that cannot be read, or that branch again, are not judged.

## Bad

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
components:
  schemas:
    Order:
      oneOf:
        - $ref: '#/components/schemas/WorkOrder'
        - $ref: '#/components/schemas/RepairOrder'
      discriminator:
        propertyName: kind  # error: `kind` is not declared by `RepairOrder`
    WorkOrder: {type: object, required: [kind], properties: {kind: {const: WorkOrder}}}
    RepairOrder: {type: object, properties: {orderKind: {const: RepairOrder}}}
    Event:
      type: object
      properties: {type: {type: string}}
      discriminator: {propertyName: type}
    Alarm:
      type: object
      properties: {level: {type: integer}}
      discriminator:
        propertyName: type  # error: `type` is not declared by this schema
```

## Good

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
components:
  schemas:
    Order:
      oneOf:
        - $ref: '#/components/schemas/WorkOrder'
      discriminator: {propertyName: kind}
    Base: {type: object, required: [kind], properties: {kind: {type: string}}}
    WorkOrder: {allOf: [{$ref: '#/components/schemas/Base'}]}
```
"""

from collections.abc import Iterator

from govtool.lint.nodes import Schema
from govtool.lint.rule import Hit
from govtool.lint.validity.schemas import branches, declared
from govtool.model.contract import Contract, Spot
from govtool.model.shape import mapping, text
from govtool.model.wording import listed

KEYS = ("discriminator",)
FORMATS = ("openapi",)
_BRANCHING = ("oneOf", "anyOf")


def check(schema: Schema, contract: Contract) -> Iterator[Hit]:
    discriminator = mapping(schema.value, "discriminator")
    name = text(discriminator.get("propertyName")) or text(schema.value.get("discriminator"))
    if not name:
        return
    told_apart = branches(Spot(schema.document, schema.pointer, schema.value))
    beside = {key: item for key, item in schema.value.items() if key not in _BRANCHING}
    own = Spot(schema.document, schema.pointer, beside)
    names = declared(contract.bundle, own)
    if names is None or name in names:
        return
    lacking = [place for place in told_apart or [own] if (found := declared(contract.bundle, place)) is not None
               and name not in found]
    if lacking:
        who = listed((_name(place) for place in lacking), "and") if told_apart else "this schema"
        at = schema.at("discriminator", "propertyName") if discriminator else schema.at("discriminator")
        yield Hit(at, f"`{name}` is not declared by {who}, expected it among the `properties`",
                  help=f"declare `{name}` there, and require it")


def _name(place: Spot) -> str:
    """What a branch is called: by its reference, else by its place."""
    ref = text(mapping(place.value).get("$ref"))
    return ref.rsplit("/", 1)[-1] if ref else "/".join(map(str, place.pointer[-2:]))
