"""One pair that stands alone, as the algebra sees it: writer and reader as forms over shared atoms.

A child that is itself compared is an atom that both sides share: given that the child's own verdict is told
elsewhere, it may be taken as equal here, because everything above it is positive. Under `not`, `if` and `oneOf` only
what cannot differ at all is an atom. Where atoms decide nothing, everything is written out, as far as the limits allow.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from govtool.compare.algebra import ATOMS, Algebra, Answer, atom, finite, takes_all, takes_nothing
from govtool.compare.beforehand import is_foreign, without_common
from govtool.compare.budget import Budget
from govtool.compare.build import Builder
from govtool.compare.conjuncts import grafted, parts, texts, weakened
from govtool.compare.dialects import Schema
from govtool.compare.forms import Form, TooLarge, Unread, sent_names
from govtool.compare.lower import Lowered
from govtool.compare.pairs import Pair
from govtool.compare.textual import read_as_text
from govtool.compare.values import text_of

_DEPTHS: Final = (6, 2, 1, 0)  # children are written out so far, as far as the limit allows
_NESTED: Final = 24  # a value is built through at most so many schemas that are compared by themselves
_LIMIT: Final = 400
_FEW: Final = 3

Overrides = Mapping[str, Schema]
_NONE: Final[Overrides] = {}


@dataclass(slots=True)
class Frame:
    """What all scenes of one arrow share."""

    lowered: Lowered
    algebra: Algebra
    shared: Mapping[str, str]
    """The atom of a URN where it is compared by itself, in a positive place."""
    equal: Mapping[str, str]
    """The atom of a URN that cannot differ at all."""
    literal: bool
    budget: Budget
    depth: int = 0
    """How many schemas deep values are being built."""
    values: dict[str, list[Any]] = field(default_factory=dict)
    """A few values of each schema that a builder needed."""
    plain: dict[str, bool] = field(default_factory=dict)
    """Which schemas say all by themselves."""
    leaves: dict[tuple[str, bool, bool], Schema] = field(default_factory=dict)
    """Their forms, by URN, position and whether they are closed."""
    exclusions: dict[int, Any] = field(default_factory=dict)
    """As forms share them."""


class Scene:
    """The forms of one pair, and values of them."""

    def __init__(self, pair: Pair, frame: Frame) -> None:
        self.pair, self._frame = pair, frame
        self._numbers: dict[str, int] = {}
        self._urns: list[str] = []
        self.builder = Builder(self._values, frame.budget.spend, lean=frame.depth > 0)
        self._depths: dict[tuple[str, bool, bool], int] = {}
        self._forms: dict[tuple[str, bool, bool], Schema | None] = {}
        self._sent: tuple[frozenset[str], bool] | None = None
        self._used: set[str] = set()
        self.trouble = ""
        """Why the last form could not be made."""

    def writer(self, overrides: Overrides = _NONE, *, whole: bool = False) -> Schema | None:
        """What the writer sends; `whole`: without atoms, where the limits allow."""
        return self.form(self.pair.writer, overrides, whole=whole, closed=not self._frame.literal)

    def reader(self, overrides: Overrides = _NONE, *, whole: bool = False) -> Schema | None:
        """What the reader takes."""
        return self._read(self.pair.reader, overrides, whole=whole)

    def changed(self, overrides: Overrides, *, whole: bool = False) -> Schema | None:
        """A reader that differs from the writer in the overrides only."""
        return self._read(self.pair.writer, overrides, whole=whole)

    def covers(self, reader: Schema | None, writer: Schema | None) -> Answer:
        """Whether the reader takes all; unknown where a form is missing."""
        if (reader is not None and takes_all(reader)) or (writer is not None and takes_nothing(writer)):
            return Answer.YES
        if reader is None or writer is None:
            return Answer.UNKNOWN
        answer = self._frame.algebra.covers(*without_common(reader, writer))
        return answer if answer is not Answer.UNKNOWN else self._covers_apart(reader, writer, texts(writer))

    def is_harmless(self, overrides: Overrides, *, whole: bool = False) -> bool:
        """Whether the overrides alone, read instead of what the writer has there, refuse nothing that it sends."""
        writer, changed = self.writer(whole=whole), self.changed(overrides, whole=whole)
        if not overrides.keys() <= self._used:  # what lies behind an atom, or in no reference, is not looked at
            return False
        if writer is None or changed is None or self.pair.from_text:
            return self.covers(changed, writer) is Answer.YES
        answer = self._frame.algebra.covers(*without_common(changed, writer))
        if answer is Answer.UNKNOWN:
            # What the writer sends lies in its own schema, read as it is written.
            own = self.form(self.pair.writer, whole=whole, closed=False)
            answer = self._covers_apart(changed, writer, texts(writer) | texts(own))
        return answer is Answer.YES

    def _covers_apart(self, reader: Schema, writer: Schema, known: frozenset[bytes]) -> Answer:
        """Whether each part of the reader takes all, where it is not known to."""
        covers = self._frame.algebra.covers
        for part in parts(reader):
            if text_of(part) not in known and not any(
                not is_foreign(part, wide) and covers(part, wide) is Answer.YES for wide in weakened(writer, part)
            ):
                return Answer.UNKNOWN
        return Answer.YES

    def refused(self, writer: Schema | None, reader: Schema | None, limit: int = 8) -> list[object]:
        """Candidates that the writer may send and the reader refuses."""
        if reader is None or writer is None:
            return []
        wide, narrow = without_common(reader, writer)
        found = self.builder.values(self._frame.algebra.difference(narrow, wide), limit)
        return found if narrow is writer else [self._completed(value, writer, narrow) for value in found]

    def refused_apart(self, writer: Schema | None, reader: Schema | None) -> Iterator[object]:
        """As `refused`, part by part of the reader."""
        if reader is None or writer is None:
            return
        known, bases = texts(writer), self.some(writer, 2)
        for part in parts(reader):
            if text_of(part) not in known:
                found = self._frame.algebra.difference(next(weakened(writer, part)), part)
                for value in self.builder.values(found, _FEW):
                    yield from (grafted(base, value, part) for base in bases or [value])

    def _completed(self, value: object, writer: Schema, narrow: Schema) -> object:
        """A value of the narrowed writer, with what the whole one requires besides."""
        bases = self.some(writer, 1)
        if not isinstance(value, dict) or not bases or not isinstance(bases[0], dict) or not isinstance(narrow, dict):
            return value
        left_out = narrow.get("properties", {}).keys() - value.keys()
        return {**{name: item for name, item in bases[0].items() if name not in left_out}, **value}

    def never_sends(self, name: str) -> bool:
        """Whether the writer is closed and declares no such property."""
        if self._sent is None:
            try:
                form = Form(self.source, lambda _, __: True, spend=self._frame.budget.spend)
                self._sent = sent_names(form.of(self.pair.writer))
            except (TooLarge, Unread):
                self._sent = frozenset(), True
        names, is_open = self._sent
        return not self._frame.literal and not is_open and name not in names

    def finite(self, writer: Schema | None) -> list[object] | None:
        """All that the writer may send, when that is little; None otherwise."""
        known = self._frame.algebra.canonical(writer) if writer is not None else None
        return finite(known) if known is not None else None

    def some(self, schema: Schema | None, limit: int = 8) -> list[object]:
        """Candidates of a form."""
        return self.builder.values(self._frame.algebra.canonical(schema), limit) if schema is not None else []

    def _read(self, urn: str, overrides: Overrides, *, whole: bool) -> Schema | None:
        form = self.form(urn, overrides, whole=whole, closed=False)
        return read_as_text(form) if self.pair.from_text and form is not None else form

    def form(self, urn: str, overrides: Overrides = _NONE, *, whole: bool, closed: bool) -> Schema | None:
        """The form of any schema; None where it cannot be made, and `trouble` says why."""
        if overrides:
            return self._made(urn, overrides, whole=whole, closed=closed)
        key = (urn, whole, closed)
        if key not in self._forms:
            self._forms[key] = self._made(urn, overrides, whole=whole, closed=closed)
        return self._forms[key]

    def _made(self, urn: str, overrides: Overrides, *, whole: bool, closed: bool) -> Schema | None:
        key = (urn, whole, closed)
        for depth in _DEPTHS[_DEPTHS.index(self._depths.get(key, _DEPTHS[0])) :]:
            self._depths[key] = depth
            maker = _Maker(self, overrides, whole=whole, closed=closed, depth=depth)
            try:
                form = maker.form.of(urn)
            except TooLarge:
                continue
            except Unread as error:
                self.trouble = str(error)
                return None
            if not self._frame.algebra.is_complex(form):
                self._used = maker.form.used
                return form
        self.trouble = "the schemas are too large to be decided"
        return None

    def name(self, urn: str, *, positive: bool) -> str | None:
        """The atom that a child is, if it may be one here."""
        return (self._frame.shared if positive else self._frame.equal).get(urn)

    def atom(self, name: str, urn: str) -> Schema:
        """An atom by name; `urn` tells how to build a value of it."""
        if name not in self._numbers:
            if len(self._urns) >= ATOMS:
                raise TooLarge
            self._numbers[name] = len(self._urns)
            self._urns.append(urn)
        elif urn.split(":")[1] == self.pair.writer.split(":")[1]:
            self._urns[self._numbers[name]] = urn  # values are built as the writer writes them
        return atom(self._numbers[name])

    def _values(self, number: int) -> list[Any]:
        """A few values of what an atom stands for; none while they are being built, which cuts cycles."""
        urn, frame = self._urns[number], self._frame
        if urn not in frame.values and frame.depth < _NESTED:
            frame.values[urn] = []
            frame.depth += 1
            try:
                inner = Scene(self.pair, frame)
                frame.values[urn] = inner.some(inner.form(urn, whole=False, closed=not frame.literal), _FEW)
            finally:
                frame.depth -= 1
        return frame.values.get(urn, [])

    def is_plain(self, urn: str) -> bool:
        """Whether the schema of a URN says all by itself."""
        known = self._frame.plain
        if urn not in known:
            known[urn] = is_plain(self.source(urn))
        return known[urn]

    def leaf(self, urn: str, form: Form, *, positive: bool) -> Schema:
        """The form of such a schema, which is the same in every form."""
        key, known = (urn, positive, form.closed), self._frame.leaves
        if key not in known:
            known[key] = form.of(urn, positive=positive)
        elif not isinstance(known[key], bool):
            form.count()
        return known[key]

    @property
    def exclusions(self) -> dict[int, Any]:
        """What is known of lists of branches."""
        return self._frame.exclusions

    def spend(self) -> None:
        """Counts one schema object."""
        self._frame.budget.spend()

    def source(self, urn: str) -> Schema:
        """The lowered schema of a URN."""
        return self._frame.lowered(urn)


class _Maker:
    """One form in the making: how far children are written out."""

    def __init__(self, scene: Scene, overrides: Overrides, *, whole: bool, closed: bool, depth: int) -> None:
        self.scene, self.whole, self.most = scene, whole, depth
        self.depth: list[str] = []
        self.form = Form(scene.source, self.child, closed, overrides, self.branch, _LIMIT, scene.spend)
        self.form.exclusions = scene.exclusions

    def branch(self, urn: str) -> Schema | None:
        """An atom for an in-place reference that is compared by itself."""
        name = None if self.whole else self.scene.name(urn, positive=True)
        return self.scene.atom(name, urn) if name is not None else None

    def child(self, urn: str, positive: bool) -> Schema:  # noqa: FBT001 - as Form.child
        plain = self.scene.is_plain(urn)
        if urn not in self.form.overrides:
            name = None if self.whole else self.scene.name(urn, positive=positive)
            if not self.whole and (name is not None or (positive and not plain)):
                return self.scene.atom(name or urn, urn)
            if plain:
                return self.scene.leaf(urn, self.form, positive=positive)
            exact = self.scene.name(urn, positive=False)
            if exact is not None:
                return self.scene.atom(exact, urn)
        if (len(self.depth) >= self.most and not plain and urn not in self.form.overrides) or urn in self.depth:
            return self.scene.atom(urn, urn)
        self.depth.append(urn)
        try:
            return self.form.of(urn, positive=positive)
        finally:
            self.depth.pop()


def is_plain(schema: Schema) -> bool:
    """Whether a schema says all by itself: no reference, nothing below."""
    if isinstance(schema, bool):
        return True
    return (
        not any(
            isinstance(value, dict | list) and keyword not in ("enum", "type", "required", "const")
            for keyword, value in schema.items()
            if not keyword.startswith("x-")
        )
        and "$ref" not in schema
    )
