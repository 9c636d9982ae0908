"""What messages of an event contract carry by name: headers and members of the payload, whatever language says it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final

from govtool.finding import Location
from govtool.lint.policy.schemas import keyword
from govtool.model.asyncapi import events
from govtool.model.avro.read import read_schema
from govtool.model.avro.types import Type
from govtool.model.channels import Channel, Events, Message, TypedSchema
from govtool.model.contract import Contract, Spot
from govtool.model.reach import conjuncts
from govtool.model.shape import mapping, texts
from govtool.source.refs import Bundle, RefError

PREFIX: Final = re.compile(r"ce[_-]|cloudevents[:_]", re.IGNORECASE)
"""How the attributes of CloudEvents begin as headers: of Kafka, HTTP and MQTT, and of AMQP."""
_OPEN = ("oneOf", "anyOf", "if", "patternProperties", "$dynamicRef", "$recursiveRef")
"""Keywords by which there may be further members."""
_ENVELOPES = frozenset({"metadata", "meta", "header", "headers", "envelope", "context", "eventheader"})


@dataclass(frozen=True, slots=True, eq=False)
class Member:
    """A header, or a member of a payload."""

    name: str
    required: bool
    at: Location
    spots: tuple[Spot, ...] = ()
    """Everything that schemas say about it; empty in Avro."""
    type: Type | None = None
    """Its type in Avro."""

    def said(self, bundle: Bundle, *keywords: str) -> Any:
        """The value of the first of these keywords that its schemas have; None where none is there."""
        found = (keyword(bundle, spot, word) for word in keywords for spot in self.spots)
        return next((value for value in found if value is not None), None)


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """The headers or the payload of a message."""

    members: Mapping[str, Member] = field(default_factory=dict)
    is_whole: bool = True
    """Whether nothing else is declared: no branches, no other language, no reference that leads nowhere."""


@dataclass(frozen=True, slots=True, eq=False)
class Carried:
    """A message with what it carries."""

    message: Message
    headers: Part
    payload: Part

    @property
    def is_whole(self) -> bool:
        """Whether what is not found is not there."""
        return self.headers.is_whole and self.payload.is_whole

    @property
    def at(self) -> Location:
        """Where the message is defined."""
        spot = self.message.spot
        return spot.at(on="key") if spot.pointer and isinstance(spot.pointer[-1], str) else spot.at()

    @property
    def name(self) -> str:
        """What reports call it."""
        return f"message `{self.message.name}`" if self.message.name else "the message"

    def find(self, names: Iterable[str], in_headers: Iterable[str] = ()) -> Member | None:
        """The first member with one of these plain names; `in_headers` are those that only headers have."""
        wanted, more = set(names), set(in_headers)
        found = [member for name, member in self.headers.members.items() if plain(name) in wanted | more]
        envelope = more if "specversion" in self.payload.members else set[str]()
        found += [member for name, member in self.payload.members.items() if plain(name) in wanted | envelope]
        return min(found, key=lambda member: not member.required, default=None)


@lru_cache(maxsize=8)
def told(contract: Contract) -> tuple[Carried, ...]:
    """Every message that tells what happened: those of the channels, each once, without requests and their replies."""
    found = events(contract)
    asked = {id(message.spot.value) for operation in found.operations if operation.reply
             for message in (*operation.messages.values(), *operation.reply.messages.values())}
    seen = {id(message.spot.value): message for channel in found.channels for message in channel.messages.values()}
    return tuple(carried(contract, message) for key, message in seen.items() if key not in asked)


def carried(contract: Contract, message: Message) -> Carried:
    """A message with what it carries."""
    return Carried(message, part_of(contract.bundle, message.headers), part_of(contract.bundle, message.payload))


def part_of(bundle: Bundle, schema: TypedSchema | None) -> Part:
    """The members that a schema declares, those of an envelope in it included."""
    if schema is None:
        return Part()
    if schema.language == "avro":
        return Part(_fields(read_schema(schema.schema.document, schema.schema.pointer).root))
    if schema.language not in ("jsonschema", "openapi"):
        return Part(is_whole=False)
    part = _properties(bundle, schema.schema)
    inner = [_properties(bundle, spot) for name, member in part.members.items() if plain(name) in _ENVELOPES
             for spot in member.spots]
    members = {name: member for each in (*inner, part) for name, member in each.members.items()}
    return Part(members, all(each.is_whole for each in (part, *inner)))


def plain(name: str) -> str:
    """A name without the prefix of CloudEvents, and as if it had one style: `ce_recordedtime` is `recordedtime`."""
    return re.sub(r"[^a-z0-9]", "", PREFIX.sub("", name, 1).lower() if PREFIX.match(name) else name.lower())


def channels_of(found: Events, protocol: str) -> Iterator[Channel]:
    """The channels that are available at a server of a protocol, or that have a binding of it."""
    at = {name for name, server in found.servers.items() if server.protocol.lower().startswith(protocol)}
    for channel in found.channels:
        everywhere = not channel.servers and at and len(at) == len(found.servers)
        if protocol in channel.bindings or everywhere or at.intersection(channel.servers):
            yield channel


def _properties(bundle: Bundle, schema: Spot) -> Part:
    spots, required, is_whole = dict[str, list[Spot]](), set[str](), True
    try:
        for part in conjuncts(bundle, schema):
            value = mapping(part.value)
            is_whole &= not any(word in value for word in _OPEN)
            required |= set(texts(value.get("required")))
            for name, inner in mapping(value.get("properties")).items():
                spots.setdefault(name, []).append(Spot(part.document, (*part.pointer, "properties", name), inner))
    except RefError:
        is_whole = False
    members = {name: Member(name, name in required, found[0].at(on="key"), tuple(found))
               for name, found in spots.items()}
    return Part(members, is_whole)


def _fields(record: Type, *, is_inside: bool = False) -> dict[str, Member]:
    """The fields of a record, and those of an envelope in it; a field is required that cannot be null."""
    found: dict[str, Member] = {}
    for one in record.fields:
        if plain(one.name) in _ENVELOPES and not is_inside:
            found |= _fields(one.type, is_inside=True)
        needed = all(branch.kind != "null" for branch in one.type.branches or (one.type,))
        found[one.name] = Member(one.name, needed, Location(one.type.document, (*one.pointer, "name")), type=one.type)
    return found
