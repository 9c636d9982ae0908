"""Every reference leads to an object of the kind that its place asks for.

A reference that leads nowhere, in a circle, or to something else leaves a hole in the contract, which every tool fills
in its own way (RFC 6901; OpenAPI 3.1.1 section 4.8.23). Files are looked for in the repository alone: nothing is
fetched from the network, unless its URL is mapped to a folder by `[refs]` in govtool.toml. Of many references to one
file that cannot be had, the first is told.

## Bad

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
paths:
  /orders:
    get:
      parameters:
        - $ref: '#/components/parameters/Pagesize'  # error: nothing at `#/components/parameters/Pagesize`
        - $ref: '#/components/parameters/Page'
        - $ref: '#/components/schemas/Order'  # error: leads to a Schema Object, expected a Parameter Object
      responses:
        "200": {description: The orders.}
        default: {$ref: common.yaml#/components/responses/Problem}  # error: no file `common.yaml`
components:
  parameters:
    Page: {name: page, in: query, schema: {type: integer}}
    PageSize: {name: pageSize, in: query, schema: {type: integer}}
  schemas:
    Order: {type: object}
    Left: {$ref: '#/components/schemas/Right'}  # error: `#/components/schemas/Right` leads in a circle
    Right: {$ref: '#/components/schemas/Left'}
```

## Good

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
paths:
  /orders:
    get:
      parameters:
        - $ref: '#/components/parameters/Page'
      responses:
        "200": {description: The orders.}
components:
  parameters:
    Page: {name: page, in: query, schema: {type: integer}}
  schemas:
    Part:
      properties:
        parts: {type: array, items: {$ref: '#/components/schemas/Part'}}
```
"""

from collections.abc import Iterator

from govtool.finding import Severity
from govtool.lint.rule import Hit
from govtool.lint.validity.references import broken
from govtool.model.contract import Contract

SEVERITY = Severity.ERROR
FORMATS = ("openapi", "asyncapi", "jsonschema")


def check(contract: Contract) -> Iterator[Hit]:
    yield from broken(contract)
