"""An operation that takes many items answers for each of them, with 207.

Of a hundred confirmations one is refused: a 200 hides it, a 400 hides the ninety-nine, and the caller repeats either
all or nothing (Zalando guideline 152; RFC 4918 section 13).

## Bad

```yaml
openapi: 3.1.0
info: {title: Confirmations, version: 1.0.0}
paths:
  /confirmations:batch:
    post:
      responses:  # error: `POST /confirmations:batch` takes many items and documents no 207
        "200": {description: Posted.}
  /movements:batch:
    post:
      responses: {"207": {description: One result for each item.}}
  /hold-batches:
    post:
      requestBody:
        content: {application/json: {schema: {type: array, items: {type: object}}}}
      responses:  # error: `POST /hold-batches` takes many items and documents no 207
        "201": {description: Placed.}
```

## Good

```yaml
openapi: 3.1.0
info: {title: Confirmations, version: 1.0.0}
paths:
  /confirmations:batch:
    post:
      responses: {"207": {description: One result for each item.}}
  /batches:
    post:
      requestBody:
        content: {application/json: {schema: {type: object, properties: {batchId: {type: string}}}}}
      responses: {"201": {description: A batch of material was made.}}
```
"""

from collections.abc import Iterator, Mapping

from govtool.lint.policy.names import words
from govtool.lint.policy.operations import last_word
from govtool.lint.policy.schemas import properties, types
from govtool.lint.rule import Hit
from govtool.model.contract import Contract, Operation, Spot

TAGS = ("governance", "errors")
FORMATS = ("openapi",)


def check(operation: Operation, contract: Contract) -> Iterator[Hit]:
    if operation.method == "POST" and "207" not in operation.responses and _takes_many(operation, contract):
        yield Hit(operation.spot.at("responses", on="key"),
                  f"`{operation.name}` takes many items and documents no 207, expected one result for each item",
                  help="answer 207 with a list of results in the order of the items")


def _takes_many(operation: Operation, contract: Contract) -> bool:
    """Whether the path says so; a batch of material has the same name, but is no list."""
    last = last_word(operation)
    if last in ("batch", "bulk") and (":" in operation.path or "}" not in operation.path):
        return True
    if words(last)[-1:] not in (("batches",), ("batch",), ("bulk",)) or operation.request is None:
        return False
    return any("array" in types(contract.bundle, found)
               for media in operation.request.content.values() if media.schema
               for found in (media.schema, *_only(properties(contract.bundle, media.schema))))


def _only(fields: Mapping[str, Spot]) -> tuple[Spot, ...]:
    """The property of an object that has one."""
    return tuple(fields.values()) if len(fields) == 1 else ()
