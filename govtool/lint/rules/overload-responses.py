"""Every operation of a critical contract documents what it answers when it is asked too much, and when it is down.

Callers must be told to wait, or they repeat at once and keep it down; 429 says that one caller asks too much, 503 that
nobody is served now (RFC 6585 section 4; RFC 9110 section 15.6.4).

## Bad

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0, x-criticality: high}
paths:
  /orders:
    get:
      responses:  # error: `GET /orders` documents no 429 and no 503
        "200": {description: The orders.}
    put:
      responses:
        "204": {description: Replaced.}
        "429": {description: Slow down.}
        "503": {description: Not now.}
    post:
      responses:  # error: `POST /orders` documents no 503
        "201": {description: Created.}
        "429": {description: Slow down.}
```

## Good

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0, x-criticality: high}
paths:
  /orders:
    get:
      responses:
        "200": {description: The orders.}
        "429": {description: Slow down.}
        "503": {description: Not now.}
```
"""

from collections.abc import Iterator

from govtool.lint.policy.operations import is_critical
from govtool.lint.rule import Hit
from govtool.model.contract import Contract, Operation

TAGS = ("governance", "retry", "errors")
FORMATS = ("openapi",)


def check(operation: Operation, contract: Contract) -> Iterator[Hit]:
    missing = [status for status in ("429", "503") if status not in operation.responses]
    if missing and operation.kind == "path" and is_critical(contract):
        yield Hit(operation.spot.at("responses", on="key"),
                  f"`{operation.name}` documents no {' and no '.join(missing)}, expected both",
                  help="add them with a `Retry-After` header")
