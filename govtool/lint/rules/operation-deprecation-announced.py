"""A deprecated operation says so in every answer, by the headers `Deprecation` and `Sunset`.

Consumers read documentation when they build and answers every day: only the headers reach the one who still calls (RFC
9745 for `Deprecation`, RFC 8594 for `Sunset`; Zalando guideline 189).

## Bad

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
paths:
  /orders:
    get:
      deprecated: true
      responses:
        "200": {description: The orders.}  # error: without the headers `Deprecation`, `Sunset`
    post:
      responses:
        "201": {description: Created.}
    delete:
      deprecated: true
      responses:
        "204":  # error: without the header `Sunset`
          description: Gone.
          headers: {Deprecation: {schema: {type: string}}}
```

## Good

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
paths:
  /orders:
    get:
      deprecated: true
      responses:
        "200":
          description: The orders.
          headers:
            Deprecation: {schema: {type: string}, example: "@1767225600"}
            Sunset: {schema: {type: string}, example: "Wed, 30 Jun 2027 23:59:59 GMT"}
```
"""

from collections.abc import Iterator

from govtool.lint.policy.operations import successes
from govtool.lint.rule import Hit
from govtool.model.contract import Operation

TAGS = ("governance", "lifecycle")
FORMATS = ("openapi",)


def check(operation: Operation) -> Iterator[Hit]:
    if not operation.deprecated or operation.kind != "path":
        return
    for response in successes(operation):
        missing = [f"`{name}`" for name in ("Deprecation", "Sunset") if name.lower() not in response.headers]
        if missing:
            word = "headers" if len(missing) > 1 else "header"
            yield Hit(response.spot.at(on="key"),
                      f"the {response.status} of a deprecated operation is without the {word} {', '.join(missing)}, "
                      "expected both", help="declare them, and let the gateway send them")
