"""Every operation has an id.

Generated code names its functions by it, and links between documents find operations by it (AsyncAPI 2.6, "Operation
Object"). Since 3.0 it is the key of the operation, which is always there.

## Bad

```yaml
asyncapi: 2.6.0
info: {title: Orders, version: 1.0.0}
channels:
  orders.created:
    subscribe:  # error: `send orders.created` has no `operationId`
      message: {payload: {type: object}}
  orders.released:
    subscribe: {operationId: sendReleased, message: {payload: {type: object}}}
  orders.closed:
    publish:  # error: `receive orders.closed` has no `operationId`
      message: {payload: {type: object}}
```

## Good

```yaml
asyncapi: 2.6.0
info: {title: Orders, version: 1.0.0}
channels:
  orders.created:
    subscribe: {operationId: sendCreated, message: {payload: {type: object}}}
```
"""

from collections.abc import Iterator

from govtool.lint.rule import Hit
from govtool.model.contract import Contract

TAGS = ("documentation", "naming")
FORMATS = ("asyncapi-2",)


def check(contract: Contract) -> Iterator[Hit]:
    from govtool.model.asyncapi import events

    for operation in events(contract).operations:
        if not operation.key:
            yield Hit(operation.spot.at(on="key"), f"`{operation.name}` has no `operationId`, expected one",
                      help="name what it does, as in `sendOrderCreated`")
