"""Every operation has an id of its own.

Generated code names functions by it, and links between documents find operations by it (AsyncAPI 2.6, "Operation
Object"). Since 3.0 it is the key of the operation, which cannot be there twice.

## Bad

```yaml
asyncapi: 2.6.0
info: {title: Orders, version: 1.0.0}
channels:
  orders.created:
    subscribe: {operationId: onOrder, message: {payload: {type: object}}}
  orders.released:
    subscribe:
      operationId: onOrder  # error: `onOrder` is the id of another operation too
      message: {payload: {type: object}}
  orders.held:
    subscribe: {operationId: onOrderHeld, message: {payload: {type: object}}}
  orders.closed:
    subscribe:
      operationId: onOrder  # error: `onOrder` is the id of another operation too
      message: {payload: {type: object}}
```

## Good

```yaml
asyncapi: 2.6.0
info: {title: Orders, version: 1.0.0}
channels:
  orders.created:
    subscribe: {operationId: onOrderCreated, message: {payload: {type: object}}}
  orders.closed:
    subscribe: {operationId: onOrderClosed, message: {payload: {type: object}}}
```
"""

from collections.abc import Iterator

from govtool.finding import Related, Severity
from govtool.lint.rule import Hit
from govtool.model.contract import Contract, Spot

SEVERITY = Severity.ERROR
FORMATS = ("asyncapi-2",)


def check(contract: Contract) -> Iterator[Hit]:
    from govtool.model.asyncapi import events

    first: dict[str, Spot] = {}
    for operation in events(contract).operations:
        known = first.setdefault(operation.key, operation.spot)
        if operation.key and known is not operation.spot:
            yield Hit(operation.spot.at("operationId"),
                      f"`{operation.key}` is the id of another operation too, expected one of its own",
                      help="rename one of the two",
                      related=(Related(known.at("operationId"), "it is used here first"),))
