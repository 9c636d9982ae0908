"""What is said of an operation as a whole.

# operation-id-changed
The `operationId` of an operation has another name.

Nothing changes on the wire. Generated clients name their functions by it: the `clients` policy makes it breaking.

# deprecated-added
Something is marked as deprecated: it still works, and will go.

# deprecated-removed
Something is no longer marked as deprecated.

# tags-changed
An operation is filed under other tags.

```diff
 paths:
   /orders:
     get:
-      operationId: listOrders
+      operationId: findOrders  # ok: operation-id-changed
+      deprecated: true  # ok: deprecated-added
       responses: {"200": {description: OK}}
     post:
-      tags: [orders]
+      tags: [orders, planning]  # ok: tags-changed
-      deprecated: true  # ok: deprecated-removed
       responses: {"200": {description: OK}}
```
"""

from govtool.compare.match import Both, Changes
from govtool.compare.rulings import Event
from govtool.finding import Bump, Effect
from govtool.model.contract import Operation, Parameter


def check_name(both: Both[Operation]) -> Changes:
    """The name of an operation for programs."""
    old, new = both.old.id, both.new.id
    if old != new:
        said = (
            f"the `operationId` of `{both.new.name}` is "
            + (f"`{new}`" if new else "gone")
            + f", before {f'`{old}`' if old else 'none'}"
        )
        yield Event("operation-id-changed", said, both.places("operationId"), Effect.NONE).compatible()


def check_tags(both: Both[Operation]) -> Changes:
    """The tags of an operation, in whatever order."""
    if set(both.old.tags) != set(both.new.tags):
        said = f"the tags of `{both.new.name}` are {_listed(both.new.tags)}, before {_listed(both.old.tags)}"
        yield Event("tags-changed", said, both.places("tags"), Effect.NONE).compatible()


def check_deprecation(both: Both[Operation]) -> Changes:
    """Whether an operation will go."""
    yield from _deprecation(both, f"`{both.new.name}`", old=both.old.deprecated, new=both.new.deprecated)


def check_field_deprecation(both: Both[Parameter]) -> Changes:
    """Whether a parameter or header will go."""
    yield from _deprecation(both, f"`{both.new.name}`", old=both.old.deprecated, new=both.new.deprecated)


def _deprecation(both: Both[Operation] | Both[Parameter], name: str, *, old: bool, new: bool) -> Changes:
    if old != new:
        said = f"{name} is deprecated" if new else f"{name} is no longer deprecated"
        event = Event(f"deprecated-{'added' if new else 'removed'}", said, both.places("deprecated"), Effect.NONE)
        yield event.compatible(bump=Bump.MINOR if new else Bump.PATCH)


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in names) or "none"
