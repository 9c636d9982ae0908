"""An event carries an id of its own.

Every broker delivers at least once, and again after a restart; a consumer that cannot tell a repetition from a second
event posts the goods twice (Enterprise Integration Patterns, Idempotent Receiver). Headers and payload may call it
`eventId` or `messageId`. Requests with an answer are not judged, and CloudEvents have rules of their own.

## Bad

```yaml
asyncapi: 3.0.0
info: {title: Orders, version: 1.0.0}
channels:
  orders:
    address: mfg.order.v1
    messages:
      created:  # error: message `created` carries no id of its own
        headers: {type: object, properties: {traceparent: {type: string}}}
        payload: {type: object, properties: {orderId: {type: string}}}
      changed:
        payload: {type: object, required: [eventId], properties: {eventId: {type: string}}}
      closed:
        headers:
          type: object
          properties:
            event-id: {type: string}  # error: `event-id` of message `closed` may be missing
```

## Good

```yaml
asyncapi: 3.0.0
info: {title: Orders, version: 1.0.0}
channels:
  orders:
    address: mfg.order.v1
    messages:
      created:
        headers: {type: object, required: [event-id], properties: {event-id: {type: string}}}
```
"""

from collections.abc import Iterator

from govtool.lint.rule import Hit
from govtool.model.contract import Contract

TAGS = ("governance", "idempotency")
FORMATS = ("asyncapi",)
_NAMES = ("eventid", "messageid", "msgid", "deduplicationid")


def check(contract: Contract) -> Iterator[Hit]:
    from govtool.lint.policy.cloudevents import others

    for one in others(contract):
        found = one.find(_NAMES)
        if found is None and one.is_whole:
            yield Hit(one.at, f"{one.name} carries no id of its own, expected one to drop repetitions by",
                      help="add `eventId` to the headers or the payload, and require it; or send a CloudEvent",
                      subject=one.message.name)
        elif found is not None and not found.required:
            yield Hit(found.at, f"`{found.name}` of {one.name} may be missing, expected it in every one",
                      help=f"add `{found.name}` to `required`", subject=f"{one.message.name}.{found.name}")
