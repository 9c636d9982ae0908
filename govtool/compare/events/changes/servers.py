"""The brokers that channels are available at: compared by protocol and address, then by name.

# event-server-added
The channels are available at one more broker.

# event-server-removed
A broker is no longer declared: who is connected to it no longer meets anybody.

# event-server-address-changed
A broker has another address: clients must connect elsewhere.

# event-server-protocol-changed
A broker is reached by another protocol: clients must connect in another way.

```diff
 asyncapi: 3.0.0
 servers:
-  plant: {host: "a.example.com:9092", protocol: kafka}  # breaking: event-server-address-changed
+  plant: {host: "b.example.com:9092", protocol: kafka}
-  cell: {host: "c.example.com:1883", protocol: mqtt}  # breaking: event-server-protocol-changed
+  cell: {host: "c.example.com:1883", protocol: secure-mqtt}
-  test: {host: "d.example.com:9092", protocol: kafka}  # breaking: event-server-removed
+  site: {host: "e.example.com:9092", protocol: kafka}  # ok: event-server-added
```
"""

from collections.abc import Mapping

from govtool.compare.changes.paths import standing
from govtool.compare.events.changes.operations import security
from govtool.compare.events.match import here
from govtool.compare.match import Changes, Versions
from govtool.compare.rulings import Event
from govtool.finding import Effect
from govtool.model.channels import EventServer


def check(old: Mapping[str, EventServer], new: Mapping[str, EventServer], versions: Versions) -> Changes:
    """Every broker of both versions."""
    pairs, come = paired(old, new)
    for one, two in pairs:
        if two is None:
            at = here(one.spot)
            said = f"server `{one.address}` is no longer there"
            event = Event("event-server-removed", said, (at, standing(versions.new, at)), Effect.NARROWER)
            yield event.breaking_by_policy("who is connected to it no longer meets anybody")
        else:
            yield from _both(one, two)
            yield from security(one, two, f"server {two.name}")
    for two in come:
        said = f"server `{two.address}` is new"
        yield Event("event-server-added", said, (None, here(two.spot)), Effect.WIDER).compatible()


def paired(
    old: Mapping[str, EventServer], new: Mapping[str, EventServer]
) -> tuple[list[tuple[EventServer, EventServer | None]], list[EventServer]]:
    """Each old broker with its new self, and the brokers that came."""
    left = dict(new)
    found: dict[str, EventServer] = {}
    for name, one in old.items():
        same = [key for key, two in left.items() if _key(one) == _key(two)]
        if same:
            found[name] = left.pop(name if name in same else same[0])
    for name in old:
        if name not in found and name in left:
            found[name] = left.pop(name)
    return [(one, found.get(name)) for name, one in old.items()], list(left.values())


def _key(server: EventServer) -> tuple[str, str]:
    """The address without the scheme that 2.x may write before it."""
    return server.protocol, server.address.rpartition("://")[2].rstrip("/")


def _both(old: EventServer, new: EventServer) -> Changes:
    places = (here(old.spot), here(new.spot))
    (before, there), (now, here_) = _key(old), _key(new)
    if before != now:
        said = f"server `{new.name}` speaks `{now}`, before `{before}`"
        event = Event("event-server-protocol-changed", said, places, Effect.DIFFERENT)
        yield event.breaking_by_policy("clients must connect in another way")
    if there != here_:
        said = f"server `{new.name}` is at `{new.address}`, before `{old.address}`"
        event = Event("event-server-address-changed", said, places, Effect.DIFFERENT)
        yield event.breaking_by_policy("clients must connect elsewhere")
