"""Every operation has a summary or a description.

The path says where to call, not what for; whoever reads the documentation or picks a method in an editor sees this
text (OpenAPI 3.1.1 section 4.8.10.1).

## Bad

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
paths:
  /orders:
    get:  # error: `GET /orders` has neither `summary` nor `description`
      responses: {"200": {description: The orders.}}
    post:
      summary: Create an order
      responses: {"201": {description: Created.}}
    delete:  # error: `DELETE /orders` has neither `summary` nor `description`
      summary: ""
      responses: {"204": {description: Gone.}}
```

## Good

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
paths:
  /orders:
    get:
      summary: List orders
      responses: {"200": {description: The orders.}}
    post:
      description: Creates an order in the state FORECAST.
      responses: {"201": {description: Created.}}
```
"""

from collections.abc import Iterator

from govtool.finding import Severity
from govtool.lint.rule import Hit
from govtool.model.contract import Operation

SEVERITY = Severity.INFO
TAGS = ("documentation",)
FORMATS = ("openapi",)


def check(operation: Operation) -> Iterator[Hit]:
    value = operation.spot.value
    if not value.get("summary") and not value.get("description"):
        yield Hit(operation.spot.at(on="key"),
                  f"`{operation.name}` has neither `summary` nor `description`, expected one",
                  help="say in one line what a caller gets from it")
