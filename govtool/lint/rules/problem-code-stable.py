"""The `code` of a problem is one of a list, or has a pattern.

Callers branch on the code; if it may be any text, the wording of a message becomes part of the contract without
anybody having decided so (Microsoft REST guidelines on error codes; RFC 9457 section 3.2).

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
          content:
            application/problem+json:
              schema:
                type: object
                properties:
                  code: {type: string}  # error: `code` may be any text
        "404":
          description: There is none.
          content:
            application/problem+json:
              schema: {type: object, properties: {code: {type: string, const: ORDER_UNKNOWN}}}
        "503":
          description: Not now.
          content:
            application/problem+json:
              schema: {type: object, properties: {code: {$ref: "#/components/schemas/Code"}}}
components:
  schemas:
    Code: {type: string, maxLength: 60}  # error: `code` may be any text
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
              schema: {type: object, properties: {code: {type: string, pattern: "^[A-Z][A-Z0-9_]+$"}}}
```
"""

from collections.abc import Iterator

from govtool.lint.policy.schemas import keyword, place, properties
from govtool.lint.rule import Hit
from govtool.model.contract import Contract, Media

TAGS = ("governance", "errors")
FORMATS = ("openapi",)


def check(media: Media, contract: Contract) -> Iterator[Hit]:
    if media.type.partition(";")[0] != "application/problem+json" or media.schema is None:
        return
    code = properties(contract.bundle, media.schema).get("code")
    if code and keyword(contract.bundle, code, "enum", "const", "pattern", "x-extensible-enum") is None:
        yield Hit(place(contract, code), "`code` may be any text, expected an `enum` or a `pattern`",
                  help="list the codes, or give them a form: `^[A-Z][A-Z0-9_]+$`")
