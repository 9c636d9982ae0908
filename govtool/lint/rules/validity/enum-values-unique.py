"""An `enum` lists each value once.

A value that is listed twice is mostly a misspelt other one, and generated code with two names for it does not compile
(JSON Schema 2020-12 validation, section 6.1.2).

## Bad

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
components:
  schemas:
    Status:
      type: string
      enum:
        - RELEASED
        - FINISHED
        - RELEASED  # error: `RELEASED` is listed twice
    Shift: {type: integer, enum: [1, 2, 3]}
    Level:
      enum:
        - 1
        - true
        - 1.0  # error: `1.0` is listed twice
```

## Good

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
components:
  schemas:
    Status: {type: string, enum: [RELEASED, FINISHED]}
    Level: {enum: [1, "1", true]}
```
"""

from collections.abc import Iterator
from typing import Any

from govtool.finding import Related, Severity
from govtool.lint.nodes import Header, Items, Parameter, Schema
from govtool.lint.rule import Hit
from govtool.model.shape import sequence

SEVERITY = Severity.ERROR
KEYS = ("enum",)
FORMATS = ("openapi", "jsonschema")


def check(schema: Schema | Parameter | Items | Header) -> Iterator[Hit]:
    first: dict[Any, int] = {}
    for index, value in enumerate(sequence(schema.value.get("enum"))):
        known = first.setdefault(_key(value), index)
        if known != index:
            yield Hit(schema.at("enum", index), f"`{value}` is listed twice, expected each value once",
                      help="delete one of the two", related=(Related(schema.at("enum", known), "listed here first"),),
                      subject=f"enum {value}")


def _key(value: Any) -> Any:
    """A value as JSON compares it: `1` is `1.0`, and neither is `true`."""
    if isinstance(value, dict):
        return frozenset((name, _key(item)) for name, item in value.items())
    if isinstance(value, list):
        return tuple(map(_key, value))
    return isinstance(value, bool), value
