"""Nothing that means something stands beside a `$ref` that hides it.

Before OpenAPI 3.1 a reference stands in the place of an object, and all else in it is ignored: a `maxLength` is not
enforced, and `nullable` allows nothing (OpenAPI 3.0.4 section 4.7.23). Path items are read with both. Texts and
examples are left alone, since tools show them and no machine acts on them, and so are extensions.

## Bad

```yaml file=orders.yaml
openapi: 3.0.4
info: {title: Orders, version: 1.0.0}
paths: {}
components:
  schemas:
    Order:
      type: object
      properties:
        orderId: {$ref: "#/components/schemas/Id", maxLength: 12}  # error: `maxLength` is ignored beside `$ref`
        parentId: {$ref: "#/components/schemas/Id"}
        note:
          $ref: "#/components/schemas/Id"  # error: `nullable`, `default` are ignored beside `$ref`
          nullable: true
          default: none
          description: Free text.
    Id: {type: string}
```

## Good

```yaml file=orders.yaml
openapi: 3.0.4
info: {title: Orders, version: 1.0.0}
paths: {}
components:
  schemas:
    Order:
      type: object
      properties:
        orderId:
          allOf: [{$ref: "#/components/schemas/Id"}]
          maxLength: 12
    Id: {type: string}
```

```yaml file=shifts.yaml
openapi: 3.1.0
info: {title: Shifts, version: 1.0.0}
components:
  schemas:
    ShiftId: {$ref: "#/components/schemas/Id", maxLength: 12}
    Id: {type: string}
```
"""

from collections.abc import Iterator

from govtool.lint.nodes import Reference
from govtool.lint.policy.schemas import TEXTS
from govtool.lint.rule import Hit
from govtool.model.contract import Contract
from govtool.model.grammar import grammar_of

TAGS = ("documentation",)
FORMATS = ("openapi-2", "openapi-3.0")


def check(node: Reference, contract: Contract) -> Iterator[Hit]:
    ignored = [f"`{key}`" for key in node.value if key != "$ref" and key not in TEXTS and not key.startswith("x-")]
    if ignored and grammar_of(contract.format).kinds[node.kind].ref == "instead":
        are = "is" if len(ignored) == 1 else "are"
        yield Hit(node.at("$ref"), f"{', '.join(ignored)} {are} ignored beside `$ref`, expected it alone",
                  help="move it to the definition, or wrap the reference in `allOf`")
