"""Telemetry is not mission-critical.

Readings come by the thousand and the next one replaces the last; whoever needs each of them needs an event that is
made from them, with its context, and that may be critical (ISA-95 keeps levels 2 and 4 apart). A waiver says why one
is different.

## Bad

```yaml file=vibration.yaml
openapi: 3.1.0
info:
  title: Vibration
  version: 1.0.0
  x-interface-class: telemetry
  x-criticality: mission-critical  # error: telemetry is `mission-critical`
paths: {}
```

```yaml file=downtime.yaml
openapi: 3.1.0
info: {title: Downtimes, version: 1.0.0, x-interface-class: operational-event, x-criticality: high}
paths: {}
```

```yaml file=temperature.yaml
openapi: 3.1.0
info:
  title: Temperatures
  version: 1.0.0
  x-interface-class: telemetry
  x-criticality: high  # error: telemetry is `high`
paths: {}
```

## Good

```yaml
openapi: 3.1.0
info: {title: Vibration, version: 1.0.0, x-interface-class: telemetry, x-criticality: low}
paths: {}
```
"""

from collections.abc import Iterator

from govtool.lint.policy.facts import where
from govtool.lint.policy.operations import is_critical
from govtool.lint.rule import Hit
from govtool.model.contract import Contract

TAGS = ("governance", "ownership")
FORMATS = ("openapi", "asyncapi")


def check(contract: Contract) -> Iterator[Hit]:
    if contract.facts.interface_class == "telemetry" and is_critical(contract):
        yield Hit(where(contract, "tier"), f"telemetry is `{contract.facts.tier}`, expected `low` or `medium`",
                  help="make an event from the readings for those who must not miss one")
