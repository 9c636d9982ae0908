"""One pair of a reader's and a writer's type: what clashes between the two, and which pairs of parts come next."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from govtool.compare.avro import hazards
from govtool.compare.avro.clash import Clash, Segment
from govtool.compare.avro.match import PROMOTIONS, alike, branch_for, names_match
from govtool.model.avro.fingerprints import field_wires, wire
from govtool.model.avro.types import Field, Type

Older: TypeAlias = Literal["reader", "writer", ""]
"""Which side is the older version: only then a default that is taken is a loss, not an addition."""
Need: TypeAlias = Literal["any", "all", "never"]
_JAVA = ("java",)
_NAMED = 5
"""Symbols that a message names."""
_BY_NAME = frozenset({"enum", "fixed"})
"""What Java readers look for by its full name among the branches of a union."""


@dataclass(slots=True)
class Step:
    """What one pair says of itself, and the pairs of its parts.

    `need` says how many of the parts must surely fail so that the pair surely does.
    """

    reader: Type
    writer: Type
    way: tuple[Segment, ...]
    older: Older
    by_name: bool = False
    clashes: list[Clash] = field(default_factory=list)
    hazards: list[Clash] = field(default_factory=list)
    parts: list["Part"] = field(default_factory=list)
    need: Need = "any"

    def clash(self, id_: str, message: str, *, sure: bool = True, to: str = "", field_: str = "",
              runtimes: tuple[str, ...] = ()) -> None:
        """Note a clash; `to` is the symbol that must be written to come to it."""
        way = (*self.way, ("symbol", to)) if to else self.way
        self.clashes.append(Clash(id_, message, self.reader, self.writer, way, sure, runtimes, field_))

    def hazard(self, id_: str, message: str, *, to: str = "", field_: str = "") -> None:
        """Note a hazard."""
        way = (*self.way, ("symbol", to)) if to else self.way
        self.hazards.append(Clash(id_, message, self.reader, self.writer, way, sure=False, reader_field=field_))

    def part(self, reader: Type, writer: Type, segment: Segment | None = None, *, by_name: bool = False) -> None:
        """Go on with a pair of parts, one segment further through the data."""
        self.parts.append((reader, writer, (*self.way, segment) if segment else self.way, by_name))


Part: TypeAlias = tuple[Type, Type, tuple[Segment, ...], bool]
"""A reader's and a writer's type, the way to them, and whether Java looks for the reader's by its full name."""


def take(part: Part, older: Older) -> Step:
    """What there is between two types."""
    reader, writer, way, by_name = part
    step = Step(reader, writer, way, older, by_name)
    if writer.kind == "union":
        _from_union(step)
    elif reader.kind == "union":
        _into_union(step)
    elif reader.kind != writer.kind:
        _promote(step)
    else:
        _SAME.get(reader.kind, _primitive)(step)
    return step


def _from_union(step: Step) -> None:
    """Each branch may be written; where one is surely read, not all data fails."""
    reader, writer = step.reader, step.writer
    step.need = "all"
    paired = reader.kind == "union" and _moved_inside(reader, writer) and alike(reader, writer)
    for index, branch in enumerate(writer.branches):
        chosen = branch_for(reader, branch) if reader.kind == "union" else reader
        if chosen is None:
            step.part(reader, branch, ("branch", index))
        elif wire(chosen) == wire(branch):
            step.need = "never"
        else:
            named = reader.kind == "union" and branch.kind in _BY_NAME and not paired
            step.part(chosen, branch, ("branch", index), by_name=named)


def _moved_inside(reader: Type, writer: Type) -> bool:
    """Whether a union holds an enum or fixed by another full name: only then it matters how branches are looked for."""
    known = {branch.name for branch in reader.branches}
    return any(branch.kind in _BY_NAME and branch.name not in known for branch in writer.branches)


def _into_union(step: Step) -> None:
    branch = branch_for(step.reader, step.writer)
    if branch:
        step.part(branch, step.writer, by_name=branch.kind in _BY_NAME)
    else:
        words = f"`{step.writer.label}` is written, and the reader has no branch for it in its {step.reader.label}"
        step.clash("avro-branch-missing", words)


def _promote(step: Step) -> None:
    if step.reader.kind in PROMOTIONS.get(step.writer.kind, ()):
        _primitive(step)
    else:
        words = f"`{step.writer.label}` is written, and the reader expects `{step.reader.label}`"
        step.clash("avro-type-mismatch", words)


def _primitive(step: Step) -> None:
    for id_, message in hazards.of_meaning(step.reader, step.writer):
        step.hazard(id_, message)


def _unknown(step: Step) -> None:
    words = f"`{step.writer.name}` is written, and the reader expects `{step.reader.name}`; neither is defined"
    step.clash("avro-type-mismatch", words)


def _name(step: Step) -> None:
    reader, writer = step.reader, step.writer
    if not names_match(reader, writer):
        words = f"`{writer.name}` is written, and the reader expects `{reader.name}`"
        step.clash("avro-name-mismatch", words)
    elif moved := hazards.namespace_moved(reader, writer):
        if step.by_name:
            words = f"{moved}: Java readers look for the full name in a union"
            step.clash("avro-namespace-in-union", words, runtimes=_JAVA)
        else:
            step.hazard("avro-namespace-changed", f"{moved}: generated classes move with it")


def _array(step: Step) -> None:
    step.need = "never"
    for reader, writer in zip(step.reader.children, step.writer.children, strict=True):
        step.part(reader, writer, ("item", 0))


def _fixed(step: Step) -> None:
    _name(step)
    if step.reader.size != step.writer.size:
        words = f"{step.writer.size} bytes are written, and the reader expects {step.reader.size}"
        step.clash("avro-size-mismatch", words)
    else:
        _primitive(step)


def _enum(step: Step) -> None:
    _name(step)
    reader, writer = step.reader, step.writer
    known = frozenset(reader.symbols)
    missing = [symbol for symbol in writer.symbols if symbol not in known]
    if not missing:
        return
    listed = ", ".join(f"`{symbol}`" for symbol in missing[:_NAMED]) + (", …" if len(missing) > _NAMED else "")
    if reader.default is None or reader.default not in known:
        words = f"{listed} may be written, and the reader's enum `{reader.name}` does not know it"
        step.clash("avro-symbols-missing", words, sure=len(missing) == len(writer.symbols), to=missing[0])
    else:
        words = f"{listed} may be written, and the reader takes `{reader.default}` for it"
        step.hazard("avro-enum-default-taken", words, to=missing[0])


def _record(step: Step) -> None:
    _name(step)
    reader, writer = step.reader, step.writer
    read, written = field_wires(reader), field_wires(writer).get
    wanted, fields = _by_name(reader), _by_name(writer)
    changed = [name for name, as_ in read.items() if written(name) != as_]
    if reader.by_alias:
        some = frozenset(changed)
        changed = [one.name for one in reader.fields if one.aliases or one.name in some]
    for one in map(wanted.__getitem__, changed):
        if one.aliases:
            _aliased_field(step, one, fields)
        elif found := fields.get(one.name):
            step.part(one.type, found.type, ("field", found.name))
        else:
            _missing(step, one)


def _by_name(record: Type) -> Mapping[str, Field]:
    """The fields by name; noted with them is which field each alias means."""
    if record.by_name is None:
        record.by_name = {inner.name: inner for inner in record.fields}
        record.by_alias = {alias: inner.name for inner in reversed(record.fields) for alias in inner.aliases}
    return record.by_name


def _aliased_field(step: Step, wanted: Field, written: Mapping[str, Field]) -> None:
    """The field that is meant by a name and aliases; several are an error, which only some readers see."""
    found = [written[name] for name in dict.fromkeys((wanted.name, *wanted.aliases)) if name in written]
    if not found:
        _missing(step, wanted)
        return
    if len(found) > 1:
        listed = ", ".join(f"`{one.name}`" for one in found)
        words = f"the writer's fields {listed} are all meant by the reader's field `{wanted.name}`"
        only = _JAVA if found[0].name == wanted.name or wanted.has_default else ()
        step.clash("avro-alias-ambiguous", words, field_=wanted.name, runtimes=only)
    elif found[0].name != wanted.name and (moved := hazards.namespace_moved(step.reader, step.writer)):
        words = f"{moved}: Java readers then do not look for the aliases of its field `{wanted.name}`"
        if wanted.has_default:
            step.hazard("avro-field-default-taken", f"{words}, and take its default", field_=wanted.name)
        else:
            step.clash("avro-field-alias-unreached", words, field_=wanted.name, runtimes=_JAVA)
    step.part(wanted.type, found[0].type, ("field", found[0].name))


def _missing(step: Step, wanted: Field) -> None:
    if not wanted.has_default:
        words = f"the field `{wanted.name}` is not written, and the reader has no default for it"
        step.clash("avro-field-default-missing", words, field_=wanted.name)
    elif step.older == "reader":
        now = step.writer.by_alias.get(wanted.name)
        why = f"is now written as `{now}`" if now else "is no longer written"
        words = f"the field `{wanted.name}` {why}: older readers take its default and do not know"
        step.hazard("avro-field-default-taken", words, field_=wanted.name)


_SAME: Mapping[str, Callable[[Step], None]] = {
    "record": _record, "enum": _enum, "fixed": _fixed, "array": _array, "map": _array, "unknown": _unknown,
}
