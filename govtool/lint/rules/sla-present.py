"""A contract states what it promises: how available it is, and how fast.

A consumer builds time-outs, buffers and alarms upon these numbers; a word like "fast" gives none (Open Data Contract
Standard, `slaProperties`). `x-sla` says it, or the manifest: entries with `property`, `value` and `unit`.

## Bad

```yaml file=orders.yaml
openapi: 3.1.0
info:
  title: Orders
  version: 1.0.0
  x-sla:  # error: the promise names no `latency`
    - {property: availability, value: 99.9 %, unit: percent}  # error: the value `99.9 %` is no number
paths: {}
```

```yaml file=batches.yaml
openapi: 3.1.0
info:
  title: Batches
  version: 1.0.0
  x-sla:
    - {property: availability, value: 99.5, unit: percent}
    - {property: latency, value: 800, unit: ms}
paths: {}
```

```yaml file=shifts.yaml
openapi: 3.1.0
info:
  title: Shifts
  version: 1.0.0
  x-sla:
    - {property: availability, value: 99, unit: percent}
    - {property: latency, value: 2, unit: heartbeats}  # error: the unit `heartbeats` is not one of `latency`
paths: {}
```

## Good

```yaml
openapi: 3.1.0
info:
  title: Orders
  version: 1.0.0
  x-sla:
    - {property: availability, value: 99.9, unit: percent}
    - {property: latency, value: 2, unit: s}
paths: {}
```
"""

from collections.abc import Iterator

from govtool.lint.policy.facts import where
from govtool.lint.policy.promises import UNITS, promised
from govtool.lint.rule import Hit
from govtool.model.contract import Contract
from govtool.model.shape import text

TAGS = ("governance", "sla")
FORMATS = ("openapi", "asyncapi")
_SHAPE = "write entries like `{property: latency, value: 2, unit: s}`"


def check(contract: Contract) -> Iterator[Hit]:
    missing = [f"`{name}`" for name in UNITS if name not in promised(contract)]
    if missing:
        yield Hit(where(contract, "sla"), f"the promise names no {' and no '.join(missing)}, expected both", _SHAPE)
    for name, (index, entry) in promised(contract).items():
        value, unit = entry.get("value"), text(entry.get("unit"))
        if isinstance(value, bool) or not isinstance(value, int | float):
            yield Hit(where(contract, "sla", index, "value"),
                      f"the value `{value}` is no number, expected one for `{name}`",
                      help=_SHAPE, subject=f"sla {name}")
        if unit not in UNITS[name]:
            yield Hit(where(contract, "sla", index, "unit"),
                      f"the unit `{unit}` is not one of `{name}`, expected {' or '.join(UNITS[name])}",
                      help=_SHAPE, subject=f"sla {name}")
