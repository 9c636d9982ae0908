"""Another verdict for a change, by its id or the beginning of it: `[policy.changes]`.

The verdict is `"breaking"`, `"possible"`, `"compatible"` or `"off"`. A key that ends with `*` means every change that
begins so: `"default-*"`; the longest key that fits counts. `"off"` leaves compatible changes out of the report. A break
is never left out: `"compatible"` and `"off"` both list it as compatible by policy, and say whether it was proven.

Bad: clients are generated, and a name that they use is gone.

```diff
 paths:
   /orders:
     get:
-      operationId: listOrders
+      operationId: findOrders
       summary: Orders
       responses: {"200": {description: OK}}
```

- by default: `operation-id-changed` is compatible
- `changes = {operation-id-changed = "breaking"}`: `operation-id-changed` is breaking
- `changes = {"operation-*" = "possible"}`: `operation-id-changed` is possible
- `changes = {"operation-*" = "breaking", operation-id-changed = "off"}`: nothing

Good: a team agreed with all its consumers that limits may be narrowed.

```diff
 paths:
   /orders:
     get:
       parameters:
-        - {name: limit, in: query, schema: {type: integer, maximum: 500}}
+        - {name: limit, in: query, schema: {type: integer, maximum: 100}}
       responses: {"200": {description: OK}}
```

- by default: `maximum-narrowed` is breaking
- `changes = {maximum-narrowed = "compatible"}`: `maximum-narrowed` is compatible
- `changes = {"maximum-*" = "off"}`: `maximum-narrowed` is compatible
"""

from collections.abc import Mapping
from dataclasses import replace

from govtool.finding import Bump, Change, Confidence, Verdict

OFF = "off"


def overridden(change: Change, wishes: Mapping[str, str]) -> Change | None:
    """The change with the verdict that is wished for its id; None where it is to be left out."""
    key = _nearest(change.id, wishes)
    if key is None:
        return change
    if wishes[key] == OFF and change.verdict is Verdict.COMPATIBLE:
        return None
    verdict = Verdict.COMPATIBLE if wishes[key] == OFF else Verdict(wishes[key])
    if verdict is change.verdict:
        return change
    return replace(
        change,
        verdict=verdict,
        confidence=Confidence.POSSIBLE if verdict is Verdict.POSSIBLE else Confidence.POLICY,
        bump=Bump.MAJOR if verdict is Verdict.BREAKING else min(change.bump, Bump.MINOR),
        reason=_reason(change, key),
        witness=change.witness if verdict is Verdict.BREAKING else None,
    )


def _nearest(id_: str, wishes: Mapping[str, str]) -> str | None:
    fitting = [key for key in wishes if key == id_ or (key.endswith("*") and id_.startswith(key[:-1]))]
    return max(fitting, key=lambda key: (key == id_, len(key)), default=None)


def _reason(change: Change, key: str) -> str:
    """Who decided, and what was decided otherwise."""
    said = f"policy `changes.{key}`"
    if change.verdict is Verdict.COMPATIBLE:
        return said
    proven = change.verdict is Verdict.BREAKING and change.confidence is Confidence.CERTAIN
    return f"{said}; without it {'proven to be ' if proven else ''}{change.verdict}"
