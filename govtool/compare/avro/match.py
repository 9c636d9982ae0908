"""Which types match, before their parts are looked at (specification, Schema Resolution)."""

from collections.abc import Mapping

from govtool.model.avro.types import Type

PROMOTIONS: Mapping[str, frozenset[str]] = {
    "int": frozenset({"long", "float", "double"}),
    "long": frozenset({"float", "double"}),
    "float": frozenset({"double"}),
    "string": frozenset({"bytes"}),
    "bytes": frozenset({"string"}),
}
"""What a written primitive type may be read as, besides itself."""
_NONE: frozenset[str] = frozenset()


def names_match(reader: Type, writer: Type) -> bool:
    """Whether two named types are meant by one name: without namespace, or by an alias of the reader, in full."""
    return reader.short == writer.short or writer.name in reader.aliases


def matches(reader: Type, writer: Type) -> bool:
    """Whether a branch of a reader's union is the one for what was written; records and enums match by name alone."""
    if reader.kind == "union" or writer.kind == "union":
        return True
    if reader.kind != writer.kind:
        return reader.kind in PROMOTIONS.get(writer.kind, _NONE)
    if reader.items and writer.items:
        return matches(reader.items, writer.items)
    if reader.kind == "unknown":
        return reader.name == writer.name
    return not reader.name or (names_match(reader, writer) and reader.size == writer.size)


def branch_for(reader: Type, writer: Type) -> Type | None:
    """The branch of a reader's union that a written type is read as: the first that matches, there is no second try."""
    return next((branch for branch in reader.branches if matches(branch, writer)), None)


def alike(reader: Type, writer: Type) -> bool:
    """Whether Java readers take two unions branch by branch, without looking for names.

    They do so where everything in them is the same but for namespaces, defaults and logical types.
    """
    todo, seen = [(reader, writer)], set()
    while todo:
        one, other = todo.pop()
        if (id(one), id(other)) in seen:
            continue
        seen.add((id(one), id(other)))
        if _surface(one) != _surface(other):
            return False
        todo += zip(one.children, other.children, strict=True)
    return True


def _surface(type_: Type) -> tuple[object, ...]:
    fields = tuple(field.name for field in type_.fields)
    return type_.kind, type_.short, type_.size, type_.symbols, fields, len(type_.children)
