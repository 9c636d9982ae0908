"""Which types match, before their parts are looked at (specification, Schema Resolution)."""

from collections.abc import Mapping

from govtool.model.avro.types import NAMED, Type

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
    return next((branch for branch in candidates(reader, writer) if matches(branch, writer)), None)


def candidates(reader: Type, writer: Type) -> list[Type]:
    """The branches of a reader's union that a written type can match by its kind and name, in their order.

    All others need not be looked at, so that a union of many records is no matter of each branch with each.
    """
    if writer.kind == "union":
        return reader.branches
    if reader.by_key is None:
        reader.by_key = {}
        for place, branch in enumerate(reader.branches):
            for key in _known_by(branch):
                reader.by_key.setdefault(key, []).append(place)
    keys = (writer.kind, *PROMOTIONS.get(writer.kind, ()), "union")
    if writer.kind in NAMED:
        keys = (f"{writer.kind} {writer.short}", f"{writer.kind} {writer.name}", "union")
    return [reader.branches[place] for place in sorted({place for key in keys for place in reader.by_key.get(key, ())})]


def _known_by(branch: Type) -> set[str]:
    if branch.kind not in NAMED:
        return {branch.kind}
    return {f"{branch.kind} {name}" for name in (branch.short, *branch.aliases, *branch.aliases_written)}


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
