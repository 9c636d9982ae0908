"""Schemas of event contracts as texts that need no other file, and the subjects they are found under."""

import json
import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final
from urllib.parse import quote

from govtool.catalog.embed import embedded
from govtool.finding import Location, Severity
from govtool.model.asyncapi import events
from govtool.model.avro.beside import Beside
from govtool.model.avro.protocol import is_protocol
from govtool.model.avro.read import read_schema
from govtool.model.channels import Channel, Message, TypedSchema
from govtool.model.contract import Contract, Spot
from govtool.model.read import read
from govtool.model.shape import mapping, text
from govtool.registry.avro_text import written
from govtool.registry.schema import AVRO, JSON, PROTOBUF, Schema
from govtool.source.document import parse
from govtool.source.refs import RefError

_DRAFTS: Final = {"2020-12": "https://json-schema.org/draft/2020-12/schema",
                  "2019-09": "https://json-schema.org/draft/2019-09/schema"}
_DRAFT_7: Final = "http://json-schema.org/draft-07/schema#"
_DEFINITIONS: Final = ("definitions", "$defs")


@dataclass(frozen=True, slots=True)
class Payload:
    """A schema under a subject; `wrong` says why there is none."""

    subject: str
    schema: Schema | None
    path: str
    """The file of an Avro schema that is one as a whole."""
    wrong: str = ""


def payloads(contract: Contract) -> Iterator[Payload]:
    """What the messages of an AsyncAPI contract carry, in its order; the schema of an Avro file under its name."""
    if contract.format.family == "avro":
        if not is_protocol(contract.document.data):
            yield _avro(contract, Spot(contract.document, (), contract.document.data), "", contract.title)
        return
    found = events(contract)
    in_channels: set[int] = set()
    for channel in found.channels:
        in_channels.update(id(message.spot.value) for message in channel.messages.values())
        yield from _of_channel(contract, channel)
    for message in found.messages:
        if id(message.spot.value) not in in_channels:
            yield from _values(contract, [message], "")


def _of_channel(contract: Contract, channel: Channel) -> Iterator[Payload]:
    address = channel.address if channel.address and "{" not in channel.address else ""
    messages = list(channel.messages.values())
    yield from _values(contract, messages, address)
    if address:
        keys = {json.dumps(key.value, sort_keys=True, default=str): key for key in map(_key, messages) if key}
        for number, key in enumerate(keys.values(), 1):
            yield _json(contract, key, "", f"{address}-key" + (f"-{number}" if number > 1 else ""))


def _values(contract: Contract, messages: Iterable[Message], address: str) -> Iterator[Payload]:
    named = [(message.name, message.payload) for message in messages if message.payload]
    found = [_payload(contract, payload, name) for name, payload in named]
    contents = {one.schema for one in found}
    for one in found:
        alone = f"{address}-value" if len(contents) == 1 else f"{address}-{one.subject}"
        yield replace(one, subject=alone if address else one.subject)


def _payload(contract: Contract, payload: TypedSchema, name: str) -> Payload:
    if payload.language == "avro":
        return _avro(contract, payload.schema, name, "")
    if payload.language == "protobuf" and isinstance(payload.schema.value, str):
        return Payload(name, Schema(PROTOBUF, payload.schema.value), "")
    if payload.language == "jsonschema":
        return _json(contract, payload.schema, payload.format, "", name)
    return Payload(name, None, "", f"its format `{payload.format}` is none that a registry has")


def _avro(contract: Contract, spot: Spot, name: str, title: str) -> Payload:
    """A schema with all types of other files in it."""
    around = contract if spot.document is contract.document else read(contract.bundle, spot.document.path)
    found = read_schema(spot.document, spot.pointer, Beside(around))
    wrong = [finding.message for finding in found.findings if finding.severity is Severity.ERROR]
    subject = found.root.name or title or name or posixpath.splitext(posixpath.basename(spot.document.path))[0]
    path = "" if spot.pointer else spot.document.path
    return Payload(subject, None if wrong else Schema(AVRO, written(found.root)), path, "; ".join(wrong[:1]))


def _json(contract: Contract, spot: Spot, format_: str, subject: str, name: str = "") -> Payload:
    """A schema with all that it refers to in it, in the draft that its format names: 7 where it names none."""
    draft = next((url for mark, url in _DRAFTS.items() if mark in format_), _DRAFT_7)
    try:
        target = contract.bundle.resolve(spot.document, spot.pointer, spot.value)
    except RefError as error:
        return Payload(subject or name, None, "", error.reason)
    if not isinstance(target.value, dict):
        return Payload(subject or name, Schema(JSON, json.dumps(target.value)), "")
    folder, file = posixpath.split(target.document.path)
    here = Location("", target.pointer).fragment
    path = posixpath.join(folder, f".{file}{here.replace('/', '-')}.payload.json")
    refers = {"$schema": draft, "$ref": f"{quote(file)}#{quote(here, safe='/~')}"}
    contract.bundle.documents[path] = parse(json.dumps(refers), path)
    data, problems = embedded(read(contract.bundle, path))
    del contract.bundle.documents[path]
    whole = _unwrapped(data)
    title = subject or text(whole.get("title")) or name
    return Payload(title, None if problems else Schema(JSON, json.dumps(whole, ensure_ascii=False)), "",
                   "; ".join(problem.message for problem in problems[:1]))


def _unwrapped(data: dict[str, Any]) -> dict[str, Any]:
    """A schema that only refers to one of its definitions becomes that one, unless others refer to it too."""
    ref = text(data.get("$ref"))
    for section in _DEFINITIONS:
        held: Mapping[str, Any] = mapping(data, section)
        name = ref.removeprefix(f"#/{section}/")
        if name in held and isinstance(held[name], dict) and json.dumps(data).count(json.dumps(ref)) == 1:
            rest = {key: value for key, value in held.items() if key != name}
            whole = {"$schema": data["$schema"], **held[name]}
            return {**whole, section: {**mapping(whole, section), **rest}} if rest else whole
    return data


def _key(message: Message) -> Spot | None:
    """The schema of the key that a Kafka binding declares."""
    binding = message.bindings.get("kafka")
    key = binding.value.get("key") if binding else None
    return Spot(binding.document, (*binding.pointer, "key"), key) if binding and isinstance(key, dict) else None
