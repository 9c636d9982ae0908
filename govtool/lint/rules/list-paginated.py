"""An operation that returns a list returns it in pages, by a cursor and a limit.

A list that fits today is too long in a year, and the change to pages then breaks every consumer; pages by offset skip
and repeat items while others are added (Zalando guidelines 159 and 160; Google AIP-158). The options `cursor` and
`limit` name the parameters.

## Bad

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
paths:
  /orders:
    get:  # error: `GET /orders` returns a list without `cursor` and `limit`
      responses:
        "200":
          description: The orders.
          content: {application/json: {schema: {type: array, items: {type: string}}}}
  /orders/{orderId}:
    parameters: [{name: orderId, in: path, required: true, schema: {type: string}}]
    get:
      responses:
        "200":
          description: The order.
          content: {application/json: {schema: {type: object}}}
  /shifts:
    get:  # error: `GET /shifts` returns a list without `cursor`
      parameters: [{name: limit, in: query, schema: {type: integer}}]
      responses:
        "200":
          description: The shifts.
          content:
            application/json:
              schema: {type: object, properties: {items: {type: array, items: {type: string}}}}
```

## Good

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
paths:
  /orders:
    get:
      parameters:
        - {name: cursor, in: query, schema: {type: string}}
        - {name: limit, in: query, schema: {type: integer}}
      responses:
        "200":
          description: The orders.
          content: {application/json: {schema: {type: array, items: {type: string}}}}
```
"""

from collections.abc import Iterator

from govtool.lint.policy.names import restyled
from govtool.lint.policy.operations import last_word, successes
from govtool.lint.policy.schemas import properties, types
from govtool.lint.rule import Hit
from govtool.model.contract import Contract, Operation

TAGS = ("governance", "paging")
FORMATS = ("openapi",)
OPTIONS = {"cursor": "cursor", "limit": "limit"}
_HOLDERS = frozenset({"items", "data", "results", "value", "values", "elements", "records", "entries", "content"})
"""What the property is called that holds the list of a page; it may also be called like the path."""


def check(operation: Operation, contract: Contract, options: dict[str, str]) -> Iterator[Hit]:
    if operation.method != "GET" or operation.kind != "path" or operation.path.endswith("}"):
        return
    missing = [f"`{name}`" for name in options.values() if ("query", name) not in operation.parameters]
    if missing and _lists(operation, contract):
        yield Hit(operation.spot.at(on="key"),
                  f"`{operation.name}` returns a list without {' and '.join(missing)}, expected pages",
                  help="take both as query parameters, and return `nextCursor` while there is more")


def _lists(operation: Operation, contract: Contract) -> bool:
    """Whether a successful answer is a list, or an object around one."""
    holders = _HOLDERS | {restyled("lowerCamelCase", last_word(operation))}
    for response in successes(operation):
        for name, media in response.content.items():
            if media.schema is None or "json" not in name:
                continue
            if "array" in types(contract.bundle, media.schema):
                return True
            if any("array" in types(contract.bundle, value)
                   for key, value in properties(contract.bundle, media.schema).items() if key in holders):
                return True
    return False
