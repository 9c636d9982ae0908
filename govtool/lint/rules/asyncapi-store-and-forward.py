"""A critical event contract says how long its producers buffer, and by which identifier they keep the order.

Plants are cut off for hours; what was not sent in time is sent later, and in the right order only if somebody decided
by what (Enterprise Integration Patterns, Guaranteed Delivery and Resequencer). `x-resilience` or the manifest says it
under `storeAndForward`; the field is one of a message that the contract sends.

## Bad

```yaml file=orders.yaml
asyncapi: 3.0.0
info:
  title: Orders
  version: 1.0.0
  x-criticality: high  # error: the contract has no `storeAndForward`
channels: {orders: {address: mfg.order.v1}}
operations: {sendOrder: {action: send, channel: {$ref: '#/channels/orders'}}}
```

```yaml file=batches.yaml
asyncapi: 3.0.0
info:
  title: Batches
  version: 1.0.0
  x-criticality: high
  x-resilience: {storeAndForward: {duration: PT72H, orderedBy: batchId}}
channels:
  batches:
    address: mfg.batch.v1
    messages: {created: {payload: {type: object, properties: {batchId: {type: string}}}}}
operations: {sendBatch: {action: send, channel: {$ref: '#/channels/batches'}}}
```

```yaml file=shifts.yaml
asyncapi: 3.0.0
info:
  title: Shifts
  version: 1.0.0
  x-criticality: high
  x-resilience:
    storeAndForward:
      duration: three days  # error: `duration` is `three days`, expected a duration
      orderedBy: shift  # error: `orderedBy` is `shift`, expected an identifier that a message carries
channels: {shifts: {address: mfg.shift.v1}}
operations: {sendShift: {action: send, channel: {$ref: '#/channels/shifts'}}}
```

## Good

```yaml
asyncapi: 3.0.0
info:
  title: Orders
  version: 1.0.0
  x-criticality: mission-critical
  x-resilience: {storeAndForward: {duration: PT72H, orderedBy: workOrderId}}
channels:
  orders:
    address: mfg.order.v1
    messages: {created: {payload: {type: object, properties: {workOrderId: {type: string}}}}}
operations: {sendOrder: {action: send, channel: {$ref: '#/channels/orders'}}}
```
"""

from collections.abc import Iterator

from govtool.lint.policy.facts import duration, where
from govtool.lint.policy.names import identifies
from govtool.lint.policy.operations import is_critical
from govtool.lint.rule import Hit
from govtool.model.contract import Contract
from govtool.model.shape import mapping, text

TAGS = ("governance", "recovery")
FORMATS = ("asyncapi",)
_HELP = "write `storeAndForward: {duration: PT72H, orderedBy: workOrderId}`"


def check(contract: Contract) -> Iterator[Hit]:
    from govtool.lint.policy.messages import told
    from govtool.model.asyncapi import events

    sends = any(operation.action == "send" for operation in events(contract).operations)
    if not is_critical(contract) or not sends or contract.facts.interface_class == "telemetry":
        return
    said = mapping(contract.facts.resilience.get("storeAndForward"))
    if not said:
        place = where(contract, "resilience" if contract.facts.resilience else "tier")
        yield Hit(place, f"the contract has no `storeAndForward`, expected one for `{contract.facts.tier}`", help=_HELP)
        return
    how_long, by = said.get("duration"), text(said.get("orderedBy"))
    if duration(how_long) is None:
        yield Hit(where(contract, "resilience", "storeAndForward", *(["duration"] if "duration" in said else [])),
                  f"`duration` is `{text(how_long)}`, expected a duration, as in `PT72H`", help=_HELP)
    messages = told(contract)
    carried = any(by in part.members or not part.is_whole for one in messages for part in (one.payload, one.headers))
    if not identifies(by) or not carried:
        yield Hit(where(contract, "resilience", "storeAndForward", *(["orderedBy"] if "orderedBy" in said else [])),
                  f"`orderedBy` is `{by}`, expected an identifier that a message carries", help=_HELP)
