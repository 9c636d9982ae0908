"""A message on Kafka has a key.

Kafka keeps the order within a partition, and the key chooses it: without one, "cancelled" overtakes "created" (AsyncAPI
binding for Kafka, "Message Binding Object"). The key is that of the object which the event is about.

## Bad

```yaml
asyncapi: 3.0.0
info: {title: Orders, version: 1.0.0}
servers: {plant: {host: broker.plant-north.net, protocol: kafka-secure}}
channels:
  orders:
    address: mfg.order.v1
    messages:
      created: {payload: {type: object}}  # error: message `created` has no key
      changed: {payload: {type: object}, bindings: {kafka: {key: {type: string}}}}
      closed: {payload: {type: object}, bindings: {kafka: {bindingVersion: 0.5.0}}}  # error: message `closed` has no
```

## Good

```yaml
asyncapi: 3.0.0
info: {title: Orders, version: 1.0.0}
servers: {plant: {host: broker.plant-north.net, protocol: kafka-secure}}
channels:
  orders:
    address: mfg.order.v1
    messages:
      created:
        payload: {type: object}
        bindings: {kafka: {key: {type: string, description: The order.}}}
```
"""

from collections.abc import Iterator

from govtool.lint.rule import Hit
from govtool.model.contract import Contract

TAGS = ("governance", "concurrency")
FORMATS = ("asyncapi",)


def check(contract: Contract) -> Iterator[Hit]:
    from govtool.lint.policy.messages import carried, channels_of
    from govtool.model.asyncapi import events
    from govtool.model.shape import mapping

    seen = set[int]()
    for channel in channels_of(events(contract), "kafka"):
        for message in channel.messages.values():
            binding = message.bindings.get("kafka")
            if id(message.spot.value) in seen or (binding and mapping(binding.value).get("key")):
                continue
            seen.add(id(message.spot.value))
            one = carried(contract, message)
            yield Hit(one.at, f"{one.name} has no key, expected the identifier of its object", subject=message.name,
                      help="add `bindings: {kafka: {key: {type: string, description: …}}}`")
