"""A response that tells the caller to wait says for how long, by the header `Retry-After`.

Without a number each client guesses, and they all come back in the same second (RFC 9110 section 10.2.3; RFC 6585
section 4).

## Bad

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
paths:
  /orders:
    get:
      responses:
        "200": {description: The orders.}
        "429": {description: Slow down.}  # error: the 429 has no `Retry-After`
        "503":
          description: Not now.
          headers: {Retry-After: {schema: {type: integer}}}
    post:
      responses:
        "201": {description: Created.}
        "503": {$ref: "#/components/responses/Down"}
components:
  responses:
    Down: {description: Not now.}  # error: the 503 has no `Retry-After`
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
        "429":
          description: Slow down.
          headers: {retry-after: {schema: {type: integer}}}
```
"""

from collections.abc import Iterator

from govtool.lint.rule import Hit
from govtool.model.contract import Response

TAGS = ("governance", "retry")
FORMATS = ("openapi",)


def check(response: Response) -> Iterator[Hit]:
    if response.status in ("429", "503") and "retry-after" not in response.headers:
        yield Hit(response.spot.at(on="key"), f"the {response.status} has no `Retry-After`, expected the header",
                  help="declare it as a number of seconds, and let the gateway send it")
