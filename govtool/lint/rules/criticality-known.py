"""A contract says how critical it is, by one of four tiers.

Retries, recovery, notice before the end and the strictness of this very gate follow from the tier; a contract without
one is held to none of it (the tiers are those of Google's App Hub). `x-criticality` says it, or the manifest.

## Bad

```yaml file=orders.yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}  # error: the contract has no criticality
paths: {}
```

```yaml file=batches.yaml
openapi: 3.1.0
info: {title: Batches, version: 1.0.0, x-criticality: high}
paths: {}
```

```yaml file=shifts.yaml
openapi: 3.1.0
info:
  title: Shifts
  version: 1.0.0
  x-criticality: "P0!!"  # error: the criticality `p0!!` is not known
paths: {}
```

## Good

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0, x-criticality: mission-critical}
paths: {}
```
"""

from collections.abc import Iterator

from govtool.errors import suggestion
from govtool.lint.policy.facts import where
from govtool.lint.rule import Hit
from govtool.model.contract import Contract

TAGS = ("governance", "ownership")
FORMATS = ("openapi", "asyncapi")
_KNOWN = ("mission-critical", "high", "medium", "low")
_HELP = "choose one of " + ", ".join(_KNOWN)


def check(contract: Contract) -> Iterator[Hit]:
    tier, at = contract.facts.tier, where(contract, "tier")
    if not tier:
        yield Hit(at, "the contract has no criticality, expected one, as in `x-criticality: high`", help=_HELP)
    elif tier not in _KNOWN:
        yield Hit(at, f"the criticality `{tier}` is not known, expected one of the four",
                  help=suggestion(tier, _KNOWN) or _HELP)
