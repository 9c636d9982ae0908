"""A critical contract says how its callers try again: how often, and with growing, scattered pauses.

Callers that give up early lose postings in every short outage; callers that repeat at once and in step turn a short
outage into a long one (Google AIP-194). `x-resilience` or the manifest says it under `retry`; the option `attempts`
sets the least number by tier.

## Bad

```yaml file=orders.yaml
openapi: 3.1.0
info:
  title: Orders
  version: 1.0.0
  x-criticality: mission-critical  # error: the contract has no retry policy
paths: {}
```

```yaml file=batches.yaml
openapi: 3.1.0
info:
  title: Batches
  version: 1.0.0
  x-criticality: high
  x-resilience: {retry: {maxAttempts: 8, backoff: exponential, jitter: true}}
paths: {}
```

```yaml file=shifts.yaml
openapi: 3.1.0
info:
  title: Shifts
  version: 1.0.0
  x-criticality: high
  x-resilience:
    retry:
      maxAttempts: 3  # error: `maxAttempts` is `3`, expected at least 8
      backoff: linear  # error: `backoff` is `linear`, expected `exponential`
      jitter: false  # error: `jitter` is `false`, expected `true`
paths: {}
```

## Good

```yaml
openapi: 3.1.0
info:
  title: Orders
  version: 1.0.0
  x-criticality: mission-critical
  x-resilience: {retry: {maxAttempts: 10, backoff: exponential, jitter: true}}
paths: {}
```
"""

from collections.abc import Iterator
from json import dumps

from govtool.lint.policy.facts import where
from govtool.lint.policy.operations import is_critical
from govtool.lint.rule import Hit
from govtool.model.contract import Contract
from govtool.model.shape import mapping, text

TAGS = ("governance", "retry")
FORMATS = ("openapi", "asyncapi")
OPTIONS = {"attempts": {"mission-critical": 10, "high": 8}}
_HELP = "write `retry: {maxAttempts: 10, backoff: exponential, jitter: true}` and let clients take it from here"


def check(contract: Contract, options: dict[str, dict[str, int]]) -> Iterator[Hit]:
    if not is_critical(contract):
        return
    retry, tier = mapping(contract.facts.resilience.get("retry")), contract.facts.tier
    if not retry:
        place = where(contract, "resilience" if contract.facts.resilience else "tier")
        yield Hit(place, f"the contract has no retry policy, expected one for `{tier}`", help=_HELP)
        return
    attempts, least = retry.get("maxAttempts"), options["attempts"].get(tier, 1)
    wrong = {
        "maxAttempts": "" if isinstance(attempts, int) and attempts >= least else f"at least {least} for `{tier}`",
        "backoff": "" if text(retry.get("backoff")).lower() == "exponential" else "`exponential`",
        "jitter": "" if retry.get("jitter") is True else "`true`",
    }
    for key, expected in wrong.items():
        if expected:
            said = f"is `{dumps(retry[key]).strip(chr(34))}`" if key in retry else "is missing"
            yield Hit(where(contract, "resilience", "retry", key), f"`{key}` {said}, expected {expected}", help=_HELP,
                      subject=f"retry {key}")
