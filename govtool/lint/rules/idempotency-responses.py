"""An operation with an idempotency key documents what it answers to a missing, a busy and a reused key.

A caller must tell them apart: 400 means that it forgot the key, 409 that its first try is still at work, 422 that it
sent something else under the same key (IETF draft on the `Idempotency-Key` header, "Error Scenarios").

## Bad

```yaml
openapi: 3.1.0
info: {title: Confirmations, version: 1.0.0}
paths:
  /confirmations:
    post:
      parameters: [{$ref: "#/components/parameters/Key"}]
      responses:  # error: `POST /confirmations` takes an `Idempotency-Key` and documents no 400, 409, 422
        "201": {description: Posted.}
  /movements:
    post:
      parameters: [{$ref: "#/components/parameters/Key"}]
      responses:
        "201": {description: Posted.}
        "400": {description: The key is missing.}
        "409": {description: The first try is at work.}
        "422": {description: The key has another body.}
  /holds:
    post:
      parameters: [{$ref: "#/components/parameters/Key"}]
      responses:  # error: documents no 422
        "201": {description: Placed.}
        "400": {description: The key is missing.}
        "409": {description: The first try is at work.}
components:
  parameters:
    Key: {name: Idempotency-Key, in: header, required: true, schema: {type: string, format: uuid}}
```

## Good

```yaml
openapi: 3.1.0
info: {title: Confirmations, version: 1.0.0}
paths:
  /confirmations:
    get:
      responses: {"200": {description: The confirmations.}}
    post:
      parameters:
        - {name: Idempotency-Key, in: header, required: true, schema: {type: string, format: uuid}}
      responses:
        "201": {description: Posted.}
        "400": {description: The key is missing.}
        "409": {description: The first try is at work.}
        "422": {description: The key has another body.}
```
"""

from collections.abc import Iterator

from govtool.lint.policy.operations import header
from govtool.lint.rule import Hit
from govtool.model.contract import Operation

TAGS = ("governance", "idempotency", "errors")
FORMATS = ("openapi",)


def check(operation: Operation) -> Iterator[Hit]:
    missing = [status for status in ("400", "409", "422") if status not in operation.responses]
    if missing and header(operation, "Idempotency-Key"):
        yield Hit(operation.spot.at("responses", on="key"),
                  f"`{operation.name}` takes an `Idempotency-Key` and documents no {', '.join(missing)}, "
                  "expected 400, 409 and 422", help="add the responses, each with its `code` in the problem")
