"""What schema registries will say, which is not always what happens.

They ask the same question in their own way: any branch of a union will do, not the first that matches; what was found
while a recursion was open is kept as proven; meanings are not looked at; and aliases are taken differently.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from govtool.compare.avro.match import PROMOTIONS, candidates
from govtool.model.avro.types import Field, Type


@dataclass(frozen=True, slots=True)
class Profile:
    """How one registry reads aliases; in all else they follow the same published algorithm."""

    name: str
    aliases: Literal["full", "written", "none"]
    """By full names; as they are written, namespaces or not; or not at all, as canonical texts are compared."""
    refuses_ambiguous: bool
    """Whether a field that several of the writer's are meant by is refused; else the first is taken."""


PROFILES: Mapping[str, Profile] = {
    "confluent": Profile("confluent", "full", refuses_ambiguous=True),
    "karapace": Profile("karapace", "written", refuses_ambiguous=False),
    "apicurio": Profile("apicurio", "none", refuses_ambiguous=True),
}


_FEW: Final = 50
"""The branches of a union up to which all of them are asked where types hold each other; then it takes too long."""


def registry_accepts(reader: Type, writer: Type, profile: Profile) -> bool:
    """Whether a registry calls the reader compatible with what the writer writes."""
    try:
        return _Check(profile, reader, writer).compatible(reader, writer)
    except RecursionError:
        return False  # the registries recurse too, and answer with an error


class _Check:
    """One question to a registry, with its memory of pairs, which takes an open pair for compatible."""

    __slots__ = ("_known", "_looping", "_profile")

    def __init__(self, profile: Profile, *sides: Type) -> None:
        self._profile = profile
        self._looping = _looping(sides)
        self._known: dict[tuple[int, int], bool] = {}

    def compatible(self, reader: Type, writer: Type) -> bool:
        pair = (id(reader), id(writer))
        if pair not in self._known:
            self._known[pair] = True
            self._known[pair] = self._decide(reader, writer)
        return self._known[pair]

    def _decide(self, reader: Type, writer: Type) -> bool:
        if writer.kind == "union":
            return _all(self.compatible(reader, branch) for branch in writer.branches)
        if reader.kind == "union":
            return any(self.compatible(branch, writer) for branch in self._branches(reader, writer))
        if reader.kind != writer.kind:
            return reader.kind in PROMOTIONS.get(writer.kind, ())
        match reader.kind:
            case "array" | "map":
                return not (reader.items and writer.items) or self.compatible(reader.items, writer.items)
            case "fixed":
                return self._same_name(reader, writer) and reader.size == writer.size
            case "enum":
                known = frozenset(reader.symbols)
                return self._same_name(reader, writer) and (reader.default in known or known >= set(writer.symbols))
            case "record":
                return _all((self._same_name(reader, writer), self._fields(reader, writer)))
            case "unknown":
                return reader.name == writer.name
            case _:
                return True

    def _branches(self, reader: Type, writer: Type) -> list[Type]:
        """Those that can match; in a recursion also the others, as what is found below them is remembered."""
        if id(writer) in self._looping and id(reader) in self._looping and len(reader.branches) <= _FEW:
            return reader.branches
        return candidates(reader, writer)

    def _same_name(self, reader: Type, writer: Type) -> bool:
        if self._profile.aliases == "none":
            return reader.short == writer.short
        aliases = reader.aliases if self._profile.aliases == "full" else reader.aliases_written
        return reader.short == writer.short or writer.name in aliases

    def _fields(self, reader: Type, writer: Type) -> bool:
        return _all(self._field(wanted, writer) for wanted in reader.fields)

    def _field(self, wanted: Field, writer: Type) -> bool:
        names = (wanted.name,) if self._profile.aliases == "none" else (wanted.name, *wanted.aliases)
        written = {one.name: one for one in writer.fields}
        found = [written[name] for name in dict.fromkeys(names) if name in written]
        if not found:
            return wanted.has_default
        if len(found) > 1 and self._profile.refuses_ambiguous:
            return False
        return self.compatible(wanted.type, found[0].type)


def _looping(roots: Iterable[Type]) -> frozenset[int]:
    """The types that lead to one which holds itself."""
    users: dict[int, list[Type]] = {}
    left: dict[int, int] = {}
    ending: list[Type] = []
    todo = list(roots)
    while todo:
        type_ = todo.pop()
        if id(type_) in left:
            continue
        children = type_.children
        left[id(type_)] = len(children)
        todo += children
        ending += [] if children else [type_]
        for child in children:
            users.setdefault(id(child), []).append(type_)
    for type_ in ending:
        for user in users.get(id(type_), ()):
            left[id(user)] -= 1
            ending += [] if left[id(user)] else [user]
    return frozenset(id_ for id_, count in left.items() if count)


def _all(answers: Iterable[bool]) -> bool:
    """Whether all answers are yes; each is asked for, as every one leaves a mark in the memory."""
    return False not in list(answers)
