"""The schemas of a contract that has nothing else: a library, from which other contracts take them.

# definition-added
A library has one more schema.

# definition-removed
A library no longer has a schema: whoever refers to it loses it.

```diff
 components:
   schemas:
-    Order: {type: object}  # breaking: definition-removed
     Site: {type: object}
+    Plant: {type: object}  # ok: definition-added
```
"""

from govtool.compare.match import Changes, Versions, is_one_schema
from govtool.compare.rulings import Event
from govtool.finding import Effect


def check(versions: Versions) -> Changes:
    """The names of the schemas, where there are no operations that use them."""
    old, new = versions.old, versions.new
    if old.operations or new.operations or is_one_schema(old) or is_one_schema(new):
        return
    for name, spot in old.schemas.items():
        if name not in new.schemas:
            event = Event(
                "definition-removed", f"schema `{name}` is no longer there", (spot.at(on="key"), None), Effect.NARROWER
            )
            yield event.breaking_by_policy("whoever refers to it loses it (policy `removed-optional`)")
    for name, spot in new.schemas.items():
        if name not in old.schemas:
            event = Event("definition-added", f"schema `{name}` is new", (None, spot.at(on="key")), Effect.WIDER)
            yield event.compatible()
