"""When an operation ends.

# sunset-set
The end of an operation is announced (`x-sunset`).

# sunset-postponed
An operation ends later than was announced, or no longer ends (`x-sunset`).

# sunset-advanced
An operation ends earlier than was announced (`x-sunset`).

Consumers planned their move by the day that they were told: it is breaking by policy, before the day as after it. Keep
the day, or agree on another one with the consumers and waive the finding with that reason.

```diff
 paths:
   /orders:
     get:
       deprecated: true
-      x-sunset: 2027-06-30
+      x-sunset: 2027-03-31  # breaking: sunset-advanced
       responses: {"200": {description: OK}}
     put:
       deprecated: true
-      x-sunset: 2027-06-30
+      x-sunset: 2027-12-31  # ok: sunset-postponed
       responses: {"200": {description: OK}}
     delete:
       deprecated: true
+      x-sunset: 2027-12-31  # ok: sunset-set
       responses: {"200": {description: OK}}
```
"""

from datetime import date

from govtool.compare.match import Both, Changes
from govtool.compare.rulings import Event
from govtool.finding import Bump, Effect
from govtool.model.contract import Operation
from govtool.model.shape import text

KEY = "x-sunset"
EXTENSIONS = (KEY,)


def check_sunset(both: Both[Operation]) -> Changes:
    """The announced end of an operation; a text that is no date announces nothing."""
    old, new = (_day(operation.spot.value.get(KEY)) for operation in (both.old, both.new))
    if old == new:
        return
    name, places = both.new.name, both.places(KEY)
    if old is None:
        yield Event("sunset-set", f"`{name}` ends on {new}", places, Effect.NONE).compatible(bump=Bump.MINOR)
    elif new is None or new > old:
        said = f"`{name}` ends on {new}, before on {old}" if new else f"`{name}` no longer ends, before on {old}"
        yield Event("sunset-postponed", said, places, Effect.NONE).compatible()
    else:
        event = Event("sunset-advanced", f"`{name}` ends on {new}, before on {old}", places, Effect.NONE)
        yield event.breaking_by_policy("consumers planned by the day that they were told")


def _day(written: object) -> date | None:
    try:
        return date.fromisoformat(text(written)[:10])
    except ValueError:
        return None
