"""What a contract promises is at least what its tier asks for.

A mission-critical flow that may be down for a week a year is not one; either the promise or the tier is wrong (the
numbers are our recommendation). The options `availability`, in percent over 30 days, and `latency`, in seconds at the
99th percentile, set them by tier; `delivery` is the latency of events, from one end to the other.

## Bad

```yaml file=orders.yaml
openapi: 3.1.0
info:
  title: Orders
  version: 1.0.0
  x-criticality: mission-critical
  x-sla:
    - {property: availability, value: 95, unit: percent}  # error: `availability` is 95 percent, expected at least 99.9
    - {property: latency, value: 900, unit: ms}
paths: {}
```

```yaml file=batches.yaml
openapi: 3.1.0
info:
  title: Batches
  version: 1.0.0
  x-criticality: low
  x-sla:
    - {property: availability, value: 98, unit: percent}
    - {property: latency, value: 1, unit: min}
paths: {}
```

```yaml file=shifts.yaml
openapi: 3.1.0
info:
  title: Shifts
  version: 1.0.0
  x-criticality: high
  x-sla:
    - {property: availability, value: 99.5, unit: "%"}
    - {property: latency, value: 1, unit: min}  # error: `latency` is 60 s, expected at most 5
paths: {}
```

```yaml file=events.yaml
asyncapi: 3.0.0
info:
  title: Order events
  version: 1.0.0
  x-criticality: high
  x-sla:
    - {property: availability, value: 99.5, unit: percent}
    - {property: latency, value: 5, unit: min}  # error: `latency` is 300 s, expected at most 120
```

## Good

```yaml
openapi: 3.1.0
info:
  title: Orders
  version: 1.0.0
  x-criticality: mission-critical
  x-sla:
    - {property: availability, value: 99.95, unit: percent}
    - {property: latency, value: 2, unit: s}
paths: {}
```
"""

from collections.abc import Iterator

from govtool.lint.policy.facts import where
from govtool.lint.policy.promises import amount, promised
from govtool.lint.rule import Hit
from govtool.model.contract import Contract

TAGS = ("governance", "sla")
FORMATS = ("openapi", "asyncapi")
OPTIONS = {
    "availability": {"mission-critical": 99.9, "high": 99.5, "medium": 99.0, "low": 98.0},
    "latency": {"mission-critical": 2.0, "high": 5.0, "medium": 5.0},
    "delivery": {"mission-critical": 30.0, "high": 120.0, "medium": 300.0},
}
_HELP = "promise it and measure it, or lower the tier with those who rely on it"


def check(contract: Contract, options: dict[str, dict[str, float]]) -> Iterator[Hit]:
    tier, is_event = contract.facts.tier, contract.format.family == "asyncapi"
    for name, (index, entry) in promised(contract).items():
        floor = options["delivery" if is_event and name == "latency" else name]
        limit, found = floor.get(tier), amount(name, entry)
        if limit is None or found is None:
            continue
        at, subject = where(contract, "sla", index), f"sla {name}"
        if name == "availability" and found < limit:
            message = f"`{name}` is {found:g} percent, expected at least {limit:g} for `{tier}`"
            yield Hit(at, message, _HELP, subject=subject)
        elif name == "latency" and found > limit:
            message = f"`{name}` is {found:g} s, expected at most {limit:g} for `{tier}`"
            yield Hit(at, message, _HELP, subject=subject)
