"""From which stability level on a contract promises anything: `"alpha"`, `"beta"` or `"stable"`.

An operation says its level as `x-stability-level`, itself or on its path; else that of the contract counts (its
lifecycle status: `development` is alpha, `beta` beta, all others stable). `draft`, `experimental` and `development` are
words for alpha; what says nothing is stable. By default `"beta"` promises and alpha does not: a break that reaches only
alpha operations is compatible by policy. `"alpha"` makes every level promise, `"stable"` only the last. The old version
counts, for it is what consumers relied on; so lowering the level of an operation is a break itself.

Bad: the operation was stable, and calling it alpha takes back what was promised.

```diff
 paths:
   /orders:
     get:
+      x-stability-level: alpha
       responses: {"200": {description: OK}}
```

- by default: `stability-lowered` is breaking

Good: it was alpha before, and everyone could know.

```diff
 paths:
   /orders:
     get:
       x-stability-level: alpha
+      parameters: [{name: site, in: query, required: true, schema: {type: string}}]
       responses: {"200": {description: OK}}
```

- by default: `parameter-added` is compatible
- `stable-from = "alpha"`: `parameter-added` is breaking

A beta operation promises, unless the policy says that only stable ones do.

```diff
 paths:
   /orders:
     get:
       x-stability-level: beta
+      parameters: [{name: site, in: query, required: true, schema: {type: string}}]
       responses: {"200": {description: OK}}
```

- by default: `parameter-added` is breaking
- `stable-from = "stable"`: `parameter-added` is compatible
"""

from collections.abc import Mapping

from govtool.compare.before import excused
from govtool.compare.pairing import calls
from govtool.compare.stability import KEY, LEVELS, level_of, level_of_status, written_level
from govtool.finding import Change, Verdict
from govtool.model.contract import Contract, Operation


class Levels:
    """The stability level of every operation of the old contract, by the name that reports use."""

    def __init__(self, old: Contract, new: Contract) -> None:
        self.whole = level_of_status(old.facts.lifecycle.status)
        self._levels: Mapping[str, str] = _levels(old, new, self.whole) if _says_levels(old) else {}

    def excuse(self, change: Change, stable_from: str) -> Change:
        """The change, allowed where everything that it reaches promised nothing yet."""
        if change.verdict is Verdict.COMPATIBLE:
            return change
        reached = {self._levels.get(name, self.whole) for name in change.reach} or {self.whole}
        highest = max(reached, key=LEVELS.index)
        if LEVELS.index(highest) >= LEVELS.index(stable_from):
            return change
        whose = "what it reaches was" if change.reach and self._levels else "the contract was"
        return excused(change, f"{whose} {highest} before, which promises nothing (policy `stable-from`)")


def _says_levels(contract: Contract) -> bool:
    return any(KEY in document.text for document in contract.bundle.documents.values())


def _levels(old: Contract, new: Contract, whole: str) -> Mapping[str, str]:
    found: dict[str, str] = {}
    todo: list[tuple[Operation, Operation | None, str]] = [
        (call.old, call.new, whole) for call in calls(old.operations, new.operations) if call.old is not None
    ]
    while todo:
        one, two, around = todo.pop()
        level = level_of(written_level(one)) or around
        found[(two or one).name] = level
        below = calls(one.callbacks, two.callbacks if two else ())
        todo += [(call.old, call.new, level) for call in below if call.old is not None]
    return found
