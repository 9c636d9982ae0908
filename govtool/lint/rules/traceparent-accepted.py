"""Every operation accepts the trace of its caller.

A confirmation passes machine, MES, middleware and ERP; one trace through all of them shows where it was lost (W3C
Trace Context). An operation says so by the header `traceparent`.

## Bad

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
paths:
  /orders:
    get:  # error: `GET /orders` accepts no `traceparent`
      responses: {"200": {description: The orders.}}
    put:
      parameters: [{name: Traceparent, in: header, schema: {type: string}}]
      responses: {"204": {description: Replaced.}}
    post:  # error: `POST /orders` accepts no `traceparent`
      parameters: [{name: traceparent, in: query, schema: {type: string}}]
      responses: {"201": {description: Created.}}
```

## Good

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
paths:
  /orders:
    parameters: [{name: traceparent, in: header, schema: {type: string}}]
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


def check(operation: Operation) -> Iterator[Hit]:
    if operation.kind == "path" and header(operation, "traceparent") is None:
        yield Hit(operation.spot.at(on="key"), f"`{operation.name}` accepts no `traceparent`, expected the header",
                  help="refer to one shared parameter, on the path item for all of its operations")
