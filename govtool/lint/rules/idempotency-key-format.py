"""An idempotency key is a UUID, or a text of 16 to 128 characters.

A short key or a number is made twice by chance, and the second posting is then lost as a repetition; a key without end
is a way to fill the store (IETF draft on the `Idempotency-Key` header, "Uniqueness").

## Bad

```yaml
openapi: 3.1.0
info: {title: Confirmations, version: 1.0.0}
paths:
  /confirmations:
    post:
      parameters:
        - name: Idempotency-Key
          in: header
          required: true
          schema: {type: integer}  # error: the `Idempotency-Key` is no text
      responses: {"201": {description: Posted.}}
  /movements:
    post:
      parameters:
        - {name: Idempotency-Key, in: header, required: true, schema: {type: string, format: uuid}}
      responses: {"201": {description: Posted.}}
  /holds:
    post:
      parameters:
        - name: Idempotency-Key
          in: header
          required: true
          schema: {type: string, maxLength: 128}  # error: may have any length
      responses: {"201": {description: Placed.}}
```

## Good

```yaml
openapi: 3.1.0
info: {title: Confirmations, version: 1.0.0}
paths:
  /confirmations:
    post:
      parameters:
        - {name: Idempotency-Key, in: header, required: true, schema: {type: string, minLength: 16, maxLength: 128}}
      responses: {"201": {description: Posted.}}
```
"""

from collections.abc import Iterator

from govtool.lint.policy.schemas import keyword, resolved, types
from govtool.lint.rule import Hit
from govtool.model.contract import Contract, Parameter

TAGS = ("governance", "idempotency")
FORMATS = ("openapi",)
_SHORTEST, _LONGEST = 16, 128
_HELP = "write `schema: {type: string, format: uuid}`"


def check(parameter: Parameter, contract: Contract) -> Iterator[Hit]:
    if parameter.name != "idempotency-key" or parameter.location != "header" or parameter.schema is None:
        return
    bundle, schema = contract.bundle, parameter.schema
    at = resolved(bundle, schema).at()
    if types(bundle, schema) != {"string"}:
        yield Hit(at, "the `Idempotency-Key` is no text, expected a UUID", help=_HELP)
    elif keyword(bundle, schema, "format") != "uuid" and keyword(bundle, schema, "pattern") is None:
        shortest, longest = keyword(bundle, schema, "minLength"), keyword(bundle, schema, "maxLength")
        bounded = isinstance(shortest, int) and isinstance(longest, int)
        if not (bounded and shortest >= _SHORTEST and longest <= _LONGEST):
            yield Hit(at, f"the `Idempotency-Key` may have any length, expected {_SHORTEST} to {_LONGEST} characters",
                      help=_HELP)
