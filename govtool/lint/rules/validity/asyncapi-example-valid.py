"""Every example of a message or a schema meets its schema.

Examples are what readers copy first, and what a mock sends; one that its own schema refuses is a wrong example or a
wrong schema (AsyncAPI 3.0, "Message Example Object"). Formats are checked; payloads in other languages than JSON
Schema are not judged.

## Bad

```yaml
asyncapi: 3.0.0
info: {title: Orders, version: 1.0.0}
channels:
  created:
    address: orders.created
    messages:
      created:
        headers: {type: object, properties: {attempt: {type: integer}}}
        payload:
          type: object
          required: [orderId]
          properties:
            orderId: {type: string}
            quantity: {type: integer, examples: [ten]}  # error: `examples` is the text `ten`
        examples:
          - payload: {quantity: 10}  # error: `orderId` is missing
          - payload: {orderId: '4711'}
          - headers: {attempt: first}  # error: `attempt` is the text `first`
```

## Good

```yaml
asyncapi: 3.0.0
info: {title: Orders, version: 1.0.0}
channels:
  created:
    address: orders.created
    messages:
      created:
        payload: {type: object, required: [orderId], properties: {orderId: {type: string}}}
        examples: [{payload: {orderId: '4711'}}]
```
"""

from collections.abc import Iterator

from govtool.finding import Severity
from govtool.lint.rule import Hit
from govtool.model.contract import Contract

SEVERITY = Severity.ERROR
FORMATS = ("asyncapi",)


def check(contract: Contract) -> Iterator[Hit]:
    from govtool.lint.validity.claims import EXAMPLE
    from govtool.lint.validity.event_claims import faults

    yield from faults(contract, EXAMPLE)
