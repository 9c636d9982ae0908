"""A lowered schema as one self-contained schema: in-place references expanded, children replaced, the writer closed.

A writer sends only what it declares. `Form(closed=True)` therefore fences every object to the properties that the
schema declares for it, in whatever branch, unless `additionalProperties` or its like is written out; an object that
declares nothing stays open. `oneOf` keeps its branches as written (closing them would change which of them match) and
gets the closed branches beside it.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import reduce
from operator import or_
from typing import Any, Final

from govtool.compare.dialects import (
    CHILD_LISTS,
    CHILD_MAPS,
    CHILDREN,
    IN_PLACE,
    IN_PLACE_LISTS,
    IN_PLACE_MAPS,
    KEYWORDS,
    Schema,
)
from govtool.compare.exclusive import exclusion
from govtool.compare.lower import UNREAD, UNSENT, Lowered
from govtool.compare.values import text_of

_OPENERS: Final = ("additionalProperties", "unevaluatedProperties")
_ALTERNATIVES: Final = ("anyOf", "oneOf")


class TooLarge(Exception):  # noqa: N818 - the fact, not an error of ours
    """The expanded schema would pass the limit."""


class Unread(Exception):  # noqa: N818 - as above
    """The schema holds something that is not decided; the message says what."""


@dataclass(frozen=True, slots=True)
class _At:
    """Where in an expansion: what was expanded on the way, and how a schema there counts."""

    stack: tuple[str, ...]
    positive: bool
    """A wider schema here makes the whole wider."""
    lone: bool
    """Nothing is asserted beside the schema: it stands for the whole."""


@dataclass(frozen=True, slots=True)
class _Exclusion:
    """What was found of the branches of a `oneOf`, and the schemas that were read for it."""

    branches: Any
    """Kept, so that nothing else gets its identity."""
    beside: Schema | None
    read: set[str]


@dataclass(slots=True)
class Form:
    """How schemas are expanded: `child` gives what stands for another location's schema.

    `child` gets the URN and whether the position is positive. `branch` gives what stands for an in-place reference with
    nothing beside it, or None to expand it. `overrides` replace the lowered schema of a URN; `limit` bounds the schema
    objects that may be made.
    """

    lowered: Lowered
    child: Callable[[str, bool], Schema]
    closed: bool = False
    overrides: Mapping[str, Schema] = field(default_factory=dict)
    branch: Callable[[str], Schema | None] = field(default=lambda _: None)
    limit: int = 2_000
    spend: Callable[[], None] = field(default=lambda: None)
    """Told of every schema object that is made."""
    used: set[str] = field(default_factory=set)
    """The overrides that are somewhere in what was made."""
    exclusions: "dict[int, _Exclusion]" = field(default_factory=dict)
    """What was found of lists of branches, by their identity; forms of the same schemas may share it."""
    _made: int = 0

    def of(self, urn: str, *, positive: bool = True) -> Schema:
        """The form of a URN's schema."""
        expanded = self._expand(self._source(urn), _At((urn,), positive, lone=True))
        return close(expanded) if self.closed and positive else expanded

    def count(self) -> None:
        """Counts a schema object that is made, or taken from another form."""
        self._made += 1
        self.spend()
        if self._made > self.limit:
            raise TooLarge

    def _source(self, urn: str) -> Schema:
        if urn not in self.overrides:
            return self.lowered(urn)
        self.used.add(urn)
        return self.overrides[urn]

    def _expand(self, schema: Schema, at: _At) -> Schema:
        if isinstance(schema, bool):
            return schema
        self.count()
        if UNREAD in schema:
            raise Unread(str(schema[UNREAD]))
        asserting = [keyword for keyword in schema if keyword in KEYWORDS]
        if at.lone and len(asserting) > 1:
            at = _At(at.stack, at.positive, lone=False)
        out: dict[str, Any] = {}
        for keyword in asserting:
            self._keyword(keyword, schema[keyword], out, at)
        for name in schema.get(UNSENT, ()) if at.positive else ():
            # The writer never sends it, and the reader never looks at it.
            out["properties"] = {**out.get("properties", {}), name: not self.closed}
        return self._with_reference(schema, out, at)

    def _keyword(self, keyword: str, value: Any, out: dict[str, Any], at: _At) -> None:
        beside = self._beside(value) if keyword == "oneOf" else None
        if beside is not None:
            keyword = "anyOf"
            if beside is not True:
                out["allOf"] = [*out.get("allOf", ()), beside]
        if keyword in IN_PLACE_LISTS:
            if keyword != "oneOf":  # a part said twice says nothing more
                value = list({text_of(item): item for item in value}.values())
            lone = at.lone and (keyword != "allOf" or len(value) == 1)
            inner = _At(at.stack, at.positive and keyword != "oneOf", lone)
            expanded = [self._expand(item, inner) for item in value]
            if keyword == "anyOf" and keyword in out:
                out["allOf"] = [*out.get("allOf", ()), {keyword: expanded}]
            else:
                out[keyword] = [*out.get(keyword, ()), *expanded]
            if self.closed and at.positive and keyword == "oneOf":
                branches = [self._expand(item, at) for item in value]
                out["allOf"] = [*out.get("allOf", ()), {"anyOf": branches}]
        elif keyword in IN_PLACE:
            positive = at.positive and keyword in ("then", "else")
            out[keyword] = self._expand(value, _At(at.stack, positive, lone=False))
        elif keyword in IN_PLACE_MAPS and isinstance(value, dict):
            out[keyword] = {
                name: self._expand(item, _At(at.stack, at.positive, lone=False)) for name, item in value.items()
            }
        elif keyword in CHILD_MAPS and isinstance(value, dict):
            out[keyword] = {name: self._child(item, at) for name, item in value.items()}
        elif keyword in CHILD_LISTS and isinstance(value, list):
            out[keyword] = [self._child(item, at) for item in value]
        elif keyword in CHILDREN:
            out[keyword] = self._child(value, at)
        elif keyword != "$ref":
            out[keyword] = value

    def _beside(self, branches: Any) -> Schema | None:
        """What the branches of a `oneOf` need beside them to be an `anyOf`."""
        known = self.exclusions.get(id(branches))
        if known is None or known.branches is not branches or not known.read.isdisjoint(self.overrides):
            read: set[str] = set()

            def source(urn: str) -> Schema:
                read.add(urn)
                return self._source(urn)

            known = _Exclusion(branches, exclusion(branches, source), read)
            if read.isdisjoint(self.overrides):
                self.exclusions[id(branches)] = known
        return known.beside

    def _child(self, value: Any, at: _At) -> Schema:
        if isinstance(value, dict) and isinstance(value.get("$ref"), str):
            return self.child(value["$ref"], at.positive)
        return value if isinstance(value, dict | bool) else True

    def _with_reference(self, schema: dict[str, Any], out: dict[str, Any], at: _At) -> Schema:
        urn = schema.get("$ref")
        if not isinstance(urn, str):
            return out
        if at.lone and at.positive and urn not in self.overrides:
            stands = self.branch(urn)
            if stands is not None:
                return stands
        if urn in at.stack:
            raise Unread("a schema refers to itself at the same place")
        stands = self._expand(self._source(urn), _At((*at.stack, urn), at.positive, at.lone))
        return {**out, "allOf": [*out.get("allOf", ()), stands]} if out else stands


@dataclass(frozen=True, slots=True)
class _Declared:
    """What an expanded schema declares to be sent."""

    names: frozenset[str] = frozenset()
    patterns: frozenset[str] = frozenset()
    is_told: bool = False
    """`properties` or the like is written at all, be it empty."""
    is_open: bool = False
    """Further properties are written out to be sent too."""

    def __or__(self, other: "_Declared") -> "_Declared":
        return _Declared(
            self.names | other.names,
            self.patterns | other.patterns,
            self.is_told or other.is_told,
            self.is_open or other.is_open,
        )


_NOTHING: Final = _Declared()


def close(schema: Schema) -> Schema:
    """The schema fenced to the properties that it declares."""
    return _closed(schema, _NOTHING)


def declared_names(schema: Schema) -> frozenset[str]:
    """Every property that an expanded schema names, in whatever branch."""
    return _declared(schema, deep=True).names


def sent_names(schema: Schema) -> tuple[frozenset[str], bool]:
    """What the writer of an expanded schema may send once it is closed: the names, and whether there may be others."""
    own, deep = _declared(schema), _declared(schema, deep=True)
    return deep.names, not own.is_told or deep.is_open or bool(deep.patterns)


def _closed(schema: Schema, around: _Declared) -> Schema:
    if isinstance(schema, bool):
        return schema
    own = _declared(schema)
    if own.is_open:
        return schema
    own |= around
    groups = list(_alternatives(schema))
    within = [reduce(or_, (_declared(branch, deep=True) for branch in group), _NOTHING) for group in groups]
    if not any(found.is_told for found in within):
        return _fenced(schema, reduce(or_, within, own)) if own.is_told else schema
    extra = []
    for at, group in enumerate(groups):
        others = reduce(or_, (found for other, found in enumerate(within) if other != at), own)
        extra.append({"anyOf": [_closed(branch, replace(others, is_open=False)) for branch in group]})
    kept = schema if _counts_evaluated(schema) else _without_alternatives(schema)
    return {**kept, "allOf": [*kept.get("allOf", ()), *extra]}


def _counts_evaluated(schema: Schema) -> bool:
    """Whether it matters beside what an alternative stands."""
    return isinstance(schema, dict) and (
        any(keyword.startswith("unevaluated") for keyword in schema)
        or any(map(_counts_evaluated, schema.get("allOf", ())))
    )


def _without_alternatives(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema without what `_alternatives` gives: closed, each says what it said and more."""
    out = {keyword: value for keyword, value in schema.items() if keyword != "anyOf"}
    if "allOf" in out:
        out["allOf"] = [_without_alternatives(part) if isinstance(part, dict) else part for part in out["allOf"]]
    return out


def _alternatives(schema: dict[str, Any]) -> Iterator[list[Schema]]:
    if isinstance(schema.get("anyOf"), list):
        yield schema["anyOf"]
    for part in schema.get("allOf", ()):
        if isinstance(part, dict):
            yield from _alternatives(part)


def _declared(schema: Schema, *, deep: bool = False) -> _Declared:
    if isinstance(schema, bool):
        return _NOTHING
    own = _Declared(
        frozenset((*schema.get("properties", ()), *schema.get("required", ()))),
        frozenset(schema.get("patternProperties", ())),
        is_told="properties" in schema or "patternProperties" in schema,
        is_open=any(schema.get(keyword, False) is not False for keyword in _OPENERS),
    )
    parts: list[Any] = [*schema.get("allOf", ()), *(schema.get("dependentSchemas") or {}).values()]
    parts += [schema[keyword] for keyword in ("if", "then", "else") if keyword in schema]
    if deep:
        parts += [branch for keyword in _ALTERNATIVES for branch in schema.get(keyword, ())]
    return reduce(or_, (_declared(part, deep=deep) for part in parts), own)


def _fenced(schema: dict[str, Any], declared: _Declared) -> Schema:
    names, patterns = declared.names, declared.patterns
    if names == frozenset(schema.get("properties", ())) and patterns == frozenset(schema.get("patternProperties", ())):
        return {**schema, "additionalProperties": False}
    fence: dict[str, Any] = {"properties": dict.fromkeys(sorted(names), True), "additionalProperties": False}
    if patterns:
        fence["patternProperties"] = dict.fromkeys(sorted(patterns), True)
    return {**schema, "allOf": [*schema.get("allOf", ()), fence]}
