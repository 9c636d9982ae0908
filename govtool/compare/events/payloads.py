"""Payloads and headers of messages: each schema to the comparison of its language."""

from collections.abc import Iterator
from dataclasses import replace

from govtool.compare.avro.modes import Against, Arrow
from govtool.compare.avro.resolve import Memory, can_read
from govtool.compare.avro.told import bump
from govtool.compare.avro.told import changes as avro_changes
from govtool.compare.events.changes import messages
from govtool.compare.events.match import Flow
from govtool.compare.match import Versions
from govtool.compare.schemas import SchemaComparer
from govtool.finding import Change
from govtool.model.avro.read import read_schema
from govtool.model.avro.types import Type
from govtool.model.channels import Message, TypedSchema
from govtool.model.contract import Spot

_COMPARED = ("jsonschema", "openapi")


class Payloads:
    """Takes the schemas of messages; those of JSON Schema are collected, and told by `changes` at the end."""

    def __init__(self, versions: Versions, schemas: SchemaComparer) -> None:
        self._schemas = schemas
        self._versions = versions
        self._memory = Memory()

    def message(self, old: Message, new: Message, flow: Flow) -> Iterator[Change]:
        """The payload, the headers and the Kafka key of a message; one that is not written may be anything."""
        yield from self._schema(old.payload, new.payload, (old, new), flow, "payload")
        yield from self._schema(old.headers, new.headers, (old, new), flow, "headers")
        one, two = _key(old), _key(new)
        if one is not None and two is not None and one.value.get("type") == two.value.get("type"):
            self._schemas.add(one, two, flow.role, flow.name)

    def changes(self) -> list[Change]:
        """What was found in JSON Schemas."""
        return self._schemas.changes()

    def _schema(
        self, old: TypedSchema | None, new: TypedSchema | None, around: tuple[Message, Message], flow: Flow, what: str
    ) -> Iterator[Change]:
        if old is None and new is None:
            return
        one, two = old or _anything(around[0]), new or _anything(around[1])
        if one.language == two.language == "avro":
            yield from self._avro(one, two, flow, f"{what} of message `{around[1].name}`")
        elif one.language in _COMPARED and one.language == two.language:
            self._schemas.add(one.schema, two.schema, flow.role, flow.name)
        else:
            yield from messages.language(one, two, f"{what} of message `{around[1].name}`")

    def _avro(self, old: TypedSchema, new: TypedSchema, flow: Flow, what: str) -> Iterator[Change]:
        one, two = _type(old.schema), _type(new.schema)
        told: list[Change] = []
        arrows: tuple[Arrow, ...] = ("backward", "forward")
        for arrow in arrows if flow.role.kept else arrows[flow.new_writes:][:1]:
            reader, writer = (two, one) if arrow == "backward" else (one, two)
            found = can_read(reader, writer, self._memory, "writer" if arrow == "backward" else "reader")
            told += avro_changes(two, one, Against(0, arrow, found), self._versions.old.version)
        yield from (replace(change, writer=flow.role.writer) for change in told)
        if not told and (step := bump(two, one)):
            yield from messages.evolved(old, new, what, step)


def _type(spot: Spot) -> Type:
    return read_schema(spot.document, spot.pointer).root


def _anything(message: Message) -> TypedSchema:
    return TypedSchema(Spot(message.spot.document, message.spot.pointer, value=True), "", "jsonschema")


def _key(message: Message) -> Spot | None:
    """The schema of the key that a Kafka binding declares."""
    binding = message.bindings.get("kafka")
    key = binding.value.get("key") if binding else None
    return Spot(binding.document, (*binding.pointer, "key"), key) if binding and isinstance(key, dict) else None
