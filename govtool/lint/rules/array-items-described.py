"""An array says what its items are.

Before OpenAPI 3.1 `items` must be there, and generators fail without it; later it may be left out, and then the items
may be anything, which is rarely meant (OpenAPI 3.0.4 section 4.7.24.1). Parts of a composition are left alone: another
part may say it.

## Bad

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
components:
  schemas:
    Orders: {type: array}  # error: the array has no `items`
    Batches: {type: array, items: {type: string}}
    Order:
      type: object
      properties:
        operations:  # error: the array has no `items`
          type: [array, "null"]
          maxItems: 200
```

## Good

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
components:
  schemas:
    Orders: {type: array, items: {type: object}}
    Point: {type: array, prefixItems: [{type: number}, {type: number}]}
```
"""

from collections.abc import Iterator

from govtool.lint.nodes import Items, Parameter, Schema
from govtool.lint.rule import Hit
from govtool.model.walk import Node

FORMATS = ("openapi",)
TAGS = ("documentation",)
KEYS = ("type",)
_COMPOSING = frozenset({"allOf", "anyOf", "oneOf", "not", "if", "then", "else"})
_SAYING = frozenset({"items", "prefixItems", "contains", "enum", "const", "allOf", "anyOf", "oneOf", "$ref"})


def check(node: Schema | Parameter | Items) -> Iterator[Hit]:
    value = node.value
    if _is_array(value.get("type")) and _SAYING.isdisjoint(value) and not _refines(node):
        yield Hit(node.at(on="key"), "the array has no `items`, expected the schema of its items",
                  help="add `items`; `items: {}` says that anything is meant")


def _refines(node: Node) -> bool:
    """Whether it lies in a part of a composition, which may only add to what another part says."""
    above: Node | None = node
    while above is not None:
        if above.steps[:1] and above.steps[0] in _COMPOSING:
            return True
        above = above.parent
    return False


def _is_array(type_: object) -> bool:
    return type_ == "array" or (isinstance(type_, list) and "array" in type_)
