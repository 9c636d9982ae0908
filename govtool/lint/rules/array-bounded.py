"""An array says how many items it holds at most.

An array without end is held in memory by someone: one call with a million items stops a service, and one answer stops
its consumer (OWASP API Security, API4:2023).

## Bad

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
components:
  schemas:
    Order:
      type: object
      properties:
        operations:  # error: the array has no `maxItems`
          type: array
          items: {type: string}
        components:
          type: array
          maxItems: 2000
          items: {type: string}
        serialNumbers: {type: [array, "null"], items: {type: string}}  # error: the array has no `maxItems`
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
        components:
          type: array
          maxItems: 2000
          items: {type: string}
```
"""

from collections.abc import Iterator

from govtool.lint.nodes import Schema
from govtool.lint.rule import Hit

TAGS = ("security",)
KEYS = ("type",)
_BOUNDS = frozenset({"maxItems", "enum", "const", "$ref"})


def check(schema: Schema) -> Iterator[Hit]:
    type_ = schema.value.get("type")
    if (type_ == "array" or (isinstance(type_, list) and "array" in type_)) and _BOUNDS.isdisjoint(schema.value):
        yield Hit(schema.at(on="key"), "the array has no `maxItems`, expected an upper bound",
                  help="say the most that the provider takes, or puts on one page")
