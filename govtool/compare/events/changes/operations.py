"""What the application does on a channel: compared by action and address.

# event-operation-added
The application sends to a channel, or receives from one, that it left alone before.

# event-operation-removed
The application no longer sends to a channel, or no longer receives from it.

Who relied on the messages is no longer told; who sent some is no longer heard.

# event-operation-key-changed
An operation has another name, for programs only. Nothing changes on the wire; generated code has another function.

# event-security-changed
Other credentials are needed. Breaking where none of the old ways is enough any more.

# reply-added
A message is answered that was not answered before; or others have to answer.

# reply-removed
A message is no longer answered: who waits for the answer waits for ever.

# reply-address-changed
The request says in another place where the answer goes to.

```diff
 asyncapi: 3.0.0
 channels:
   orders: {address: plant.orders, messages: {order: {payload: {type: string}}}}
   stock: {address: plant.stock, messages: {level: {payload: {type: string}}}}
   ask: {address: plant.ask, messages: {question: {payload: {type: string}}}}
   tell: {address: plant.tell, messages: {answer: {payload: {type: string}}}}
 operations:
-  placed: {action: send, channel: {$ref: "#/channels/orders"}}  # breaking: event-operation-removed
+  taken: {action: receive, channel: {$ref: "#/channels/orders"}}  # ok: event-operation-added
-  level: {action: send, channel: {$ref: "#/channels/stock"}}
+  stockLevel: {action: send, channel: {$ref: "#/channels/stock"}}  # ok: event-operation-key-changed
   asked:
     action: receive
     channel: {$ref: "#/channels/ask"}
-    security: [{type: plain}]
+    security: [{type: scramSha256}]  # breaking: event-security-changed
     reply:
-      address: {location: "$message.header#/back"}
+      address: {location: "$message.header#/to"}  # breaking: reply-address-changed
       channel: {$ref: "#/channels/tell"}
   put:
     action: receive
     channel: {$ref: "#/channels/stock"}
-    reply: {channel: {$ref: "#/channels/tell"}}  # breaking: reply-removed
   tried:
     action: receive
     channel: {$ref: "#/channels/tell"}
+    reply: {channel: {$ref: "#/channels/orders"}}  # ok: reply-added
```
"""

from govtool.compare.changes.paths import standing
from govtool.compare.events.match import Flow, here
from govtool.compare.match import Changes, Versions, place
from govtool.compare.rulings import Event
from govtool.finding import Bump, Effect
from govtool.model.channels import ChannelOperation, EventServer, Reply


def lone(operation: ChannelOperation, versions: Versions, *, is_new: bool) -> Changes:
    """An operation that only one version has."""
    at, name = here(operation.spot), operation.name
    if is_new:
        yield Event("event-operation-added", f"`{name}` is new", (None, at), Effect.WIDER).compatible()
        return
    said = f"`{name}` is no longer there"
    event = Event("event-operation-removed", said, (at, standing(versions.new, at)), Effect.NARROWER)
    who = "told" if operation.action == "send" else "heard"
    yield event.breaking_by_policy(f"who relied on it is no longer {who}")


def both(old: ChannelOperation, new: ChannelOperation, flow: Flow) -> Changes:
    """An operation of both versions, without its messages."""
    if old.key != new.key:
        said = f"`{new.name}` has the key `{new.key}`, before `{old.key}`"
        event = Event("event-operation-key-changed", said, (here(old.spot), here(new.spot)), Effect.NONE)
        yield event.compatible(bump=Bump.MINOR)
    yield from security(old, new, new.name)
    yield from _reply(old, new, flow)


def security(old: ChannelOperation | EventServer, new: ChannelOperation | EventServer, name: str) -> Changes:
    """The credentials that an operation or a server asks for."""
    if set(old.security) == set(new.security):
        return
    places = (place(old.spot, "security"), place(new.spot, "security"))
    event = Event("event-security-changed", f"`{name}` asks for other credentials", places, Effect.DIFFERENT)
    before = old.security or (frozenset(),)
    if new.security and not all(any(two <= one for two in new.security) for one in before):
        yield event.breaking_by_policy("one of the old ways is no longer enough")
    else:
        yield event.compatible("every old way is still enough")


def _reply(old: ChannelOperation, new: ChannelOperation, flow: Flow) -> Changes:
    one, two = old.reply, new.reply
    places = (place(old.spot, "reply"), place(new.spot, "reply"))
    if one is not None and two is not None:
        yield from _address(one, two, new.name)
    elif two is not None:
        event = Event("reply-added", f"`{new.name}` is answered, before it was not", places, Effect.WIDER)
        must_answer = flow.new_writes
        yield event.breaking_by_policy("nobody answers yet") if must_answer else event.compatible()
    elif one is not None:
        event = Event("reply-removed", f"`{new.name}` is no longer answered", places, Effect.NARROWER)
        waits = not flow.new_writes
        yield event.breaking_by_policy("who waits for the answer never gets it") if waits else event.compatible()


def _address(old: Reply, new: Reply, name: str) -> Changes:
    before, now = (one.address.location if one.address else "" for one in (old, new))
    channels = [one.channel.identity if one.channel else "" for one in (old, new)]
    if before == now and channels[0] == channels[1]:
        return
    said = f"the answer to `{name}` goes to another place" if before == now else (
        f"the answer to `{name}` goes to {f'`{now}`' if now else 'a fixed address'}, "
        f"before {f'`{before}`' if before else 'a fixed address'}")
    places = (place(old.spot, "address"), place(new.spot, "address"))
    yield Event("reply-address-changed", said, places, Effect.DIFFERENT).breaking_by_policy(
        "the other side looks for it in the old place")
