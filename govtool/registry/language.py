"""The languages of schemas: each reads a text, writes the one that is kept, and tells what differs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from govtool.compare.avro.modes import Arrow
from govtool.registry.refusal import invalid_schema
from govtool.registry.schema import AVRO, JSON, Schema

Referred: TypeAlias = Sequence[tuple[str, Schema]]
"""The schemas that one refers to, by the names that it uses, those first that others refer to."""


@dataclass(frozen=True, slots=True, eq=False)
class Parsed:
    """A schema that was read, with the text that is kept of it."""

    schema: Schema
    model: Any
    """What its language compares."""


def parse(schema: Schema, referred: Referred, *, normalized: bool = False) -> Parsed:
    """The schema as it is kept; Refusal (42201) for a text that is none.

    Spaces make no difference in any language, nor does the order of keys in Avro; normalized, it makes none in JSON
    either. Protobuf is kept, but nothing here reads it.
    """
    if schema.kind == AVRO:
        from govtool.registry import avro

        type_ = avro.read(schema, [other for _, other in referred])
        return Parsed(replace(schema, text=avro.text(type_, normalized=normalized)), type_)
    if schema.kind == JSON:
        from govtool.registry import json_schema

        contract = json_schema.read(schema, referred)
        return Parsed(replace(schema, text=json_schema.text(contract, normalized=normalized)), contract)
    text = " ".join(schema.text.split())
    if not text.endswith(("}", ";")):
        raise invalid_schema("it does not end as a Protobuf file does, with `}` or `;`")
    return Parsed(schema, text)


def differences(new: Parsed, old: Parsed, arrow: Arrow) -> Iterator[str]:
    """Why readers by one schema cannot take what writers by the other may write; nothing where they can."""
    one, two = old.schema.kind, new.schema.kind
    if one != two:
        yield f"the schema is of type {two}, before {one}"
    elif one == AVRO:
        from govtool.registry import avro

        yield from avro.differences(new.model, old.model, arrow)
    elif one == JSON:
        from govtool.registry import json_schema

        yield from json_schema.differences(new.model, old.model, arrow)
    elif new.model != old.model:
        yield "the texts differ, and Protobuf is compared by its text only: set the level to NONE to register it"
