"""A topic on Kafka says how long it keeps its messages, and it is longer than its producers buffer.

Who comes back after an outage reads on where it stopped, if the broker still has it; the default of a broker is its
operator's, not the contract's (AsyncAPI binding for Kafka, `topicConfiguration`). A compacted topic keeps the newest of
each key for ever.

## Bad

```yaml
asyncapi: 3.0.0
info:
  title: Orders
  version: 1.0.0
  x-resilience: {storeAndForward: {duration: PT72H, orderedBy: workOrderId}}
servers: {plant: {host: broker.plant-north.net, protocol: kafka-secure}}
channels:
  created: {address: mfg.order.created.v1}  # error: `mfg.order.created.v1` does not say how long
  changed:
    address: mfg.order.changed.v1
    bindings: {kafka: {topicConfiguration: {retention.ms: 604800000}}}
  closed:
    address: mfg.order.closed.v1
    bindings: {kafka: {topicConfiguration: {retention.ms: 3600000}}}  # error: keeps its messages for `PT1H`
```

## Good

```yaml
asyncapi: 3.0.0
info: {title: Orders, version: 1.0.0}
servers: {plant: {host: broker.plant-north.net, protocol: kafka-secure}}
channels:
  changed:
    address: mfg.order.changed.v1
    bindings: {kafka: {topicConfiguration: {retention.ms: 604800000}}}
  state:
    address: mfg.order.state.v1
    bindings: {kafka: {topicConfiguration: {cleanup.policy: [compact]}}}
```
"""

from collections.abc import Iterator
from datetime import timedelta

from govtool.lint.policy.facts import duration
from govtool.lint.rule import Hit
from govtool.model.contract import Contract

TAGS = ("governance", "recovery")
FORMATS = ("asyncapi",)


def check(contract: Contract) -> Iterator[Hit]:
    from govtool.lint.policy.messages import channels_of
    from govtool.lint.validity.channels import address_at
    from govtool.model.asyncapi import events
    from govtool.model.shape import mapping, sequence

    buffered = duration(mapping(contract.facts.resilience.get("storeAndForward")).get("duration"))
    for channel in channels_of(events(contract), "kafka"):
        binding = channel.bindings.get("kafka")
        topic = mapping(binding.value, "topicConfiguration") if binding else {}
        if "compact" in sequence(topic.get("cleanup.policy")):
            continue
        kept = topic.get("retention.ms")
        if not isinstance(kept, int) or isinstance(kept, bool):
            yield Hit(address_at(contract, channel),
                      f"`{channel.identity}` does not say how long it keeps its messages, expected `retention.ms`",
                      help="add it to `bindings.kafka.topicConfiguration`, or `cleanup.policy: [compact]`",
                      subject=channel.identity)
        elif binding and buffered and 0 <= kept < buffered / timedelta(milliseconds=1):
            yield Hit(binding.at("topicConfiguration", "retention.ms"),
                      f"`{channel.identity}` keeps its messages for `{_spoken(kept)}`, "
                      f"expected at least the `{_spoken(buffered // timedelta(milliseconds=1))}` of its producers",
                      help="keep them longer than producers buffer and consumers may be away", subject=channel.identity)


def _spoken(milliseconds: int) -> str:
    hours, rest = divmod(milliseconds, 3_600_000)
    return f"PT{hours}H" if not rest else f"PT{milliseconds / 1000:g}S"
