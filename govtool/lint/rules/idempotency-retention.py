"""An idempotency key is kept for longer than a message may wait before it is sent again.

A plant that was cut off for three days sends its confirmations on the fourth; a key that was forgotten by then posts
them twice (the IETF draft on the `Idempotency-Key` header asks to publish the expiry). `x-resilience` or the manifest
says it under `idempotency` and `storeAndForward`; the option `least` is the wait by tier where no `storeAndForward` is
declared.

## Bad

```yaml file=orders.yaml
openapi: 3.1.0
info:
  title: Orders
  version: 1.0.0
  x-criticality: mission-critical
  x-resilience:  # error: the contract does not say how long an idempotency key is kept
    storeAndForward: {duration: PT72H}
paths: {}
```

```yaml file=batches.yaml
openapi: 3.1.0
info:
  title: Batches
  version: 1.0.0
  x-criticality: high
  x-resilience: {storeAndForward: {duration: PT72H}, idempotency: {retention: P4D}}
paths: {}
```

```yaml file=shifts.yaml
openapi: 3.1.0
info:
  title: Shifts
  version: 1.0.0
  x-criticality: high
  x-resilience:
    storeAndForward: {duration: PT72H}
    idempotency: {retention: PT24H}  # error: a key is kept for `PT24H`, expected at least `PT72H`
paths: {}
```

## Good

```yaml
openapi: 3.1.0
info:
  title: Orders
  version: 1.0.0
  x-criticality: mission-critical
  x-resilience: {storeAndForward: {duration: PT72H}, idempotency: {retention: PT96H}}
paths: {}
```
"""

from collections.abc import Iterator

from govtool.lint.policy.facts import duration, where
from govtool.lint.policy.operations import is_critical
from govtool.lint.rule import Hit
from govtool.model.contract import Contract
from govtool.model.shape import mapping, text

TAGS = ("governance", "idempotency")
FORMATS = ("openapi",)
OPTIONS = {"least": {"mission-critical": "PT24H", "high": "PT12H"}}
_HELP = "keep it for the longest outage and the last retry together: `idempotency: {retention: PT96H}`"


def check(contract: Contract, options: dict[str, dict[str, str]]) -> Iterator[Hit]:
    if not is_critical(contract):
        return
    resilience = contract.facts.resilience
    kept = text(mapping(resilience.get("idempotency")).get("retention"))
    declared = text(mapping(resilience.get("storeAndForward")).get("duration"))
    waits = declared or options["least"].get(contract.facts.tier, "")
    kept_for, waits_for = duration(kept), duration(waits)
    if kept_for is None:
        yield Hit(where(contract, "resilience" if resilience else "tier"),
                  f"the contract does not say how long an idempotency key is kept, expected at least `{waits}`",
                  help=_HELP)
    elif waits_for is not None and waits_for > kept_for:
        yield Hit(where(contract, "resilience", "idempotency", "retention"),
                  f"a key is kept for `{kept}`, expected at least `{waits}`, for which a message may wait", help=_HELP)
