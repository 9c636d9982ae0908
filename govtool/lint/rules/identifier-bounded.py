"""An identifier says what it looks like: by a pattern and a longest length, a list, or a UUID.

Systems cut what is too long and pad what is too short, and the half of a batch number is another batch; ERP fields
hold ten, twelve or forty characters (GS1 General Specifications give their identifiers lengths too).

## Bad

```yaml file=orders.yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
components:
  schemas:
    Order:
      type: object
      properties:
        orderId: {type: string}  # error: `orderId` has no `pattern` and no `maxLength`
        materialId: {type: string, pattern: "^[A-Z0-9-]+$", maxLength: 40}
        batchId: {type: string, pattern: "^[A-Z0-9]+$"}  # error: `batchId` has no `maxLength`
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
            workOrderId: {type: string, maxLength: 12}  # error: `workOrderId` has no `pattern`
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
        orderId: {type: string, pattern: "^[A-Z0-9][A-Z0-9-]{0,11}$", maxLength: 12}
        confirmationId: {type: string, format: uuid}
        operationId: {type: string, pattern: "^[0-9]{4}$"}
        siteId: {type: string, enum: ["1010", "1020"]}
```
"""

import re
from collections.abc import Iterator

from govtool.lint.nodes import Parameter, Schema
from govtool.lint.policy.names import identifies
from govtool.lint.policy.payloads import is_data
from govtool.lint.policy.schemas import keyword, named, place, types
from govtool.lint.rule import Hit
from govtool.model.contract import Contract
from govtool.model.shape import text

TAGS = ("governance", "identifiers")
KEYS = ("properties", "name")
FORMATS = ("openapi", "jsonschema", "asyncapi")

_ENDLESS = re.compile(r"(?<!\\)[*+]|\{\d+,\}")


def check(node: Schema | Parameter, contract: Contract) -> Iterator[Hit]:
    bundle = contract.bundle
    if not is_data(contract, node):
        return
    for name, schema in named(node):
        if not identifies(name) or types(bundle, schema) != {"string"}:
            continue
        if keyword(bundle, schema, "enum", "const") is not None or keyword(bundle, schema, "format") == "uuid":
            continue
        missing = [f"`{word}`" for word in ("pattern", "maxLength") if keyword(bundle, schema, word) is None]
        if _ends(text(keyword(bundle, schema, "pattern"))):
            continue
        if missing:
            yield Hit(place(contract, schema), f"`{name}` has no {' and no '.join(missing)}, expected both",
                      help="take the shared definition of this identifier, or say its form and its longest length")


def _ends(pattern: str) -> bool:
    """Whether a pattern alone limits the length: it is anchored, and nothing in it repeats without end."""
    return pattern.lstrip("(").startswith("^") and pattern.rstrip(")").endswith("$") and not _ENDLESS.search(pattern)
