"""An event says when it happened and when it was recorded.

A plant that was cut off for a day sends yesterday's events today; with one time alone either the shift is wrong or the
delay is invisible (CloudEvents 1.0, `time`, and extension "Recorded Time"; EPCIS, `eventTime` and `recordTime`).
Telemetry needs the first one only.

## Bad

```yaml
asyncapi: 3.0.0
info: {title: Orders, version: 1.0.0}
channels:
  orders:
    address: mfg.order.v1
    messages:
      created:  # error: message `created` does not say when it was recorded
        headers: {type: object, properties: {ce_time: {type: string}}}
        payload: {type: object, properties: {orderId: {type: string}}}
      changed:
        headers: {type: object, properties: {ce_time: {type: string}, ce_recordedtime: {type: string}}}
      closed:  # error: message `closed` does not say when it happened, and not when it was recorded
        payload: {type: object, properties: {orderId: {type: string}}}
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
        payload:
          type: object
          properties: {occurredAt: {type: string, format: date-time}, recordedAt: {type: string, format: date-time}}
```
"""

from collections.abc import Iterator

from govtool.lint.rule import Hit
from govtool.model.contract import Contract

TAGS = ("governance", "time")
FORMATS = ("asyncapi",)
_OCCURRED = ("occurredat", "occurredtime", "eventtime", "happenedat", "sourcetimestamp", "occurrencetime")
_RECORDED = ("recordedat", "recordedtime", "recordtime", "publishedat", "ingestedat", "processedat")


def check(contract: Contract) -> Iterator[Hit]:
    from govtool.lint.policy.messages import told

    is_telemetry = contract.facts.interface_class == "telemetry"
    for one in told(contract):
        missing = []
        if one.find(_OCCURRED, in_headers=("time", "timestamp")) is None:
            missing.append("when it happened")
        if not is_telemetry and one.find(_RECORDED) is None:
            missing.append("when it was recorded")
        if missing and one.is_whole:
            expected = "it" if is_telemetry else "both"
            yield Hit(one.at, f"{one.name} does not say {', and not '.join(missing)}, expected {expected}",
                      help="add `occurredAt` and `recordedAt`, or the headers `ce_time` and `ce_recordedtime`",
                      subject=one.message.name)
