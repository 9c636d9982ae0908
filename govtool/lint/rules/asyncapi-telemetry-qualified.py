"""A reading says how good it is, and when it was taken at its source.

A sensor that is unplugged sends its last value for ever; only the quality tells, and only the time at the source puts
readings of two machines in order (OPC UA part 8, "Data Value"; Sparkplug B, `is_historical`). Contracts of the class
`telemetry` are judged.

## Bad

```yaml
asyncapi: 3.0.0
info: {title: Vibration, version: 1.0.0, x-interface-class: telemetry}
channels:
  raw:
    address: plant/vibration/v1
    messages:
      sample:  # error: message `sample` carries no quality, and no time of its source
        payload: {type: object, properties: {value: {type: number}}}
      checked:
        payload: {type: object, properties: {value: {}, quality: {type: string}, sourceTimestamp: {type: string}}}
      timed:  # error: message `timed` carries no quality, expected
        payload: {type: object, properties: {value: {type: number}, timestamp: {type: string}}}
```

## Good

```yaml
asyncapi: 3.0.0
info: {title: Vibration, version: 1.0.0, x-interface-class: telemetry}
channels:
  raw:
    address: plant/vibration/v1
    messages:
      sample:
        payload:
          type: object
          properties: {value: {type: number}, quality: {enum: [GOOD, BAD]}, sourceTimestamp: {format: date-time}}
```
"""

from collections.abc import Iterator

from govtool.lint.rule import Hit
from govtool.model.contract import Contract

TAGS = ("governance", "semantics")
FORMATS = ("asyncapi",)
_QUALITY = ("quality", "statuscode", "qualitycode", "datastatus", "isgood")
_TIME = ("sourcetimestamp", "sourcetime", "timestamp", "measuredat", "sampledat", "occurredat", "eventtime")


def check(contract: Contract) -> Iterator[Hit]:
    from govtool.lint.policy.messages import told

    for one in told(contract) if contract.facts.interface_class == "telemetry" else ():
        missing = ["no quality"] if one.find(_QUALITY) is None else []
        missing += ["no time of its source"] if one.find(_TIME, in_headers=("time",)) is None else []
        if missing and one.is_whole:
            yield Hit(one.at, f"{one.name} carries {', and '.join(missing)}, expected `quality` and `sourceTimestamp`",
                      help="hand on what the controller says of the value", subject=one.message.name)
