"""Proofs: a value that the writer of a pair sends and its reader refuses, at the place where a row differs."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from govtool.compare.budget import Budget
from govtool.compare.dialects import Schema
from govtool.compare.forms import Form, TooLarge, Unread
from govtool.compare.judge import Judge, Refusal
from govtool.compare.lower import UNREAD, Side
from govtool.compare.pairs import Pair
from govtool.compare.patch import at_path
from govtool.compare.patterns import Undecided
from govtool.compare.rows import Row
from govtool.compare.textual import text_schema
from govtool.compare.values import MISSING

Owned = tuple[Pair, Row]
"""A row and the pair that it is a row of."""

_RELATED: Final[Mapping[str, frozenset[str]]] = {
    "properties": frozenset({"additionalProperties", "unevaluatedProperties", "propertyNames", "patternProperties"}),
    "patternProperties": frozenset({"additionalProperties", "unevaluatedProperties"}),
    "prefixItems": frozenset({"items", "unevaluatedItems"}),
    "minContains": frozenset({"contains"}),
    "maxContains": frozenset({"contains"}),
    "if": frozenset({"then", "else"}),
    "then": frozenset({"if"}),
    "else": frozenset({"if"}),
    "enum": frozenset({"const"}),
}
_HIDING: Final = frozenset({"anyOf", "oneOf", "not", "if", "then", "else", "allOf", "contains", "dependentSchemas"})


@dataclass(frozen=True, slots=True)
class Proof:
    """A value that the writer sends and the reader refuses, and why it does."""

    value: Any
    refusals: tuple[Refusal, ...]
    pair: Pair
    """Where it is sent."""


class Prover:
    """The schemas of both versions by URN, and the judge of values at pairs of them."""

    def __init__(self, old: Side, new: Side, budget: Budget, *, literal: bool, formats: bool) -> None:
        self._sides = {old.tag: old, new.tag: new}
        self.literal = literal
        self._judge = Judge(self.lowered, budget, formats=formats)
        self._lowered: dict[str, Schema] = {}

    def side(self, urn: str) -> Side:
        """The version that a URN belongs to."""
        return self._sides[urn.split(":")[1]]

    def lowered(self, urn: str) -> Schema:
        """The schema of a URN; `x` at its end closes it to what is declared, `t` reads it from text."""
        known = self._lowered.get(urn)
        if known is None:
            known = self._lowered[urn] = (
                self._variant_or_why(urn[:-1], urn[-1]) if urn[-1] in "xt" else self.side(urn).lowered(urn)
            )
        return known

    def _variant_or_why(self, urn: str, kind: str) -> Schema:
        try:
            return self._variant(urn, kind)
        except (TooLarge, Unread) as error:
            return {UNREAD: str(error) or "the schemas are too large to be decided"}

    def _variant(self, urn: str, kind: str) -> Schema:
        def child(inner: str, positive: bool) -> Schema:  # noqa: FBT001 - as Form.child
            return {"$ref": inner + kind if positive else inner}

        schema = Form(self.side(urn).lowered, child, closed=kind == "x").of(urn)
        return schema if kind == "x" else text_schema(schema)

    def sends(self, pair: Pair, value: object) -> bool:
        """Whether the writer may send a value; Undecided where nobody can say."""
        return self._judge.accepts(self._sent(pair), value)

    def proof(self, pair: Pair, value: object) -> Proof | None:
        """The proof that a value is, if it is one; Undecided where nobody can say."""
        if not self.sends(pair, value):
            return None
        refusals = self._judge.refusals(_read(pair), value)
        return Proof(value, tuple(refusals), pair) if refusals else None

    def found(self, pair: Pair, value: object) -> Proof | None:
        """As `proof`, for a candidate: most are none, which is told sooner."""
        return self.proof(pair, value) if self._may_prove(pair, value) else None

    def refuses(self, pair: Pair, value: object) -> bool:
        """Whether a value seems to be a proof, as far as anybody can say."""
        try:
            return self._may_prove(pair, value)
        except Undecided:
            return False

    def _may_prove(self, pair: Pair, value: object) -> bool:
        takes = self._judge.takes
        return takes(self._sent(pair), value) and not takes(_read(pair), value)

    def _sent(self, pair: Pair) -> str:
        return pair.writer if self.literal else pair.writer + "x"

    def worded(self, proof: Proof, suspect: Owned | None) -> Proof:
        """The proof with the refusal that names the suspect first."""
        near = self.pointing(proof, suspect) if suspect is not None else []
        return replace(proof, refusals=(*near, *proof.refusals))

    def pointing(self, proof: Proof, suspect: Owned) -> list[Refusal]:
        """The refusals that lie at the suspect's keyword."""
        pair, row = suspect
        path = row.old_path if pair.new_writes else row.new_path
        wanted = self._pointer(pair.reader, (*path, row.keyword))
        read = row.old if pair.new_writes else row.new
        # A branch alone, without its list, counts as one: `S` beside `anyOf: [S, T]`.
        is_gone = read is MISSING or (read == [] and at_path(self.lowered(pair.reader), (*path, row.keyword)) is None)
        return [refusal for refusal in proof.refusals if self._is_near(refusal, wanted, row, is_gone=is_gone)]

    def _is_near(self, refusal: Refusal, wanted: tuple[object, ...], row: Row, *, is_gone: bool) -> bool:
        found = self._pointer(refusal.urn, refusal.path[2:] if refusal.urn[-1] == "t" else refusal.path)
        if is_gone and row.keyword in ("anyOf", "oneOf"):  # what the reader never had refuses nothing: all around does
            return found[: len(wanted) - 1] == wanted[:-1]
        if found[: len(wanted)] == wanted:
            return _names(row, refusal, found[len(wanted) :])
        if row.keyword == "properties" and not is_gone and refusal.at[:1] == (row.name,):
            return True  # the property's schema is written elsewhere
        if found[:-1] == wanted[:-1] and found[-1] in _RELATED.get(row.keyword, ()):
            named = (
                row.keyword != "properties" or found[-1] != "additionalProperties" or f"'{row.name}'" in refusal.message
            )
            return (is_gone and named) or row.keyword not in ("properties", "patternProperties")
        return len(found) < len(wanted) and wanted[: len(found)] == found and found[-1] in _HIDING

    def _pointer(self, urn: str, path: tuple[str | int, ...]) -> tuple[object, ...]:
        node = self.side(urn).node(urn)
        return (node.document.path, *node.pointer, *path)


def _read(pair: Pair) -> str:
    return pair.reader + "t" if pair.from_text else pair.reader


def _names(row: Row, refusal: Refusal, rest: tuple[object, ...]) -> bool:
    """Whether a refusal at a row's keyword is about the row's entry."""
    if row.keyword == "required":
        return not row.name or f"'{row.name}'" in refusal.message
    return not row.name or not rest or str(rest[0]) == row.name
