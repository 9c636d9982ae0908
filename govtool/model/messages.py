"""Messages of AsyncAPI as the normalised contract has them: traits applied, schemas out of their wrapping."""

import re
from collections.abc import Mapping
from typing import Any

from govtool.model.channels import Example, Language, Message, Place, TypedSchema
from govtool.model.contract import Spot
from govtool.model.reach import Reach
from govtool.model.shape import mapping, sequence, text
from govtool.model.traits import Fields, fields

_LANGUAGES: Mapping[str, Language] = {
    "vnd.aai.asyncapi": "jsonschema", "schema": "jsonschema", "vnd.oai.openapi": "openapi",
    "vnd.apache.avro": "avro", "raml": "raml", "vnd.google.protobuf": "protobuf", "x-protobuf": "protobuf",
    "protobuf": "protobuf",
}
"""The media types of schema formats, below `application/`, without `+json` or `+yaml` (3.0, "Multi Format Schema")."""


def language_of(schema_format: str) -> Language:
    """The language that a `schemaFormat` names, of whatever version; empty for one that is not known."""
    if not schema_format:
        return "jsonschema"
    found = re.match(r"\s*application/([a-z0-9.-]+)(\+(json|yaml))?\s*(;|$)", schema_format.lower())
    return _LANGUAGES.get(found[1], "") if found else ""


class MessageReader:
    """Reads the messages of one document; `is_new` tells 3.x from 2.x."""

    def __init__(self, reach: Reach, *, is_new: bool) -> None:
        self._reach = reach
        self._is_new = is_new
        self._default_type = text(reach.root.value.get("defaultContentType"))

    def message(self, spot: Spot, key: str) -> Message:
        """The message that is defined at a place, under a key of a channel or of the components."""
        found = fields(self._reach, spot, traits_win=not self._is_new)
        content_type = said(found, "contentType") or self._default_type
        schema_format = said(found, "schemaFormat") if not self._is_new else ""
        return Message(
            name=said(found, "name") or key or said(found, "messageId"),
            key=key,
            id="" if self._is_new else said(found, "messageId"),
            payload=self._schema(found.get("payload"), schema_format),
            headers=self._schema(found.get("headers"), ""),
            content_type=content_type.lower(),
            correlation_id=place(self._reach, found.get("correlationId")),
            bindings=bindings(self._reach, found.get("bindings")),
            tags=tags(self._reach, found),
            # Its own before those of a trait, which are for any message.
            examples=tuple(self._examples(_field(spot, "examples") or found.get("examples"))),
            deprecated=found["deprecated"].value is True if "deprecated" in found else False,
            spot=spot,
        )

    def _schema(self, spot: Spot | None, schema_format: str) -> TypedSchema | None:
        """A schema with its format, which since 3.0 stands around it, also behind a reference."""
        if spot is None or not isinstance(spot.value, dict | bool | str | list):
            return None
        around = self._reach.resolved(spot) if self._is_new else None
        if around is not None and "schema" in around.value:
            schema_format = text(around.value.get("schemaFormat"))
            spot = Spot(around.document, (*around.pointer, "schema"), around.value["schema"])
        language = language_of(schema_format)
        target = self._reach.resolved(spot)
        if not schema_format and target is not None and target.document.path.endswith(".avsc"):
            language = "avro"  # the file says what it is
        return TypedSchema(spot if language == "jsonschema" else target or spot, schema_format, language)

    def _examples(self, spot: Spot | None) -> list[Example]:
        found = []
        for index, value in enumerate(sequence(spot.value) if spot else ()):
            if spot and isinstance(value, dict):
                here = Spot(spot.document, (*spot.pointer, index), value)
                found.append(Example(_field(here, "payload"), _field(here, "headers"), here))
        return found


def said(found: Fields, name: str) -> str:
    """The text of a field; empty where there is none."""
    return text(found[name].value) if name in found else ""


def place(reach: Reach, spot: Spot | None) -> Place | None:
    """The place in a message that an object with a `location` names."""
    there = reach.resolved(spot) if spot else None
    return Place(text(there.value.get("location")), there) if there else None


def bindings(reach: Reach, spot: Spot | None) -> Mapping[str, Spot]:
    """The bindings by protocol."""
    there = reach.resolved(spot) if spot else None
    return {name: found for name, found in _entries(reach, there) if not name.startswith("x-")}


def tags(reach: Reach, found: Fields) -> tuple[str, ...]:
    """The names of the tags."""
    spot = found.get("tags")
    items = sequence(spot.value) if spot else ()
    there = (reach.resolved(Spot(spot.document, (*spot.pointer, index), item)) if spot else None
             for index, item in enumerate(items))
    return tuple(name for tag in there if tag and (name := text(tag.value.get("name"))))


def _entries(reach: Reach, spot: Spot | None) -> list[tuple[str, Spot]]:
    values: dict[str, Any] = mapping(spot.value) if spot else {}
    there = ((name, reach.resolved(Spot(spot.document, (*spot.pointer, name), value)) if spot else None)
             for name, value in values.items())
    return [(name, found) for name, found in there if found is not None]


def _field(spot: Spot, name: str) -> Spot | None:
    return Spot(spot.document, (*spot.pointer, name), spot.value[name]) if name in spot.value else None
