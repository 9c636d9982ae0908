"""Avro protocols (`.avpr`): named types, and messages with a request, a response and errors."""

from typing import Any

from govtool.finding import Location, Pointer
from govtool.model.avro.definitions import fill_fields
from govtool.model.avro.faults import shown
from govtool.model.avro.names import full_name, is_full_name, is_name, namespace_of
from govtool.model.avro.read import Lookup, Reading
from govtool.model.avro.types import Message, Protocol, Type
from govtool.source.document import Document


def is_protocol(data: Any) -> bool:
    """Whether this is a protocol, not a schema."""
    return isinstance(data, dict) and "protocol" in data and "type" not in data


def read_protocol(document: Document, lookup: Lookup | None = None) -> Protocol:
    """The protocol of a document. Total: what cannot be read is a finding."""
    reading = Reading(document.name, lookup, None)
    raw = document.data
    if not isinstance(raw, dict):
        reading.fault("avro-protocol-shape", "no object stands here, expected a protocol", ())
        return Protocol("", (), (), reading.finish())
    name, given = raw.get("protocol"), raw.get("namespace")
    if not is_full_name(name):
        words = f"`{shown(name)}` is no legal name, expected the name of the protocol"
        reading.fault("avro-name-legal", words, ("protocol",))
    if given is not None and given != "" and not is_full_name(given):
        words = f"`{shown(given)}` is no namespace, expected names with dots between"
        reading.fault("avro-name-legal", words, ("namespace",))
    full = full_name(name, given if isinstance(given, str) else "") if isinstance(name, str) else ""
    types = _types(reading, raw.get("types", []), namespace_of(full))
    messages = _messages(reading, raw.get("messages", {}), namespace_of(full))
    return Protocol(full, types, messages, reading.finish())


def _types(reading: Reading, raw: Any, namespace: str) -> tuple[Type, ...]:
    if not isinstance(raw, list):
        reading.fault("avro-protocol-shape", "the types are no array, expected named types", ("types",))
        return ()
    types = [reading.type_at(inner, ("types", index), namespace) for index, inner in enumerate(raw)]
    for index, made in enumerate(types):
        if not made.name:
            words = f"`{made.label}` has no name, expected a record, enum, fixed or error"
            reading.fault("avro-protocol-shape", words, ("types", index))
    return tuple(types)


def _messages(reading: Reading, raw: Any, namespace: str) -> tuple[Message, ...]:
    if not isinstance(raw, dict):
        reading.fault("avro-protocol-shape", "the messages are no object, expected them by name", ("messages",))
        return ()
    return tuple(_message(reading, name, inner, namespace) for name, inner in raw.items())


def _message(reading: Reading, name: str, raw: Any, namespace: str) -> Message:
    place: Pointer = ("messages", name)
    if not is_name(name):
        reading.fault("avro-name-legal", f"`{shown(name)}` is no legal name, expected the name of a message", place)
    said = raw if isinstance(raw, dict) else {}
    if said is not raw:
        reading.fault("avro-protocol-shape", f"the message `{shown(name)}` is no object, expected one", place)
    request = Type("record", reading.document, (*place, "request"))
    listed = said.get("request")
    if isinstance(listed, list):
        fill_fields(reading, request, listed, request.pointer, namespace)
    else:
        words = f"the message `{shown(name)}` has no array of parameters, expected `request`"
        reading.fault("avro-protocol-shape", words, place)
    response = reading.type_at(said.get("response", "null"), (*place, "response"), namespace)
    one_way = said.get("one-way") is True
    errors = reading.type_at(said["errors"], (*place, "errors"), namespace) if "errors" in said else None
    if one_way and (response.kind != "null" or errors):
        words = f"the message `{shown(name)}` is one-way, expected the response `null` and no errors"
        reading.fault("avro-protocol-shape", words, (*place, "one-way"))
    return Message(name, Location(reading.document, place), request, response, errors, one_way)
