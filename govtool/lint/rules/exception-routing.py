"""A critical contract says where a message goes that cannot be processed, who looks at it, and how soon.

A rejected posting is stock that is wrong until someone decides; without a queue and an owner it lies in a log
(Enterprise Integration Patterns, Dead Letter Channel). `x-resilience` or the manifest says it under
`exceptionRouting`; the option `within` sets by tier how soon it must be escalated.

## Bad

```yaml file=orders.yaml
openapi: 3.1.0
info:
  title: Orders
  version: 1.0.0
  x-criticality: mission-critical  # error: the exception routing has no `queue`, `owner`, `escalateAfter`
paths: {}
```

```yaml file=batches.yaml
openapi: 3.1.0
info:
  title: Batches
  version: 1.0.0
  x-criticality: high
  x-resilience: {exceptionRouting: {queue: mfg.exceptions.batch, owner: "group:plant-integration", escalateAfter: PT8H}}
paths: {}
```

```yaml file=shifts.yaml
openapi: 3.1.0
info:
  title: Shifts
  version: 1.0.0
  x-criticality: high
  x-resilience:
    exceptionRouting:
      queue: mfg.exceptions.shift
      owner: group:plant-integration
      escalateAfter: P3D  # error: an exception is escalated after `P3D`, expected at most `PT8H`
paths: {}
```

## Good

```yaml
openapi: 3.1.0
info:
  title: Orders
  version: 1.0.0
  x-criticality: mission-critical
  x-resilience: {exceptionRouting: {queue: mfg.exceptions.order, owner: "group:plant-integration", escalateAfter: PT4H}}
paths: {}
```
"""

from collections.abc import Iterator

from govtool.lint.policy.facts import duration, where
from govtool.lint.policy.operations import is_critical
from govtool.lint.rule import Hit
from govtool.model.contract import Contract
from govtool.model.shape import mapping, text

TAGS = ("governance", "errors")
FORMATS = ("openapi", "asyncapi")
OPTIONS = {"within": {"mission-critical": "PT4H", "high": "PT8H"}}
_HELP = "write `exceptionRouting: {queue: …, owner: group:…, escalateAfter: PT4H}`"


def check(contract: Contract, options: dict[str, dict[str, str]]) -> Iterator[Hit]:
    if not is_critical(contract):
        return
    resilience, tier = contract.facts.resilience, contract.facts.tier
    routing = mapping(resilience.get("exceptionRouting"))
    after, limit = duration(routing.get("escalateAfter")), duration(options["within"].get(tier))
    missing = [f"`{key}`" for key in ("queue", "owner") if not text(routing.get(key))]
    missing += [] if after is not None else ["`escalateAfter`"]
    if missing:
        place = where(contract, "resilience", "exceptionRouting") if resilience else where(contract, "tier")
        yield Hit(place, f"the exception routing has no {', '.join(missing)}, expected all for `{tier}`", help=_HELP)
    if after is not None and limit is not None and after > limit:
        yield Hit(where(contract, "resilience", "exceptionRouting", "escalateAfter"),
                  f"an exception is escalated after `{text(routing['escalateAfter'])}`, "
                  f"expected at most `{options['within'][tier]}` for `{tier}`", help=_HELP)
