"""Every object of an AsyncAPI document has the shape that the specification gives it.

A key that the specification does not know is read by nobody, and a missing one makes tools fail each in its own way.
Documents are held against the official schemas of AsyncAPI 2.0 to 2.6, 3.0 and 3.1, with references followed (AsyncAPI
3.0, "Schema"). Schemas in Avro or OpenAPI's dialect are judged by these too.

## Bad

```yaml
asyncapi: 3.0.0
info: {title: Orders, version: 1.0.0}
channels:
  created:
    address: orders.created
    adress: orders.created  # error: `adress` is no key of the Channel Object
    messages:
      created: {payload: {type: object}}
operations:
  sendCreated:
    action: publish  # error: `action` is the text `publish`
    channel: {$ref: '#/channels/created'}
```

## Good

```yaml
asyncapi: 3.0.0
info: {title: Orders, version: 1.0.0}
channels:
  created:
    address: orders.created
    messages:
      created: {payload: {type: object}, x-owner-note: Extensions are free.}
operations:
  sendCreated: {action: send, channel: {$ref: '#/channels/created'}}
```
"""

from collections.abc import Iterator

from govtool.finding import Severity
from govtool.lint.rule import Hit
from govtool.model.contract import Contract

SEVERITY = Severity.ERROR
FORMATS = ("asyncapi",)


def check(contract: Contract) -> Iterator[Hit]:
    from govtool.lint.validity.event_shape import faults

    yield from faults(contract)
