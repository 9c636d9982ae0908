"""Every default of a schema meets the schema.

A default stands for what was not sent; one that the schema itself refuses is a value that no reader expects (AsyncAPI
3.0, "Schema Object": it conforms to the type that is defined beside it).

## Bad

```yaml
asyncapi: 3.0.0
info: {title: Orders, version: 1.0.0}
channels:
  created:
    address: orders.created
    messages:
      created:
        payload:
          type: object
          properties:
            priority:
              type: integer
              maximum: 9
              default: 10  # error: `default` is greater than 9
            quantity: {type: integer, default: 1}
            unit:
              type: string
              default: 1  # error: `default` is the number `1`
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
        payload: {type: object, properties: {quantity: {type: integer, default: 1}}}
```
"""

from collections.abc import Iterator

from govtool.finding import Severity
from govtool.lint.rule import Hit
from govtool.model.contract import Contract

SEVERITY = Severity.ERROR
FORMATS = ("asyncapi",)


def check(contract: Contract) -> Iterator[Hit]:
    from govtool.lint.validity.claims import DEFAULT
    from govtool.lint.validity.event_claims import faults

    yield from faults(contract, DEFAULT)
