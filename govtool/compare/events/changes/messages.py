"""Messages, which are compared by their name.

# message-added
One more kind of message goes through a channel.

What the application sends, old readers meet without knowing it. What it receives, nobody has to send.

# message-removed
One kind of message no longer goes through a channel.

What it no longer sends, readers wait for; what it no longer receives, others still send.

# message-renamed
A message has another name, and its key or payload is the same. Whether readers go by the name is not in the contract.

# content-type-changed
Messages are written in another content type. A default that is now written out is no change.

# message-schema-language-changed
The payload or the headers are described in another schema language.

# message-schema-changed
A schema is another one, in a language that is not compared.

# correlation-id-changed
The correlation id stands in another place, or nowhere: who looks for it in the old place does not find it.

# event-text-changed
Words about a channel, an operation or a message have changed.

```diff
 asyncapi: 3.0.0
 channels:
   orders:
     address: plant.orders
     messages:
       placed:
         payload: {type: string}
-        contentType: text/plain
+        contentType: application/json  # breaking: content-type-changed
       held:
-        correlationId: {location: "$message.header#/id"}
+        correlationId: {location: "$message.header#/key"}  # breaking: correlation-id-changed
         payload: {type: string}
       packed:
         payload:
-          schemaFormat: application/schema+json;version=draft-07
+          schemaFormat: application/vnd.apache.avro;version=1.9.0
-          schema: {type: string}
+          schema: string  # possible: message-schema-language-changed
       moved:
         payload:
           schemaFormat: application/raml+yaml;version=1.0
-          schema: {type: string}
+          schema: {type: number}  # possible: message-schema-changed
-      gone: {payload: {type: string}}  # breaking: message-removed
+      late: {payload: {type: object}}  # breaking: message-added
       stored:
-        name: Stored
+        name: Kept  # possible: message-renamed
+        summary: Kept in store.  # ok: event-text-changed
         payload: {type: string}
 operations:
   orders: {action: send, channel: {$ref: "#/channels/orders"}}
```
"""

from typing import Final

from govtool.compare.changes.paths import standing
from govtool.compare.events.match import Flow, here
from govtool.compare.match import Changes, place
from govtool.compare.rulings import Event
from govtool.compare.values import is_same
from govtool.finding import Bump, Effect
from govtool.model.channels import Message, TypedSchema
from govtool.model.contract import Spot

_WORDS: Final = ("title", "summary", "description", "externalDocs", "examples", "tags")


def lone(message: Message, flow: Flow, *, is_new: bool) -> Changes:
    """A message that only one version has."""
    at, name = here(message.spot), f"message `{message.name}` of `{flow.name}`"
    if is_new:
        event = Event("message-added", f"{name} is new", (None, at), Effect.WIDER, flow.role.writer)
    else:
        places = (at, standing(flow.versions.new, at))
        event = Event("message-removed", f"{name} is no longer there", places, Effect.NARROWER, flow.role.writer)
    if flow.is_unread(is_new=is_new):
        reason = f"no message `{message.name}` is known to the reader"
        yield event.breaking(flow.witness(f"message `{message.name}`", reason, new_writes=is_new))
    elif is_new:
        yield event.compatible("nobody has to send it")
    else:
        yield event.breaking_by_policy("who relied on it is no longer told")


def both(old: Message, new: Message, flow: Flow) -> Changes:
    """A message of both versions, without what its schemas say."""
    name = f"message `{new.name}`"
    if old.name != new.name:
        said = f"{name} was named `{old.name}`"
        places = (place(old.spot, "name"), place(new.spot, "name"))
        event = Event("message-renamed", said, places, Effect.NONE)
        if "name" in old.spot.value or "name" in new.spot.value:
            yield event.possible("whether readers go by the name is not in the contract")
        else:
            yield event.compatible("it has no name but its key in the document")
    yield from _content_type(old, new, flow)
    yield from _correlation(old, new)
    yield from words(old.spot, new.spot, name)


def words(old: Spot, new: Spot, name: str) -> Changes:
    """The words about a part."""
    for key in _WORDS:
        if not is_same(old.value.get(key), new.value.get(key)):
            said, places = f"`{key}` of {name} has changed", (place(old, key), place(new, key))
            yield Event("event-text-changed", said, places, Effect.NONE).compatible(bump=Bump.PATCH)


def language(old: TypedSchema, new: TypedSchema, what: str) -> Changes:
    """Schemas of different languages, or of one that is not compared."""
    places = (old.schema.at(), new.schema.at())
    if old.language != new.language:
        said = f"the {what} is described in {_named(new)}, before in {_named(old)}"
        event = Event("message-schema-language-changed", said, places, Effect.DIFFERENT)
        yield event.possible("schemas of two languages are not compared")
    elif not is_same(old.schema.value, new.schema.value):
        event = Event("message-schema-changed", f"the schema of the {what} has changed", places, Effect.DIFFERENT)
        yield event.possible(f"schemas in {_named(new)} are not compared")


def _named(schema: TypedSchema) -> str:
    return f"`{schema.format or schema.language}`"


def _content_type(old: Message, new: Message, flow: Flow) -> Changes:
    before, now = (one.content_type.replace(" ", "") for one in (old, new))
    if before == now:
        return
    said = f"message `{new.name}` is {f'`{now}`' if now else 'of no declared type'}, before " + (
        f"`{before}`" if before else "of none")
    places = (place(old.spot, "contentType"), place(new.spot, "contentType"))
    event = Event("content-type-changed", said, places, Effect.DIFFERENT, flow.role.writer)
    if not before or not now:
        yield event.possible("what is written without a declared type is not in the contract")
    else:
        sent, read = (now, before) if flow.new_writes else (before, now)
        reason = f"it is read as `{read}`"
        yield event.breaking(flow.witness(f"a message as `{sent}`", reason, new_writes=flow.new_writes))


def _correlation(old: Message, new: Message) -> Changes:
    before, now = (one.correlation_id.location if one.correlation_id else "" for one in (old, new))
    if before == now:
        return
    said = f"the correlation id of `{new.name}` is " + (f"in `{now}`" if now else "gone") + (
        f", before in `{before}`" if before else ", before there was none")
    places = (place(old.spot, "correlationId"), place(new.spot, "correlationId"))
    event = Event("correlation-id-changed", said, places, Effect.DIFFERENT)
    yield event.breaking_by_policy("who looks for it in the old place does not find it") if before else (
        event.compatible())
