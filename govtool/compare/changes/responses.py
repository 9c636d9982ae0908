"""Statuses that come and go, and links.

# response-added
A status may be answered that was not declared before.

A new success is possible trouble for clients that know only the old ones; errors are always to be expected. A status
inside a range (`2XX`) that was there before must fit what the range said.

# response-removed
A status is no longer declared.

A success that is gone breaks the clients that wait for it; an error that is gone is missed by nobody.

# link-added
A response says how to go on with its values.

# link-removed
A response no longer says how to go on with its values; the operations themselves are as they were.

# link-changed
A response says otherwise how to go on with its values.

```diff
 paths:
   /orders:
     post:
       responses:
-        "201": {description: Created}  # breaking: response-removed
+        "202": {description: Accepted}  # possible: response-added
-        "404": {description: Unknown}  # ok: response-removed
+        "409": {description: Conflict}  # ok: response-added
   /sites:
     get:
       responses:
         "2XX": {description: OK}
+        "200": {description: OK}  # ok: response-added
   /plants:
     get:
       responses:
         "200":
           description: OK
           links:
-            next: {operationId: nextPlant}  # ok: link-removed
+            last: {operationId: lastPlant}  # ok: link-added
-            self: {operationId: getPlant}
+            self: {operationId: readPlant}  # ok: link-changed
```
"""

from govtool.compare.match import Both, Changes, Lone
from govtool.compare.requests import line
from govtool.compare.rulings import Event
from govtool.compare.statuses import is_success
from govtool.compare.values import is_same
from govtool.finding import Bump, Effect, Witness
from govtool.model.contract import Response

_NEW = "who reads the answer may know another success only"


def check(lone: Lone[Response]) -> Changes:
    """A status that only one version declares."""
    status, exchange = lone.part.status, lone.exchange
    said = f"response `{status}` is " + ("new" if lone.is_new else "no longer there")
    event = Event(
        f"response-{'added' if lone.is_new else 'removed'}",
        said,
        lone.places(),
        Effect.WIDER if lone.is_new else Effect.NARROWER,
        exchange.role.writer,
    )
    if lone.met or not (is_success(status) or status.startswith("3")):
        yield event.compatible()
    elif lone.is_unread:
        yield event.possible(_NEW)
    elif lone.is_new:
        yield event.compatible()
    elif is_success(status):
        before, now = exchange.versions.names()
        asked = line(exchange.old, exchange.versions.old.bundle)
        yield event.breaking(
            Witness(f"{asked} answered `{status}`", before, now, f"`{status}` is not declared any more")
        )
    else:
        yield event.possible("whether a client relies on the redirection cannot be told")


def check_links(both: Both[Response]) -> Changes:
    """The links of a response: hints for clients, nothing on the wire."""
    old, new = both.old.links, both.new.links
    for name in dict.fromkeys((*old, *new)):
        if name not in new or name not in old:
            word = "added" if name in new else "removed"
            said = f"link `{name}` is " + ("new" if name in new else "no longer there")
            yield Event(f"link-{word}", said, both.places("links", name), Effect.NONE).compatible(
                bump=Bump.MINOR if name in new else Bump.PATCH
            )
        elif not is_same(old[name].value, new[name].value):
            places = (old[name].at(), new[name].at())
            yield Event("link-changed", f"link `{name}` says something else", places, Effect.NONE).compatible()
