"""Between deprecation and end lies as much time as the tier of the contract gives its consumers.

A plant changes an interface in a planned stop, and those are a year apart; what is less critical may end sooner (the
days are our recommendation; Zalando guideline 187 asks for agreed dates). The option `days` sets them by tier.

## Bad

```yaml file=orders.yaml
openapi: 3.1.0
info:
  title: Orders
  version: 1.0.0
  x-criticality: mission-critical
  x-lifecycle:
    status: deprecated
    deprecationDate: "2026-01-01"
    sunsetDate: "2026-07-01"  # error: the contract ends 181 days after its deprecation, expected at least 365
    successors: ["order@2"]
paths: {}
```

```yaml file=batches.yaml
openapi: 3.1.0
info:
  title: Batches
  version: 1.0.0
  x-criticality: high
  x-lifecycle:
    status: deprecated
    deprecationDate: "2026-01-01"
    sunsetDate: "2026-07-01"
    successors: ["batch@2"]
paths: {}
```

```yaml file=shifts.yaml
openapi: 3.1.0
info:
  title: Shifts
  version: 1.0.0
  x-criticality: medium
  x-lifecycle:
    status: deprecated
    sunsetDate: "2026-07-01"  # error: the contract says when it ends but not since when it is deprecated
    successors: ["shift@2"]
paths: {}
```

## Good

```yaml
openapi: 3.1.0
info:
  title: Orders
  version: 1.0.0
  x-criticality: mission-critical
  x-lifecycle: {status: deprecated, deprecationDate: "2026-01-01", sunsetDate: "2027-06-30", successors: ["order@2"]}
paths: {}
```
"""

from collections.abc import Iterator

from govtool.lint.policy.facts import full_date, where
from govtool.lint.rule import Hit
from govtool.model.contract import Contract

TAGS = ("governance", "lifecycle")
FORMATS = ("openapi", "asyncapi")
OPTIONS = {"days": {"mission-critical": 365, "high": 180, "medium": 90}}


def check(contract: Contract, options: dict[str, dict[str, int]]) -> Iterator[Hit]:
    lifecycle = contract.facts.lifecycle
    least = options["days"].get(contract.facts.tier)
    end = full_date(lifecycle.sunset_on)
    if end is None or least is None:
        return
    start, at = full_date(lifecycle.deprecated_on), where(contract, "lifecycle", "sunsetDate")
    if start is None:
        yield Hit(at, "the contract says when it ends but not since when it is deprecated, expected `deprecationDate`",
                  help="add the day on which consumers were told")
    elif (end - start).days < least:
        days, tier = (end - start).days, contract.facts.tier
        yield Hit(at, f"the contract ends {days} days after its deprecation, expected at least {least} for `{tier}`",
                  help="move the end, or agree on it with every consumer and waive this")
