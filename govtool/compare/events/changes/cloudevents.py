"""CloudEvents, whose `type` is what consumers subscribe by and choose a reader by.

# event-type-kept
The data of an event changes so that readers break, and its `type` is the same: nobody can tell the two apart.

Give the new data a new `type` (`….created.v2`) and, where both run side by side, a channel of its own.

```diff
 asyncapi: 3.0.0
 channels:
   orders:
     address: plant.orders
     messages:
       created:
         headers:
           properties:
             ce_id: {type: string}
             ce_type: {const: com.example.order.created.v1}  # breaking: event-type-kept
         payload:
           type: object
           properties:
-            quantity: {type: integer}
+            quantity: {type: string}  # breaking: type-changed
 operations:
   orders: {action: send, channel: {$ref: "#/channels/orders"}}
```
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from govtool.compare.events.match import Flow
from govtool.compare.events.payloads import Payloads
from govtool.compare.match import Changes, Versions
from govtool.compare.policy import Policy, applied
from govtool.compare.rulings import Event
from govtool.compare.schemas import SchemaComparer
from govtool.compare.told import Told
from govtool.finding import Change, Effect, Verdict
from govtool.model.channels import Message, TypedSchema
from govtool.model.contract import Spot
from govtool.model.reach import conjuncts
from govtool.model.shape import mapping, sequence
from govtool.source.refs import Bundle

Met: TypeAlias = tuple[Message, Message, Flow]
"""A message in both versions, and the operation that it goes through."""

_HEADERS: Final = ("ce_type", "ce-type", "cloudEvents:type", "cloudEvents_type")
"""How `type` is called in the binary mode: on Kafka, HTTP and AMQP."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Tells of the types that stay where they should not, after all else is compared."""

    versions: Versions
    policy: Policy

    def changes(self, met: Iterable[Met], told: Iterable[Change]) -> Iterator[Change]:
        """One for each message whose data breaks its readers; `told` is what is known to break already."""
        reached = {name for change in told if change.verdict is Verdict.BREAKING for name in change.reach}
        found = Told()
        for old, new, flow in met:
            if flow.name in reached:
                found.add(self._of(old, new, flow), flow.name)
        yield from found.changes()

    def _of(self, old: Message, new: Message, flow: Flow) -> Changes:
        was, where = _type(self.versions.old.bundle, old), _type(self.versions.new.bundle, new)
        if was is None or where is None or was.value != where.value or not self._breaks(old, new, flow):
            return
        said = f"the data of message `{new.name}` breaks its readers, and its type is still `{where.value}`"
        places = (was.at(), where.at())
        event = Event("event-type-kept", said, places, Effect.NONE, flow.role.writer, new.name)
        yield event.breaking_by_policy("CloudEvents: data that breaks readers needs a new `type`")

    def _breaks(self, old: Message, new: Message, flow: Flow) -> bool:
        """Whether the payload alone, compared by itself, breaks readers."""
        alone = Payloads(self.versions, SchemaComparer(self.versions.old, self.versions.new, self.policy))
        one, two = (replace(message, headers=None, bindings={}) for message in (old, new))
        found = [*alone.message(one, two, flow), *alone.changes()]
        judged = applied(found, self.versions.old, self.versions.new, self.policy)
        return any(change.verdict is Verdict.BREAKING for change in judged)


def _type(bundle: Bundle, message: Message) -> Spot | None:
    """Where the constant type of an event stands; None for what is no CloudEvent, or says no constant."""
    found = next((spot for name in _HEADERS if (spot := _constant(bundle, message.headers, name))), None)
    if found is None and _property(bundle, message.payload, "specversion"):
        found = _constant(bundle, message.payload, "type")
    return found


def _constant(bundle: Bundle, schema: TypedSchema | None, name: str) -> Spot | None:
    """The constant of a property, also as a list of one."""
    for spot in _property(bundle, schema, name):
        said = mapping(spot.value)
        if isinstance(said.get("const"), str):
            return Spot(spot.document, (*spot.pointer, "const"), said["const"])
        if len(sequence(said.get("enum"))) == 1 and isinstance(said["enum"][0], str):
            return Spot(spot.document, (*spot.pointer, "enum", 0), said["enum"][0])
    return None


def _property(bundle: Bundle, schema: TypedSchema | None, name: str) -> list[Spot]:
    """Everything that a JSON Schema says of a property, through references and `allOf`."""
    if schema is None or schema.language != "jsonschema":
        return []
    return [Spot(part.document, (*part.pointer, "properties", name), part.value["properties"][name])
            for part in conjuncts(bundle, schema.schema, whole=False)
            if name in mapping(mapping(part.value).get("properties"))]
