"""Every message has an id of its own.

Tools find a message by it, and of two with one id they find either (AsyncAPI 2.4 to 2.6, "Message Object").

## Bad

```yaml
asyncapi: 2.6.0
info: {title: Orders, version: 1.0.0}
channels:
  orders.created:
    subscribe: {message: {messageId: order, payload: {type: object}}}
  orders.released:
    subscribe:
      message:
        messageId: order  # error: `order` is the id of another message too
        payload: {type: object}
  orders.held:
    subscribe: {message: {messageId: orderHeld, payload: {type: object}}}
  orders.closed:
    subscribe:
      message:
        messageId: order  # error: `order` is the id of another message too
        payload: {type: object}
```

## Good

```yaml
asyncapi: 2.6.0
info: {title: Orders, version: 1.0.0}
channels:
  orders.created:
    subscribe: {message: {messageId: orderCreated, payload: {type: object}}}
  orders.closed:
    subscribe: {message: {messageId: orderClosed, payload: {type: object}}}
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
    for message in events(contract).messages:
        known = first.setdefault(message.id, message.spot)
        if message.id and known is not message.spot:
            yield Hit(message.spot.at("messageId"),
                      f"`{message.id}` is the id of another message too, expected one of its own",
                      help="rename one of the two",
                      related=(Related(known.at("messageId"), "it is used here first"),))
