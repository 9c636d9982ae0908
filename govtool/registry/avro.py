"""Avro in the registry: which texts are schemas, what is kept of them, and what a Confluent registry says of two."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

from govtool.compare.avro.modes import Arrow
from govtool.compare.avro.registry import PROFILES, registry_accepts
from govtool.compare.avro.resolve import can_read
from govtool.finding import Severity
from govtool.model.avro.library import Library
from govtool.model.avro.read import read_schema
from govtool.model.avro.text import parse_avro
from govtool.model.avro.types import Type
from govtool.registry.avro_text import written
from govtool.registry.refusal import invalid_schema
from govtool.registry.schema import Schema

_OWN: Final = "schema.avsc"
_CONFLUENT: Final = PROFILES["confluent"]
_MOST: Final = 100


def read(schema: Schema, referred: Iterable[Schema]) -> Type:
    """The type of a schema, names of others taken from those it refers to; Refusal for a text that is no schema."""
    document = parse_avro(schema.text, _OWN)
    if not document.usable:
        raise invalid_schema(document.refusal)
    others = (parse_avro(other.text, f"reference-{number}.avsc") for number, other in enumerate(referred))
    found = read_schema(document, (), Library(others))
    wrong = next((finding for finding in found.findings if finding.severity is Severity.ERROR), None)
    if wrong is not None:
        raise invalid_schema(f"{wrong.message} (at `#{wrong.at.fragment}`)")
    return found.root


def text(root: Type, *, normalized: bool) -> str:
    """What is kept."""
    return written(root, _OWN, normalized=normalized)


def differences(new: Type, old: Type, arrow: Arrow) -> Iterator[str]:
    """Why a registry refuses the two, one sentence for each place; nothing where it takes them."""
    reader, writer = (new, old) if arrow == "backward" else (old, new)
    if registry_accepts(reader, writer, _CONFLUENT):
        return
    clashes = can_read(reader, writer).clashes
    yield from dict.fromkeys(clash.message for clash in islice(clashes, _MOST))
    if not clashes:
        yield "what is written can be read, yet a registry looks for fields and branches in its own way and refuses it"
