"""A critical contract says how it is brought back: the runbook, how much may be lost, and how long it may take.

At the worst hour the one on duty needs a link, not a meeting; and the two numbers decide what is backed up and
mirrored (ISO 22301 for recovery point and recovery time). `x-resilience` or the manifest says it under `recovery`; the
options `rpo` and `rto` set the most by tier.

## Bad

```yaml file=orders.yaml
openapi: 3.1.0
info:
  title: Orders
  version: 1.0.0
  x-criticality: mission-critical
  x-resilience:  # error: the recovery plan has no `runbook`
    recovery: {rpo: PT0S, rto: PT1H}
paths: {}
```

```yaml file=batches.yaml
openapi: 3.1.0
info:
  title: Batches
  version: 1.0.0
  x-criticality: high
  x-resilience: {recovery: {runbook: "https://runbooks.example.com/batch", rpo: PT0S, rto: PT4H}}
paths: {}
```

```yaml file=shifts.yaml
openapi: 3.1.0
info:
  title: Shifts
  version: 1.0.0
  x-criticality: high
  x-resilience:
    recovery:
      runbook: https://runbooks.example.com/shift
      rpo: PT15M  # error: `rpo` is `PT15M`, expected at most `PT0S`
      rto: one day  # error: `rto` is `one day`, expected at most `PT4H`
paths: {}
```

## Good

```yaml
openapi: 3.1.0
info:
  title: Orders
  version: 1.0.0
  x-criticality: mission-critical
  x-resilience: {recovery: {runbook: "https://runbooks.example.com/order", rpo: PT0S, rto: PT1H}}
paths: {}
```
"""

from collections.abc import Iterator

from govtool.lint.policy.facts import duration, where
from govtool.lint.policy.operations import is_critical
from govtool.lint.rule import Hit
from govtool.model.contract import Contract
from govtool.model.shape import mapping, text

TAGS = ("governance", "recovery")
FORMATS = ("openapi", "asyncapi")
OPTIONS = {
    "rpo": {"mission-critical": "PT0S", "high": "PT0S"},
    "rto": {"mission-critical": "PT1H", "high": "PT4H"},
}
_HELP = "write `recovery: {runbook: https://…, rpo: PT0S, rto: PT1H}`, and try it once a year"


def check(contract: Contract, options: dict[str, dict[str, str]]) -> Iterator[Hit]:
    if not is_critical(contract):
        return
    resilience, tier = contract.facts.resilience, contract.facts.tier
    plan = mapping(resilience.get("recovery"))
    missing = [f"`{key}`" for key in ("runbook", "rpo", "rto") if not text(plan.get(key))]
    if missing:
        yield Hit(where(contract, "resilience" if resilience else "tier"),
                  f"the recovery plan has no {', '.join(missing)}, expected all for `{tier}`", help=_HELP)
    for key in ("rpo", "rto"):
        said, limit = text(plan.get(key)), options[key].get(tier)
        found, most = duration(said), duration(limit)
        if said and most is not None and (found is None or found > most):
            yield Hit(where(contract, "resilience", "recovery", key),
                      f"`{key}` is `{said}`, expected at most `{limit}` for `{tier}`", help=_HELP)
