"""Every property that is required is described.

`required` takes any text: a misspelt name there asks for a property that nobody knows, and no value of the intended
shape is accepted any more (JSON Schema 2020-12 validation, section 6.5.3). Parts of a composition are judged together.

## Bad

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
components:
  schemas:
    Order:
      type: object
      required: [orderId, matrialId]  # error: `matrialId` is required but not described
      properties:
        orderId: {type: string}
        materialId: {type: string}
    Batch:
      type: object
      required: [batchId]
      properties: {batchId: {type: string}}
    Shift:
      type: object
      required: [shiftID]  # error: `shiftID` is required but not described
      properties: {shiftId: {type: string}}
```

## Good

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
components:
  schemas:
    Order:
      allOf:
        - {$ref: "#/components/schemas/NewOrder"}
        - {type: object, required: [orderId, status], properties: {status: {type: string}}}
    NewOrder:
      type: object
      required: [orderId]
      properties: {orderId: {type: string}}
```
"""

from collections.abc import Iterator

from govtool.errors import suggestion
from govtool.lint.nodes import Schema
from govtool.lint.rule import Hit
from govtool.model.shape import mapping, sequence

TAGS = ("documentation",)
KEYS = ("required",)
_COMPOSING = frozenset({"allOf", "anyOf", "oneOf", "if", "$ref", "patternProperties", "dependentSchemas", "not"})


def check(schema: Schema) -> Iterator[Hit]:
    value = schema.value
    described = mapping(value.get("properties"))
    if not described or not _COMPOSING.isdisjoint(value) or not _COMPOSING.isdisjoint(map(str, schema.steps)):
        return
    for index, name in enumerate(sequence(value.get("required"))):
        if isinstance(name, str) and name not in described:
            yield Hit(schema.at("required", index),
                      f"`{name}` is required but not described, expected it in `properties`",
                      help=suggestion(name, described) or "describe it, or take it out of `required`",
                      subject=f"required {name}")
