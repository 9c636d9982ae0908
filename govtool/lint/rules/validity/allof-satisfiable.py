"""Some value meets all parts of an `allOf`.

Parts that contradict each other let nothing through: every message is refused, and generated types do not compile
(JSON Schema 2020-12 core, section 10.2.1.1). Only contradictions that are plain from types, values and closed objects
are told.

## Bad

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
components:
  schemas:
    Base: {type: object, additionalProperties: false, properties: {orderId: {type: string}}}
    Order:
      allOf:  # error: `quantity` is required by one part and not allowed by another
        - $ref: '#/components/schemas/Base'
        - {type: object, required: [quantity], properties: {quantity: {type: string}}}
    Note:
      allOf: [{$ref: '#/components/schemas/Base'}, {description: A note.}]
    Number:
      allOf:  # error: no type is allowed by all parts: `integer` and `string`
        - {type: string}
        - {type: integer}
```

## Good

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
components:
  schemas:
    Base: {type: object, properties: {orderId: {type: string}}}
    Order:
      allOf:
        - $ref: '#/components/schemas/Base'
        - {type: object, required: [quantity], properties: {quantity: {type: string}}}
    Level: {allOf: [{type: number}, {type: integer, minimum: 0}]}
```
"""

from collections.abc import Iterator

from govtool.finding import Severity
from govtool.lint.nodes import Schema
from govtool.lint.rule import Hit
from govtool.lint.validity.contradictions import contradiction
from govtool.model.contract import Contract, Spot
from govtool.model.reach import conjuncts
from govtool.source.refs import RefError

SEVERITY = Severity.ERROR
KEYS = ("allOf",)
FORMATS = ("openapi", "jsonschema")


def check(schema: Schema, contract: Contract) -> Iterator[Hit]:
    if "allOf" not in schema.value:
        return
    try:
        parts = list(conjuncts(contract.bundle, Spot(schema.document, schema.pointer, schema.value)))
    except RefError:
        return
    found = contradiction([part.value for part in parts], contract.format)
    if found:
        yield Hit(schema.at("allOf", on="key"), f"{found}, expected a value to meet all parts",
                  help="let the parts agree, or say `oneOf` where they are alternatives")
