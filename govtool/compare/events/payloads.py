"""Payloads and headers of messages: each schema to the comparison of its language."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from govtool.compare.avro.compared import between
from govtool.compare.avro.modes import Arrow
from govtool.compare.events.changes import messages
from govtool.compare.events.match import Flow
from govtool.compare.gathered import explained
from govtool.compare.match import Versions
from govtool.compare.once import once
from govtool.compare.schemas import SchemaComparer
from govtool.finding import Change, Location
from govtool.model.avro.beside import Beside
from govtool.model.avro.read import read_schema
from govtool.model.avro.types import Type
from govtool.model.channels import Message, TypedSchema
from govtool.model.contract import Contract, Spot

_COMPARED: Final = ("jsonschema", "openapi")
_ARROWS: Final[tuple[Arrow, ...]] = ("backward", "forward")


@dataclass(frozen=True, slots=True)
class _Pair:
    """An Avro type in both versions, and the operations that read it in each direction."""

    old: Type
    new: Type
    reached: dict[Arrow, dict[str, None]] = field(default_factory=dict)

    def changes(self) -> list[Change]:
        return list(between(self.old, self.new, {arrow: tuple(names) for arrow, names in self.reached.items()}))


class Payloads:
    """Takes the schemas of messages; what is said of a schema itself is collected, and told by `changes` at the end."""

    def __init__(self, versions: Versions, schemas: SchemaComparer) -> None:
        self._schemas = schemas
        self._versions = versions
        self._pairs: dict[tuple[Location, Location], _Pair] = {}
        self._beside: dict[tuple[int, str], Beside] = {}

    def message(self, old: Message, new: Message, flow: Flow) -> Iterator[Change]:
        """The payload, the headers and the Kafka key of a message; one that is not written may be anything."""
        yield from self._schema(old.payload, new.payload, (old, new), flow, "payload")
        yield from self._schema(old.headers, new.headers, (old, new), flow, "headers")
        one, two = _key(old), _key(new)
        if one is not None and two is not None and one.value.get("type") == two.value.get("type"):
            self._schemas.add(one, two, flow.role, flow.name)

    def changes(self) -> list[Change]:
        """What was found in the schemas: each change at its place, with everything that it reaches."""
        return [*explained(self._schemas.changes()), *once(pair.changes() for pair in self._pairs.values())]

    def _schema(
        self, old: TypedSchema | None, new: TypedSchema | None, around: tuple[Message, Message], flow: Flow, what: str
    ) -> Iterator[Change]:
        if old is None and new is None:
            return
        one, two = old or _anything(around[0]), new or _anything(around[1])
        if one.language == two.language == "avro":
            self._avro(one.schema, two.schema, flow)
        elif one.language in _COMPARED and one.language == two.language:
            self._schemas.add(one.schema, two.schema, flow.role, flow.name)
        else:
            yield from messages.language(one, two, f"{what} of message `{around[1].name}`")

    def _avro(self, old: Spot, new: Spot, flow: Flow) -> None:
        place = (old.at(), new.at())
        if place not in self._pairs:
            aside = frozenset({old.document.path, new.document.path})
            one, two = self._type(self._versions.old, old, aside), self._type(self._versions.new, new, aside)
            self._pairs[place] = _Pair(one, two)
        for arrow in _ARROWS if flow.role.kept else _ARROWS[flow.new_writes :][:1]:
            self._pairs[place].reached.setdefault(arrow, {})[flow.name] = None

    def _type(self, contract: Contract, spot: Spot, aside: frozenset[str]) -> Type:
        """The type of a payload; one that its document does not define is looked for in the files around that."""
        place = (id(contract), spot.document.path)
        if place not in self._beside:
            self._beside[place] = Beside(contract, aside, spot.document)
        return read_schema(spot.document, spot.pointer, self._beside[place]).root


def _anything(message: Message) -> TypedSchema:
    return TypedSchema(Spot(message.spot.document, message.spot.pointer, value=True), "", "jsonschema")


def _key(message: Message) -> Spot | None:
    """The schema of the key that a Kafka binding declares."""
    binding = message.bindings.get("kafka")
    key = binding.value.get("key") if binding else None
    return Spot(binding.document, (*binding.pointer, "key"), key) if binding and isinstance(key, dict) else None
