"""The verdict of a schema's change where values alone do not decide: each rule a condition on one kind of change."""

from dataclasses import dataclass
from typing import Final, Protocol

from govtool.compare.lower import GUARD, UNSENT
from govtool.compare.pairs import Pair
from govtool.compare.patch import at_path
from govtool.compare.policies.extensible_enums import KEYWORD, gone, may_grow
from govtool.compare.rows import Mode, Row
from govtool.compare.verdicts import Outcome, Verdicts
from govtool.compare.wire import FORM
from govtool.finding import Confidence, Verdict

_UNKNOWN: Final = ("keyword-changed", "schema-unreadable")
_FEW: Final = 3
_IGNORED: Final = "the reader may ignore what it used to read"


class SchemaPolicy(Protocol):
    """The switches that concern schemas."""

    @property
    def removed_optional(self) -> Verdict:
        """What the removal of an optional property is that readers may use."""

    @property
    def extensible_enums(self) -> bool:
        """Whether every enum may grow without breaking its readers."""

    @property
    def literal(self) -> bool:
        """Whether schemas are sets of values and nothing else."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """A verdict after policy."""

    verdict: Verdict
    confidence: Confidence
    reason: str = ""


def _possible(reason: str) -> Ruling:
    return Ruling(Verdict.POSSIBLE, Confidence.POSSIBLE, reason)


SILENT: Final = Ruling(Verdict.COMPATIBLE, Confidence.CERTAIN)
"""Nobody notices."""


class SchemaRules:
    """Rules over judged rows."""

    def __init__(self, verdicts: Verdicts, policy: SchemaPolicy) -> None:
        self._verdicts, self._policy = verdicts, policy

    def ruling(self, pair: Pair, row: Row, id_: str, outcome: Outcome) -> Ruling:
        """The verdict of a row with the policies applied."""
        if id_ in _UNKNOWN:
            return _possible("govtool cannot tell what it means for values")
        if row.is_text:
            return self._of_text(pair, row, id_)
        if id_.startswith("discriminator-"):
            return _of_guard(row, outcome)
        if outcome.verdict is Verdict.BREAKING:
            return self._of_break(pair, row, id_)
        if id_ in ("property-removed", "pattern-property-removed") and not self._policy.literal:
            return self._removed(pair, row, outcome)
        return Ruling(outcome.verdict, Confidence.POSSIBLE if outcome.reason else Confidence.CERTAIN, outcome.reason)

    def _of_break(self, pair: Pair, row: Row, id_: str) -> Ruling:
        if id_ == "enum-value-added" and writer_of(pair) == "provider" and self._is_extensible(pair, row):
            return Ruling(Verdict.COMPATIBLE, Confidence.POLICY, "the enum is declared extensible")
        return Ruling(Verdict.BREAKING, Confidence.CERTAIN)

    def _of_text(self, pair: Pair, row: Row, id_: str) -> Ruling:
        """Words that assert nothing, and yet change what some send or read."""
        provider_writes = writer_of(pair) == "provider"
        if row.keyword == KEYWORD and not provider_writes and (lost := gone(row.old, row.new)):
            reason = f"a consumer may still send {', '.join(f'`{value}`' for value in lost[:_FEW])}"
            return Ruling(Verdict.BREAKING, Confidence.POLICY, reason)
        if id_.startswith("default-"):
            return _default_changed(pair)
        if id_.startswith("content-") and not self._policy.literal:
            return _possible("the text is the same, yet it is to be read otherwise")
        if id_.startswith("nullable-flag-") and provider_writes == (row.new is True):
            return _possible("`nullable` says nothing without `type`, yet many take it for `null`")
        if id_.startswith("read-only-") and row.new is True and not provider_writes:
            return _possible(_IGNORED)
        if id_.startswith("write-only-") and row.new is True and provider_writes:
            return self._lost()
        return SILENT

    def _removed(self, pair: Pair, row: Row, outcome: Outcome) -> Ruling:
        old = at_path(self._verdicts.prover.lowered(pair.old), row.old_path)
        if isinstance(old, dict) and row.name in old.get(UNSENT, ()):
            return SILENT
        if self._still_declared(pair, row.name):
            return Ruling(
                outcome.verdict, Confidence.POSSIBLE if outcome.reason else Confidence.CERTAIN, outcome.reason
            )
        return self._lost() if writer_of(pair) == "provider" else _possible(_IGNORED)

    def _lost(self) -> Ruling:
        verdict = self._policy.removed_optional
        confidence = Confidence.POSSIBLE if verdict is Verdict.POSSIBLE else Confidence.POLICY
        return Ruling(verdict, confidence, "readers of the field lose it (policy `removed-optional`)")

    def _still_declared(self, pair: Pair, name: str) -> bool:
        homes = [pair.new, *(above.new for edge, above in pair.parents if edge.mode is not Mode.CHILD)]
        return any(self._verdicts.declares(urn, name) for urn in homes)

    def _is_extensible(self, pair: Pair, row: Row) -> bool:
        old = self._verdicts.prover.lowered(pair.old)
        return self._policy.extensible_enums or may_grow((old, at_path(old, row.old_path)))


def _of_guard(row: Row, outcome: Outcome) -> Ruling:
    """A discriminator refuses nothing by the specification, yet readers choose by it (OpenAPI 3.1.1 section 4.8.25)."""
    if outcome.verdict is not Verdict.BREAKING:
        return Ruling(outcome.verdict, Confidence.POSSIBLE if outcome.reason else Confidence.CERTAIN, outcome.reason)
    if all(isinstance(side, dict) and GUARD in side for side in (row.old, row.new)):
        return Ruling(Verdict.BREAKING, Confidence.POLICY, "readers choose the branch by the discriminator")
    return _possible("a discriminator refuses nothing, yet a reader may choose by it")


def _default_changed(pair: Pair) -> Ruling:
    if pair.wire is not None and pair.wire.required:
        return Ruling(Verdict.COMPATIBLE, Confidence.CERTAIN, "a required parameter has no use for its default")
    if pair.wire is not None and pair.wire.location != FORM:
        return Ruling(
            Verdict.BREAKING, Confidence.POLICY, "a client that leaves the parameter out gets another behaviour"
        )
    return _possible("whoever leaves the value out may get another behaviour")


def writer_of(pair: Pair) -> str:
    """Who writes: `consumer` or `provider`."""
    return "consumer" if pair.writer.rsplit(":", 1)[1] == "c" else "provider"
