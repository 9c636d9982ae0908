"""A message says where its correlation id stands.

One order passes ERP, middleware, broker and plant; only an id that all of them hand on joins their logs (AsyncAPI 3.0,
"Correlation ID Object"; CloudEvents extension "Correlation"). Telemetry is not judged: a reading has no conversation.

## Bad

```yaml
asyncapi: 3.0.0
info: {title: Orders, version: 1.0.0}
channels:
  orders:
    address: mfg.order.v1
    messages:
      created:  # error: message `created` has no `correlationId`
        headers: {type: object, properties: {ce_correlationid: {type: string}}}
      changed:
        headers: {type: object, properties: {correlationId: {type: string}}}
        correlationId: {location: $message.header#/correlationId}
      closed:  # error: message `closed` has no `correlationId`
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
        headers: {type: object, properties: {ce_correlationid: {type: string}}}
        correlationId: {location: $message.header#/ce_correlationid}
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
        if one.message.correlation_id is None:
            yield Hit(one.at, f"{one.name} has no `correlationId`, expected the place where it stands",
                      help="write `correlationId: {location: $message.header#/…}`, and declare that header",
                      subject=one.message.name)
