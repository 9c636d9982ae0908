"""A problem tells a program what to do: a stable `code`, whether it is `retryable`, and the `correlationId`.

The title is for people and changes; callers branch on the code, decide on the flag whether to try again, and quote the
id to find the call in every log (RFC 9457 section 3.2 on extension members; B2MML's error types). The option `members`
chooses them.

## Bad

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
paths:
  /orders:
    get:
      responses:
        "200": {description: The orders.}
        "400":
          description: The request is wrong.
          content: {application/problem+json: {schema: {$ref: "#/components/schemas/Problem"}}}
        "404":
          description: There is none.
          content: {application/problem+json: {schema: {$ref: "#/components/schemas/CodedProblem"}}}
        "503":
          description: Not now.
          content:
            application/problem+json:
              schema: {type: object, properties: {code: {type: string}}}  # error: has no `retryable`, `correlationId`
components:
  schemas:
    Problem: {type: object, properties: {title: {type: string}}}  # error: has no `code`, `retryable`, `correlationId`
    CodedProblem:
      allOf: [{$ref: "#/components/schemas/Problem"}]
      type: object
      properties:
        code: {type: string, pattern: "^[A-Z_]+$"}
        retryable: {type: boolean}
        correlationId: {type: string}
```

## Good

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
paths:
  /orders:
    get:
      responses:
        "200": {description: The orders.}
        "400":
          description: The request is wrong.
          content:
            application/problem+json:
              schema:
                type: object
                properties:
                  code: {type: string, enum: [ORDER_NOT_RELEASED, UNKNOWN_MATERIAL]}
                  retryable: {type: boolean}
                  correlationId: {type: string}
```
"""

from collections.abc import Iterator

from govtool.lint.policy.schemas import place, properties
from govtool.lint.rule import Hit
from govtool.model.contract import Contract, Media

TAGS = ("governance", "errors")
FORMATS = ("openapi",)
OPTIONS = {"members": ["code", "retryable", "correlationId"]}


def check(media: Media, contract: Contract, options: dict[str, list[str]]) -> Iterator[Hit]:
    if media.type.partition(";")[0] != "application/problem+json" or media.schema is None:
        return
    described = properties(contract.bundle, media.schema)
    missing = [f"`{name}`" for name in options["members"] if name not in described]
    if missing:
        yield Hit(place(contract, media.schema),
                  f"the problem has no {', '.join(missing)}, expected what a program can act on",
                  help="add the members to the shared problem schema")
