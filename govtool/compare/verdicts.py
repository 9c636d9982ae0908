"""The verdict of every row: proven compatible, proven breaking by a witness at a use, or possible with the reason.

A row is judged where its pair stands alone, and also wherever the pair is merged into another (`allOf`) or entangled
with it (`not`, `oneOf`): the worst verdict counts, because any use may break.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from typing import Any, Final

from govtool.compare.algebra import Algebra, Answer
from govtool.compare.budget import EACH, PAIR, Budget, Spent, allowed
from govtool.compare.dialects import Schema
from govtool.compare.forms import Form, TooLarge, Unread, declared_names
from govtool.compare.lift import Lifter, way_down
from govtool.compare.lower import Side
from govtool.compare.monotone import only_widens
from govtool.compare.pairs import Graph, Pair
from govtool.compare.patch import at_path, patched, put
from govtool.compare.patterns import Undecided
from govtool.compare.prove import Owned, Proof, Prover
from govtool.compare.questions import within
from govtool.compare.reasons import MASKED, SPENT, TOO_MANY, unshown
from govtool.compare.rows import Mode, Row
from govtool.compare.scene import Frame, Scene
from govtool.compare.sent import sent_pairs
from govtool.compare.values import MISSING, text_of
from govtool.compare.witness import candidates
from govtool.finding import Verdict

_TRIED: Final = 180
_LIFTED: Final = 2  # of each type of values
_BELOW: Final = 12
_MERGED: Final = 400


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is known of one row in one flow."""

    verdict: Verdict
    reason: str = ""
    proof: Proof | None = None
    same_values: bool = False
    """Old and new admit exactly the same values here."""


COMPATIBLE: Final = Outcome(Verdict.COMPATIBLE)
_ORDER: Final = (Verdict.COMPATIBLE, Verdict.POSSIBLE, Verdict.BREAKING)


def worse(one: Outcome, two: Outcome) -> Outcome:
    """The outcome that matters more."""
    return max(one, two, key=lambda outcome: _ORDER.index(outcome.verdict))


class Verdicts:
    """Decides every row of a walked graph."""

    def __init__(self, graph: Graph, old: Side, new: Side, *, literal: bool, formats: bool) -> None:
        self._graph = graph
        self._budget = Budget(allowed(old.words() + new.words()))
        self.prover = Prover(old, new, self._budget, literal=literal, formats=formats)
        self._lifter = Lifter(self.prover, self._scene)
        algebra = Algebra(formats=formats, spend=self._budget.spend)
        self._frames = {
            arrow: Frame(self.prover.lowered, algebra, names.shared, names.equal, literal, self._budget)
            for arrow, names in graph.names.items()
        }
        self._scenes: dict[int, Scene] = {}
        self._counts_evaluated = old.mentions("unevaluated") or new.mentions("unevaluated")
        self.outcomes: dict[int, Outcome] = {}
        """By the identity of the row."""

    def decide(self) -> None:
        """Judges every row in every pair that stands alone."""
        alone = [pair for pair in sent_pairs(self._graph.pairs.values(), self.prover.lowered) if pair.stands_alone]
        with within(self._budget.states()):
            for pair in sorted(alone, key=_is_entangled):  # what may take much work comes last
                self._decide(pair)

    def declares(self, urn: str, name: str) -> bool:
        """Whether a schema declares a property, in whatever branch."""
        try:
            form = Form(self.prover.lowered, lambda _, __: True).of(urn)
        except (TooLarge, Unread):
            return False
        return name in declared_names(form)

    def _decide(self, pair: Pair) -> None:
        listed = [item for item in islice(merged_rows(pair), _MERGED + 1) if not item[1].is_text]
        owned = [(owner, row) for owner, row, _ in listed]
        scene = self._scene(pair)
        self._budget.begin(EACH if _is_entangled(pair) else PAIR)
        self._budget.allow()
        try:
            doubtful = [
                (owner, row)
                for owner, row, deep in listed
                if not self._is_broken(row) and (deep or not self._only_widens(scene, owner, row))
            ]
            if len(listed) > _MERGED:
                self._note(doubtful, Outcome(Verdict.POSSIBLE, TOO_MANY))
            elif doubtful:
                self._judge(scene, owned, doubtful)
            self._note(owned, COMPATIBLE)
        except Spent:
            self._note(owned, Outcome(Verdict.POSSIBLE, SPENT))

    def _judge(self, scene: Scene, owned: list[Owned], doubtful: list[Owned]) -> None:
        """The rows that may matter: together where the algebra can say it, else one by one."""
        answer = Answer.UNKNOWN
        for whole in (False, True):
            answer = scene.covers(scene.reader(whole=whole), scene.writer(whole=whole))
            if answer is Answer.YES:
                self._note(owned, Outcome(Verdict.COMPATIBLE, same_values=self._is_same(scene, whole=whole)))
                return
            if answer is Answer.NO:
                break
        if self._takes_all(scene):
            return
        suspects = doubtful
        if answer is not Answer.NO or len(doubtful) > 1:
            with suppress(Spent):  # then each is tried by itself
                found = self._suspects(scene, doubtful)
                suspects = found if found or self._says_all(scene, owned) else doubtful
        for suspect in suspects:
            self._budget.allow()
            try:
                outcome = self._tried(scene, suspect, suspects)
            except Spent:
                outcome = Outcome(Verdict.POSSIBLE, SPENT)
            self._note([suspect], outcome)

    def _scene(self, pair: Pair) -> Scene:
        if id(pair) not in self._scenes:
            self._scenes[id(pair)] = Scene(pair, self._frames[pair.new_writes, pair.from_text])
        return self._scenes[id(pair)]

    def _is_broken(self, row: Row) -> bool:
        """Whether a break was shown already: nothing is worse."""
        known = self.outcomes.get(id(row))
        return known is not None and known.verdict is Verdict.BREAKING

    def _only_widens(self, scene: Scene, owner: Pair, row: Row) -> bool:
        """Whether the row is harmless whatever stands around it."""
        if self._counts_evaluated:
            return False
        reader = self.prover.lowered(owner.reader)
        return only_widens(row, new_writes=owner.new_writes, reader=reader) or (
            row.keyword == "properties"
            and (row.new if owner.new_writes else row.old) is MISSING
            and scene.never_sends(row.name)
        )

    def _takes_all(self, scene: Scene) -> bool:
        """Whether the writer has only a few values to send, and each of them is taken."""
        values = scene.finite(scene.writer())
        try:
            return values is not None and not any(self.prover.proof(scene.pair, value) for value in values)
        except Undecided:
            return False

    def _is_same(self, scene: Scene, *, whole: bool) -> bool:
        """Whether both versions admit the same values and declare the same: then the text changed, not what it says."""
        pair = scene.pair
        for closed in (False, True):
            one, two = (scene.form(urn, whole=whole, closed=closed) for urn in (pair.writer, pair.reader))
            if one is None or two is None or declared_names(one) != declared_names(two):
                return False
            if scene.covers(one, two) is not Answer.YES or scene.covers(two, one) is not Answer.YES:
                return False
        return True

    def _note(self, owned: Sequence[Owned], outcome: Outcome) -> None:
        for _, row in owned:
            known = self.outcomes.get(id(row))
            if known is None or _ORDER.index(outcome.verdict) > _ORDER.index(known.verdict):
                self.outcomes[id(row)] = outcome

    def _suspects(self, scene: Scene, owned: list[Owned]) -> list[Owned]:
        """The rows that are not harmless, by halving: rows that are harmless together need no look at each."""
        overrides = self._overrides(owned)
        if scene.is_harmless(overrides):
            return []
        if len(owned) == 1:
            return [] if scene.is_harmless(overrides, whole=True) else owned
        middle = len(owned) // 2
        return [*self._suspects(scene, owned[:middle]), *self._suspects(scene, owned[middle:])] or owned

    def _says_all(self, scene: Scene, owned: list[Owned]) -> bool:
        """Whether the rows are the whole difference: with them the writer's schema reads as the reader's does."""
        overrides = self._overrides(owned)
        return any(
            scene.covers(scene.reader(whole=whole), scene.changed(overrides, whole=whole)) is Answer.YES
            for whole in (False, True)
        )

    def _overrides(self, owned: Sequence[Owned]) -> dict[str, Schema]:
        """The writer's schemas with these rows as the reader has them; the innermost first: others may replace it."""
        out: dict[str, Schema] = {}
        lowered = self.prover.lowered
        for pair, row in sorted(owned, key=lambda item: -len(item[1].old_path) - len(item[1].new_path)):
            source = out.get(pair.writer, lowered(pair.writer))
            out[pair.writer] = patched(source, row, lowered(pair.reader), new_writes=pair.new_writes)
        return out

    def _tried(self, scene: Scene, suspect: Owned, suspects: list[Owned]) -> Outcome:
        """Candidates one by one, until one is refused where the suspect is and sent at a use."""
        doubt, masked = "", False
        lifts: Counter[type] = Counter()
        unplaced: Proof | None = None
        for value in self._candidates(scene, suspect):
            if lifts[type(value)] == _LIFTED:
                continue
            try:
                proof = self.prover.found(scene.pair, value)
            except Undecided as error:
                doubt = doubt or str(error)
                continue
            if proof is None:
                continue
            if not self.prover.pointing(proof, suspect):
                masked = masked or any(self.prover.pointing(proof, other) for other in suspects if other is not suspect)
                unplaced = unplaced or proof
                continue
            outcome = self._lifted(scene, proof, suspect, suspects)
            lifts[type(value)] += 1
            if outcome.verdict is not Verdict.POSSIBLE:
                return outcome
            doubt = outcome.reason
        if unplaced is not None and not masked and not lifts:
            return self._lifted(scene, unplaced, None, suspects)
        reason = doubt or (MASKED if unplaced else unshown(self.prover, scene, suspect[1]))
        return Outcome(Verdict.POSSIBLE, reason)

    def _candidates(self, scene: Scene, suspect: Owned) -> Iterator[object]:
        """Different values to try, a bounded number."""
        seen: set[bytes] = set()
        plain = candidates(scene, suspect[1], self._overrides([suspect]))
        tries = chain(self._by_branch(scene, suspect), self._from_below(scene, suspect), plain)
        for value in islice(tries, _TRIED + _TRIED // 3):
            text = text_of(value)
            if text not in seen and len(seen) < _TRIED:
                seen.add(text)
                if value != "":
                    yield value
        if text_of("") in seen:  # an empty text shows least: last
            yield ""

    def _from_below(self, scene: Scene, suspect: Owned) -> Iterator[object]:
        """Values that show the row where it stands, built into values of the pair that it is judged with."""
        owner, row = suspect
        steps = way_down(scene.pair, owner) if owner is not scene.pair else []
        inner = self._scene(owner)
        for value in islice(candidates(inner, row, self._overrides([suspect])), _BELOW) if steps else ():
            if self.prover.refuses(owner, value):
                yield from self._lifter.built(steps, value)

    def _by_branch(self, scene: Scene, suspect: Owned) -> Iterator[object]:
        """Values of each branch of the writer's list, where the list differs."""
        pair, row = suspect
        source, path = self.prover.lowered(pair.writer), row.new_path if pair.new_writes else row.old_path
        branches = at_path(source, (*path, row.keyword)) if row.keyword in ("anyOf", "oneOf") else None
        for at in range(len(branches)) if isinstance(branches, list) else ():
            writer = scene.writer({pair.writer: put(source, path, partial(_with_branch, row.keyword, at))})
            yield from scene.refused(writer, scene.reader(), 3)
            yield from scene.some(writer, 3)

    def _lifted(self, scene: Scene, proof: Proof, suspect: Owned | None, suspects: Sequence[Owned]) -> Outcome:
        found = self._lifter.lifted(scene.pair, proof, self._overrides([suspect] if suspect else suspects))
        if isinstance(found, Proof):
            return Outcome(Verdict.BREAKING, proof=self.prover.worded(found, suspect))
        return Outcome(Verdict.POSSIBLE, found) if found else COMPATIBLE


def _with_branch(keyword: str, at: int, schema: dict[str, Any]) -> Schema:
    """A schema with one of its branches alone."""
    return {**schema, keyword: [schema[keyword][at]]}


def _is_entangled(pair: Pair) -> bool:
    return any(edge.mode is Mode.ENTANGLED for edge, _ in pair.edges)


def merged_rows(pair: Pair) -> Iterator[tuple[Pair, Row, bool]]:
    """The rows judged together with a pair: its own, and those of pairs merged into it or, last, entangled with it."""
    seen, todo = {id(pair)}, [(pair, False)]
    while todo:
        owner, deep = todo.pop()
        yield from ((owner, row, deep) for row in owner.rows)
        for edge, behind in owner.edges:
            joined = deep or edge.mode in (Mode.MERGED, Mode.ENTANGLED)
            if joined and id(behind) not in seen:
                seen.add(id(behind))
                todo.append((behind, deep or edge.mode is Mode.ENTANGLED))
