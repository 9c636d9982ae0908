"""Every property that a closed object requires is one that it allows.

An object with `additionalProperties: false` takes no property but its own; one that is required and not among them
makes the schema impossible to meet (JSON Schema 2020-12 core, section 10.3.2.3).

## Bad

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
components:
  schemas:
    Order:
      type: object
      additionalProperties: false
      required:
        - orderId
        - quantty  # error: `quantty` is required but not allowed
        - plant  # error: `plant` is required but not allowed
      properties: {orderId: {type: string}, quantity: {type: string}}
```

## Good

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
components:
  schemas:
    Order:
      type: object
      additionalProperties: false
      required: [orderId, x-note]
      properties: {orderId: {type: string}}
      patternProperties: {'^x-': {}}
    Open:
      type: object
      required: [anything]
```
"""

from collections.abc import Iterator

from govtool.errors import suggestion
from govtool.finding import Severity
from govtool.lint.nodes import Schema
from govtool.lint.rule import Hit
from govtool.model.contract import Contract
from govtool.model.grammar import grammar_of
from govtool.model.shape import mapping, sequence

SEVERITY = Severity.ERROR
KEYS = ("required",)
FORMATS = ("openapi", "jsonschema")


def check(schema: Schema, contract: Contract) -> Iterator[Hit]:
    value, known = schema.value, grammar_of(contract.format).kinds["Schema"].fields
    by_pattern = "patternProperties" in value and "patternProperties" in known
    if value.get("additionalProperties") is not False or by_pattern:
        return
    own = mapping(value, "properties")
    for index, name in enumerate(sequence(value.get("required"))):
        if isinstance(name, str) and name not in own:
            yield Hit(schema.at("required", index),
                      f"`{name}` is required but not allowed, expected it in `properties`",
                      help=suggestion(name, own) or "declare it, or do not require it", subject=f"required {name}")
