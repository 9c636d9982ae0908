"""Where a correlation id, or the address of a reply, is said to stand, the message has such a place.

A consumer looks there for the value that joins a reply to its request; where the headers or the payload have no such
property, it finds nothing (AsyncAPI 3.0, "Correlation ID Object", "Operation Reply Address Object" and "Runtime
Expression"). Schemas that leave open what they hold are not judged.

## Bad

```yaml
asyncapi: 3.0.0
info: {title: Orders, version: 1.0.0}
channels:
  requests:
    address: orders.requests
    messages:
      ask:
        headers: {type: object, properties: {correlationId: {type: string}}}
        payload: {type: object, properties: {orderId: {type: string}}}
        correlationId:
          location: $message.header#/corelationId  # error: `corelationId` is not in the headers of `ask`
  replies:
    address: null
    messages:
      answer: {payload: {type: object, properties: {state: {type: string}}}}
operations:
  askState:
    action: send
    channel: {$ref: '#/channels/requests'}
    reply:
      channel: {$ref: '#/channels/replies'}
      address:
        location: $message.payload#/replyTo  # error: `replyTo` is not in the payload of `ask`
```

## Good

```yaml
asyncapi: 3.0.0
info: {title: Orders, version: 1.0.0}
channels:
  requests:
    address: orders.requests
    messages:
      ask:
        headers: {type: object, properties: {correlationId: {type: string}}}
        payload: {type: object, properties: {orderId: {type: string}}}
        correlationId: {location: $message.header#/correlationId}
```
"""

from collections.abc import Iterator

from govtool.lint.rule import Hit
from govtool.model.contract import Contract

FORMATS = ("asyncapi",)


def check(contract: Contract) -> Iterator[Hit]:
    from govtool.lint.validity.locations import lacking
    from govtool.model.asyncapi import events

    found = events(contract)
    asked = [(message.correlation_id, message) for message in found.messages]
    asked += [(operation.reply.address, message) for operation in found.operations if operation.reply
              for message in operation.messages.values()]
    told = set()
    for place, message in asked:
        words = lacking(contract.bundle, message, place.location) if place else ""
        if place and words and (words, place.spot.pointer) not in told:
            told.add((words, place.spot.pointer))
            yield Hit(place.spot.at("location"), f"{words}, expected what `{place.location}` says",
                      help="declare it in the schema, or correct the location", subject=message.name)
