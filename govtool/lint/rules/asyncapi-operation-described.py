"""Every operation on a channel has a summary or a description.

The address says where, not when a message is sent or what its receiver should do about it (AsyncAPI 3.0, "Operation
Object").

## Bad

```yaml
asyncapi: 3.0.0
info: {title: Orders, version: 1.0.0}
channels:
  created: {address: orders.created}
operations:
  sendCreated:  # error: `send orders.created` has neither `summary` nor `description`
    action: send
    channel: {$ref: '#/channels/created'}
  sendAgain:
    action: send
    channel: {$ref: '#/channels/created'}
    summary: A planner has created an order.
  receiveCreated:  # error: `receive orders.created` has neither `summary` nor `description`
    action: receive
    channel: {$ref: '#/channels/created'}
    description: ''
```

## Good

```yaml
asyncapi: 2.6.0
info: {title: Orders, version: 1.0.0}
channels:
  orders.created:
    subscribe: {description: A planner has created an order., message: {payload: {type: object}}}
```
"""

from collections.abc import Iterator

from govtool.finding import Severity
from govtool.lint.rule import Hit
from govtool.model.contract import Contract

SEVERITY = Severity.INFO
TAGS = ("documentation",)
FORMATS = ("asyncapi",)


def check(contract: Contract) -> Iterator[Hit]:
    from govtool.model.asyncapi import events

    for operation in events(contract).operations:
        value = operation.spot.value
        if not value.get("summary") and not value.get("description"):
            yield Hit(operation.spot.at(on="key"),
                      f"`{operation.name}` has neither `summary` nor `description`, expected one",
                      help="say in one line when the message is sent, and what a receiver does about it")
