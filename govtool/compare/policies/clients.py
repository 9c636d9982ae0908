"""Whether generated clients count: they name their functions by the `operationId`.

`clients = true` makes another `operationId` breaking; on the wire it changes nothing, which is the default.

Bad: every generated client calls `listOrders`, and the next one that is generated has no such function.

```diff
 paths:
   /orders:
     get:
-      operationId: listOrders
+      operationId: findOrders
       responses: {"200": {description: OK}}
```

- by default: `operation-id-changed` is compatible
- `clients = true`: `operation-id-changed` is breaking

Good: an operation that had no name gets one.

```diff
 paths:
   /orders:
     get:
+      operationId: listOrders
       responses: {"200": {description: OK}}
```

- `clients = true`: `operation-id-changed` is compatible
"""

from dataclasses import replace

from govtool.compare.before import Before
from govtool.finding import Bump, Change, Confidence, Verdict


def for_clients(change: Change, before: Before) -> Change:
    """Another `operationId` as generated clients see it."""
    if not (change.was and before.at(replace(change.was, pointer=change.was.pointer[:-1])).get("operationId")):
        return change
    return replace(
        change,
        verdict=Verdict.BREAKING,
        confidence=Confidence.POLICY,
        bump=Bump.MAJOR,
        reason="generated clients name their functions by it (policy `clients`)",
    )
