"""Every example meets its schema.

Examples are what readers copy first; one that its own schema refuses is a wrong example or a wrong schema (OpenAPI
3.1.1 sections 4.8.12.2, 4.8.14 and 4.8.24.5). In requests, what is `readOnly` need not be there, in responses what is
`writeOnly`. Formats are checked. An `externalValue` is not fetched.

## Bad

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
paths:
  /orders:
    post:
      requestBody:
        content:
          application/json:
            schema: {$ref: '#/components/schemas/Order'}
            example:
              quantity: '100'  # error: `quantity` is the text `100`, expected a number
      responses:
        "201":
          description: Created.
          content:
            application/json:
              schema: {$ref: '#/components/schemas/Order'}
              examples:
                press: {value: {orderId: '4711', quantity: 100}}
                lathe:
                  value: {quantity: 20}  # error: `orderId` is missing
components:
  schemas:
    Order:
      type: object
      required: [orderId, quantity]
      properties:
        orderId: {type: string, readOnly: true}
        quantity: {type: number, exclusiveMinimum: 0}
        due:
          type: string
          format: date-time
          examples: [2027-03-01]  # error: `examples` is the text `2027-03-01`, expected a date-time
```

## Good

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
paths:
  /orders:
    post:
      requestBody:
        content:
          application/json:
            schema: {$ref: '#/components/schemas/Order'}
            example: {quantity: 100}
          application/xml:
            schema: {$ref: '#/components/schemas/Order'}
            example: <order><quantity>100</quantity></order>
      responses: {"201": {description: Created.}}
components:
  schemas:
    Order:
      type: object
      required: [orderId, quantity]
      properties:
        orderId: {type: string, readOnly: true}
        quantity: {type: number, exclusiveMinimum: 0}
```
"""

from collections.abc import Iterator

from govtool.lint.rule import Hit
from govtool.lint.validity.claims import EXAMPLE
from govtool.lint.validity.examples import faults
from govtool.model.contract import Contract

FORMATS = ("openapi", "jsonschema")


def check(contract: Contract) -> Iterator[Hit]:
    yield from faults(contract, EXAMPLE)
