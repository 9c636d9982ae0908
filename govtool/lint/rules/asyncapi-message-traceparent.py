"""A message carries the trace that it belongs to.

Without `traceparent` a trace ends at the broker, and nobody sees that the late posting began with a slow query (W3C
Trace Context; CloudEvents extension "Distributed Tracing"). Telemetry is not judged.

## Bad

```yaml
asyncapi: 3.0.0
info: {title: Orders, version: 1.0.0}
channels:
  orders:
    address: mfg.order.v1
    messages:
      created:  # error: message `created` declares no `traceparent`
        headers: {type: object, properties: {ce_id: {type: string}}}
      changed:
        headers: {type: object, properties: {traceparent: {type: string}}}
      closed:  # error: message `closed` declares no `traceparent`
        payload: {type: object}
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
        headers: {type: object, properties: {traceparent: {type: string}}}
```
"""

from collections.abc import Iterator

from govtool.lint.rule import Hit
from govtool.model.contract import Contract

TAGS = ("governance", "tracing")
FORMATS = ("asyncapi",)


def check(contract: Contract) -> Iterator[Hit]:
    from govtool.lint.policy.messages import told

    for one in told(contract) if contract.facts.interface_class != "telemetry" else ():
        if one.is_whole and one.find(("traceparent",)) is None:
            yield Hit(one.at, f"{one.name} declares no `traceparent`, expected it among its headers",
                      help="add the header `traceparent`, and hand on what the caller sent", subject=one.message.name)
