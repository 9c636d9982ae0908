"""What an Avro document defines itself: its types and their fields, in the order of the text."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from govtool.finding import Location
from govtool.model.avro.protocol import is_protocol, read_protocol
from govtool.model.avro.read import read_schema
from govtool.model.avro.types import NAMED, Field, Type
from govtool.model.contract import Contract

BYTES: Final = frozenset({"bytes", "fixed"})


@lru_cache(maxsize=8)
def types(contract: Contract) -> tuple[Type, ...]:
    """Every type that stands in the document, unions, arrays and maps too; each once, from the outermost inwards."""
    document = contract.document
    if is_protocol(document.data):
        protocol = read_protocol(document)
        roots = [*protocol.types, *(message.request for message in protocol.messages)]
    else:
        roots = [read_schema(document).root]
    todo, found = list(reversed(roots)), dict[int, Type]()
    while todo:
        made = todo.pop()
        if id(made) not in found:
            found[id(made)] = made
            todo += reversed(made.children)
    return tuple(found.values())


def named(contract: Contract) -> Iterator[Type]:
    """The records, enums and fixed types, without the parameters of a protocol's messages."""
    return (made for made in types(contract) if made.kind in NAMED and made.name)


def fields(contract: Contract) -> Iterator[tuple[Type, Field]]:
    """The fields of every record, and the parameters of messages, each with what it belongs to."""
    return ((made, field) for made in types(contract) for field in made.fields)


def value_of(field: Field) -> Type | None:
    """The one type that a field has beside `null`; None where it may have several."""
    branches = [branch for branch in field.type.branches if branch.kind != "null"]
    if field.type.kind != "union":
        return field.type
    return branches[0] if len(branches) == 1 else None


def at(contract: Contract, field: Field) -> Location:
    """Where a field is named."""
    return contract.document.at((*field.pointer, "name"))


def subject(record: Type, field: Field) -> str:
    """What a field is known by, wherever in its record it stands."""
    return f"{record.name}.{field.name}"


def doc(thing: Type | Field) -> str:
    """What is said about a type or a field; empty where nothing is."""
    said = thing.extra.get("doc")
    return said.strip() if isinstance(said, str) else ""
