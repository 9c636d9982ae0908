"""Channels, which are compared by their address.

# channel-added
There is a channel that was not there before.

# channel-removed
A channel is no longer there: who reads from it, or writes to it, finds nobody at the other end.

# channel-address-changed
A channel stands under the same key and has another address, or one that is known only at runtime.

Readers and writers stay at the old address and no longer meet. Serve both addresses until all have moved.

# channel-key-changed
A channel has another key in the document and the same address. Nothing changes on the wire.

# channel-parameter-value-added
A variable of an address may have one more value.

# channel-parameter-value-removed
A variable of an address may no longer have a value: the channels at those addresses are gone.

```diff
 asyncapi: 3.0.0
 channels:
   confirmed:
-    address: plant.confirmed.v1  # breaking: channel-address-changed
+    address: plant.confirmed.v2
-  held: {address: plant.held}  # breaking: channel-removed
+  late: {address: plant.late}  # ok: channel-added
-  stock: {address: plant.stock}
+  stockLevel: {address: plant.stock}  # ok: channel-key-changed
   scrapped:
     address: plant.{site}.scrapped
     parameters:
-      site: {enum: [north, south]}  # breaking: channel-parameter-value-removed
+      site: {enum: [north, west]}  # ok: channel-parameter-value-added
```
"""

from govtool.compare.changes.paths import standing
from govtool.compare.events.match import here
from govtool.compare.match import Changes, Versions, place
from govtool.compare.rulings import Event
from govtool.finding import Effect
from govtool.model.channels import Channel, ChannelParameter


def lone(channel: Channel, versions: Versions, *, is_new: bool) -> Changes:
    """A channel that only one version has."""
    at, name = here(channel.spot), channel.identity
    if is_new:
        yield Event("channel-added", f"channel `{name}` is new", (None, at), Effect.WIDER).compatible()
    else:
        said = f"channel `{name}` is no longer there"
        event = Event("channel-removed", said, (at, standing(versions.new, at)), Effect.NARROWER)
        yield event.breaking_by_policy("who reads or writes there no longer meets anybody")


def moved(old: Channel, new: Channel) -> Changes:
    """A channel with another address."""
    names = [f"`{one.address}`" if one.address is not None else "not known before runtime" for one in (old, new)]
    said = f"the address of channel `{new.key}` is {names[1]}, before {names[0]}"
    places = (place(old.spot, "address"), place(new.spot, "address"))
    event = Event("channel-address-changed", said, places, Effect.DIFFERENT)
    if old.address is None:
        yield event.possible("which address was told at runtime is not in the contract")
    else:
        yield event.breaking_by_policy("who stays at the old address no longer meets anybody")


def both(old: Channel, new: Channel) -> Changes:
    """A channel of both versions."""
    if old.key not in (new.key, old.address) and new.key != new.address:
        said = f"channel `{new.identity}` has the key `{new.key}`, before `{old.key}`"
        places = (here(old.spot), here(new.spot))
        yield Event("channel-key-changed", said, places, Effect.NONE).compatible()
    for one, two in zip(old.parameters.values(), new.parameters.values(), strict=False):
        if one.name == two.name or len(old.parameters) == len(new.parameters) == 1:
            yield from _values(one, two)


def _values(old: ChannelParameter, new: ChannelParameter) -> Changes:
    """The values of a variable; one without a list may have any."""
    was, now = (place(one.spot, *_LIST[bool(one.schema)]) for one in (old, new))
    if new.values and (not old.values or set(old.values) - set(new.values)):
        gone = ", ".join(f"`{value}`" for value in old.values if value not in new.values) or "another value"
        said = f"variable `{new.name}` may no longer be {gone}"
        event = Event("channel-parameter-value-removed", said, (was, now), Effect.NARROWER)
        yield event.breaking_by_policy("the channels at those addresses are gone")
    if old.values and (not new.values or set(new.values) - set(old.values)):
        come = ", ".join(f"`{value}`" for value in new.values if value not in old.values) or "anything"
        said = f"variable `{new.name}` may be {come}"
        yield Event("channel-parameter-value-added", said, (was, now), Effect.WIDER).compatible()


_LIST = {True: ("schema", "enum"), False: ("enum",)}
