"""An operation, and its reply, is about a channel of the document itself.

What is in use is what stands under `channels`; a channel of the components is a part that nobody uses yet (AsyncAPI
3.0, "Operation Object" and "Operation Reply Object").

## Bad

```yaml
asyncapi: 3.0.0
info: {title: Orders, version: 1.0.0}
channels:
  created: {address: orders.created}
operations:
  sendCreated:
    action: send
    channel: {$ref: '#/channels/created'}
  sendClosed:
    action: send
    channel: {$ref: '#/components/channels/closed'}  # error: `#/components/channels/closed` is no channel of
  askState:
    action: send
    channel: {$ref: '#/channels/created'}
    reply:
      channel: {$ref: '#/components/channels/closed'}  # error: `#/components/channels/closed` is no channel of
components:
  channels:
    closed: {address: orders.closed}
```

## Good

```yaml
asyncapi: 3.0.0
info: {title: Orders, version: 1.0.0}
channels:
  closed: {$ref: '#/components/channels/closed'}
operations:
  sendClosed: {action: send, channel: {$ref: '#/channels/closed'}}
components:
  channels:
    closed: {address: orders.closed}
```
"""

from collections.abc import Iterator

from govtool.finding import Severity
from govtool.lint.rule import Hit
from govtool.model.contract import Contract, Spot

SEVERITY = Severity.ERROR
FORMATS = ("asyncapi-3",)


def check(contract: Contract) -> Iterator[Hit]:
    from govtool.lint.validity.channels import leads, named, operations

    for operation in operations(contract):
        there = Spot(operation.document, (*operation.pointer, "channel"), operation.value.get("channel"))
        if leads(contract, there) and (named(contract, there) or ())[:-1] != ("channels",):
            yield Hit(there.at("$ref"), f"`{there.value['$ref']}` is no channel of this document, expected one of "
                      "`channels`", help="refer to `#/channels/`, whose entry may itself be a reference")
