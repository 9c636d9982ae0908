"""Every operation says what it answers when all goes well.

A client that knows only the errors cannot read the answer it was written for; a status from 200 to 399, 101, or
`default` says it (OpenAPI 3.1.1 section 4.8.16).

## Bad

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
paths:
  /orders:
    get:
      responses:  # error: `GET /orders` answers only 404
        "404": {description: There is no order.}
    post:
      responses:
        "201": {description: Created.}
        "409": {description: It exists already.}
    delete:
      responses:  # error: `DELETE /orders` answers only 4XX, 503
        4XX: {description: The request is wrong.}
        "503": {description: Not now.}
```

## Good

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
paths:
  /orders:
    get:
      responses:
        2XX: {description: The orders.}
        "404": {description: There is no order.}
    post:
      responses:
        "303": {description: The order that was made.}
```
"""

from collections.abc import Iterator

from govtool.lint.rule import Hit
from govtool.model.contract import Operation

TAGS = ("documentation",)
FORMATS = ("openapi",)


def check(operation: Operation) -> Iterator[Hit]:
    statuses = operation.responses
    if statuses and not any(status[0] in "23d" or status == "101" for status in statuses):
        yield Hit(operation.spot.at("responses", on="key"),
                  f"`{operation.name}` answers only {', '.join(statuses)}, expected a status of success too",
                  help="add the response of the call that works")
