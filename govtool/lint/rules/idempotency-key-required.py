"""In a critical contract, every call that changes something asks for an `Idempotency-Key`.

A time-out does not tell a caller whether the posting was made; only a key lets the provider answer the second try with
the result of the first (IETF draft on the `Idempotency-Key` header; Zalando guideline 230). PUT and DELETE may be
repeated as they are, and a POST that only asks, such as `…/search`, changes nothing.

## Bad

```yaml
openapi: 3.1.0
info: {title: Confirmations, version: 1.0.0, x-criticality: mission-critical}
paths:
  /confirmations:
    post:  # error: `POST /confirmations` takes no `Idempotency-Key`
      responses: {"201": {description: Posted.}}
  /confirmations/search:
    post:
      responses: {"200": {description: What was found.}}
  /confirmations/{confirmationId}/reversal:
    parameters: [{name: confirmationId, in: path, required: true, schema: {type: string}}]
    post:
      parameters:
        - {name: Idempotency-Key, in: header, schema: {type: string, format: uuid}}  # error: may be left out
      responses: {"201": {description: Reversed.}}
```

## Good

```yaml
openapi: 3.1.0
info: {title: Confirmations, version: 1.0.0, x-criticality: mission-critical}
paths:
  /confirmations:
    post:
      parameters:
        - {name: Idempotency-Key, in: header, required: true, schema: {type: string, format: uuid}}
      responses: {"201": {description: Posted.}}
```
"""

from collections.abc import Iterator

from govtool.lint.policy.operations import acts, header, is_critical
from govtool.lint.rule import Hit
from govtool.model.contract import Contract, Operation

TAGS = ("governance", "idempotency")
FORMATS = ("openapi",)
_HELP = "add the header with `required: true`, and answer a repeated key with the first result"


def check(operation: Operation, contract: Contract) -> Iterator[Hit]:
    if operation.kind != "path" or not is_critical(contract) or not acts(operation):
        return
    key = header(operation, "Idempotency-Key")
    if key is None:
        yield Hit(operation.spot.at(on="key"), f"`{operation.name}` takes no `Idempotency-Key`, expected the header",
                  help=_HELP)
    elif not key.required:
        yield Hit(key.spot.at(), "the header `Idempotency-Key` may be left out, expected `required: true`", help=_HELP)
