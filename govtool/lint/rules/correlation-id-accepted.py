"""Every operation accepts a correlation id.

The first system of a business transaction makes it and all others hand it on; support then finds the whole story by
one id (Zalando guideline 233 asks the same of its flow id). The option `header` names it.

## Bad

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
paths:
  /orders:
    get:  # error: `GET /orders` accepts no `X-Correlation-Id`
      responses: {"200": {description: The orders.}}
    put:
      parameters: [{name: X-Correlation-ID, in: header, schema: {type: string}}]
      responses: {"204": {description: Replaced.}}
    post:  # error: `POST /orders` accepts no `X-Correlation-Id`
      responses: {"201": {description: Created.}}
```

## Good

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
paths:
  /orders:
    parameters: [{name: X-Correlation-Id, in: header, schema: {type: string}}]
    get:
      responses: {"200": {description: The orders.}}
```
"""

from collections.abc import Iterator

from govtool.lint.policy.operations import header
from govtool.lint.rule import Hit
from govtool.model.contract import Operation

TAGS = ("governance", "tracing")
FORMATS = ("openapi",)
OPTIONS = {"header": "X-Correlation-Id"}


def check(operation: Operation, options: dict[str, str]) -> Iterator[Hit]:
    if operation.kind == "path" and header(operation, options["header"]) is None:
        yield Hit(operation.spot.at(on="key"),
                  f"`{operation.name}` accepts no `{options['header']}`, expected the header",
                  help="refer to one shared parameter, on the path item for all of its operations")
