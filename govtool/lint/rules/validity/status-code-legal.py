"""Responses are keyed by a status, a class of statuses, or `default`.

A response under any other key is one that no server can send (RFC 9110 section 15; OpenAPI 3.1.1 section 4.8.16.1).

## Bad

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
paths:
  /orders:
    get:
      responses:
        "2OO": {description: The orders.}  # error: `2OO` is no status
        4XX: {description: A wrong request.}
        5xx: {description: Our fault.}  # error: `5xx` is no status
        default: {description: Anything else.}
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
        4XX: {description: A wrong request.}
        default: {description: Anything else.}
```
"""

import re
from collections.abc import Iterator

from govtool.finding import Severity
from govtool.lint.nodes import Responses
from govtool.lint.rule import Hit
from govtool.model.contract import Contract

SEVERITY = Severity.ERROR
FORMATS = ("openapi",)


def check(responses: Responses, contract: Contract) -> Iterator[Hit]:
    classes = contract.format.version != "2.0"
    legal = re.compile(r"[1-5](?:[0-9]{2}|XX)|default" if classes else r"[1-5][0-9]{2}|default")
    for key in responses.value:
        if not key.startswith("x-") and not legal.fullmatch(key):
            yield Hit(responses.at(key, on="key"), f"`{key}` is no status, expected three digits"
                      + (", a class such as `2XX`," if classes else "") + " or `default`",
                      help=f"write `{key.upper()}`" if legal.fullmatch(key.upper()) else "write it as `200`")
