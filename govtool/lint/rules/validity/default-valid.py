"""Every default meets its schema.

A default stands for what was not sent; one that the schema itself refuses is a value that no reader expects (OpenAPI
3.0.4 section 4.7.24.1: it must conform to the type; JSON Schema 2020-12 validation, section 9.2).

## Bad

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
paths:
  /orders:
    get:
      parameters:
        - name: size
          in: query
          schema:
            type: integer
            maximum: 100
            default: 200  # error: `default` is greater than 100
        - {name: page, in: query, schema: {type: integer, default: 1}}
      responses: {"200": {description: The orders.}}
components:
  schemas:
    Status:
      type: string
      enum: [RELEASED, FINISHED]
      default: OPEN  # error: `default` is the text `OPEN`, expected one of `RELEASED` and `FINISHED`
```

## Good

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
components:
  schemas:
    Status: {type: string, enum: [RELEASED, FINISHED], default: RELEASED}
```
"""

from collections.abc import Iterator

from govtool.finding import Severity
from govtool.lint.rule import Hit
from govtool.lint.validity.claims import DEFAULT
from govtool.lint.validity.examples import faults
from govtool.model.contract import Contract

SEVERITY = Severity.ERROR
FORMATS = ("openapi", "jsonschema")


def check(contract: Contract) -> Iterator[Hit]:
    yield from faults(contract, DEFAULT)
