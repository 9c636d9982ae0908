"""No path says by a verb what its method says already.

`POST /orders` creates and `GET /orders/{orderId}` reads. A verb in the path says it twice, and soon there are
`/getOrder` and `/fetchOrders` beside each other (Zalando guideline 141). What no method stands for is an action below
the thing that it acts on: `POST /orders/{orderId}/release`.

## Bad

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
paths:
  /getOrders:  # error: `getOrders` says `get`
    get:
      responses: {"200": {description: The orders.}}
  /orders/{orderId}/release:
    parameters: [{name: orderId, in: path, required: true, schema: {type: string}}]
    post:
      responses: {"200": {description: The released order.}}
  /orders/create:  # error: `create` says `create`
    post:
      responses: {"201": {description: Created.}}
```

## Good

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
paths:
  /orders:
    get:
      responses: {"200": {description: The orders.}}
    post:
      responses: {"201": {description: Created.}}
  /updates:
    get:
      responses: {"200": {description: What changed.}}
```
"""

from collections.abc import Iterator

from govtool.finding import Severity
from govtool.lint.nodes import Paths
from govtool.lint.policy.names import literals, words
from govtool.lint.rule import Hit

SEVERITY = Severity.INFO
TAGS = ("naming",)
FORMATS = ("openapi",)
OPTIONS = {"verbs": ["get", "fetch", "retrieve", "create", "insert", "update", "delete", "remove"]}


def check(paths: Paths, options: dict[str, list[str]]) -> Iterator[Hit]:
    for path in paths.value:
        for segment in literals(path):
            found = words(segment)
            if found and found[0] in options["verbs"]:
                yield Hit(paths.at(path, on="key"), f"`{segment}` says `{found[0]}`, expected the method to say it",
                          help="name the resource by a noun and choose the method by what happens to it")
                break
