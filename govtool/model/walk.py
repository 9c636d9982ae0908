"""One walk over a contract's documents, driven by the grammar: every object once, where it is defined."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from govtool.finding import Location, On, Pointer
from govtool.model.detect import Format
from govtool.model.grammar import Child, Kinds, grammar_of
from govtool.source.document import Document
from govtool.source.refs import Bundle, RefError

REFERENCE = "Reference"
"""Wanted under this name: every object with a `$ref`, under the kind that its place asks for."""

Frame: TypeAlias = "tuple[str, dict[str, Any], Pointer, Frame | None, Document]"
"""An object on the way: its kind and value, its steps below the frame above, and its document.

A tuple because a walk makes one for every object; a `Node` is made only for what is wanted.
"""

_Referred: TypeAlias = tuple[Document, Pointer, str, str]
"""A reference: its document, its place where that matters, its text, and the kind that its target has."""


@dataclass(slots=True, eq=False)
class Node:
    """An object of a kind, as it is written; `$ref` objects are nodes too, with `ref` set."""

    kind: str
    value: dict[str, Any]
    document: Document
    steps: Pointer
    """What leads here from the parent: a property, or a property and the name or index below it."""
    above: "Frame | None" = None

    @property
    def pointer(self) -> Pointer:
        """The path from the root of the document."""
        return _pointer(self.steps, self.above)

    @property
    def key(self) -> str | int | None:
        """The name or index below its parent; None for a root."""
        return self.steps[-1] if self.steps else None

    @property
    def ref(self) -> str | None:
        """The reference that stands here instead of an object."""
        found = self.value.get("$ref")
        return found if isinstance(found, str) else None

    @property
    def parent(self) -> "Node | None":
        """The object around it; None for a root and for what only a reference leads to."""
        if self.above is None:
            return None
        kind, value, steps, above, document = self.above
        return Node(kind, value, document, steps, above)

    def at(self, *more: str | int, on: On = "value") -> Location:
        """The location of this object, or of something below it."""
        return self.document.at((*self.pointer, *more), on)


def _pointer(steps: Pointer, above: "Frame | None") -> Pointer:
    while above is not None:
        steps, above = above[2] + steps, above[3]
    return steps


def walk(bundle: Bundle, document: Document, format_: Format, wanted: Collection[str]) -> Iterator[Node]:
    """Every object of the wanted kinds, in the order of the text; then those that only references lead to.

    References are not written out: their targets are visited where they are defined, in other documents too, as the
    kind that the referring place asks for. One that leads nowhere is passed over here; a rule reports it. What is no
    object is passed over too: boolean schemas are read at the object they stand in.
    """
    kinds, root = grammar_of(format_)
    rows = _rows(kinds, wanted)
    references = REFERENCE in wanted
    referred: dict[_Referred, None] = {}
    todo: list[Frame] = [(root, document.data, (), None, document)] if document.data.__class__ is dict else []
    while todo:
        frame = todo.pop()
        kind, value, steps, above, owner = frame
        row = rows.get(kind)
        if row is not None and id(value) not in row.seen:
            row.seen.add(id(value))
            ref = value.get("$ref")
            is_reference = isinstance(ref, str)
            if row.wanted or (references and is_reference):
                yield Node(kind, value, owner, steps, above)
            if is_reference or kind in _REFERRING:
                place = _pointer(steps, above) if bundle.resources(owner).several else ()
                referred.update(dict.fromkeys((owner, place, text, other) for text, other in _references(kind, value)))
            if not (is_reference and row.ends_at_reference):
                below = _below(row, frame)
                below.reverse()
                todo += below
        if not todo:
            todo.extend(_targets(bundle, referred))
            referred.clear()


@dataclass(slots=True, eq=False)
class _Row:
    """A kind during one walk: only the fields that can lead to something wanted are followed."""

    fields: Mapping[str, Child]
    rest: Child | None
    wanted: bool
    ends_at_reference: bool
    seen: set[int]


def _rows(kinds: Kinds, wanted: Collection[str]) -> dict[str, _Row]:
    useful = set(kinds) if REFERENCE in wanted else _leading_to(kinds, wanted)
    return {
        name: _Row({key: child for key, child in kind.fields.items() if child.kind in useful},
                   kind.rest if kind.rest and kind.rest.kind in useful else None,
                   name in wanted, kind.ref == "instead", set())
        for name, kind in kinds.items() if name in useful
    }


def _leading_to(kinds: Kinds, wanted: Collection[str]) -> set[str]:
    """The kinds that are wanted, or that something wanted may stand in."""
    leads = {name: {child.kind for child in (*kind.fields.values(), kind.rest) if child is not None}
             for name, kind in kinds.items()}
    if "Discriminator" in leads:
        leads["Discriminator"].add("Schema")
    found = {name for name in leads if name in wanted}
    while more := {name for name, below in leads.items() if name not in found and not below.isdisjoint(found)}:
        found |= more
    return found


def _below(row: _Row, frame: Frame) -> list[Frame]:
    """The objects in the fields of an object."""
    _, value, _, _, owner = frame
    fields, rest = row.fields, row.rest
    found: list[Frame] = []
    for key, child in value.items():
        expected = fields.get(key)
        if expected is None:
            if rest is None or key[:2] == "x-":
                continue
            expected = rest
        kind, shape = expected.kind, expected.shape
        if child.__class__ is dict:
            if shape == "map":
                found += [(kind, item, (key, name), frame, owner) for name, item in child.items()
                          if item.__class__ is dict]
            elif shape != "many":
                found.append((kind, child, (key,), frame, owner))
        elif child.__class__ is list and shape in ("many", "one or many"):
            found += [(kind, item, (key, index), frame, owner) for index, item in enumerate(child)
                      if item.__class__ is dict]
    return found


_REFERRING = frozenset({"Schema", "Discriminator"})
"""The kinds that refer to schemas by more than `$ref`."""


def _references(kind: str, value: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The references an object makes, each with the kind that its target has."""
    for word in ("$ref", "$dynamicRef") if kind == "Schema" else ("$ref",):
        if isinstance(ref := value.get(word), str):
            yield ref, kind
    mapping = value.get("mapping") if kind == "Discriminator" else None
    if isinstance(mapping, dict):
        yield from ((schema_reference(ref), "Schema") for ref in mapping.values() if isinstance(ref, str))


def schema_reference(text: str) -> str:
    """What a discriminator's mapping says, as a reference.

    A plain name is that of a component (OpenAPI 3.1.1 section 4.8.25).
    """
    return text if {"#", "/", "."} & set(text) else f"#/components/schemas/{text}"


def _targets(bundle: Bundle, referred: Iterable[_Referred]) -> Iterator[Frame]:
    """Where references lead, the last first: frames are taken from the end."""
    for owner, place, ref, kind in reversed(list(referred)):
        try:
            target = bundle.follow(owner, ref, place)
        except RefError:
            continue
        if isinstance(target.value, dict):
            yield kind, target.value, target.pointer, None, target.document
