"""Every object has the shape that the specification gives it.

A key that the specification does not know is read by nobody, and a missing one makes tools fail each in its own way.
Documents, and the fragments that references lead to in other files, are held against the official schemas of OpenAPI
2.0, 3.0, 3.1 and 3.2; Schema Objects against the dialect that they are in (`jsonSchemaDialect`, `$schema`).

## Bad

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
paths:
  /orders:
    get:
      summry: Every order.  # error: `summry` is no key of the Operation Object
      responses: {"200": {description: The orders.}}
    post:
      parameters:
        - {name: Prefer, in: header, schema: {type: string}}
        - {name: dryRun, in: url, schema: {type: boolean}}  # error: `in` is the text `url`
      responses: {"201": {description: Created.}}
components:
  schemas:
    OrderId: {type: string}
    Quantity:
      type: nummer  # error: `type` is the text `nummer`
      minimum: 0
```

## Good

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
paths:
  /orders:
    get:
      summary: Every order.
      x-owner-note: Extensions are free.
      responses: {"200": {description: The orders.}}
```
"""

from collections.abc import Iterator

from govtool.finding import Severity
from govtool.lint.rule import Hit
from govtool.lint.validity.structure import faults
from govtool.model.contract import Contract

SEVERITY = Severity.ERROR
FORMATS = ("openapi", "jsonschema")


def check(contract: Contract) -> Iterator[Hit]:
    yield from faults(contract)
