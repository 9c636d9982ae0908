"""A deprecated part may go once its sunset has passed.

The sunset is the `x-sunset` of an operation or parameter that says `deprecated: true`, or that of the whole contract
(`lifecycle.sunsetDate` of the manifest, `x-sunset` in `info`). Before that day its removal breaks, and a part that is
deprecated without a day may never go. `--as-of DATE` judges as on another day than today.

Bad: it goes before the day that consumers were told.
Good: it goes after.

```diff
 paths:
   /orders:
     get:
       responses: {"200": {description: OK}}
-    delete:
-      deprecated: true
-      x-sunset: "2024-06-30"
-      responses: {"204": {description: Dropped}}
```

- `--as-of 2024-06-29`: `operation-removed` is breaking
- `--as-of 2024-06-30`: `operation-removed` is compatible
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from govtool.compare.before import Before, excused
from govtool.finding import Change, Verdict
from govtool.model.contract import Contract
from govtool.model.shape import text

REMOVALS = frozenset({"path-removed", "operation-removed", "webhook-removed", "callback-removed", "parameter-removed"})
"""What may be deprecated as a whole."""


def after_sunset(change: Change, before: Before, as_of: date | None) -> Change:
    """A removal as it is on a day; without a day, no sunset has passed."""
    if change.verdict is Verdict.COMPATIBLE:
        return change
    part = before.at(change.was)
    parts = (
        [part]
        if "deprecated" in part
        else [item for item in part.values() if isinstance(item, dict) and "responses" in item]
    )
    sunsets = [_sunset(item, before.contract) for item in parts]
    if not sunsets or not all(sunsets):
        return change
    last = max(sunsets)
    if as_of is None or last > as_of.isoformat():
        return replace(change, reason=change.reason or f"deprecated, its sunset is {last}")
    return excused(change, f"its sunset {last} has passed")


def _sunset(part: Mapping[str, Any], old: Contract) -> str:
    """The sunset of a deprecated part, its own or that of the whole contract; empty where there is none."""
    if part.get("deprecated") is not True:
        return ""
    written = text(part.get("x-sunset")) or old.facts.lifecycle.sunset_on
    try:
        return date.fromisoformat(written[:10]).isoformat()
    except ValueError:
        return ""
