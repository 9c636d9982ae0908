"""Judged rows as `Change`s: one for each schema node and keyword, with every operation that it reaches."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from govtool.compare.lower import GUARD
from govtool.compare.names import name_of
from govtool.compare.pairs import Graph, Pair
from govtool.compare.rows import Row
from govtool.compare.schema_policy import SILENT, Ruling, SchemaRules, writer_of
from govtool.compare.values import MISSING, shown
from govtool.compare.verdicts import COMPATIBLE, Outcome, Verdicts, worse
from govtool.compare.wording import Words, describe, says_nothing
from govtool.finding import Bump, Change, Confidence, Effect, Location, Pointer, Verdict, Witness

_ORDER: Final = (Verdict.BREAKING, Verdict.POSSIBLE, Verdict.COMPATIBLE)
_REWRITTEN: Final = "schema-rewritten"


class Telling:
    """Turns the rows of a decided graph into changes."""

    def __init__(
        self, graph: Graph, verdicts: Verdicts, operations: Sequence[str], rules: SchemaRules, versions: tuple[str, str]
    ) -> None:
        self._graph, self._verdicts, self._rules = graph, verdicts, rules
        self._operations, self._versions = operations, versions
        self._reaches: dict[int, tuple[str, ...]] = {}

    def changes(self) -> list[Change]:
        """Every change once, in order."""
        found: dict[tuple[str, Location | None, Location | None, str], Change] = {}
        for pair in self._graph.pairs.values():
            for change in self._of(pair):
                key = (change.id, change.where, change.was, change.message)
                known = found.get(key)
                found[key] = change if known is None else _merged(known, change, self._operations)
        return sorted(found.values(), key=Change.sort_key)

    def _of(self, pair: Pair) -> Iterator[Change]:
        judged = [
            row
            for row in pair.rows
            if not (row.is_text or (says_nothing(row) and self._outcome(row).verdict is Verdict.COMPATIBLE))
        ]
        if judged and all(self._outcome(row).same_values for row in judged):
            prover = self._verdicts.prover
            old, new = prover.side(pair.old), prover.side(pair.new)
            words = Words(
                _REWRITTEN,
                f"{name_of(new.node(pair.new))} is written otherwise and accepts the same values",
                Effect.NONE,
            )
            places = new.place(pair.new), old.place(pair.old)
            yield self._change(pair, words, places, SILENT, COMPATIBLE)
            judged = []
        guarded = any(_is_guard(row) for row in judged)
        twins = _twins(judged)
        for row in (*judged, *(row for row in pair.rows if row.is_text)):
            if (
                not (guarded and row.keyword == "discriminator")
                and id(row) not in twins.values()
                and not self._holds_definitions(pair, row)
            ):
                yield self._tell(pair, row, twins)

    def _outcome(self, row: Row) -> Outcome:
        return self._verdicts.outcomes.get(id(row), COMPATIBLE)

    def _holds_definitions(self, pair: Pair, row: Row) -> bool:
        """Whether an unknown keyword is a place for definitions: those are compared where they are used."""
        if not row.is_text or row.old_path or row.new_path or row.keyword.startswith("x-govtool"):
            return False
        side = self._verdicts.prover.side
        return isinstance(row.new if row.old is MISSING else row.old, dict) and any(
            side(urn).is_referred_to(urn, row.keyword) for urn in (pair.old, pair.new)
        )

    def _tell(self, pair: Pair, row: Row, twins: Mapping[int, int]) -> Change:
        prover = self._verdicts.prover
        old, new = prover.side(pair.old), prover.side(pair.new)
        where = new.place(pair.new, (*row.new_path, row.keyword, *_entry(row, row.new)))
        was = old.place(pair.old, (*row.old_path, row.keyword, *_entry(row, row.old)))
        is_twin = id(row) in twins
        words = describe(
            row, name_of(new.node(pair.new), row.new_path), lambda urn: prover.side(urn).title(urn)[-1], whole=is_twin
        )
        outcome = (
            worse(self._outcome(row), self._verdicts.outcomes.get(twins[id(row)], COMPATIBLE))
            if is_twin
            else self._outcome(row)
        )
        return self._change(pair, words, (where, was), self._rules.ruling(pair, row, words.id, outcome), outcome)

    def _change(
        self, pair: Pair, words: Words, places: tuple[Location, Location], ruling: Ruling, outcome: Outcome
    ) -> Change:
        where, was = places
        return Change(
            words.id,
            words.message,
            where,
            was,
            words.effect,
            ruling.verdict,
            ruling.confidence,
            bump=_bump(words, ruling.verdict),
            reason=ruling.reason,
            writer="" if words.effect is Effect.NONE and ruling == SILENT else writer_of(pair),
            witness=self._witness(pair, outcome) if ruling.verdict is Verdict.BREAKING else None,
            reach=self._reach(pair.uses),
        )

    def _reach(self, uses: int) -> tuple[str, ...]:
        """The operations of a bit set; many changes have the same."""
        if uses not in self._reaches:
            bits = bin(uses)[:1:-1]
            self._reaches[uses] = tuple(name for name, bit in zip(self._operations, bits, strict=False) if bit == "1")
        return self._reaches[uses]

    def _witness(self, pair: Pair, outcome: Outcome) -> Witness | None:
        if outcome.proof is None:
            return None
        before, now = self._versions[0] or "the old version", "now"
        writer, reader = (now, before) if pair.new_writes else (before, now)
        proof = outcome.proof
        said = proof.refusals[0].said if proof.refusals else ""
        value = shown(proof.value)
        return Witness(value, writer, reader, said, proof.pair.request(value) if proof.pair.request else "")


def _twins(rows: Sequence[Row]) -> dict[int, int]:
    """Rows that say the same as another: a required property that came or went is one event, not two."""
    needed = {(row.old_path, row.new_path, row.name): row for row in rows if row.keyword == "required"}
    found = {}
    for row in rows:
        twin = needed.get((row.old_path, row.new_path, row.name)) if row.keyword == "properties" else None
        if twin is not None and row.old is MISSING and twin.old is MISSING:
            found[id(twin)] = id(row)
        elif twin is not None and row.new is MISSING and twin.new is MISSING:
            found[id(row)] = id(twin)
    return found


def _is_guard(row: Row) -> bool:
    return any(isinstance(side, dict) and GUARD in side for side in (row.old, row.new))


def _entry(row: Row, value: object) -> Pointer:
    if not row.name or row.keyword == "required":
        return ()
    return (int(row.name) if row.keyword == "prefixItems" else row.name,) if value is not MISSING else ()


def _bump(words: Words, verdict: Verdict) -> Bump:
    if verdict is Verdict.BREAKING:
        return Bump.MAJOR
    return Bump.PATCH if words.effect is Effect.NONE and words.id != "deprecated-added" else Bump.MINOR


def _merged(one: Change, two: Change, operations: Sequence[str]) -> Change:
    """The same change in two flows: the worse verdict, and where that holds."""
    if one.verdict is two.verdict and one.confidence is two.confidence:
        reach = {*one.reach, *two.reach}
        kept = one if one.witness is not None or two.witness is None else two
        return replace(kept, reach=tuple(name for name in operations if name in reach))
    return min(one, two, key=lambda change: (_ORDER.index(change.verdict), change.confidence is not Confidence.CERTAIN))
