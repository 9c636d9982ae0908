"""One difference between two versions of a contract, and its verdict."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from govtool.finding.finding import Finding, Witness
from govtool.finding.place import Location, Related
from govtool.finding.scale import Bump, Confidence, Severity


class Effect(StrEnum):
    """What a change does to the set of values that may flow."""

    NONE = "none"
    WIDER = "wider"
    NARROWER = "narrower"
    DIFFERENT = "different"


class Verdict(StrEnum):
    """The three words that people see."""

    COMPATIBLE = "compatible"
    BREAKING = "breaking"
    POSSIBLE = "possible"


@dataclass(frozen=True, slots=True)
class Commit:
    """The commit that made a change, for a changelog."""

    id: str
    date: str
    """The day on which it was written: `2026-01-31`."""
    author: str
    subject: str

    @property
    def title(self) -> str:
        """As people name it: `4f2c1a9 2026-01-31 Add the yield`."""
        return f"{self.id[:7]} {self.date} {self.subject}".rstrip()


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between two versions of a contract, by root cause.

    `where` is the place in the new version (for a removal: the nearest place that still stands there), `was` the
    place in the old one. `confidence` tells a proven break from one by policy; `reason` says why a policy or a
    possible verdict was given. `reach` lists every operation, as `POST /orders`, that it touches.
    """

    id: str
    message: str
    where: Location | None
    was: Location | None
    effect: Effect
    verdict: Verdict
    confidence: Confidence = Confidence.CERTAIN
    bump: Bump = Bump.PATCH
    reason: str = ""
    writer: str = ""
    """Who writes the data that changed: `consumer` or `provider`; empty for text and structure."""
    witness: Witness | None = None
    reach: tuple[str, ...] = ()
    against: str = ""
    """The version compared with."""
    subject: str = ""
    contract: str = ""
    """The identity of the contract it belongs to, as the new version has it."""
    commit: Commit | None = None
    affects: tuple[str, ...] = ()
    """The declared consumers that would notice."""

    def as_finding(self, severity: Severity, contract: str = "", help: str = "") -> Finding:  # noqa: A002 - as in Finding
        """This change as something to act on: at its new place, with the old one beside it."""
        at = self.where or self.was or Location("")
        related = (Related(self.was, "old"),) if self.where and self.was else ()
        return Finding(
            self.id, self.message, at, severity, self.confidence, related, help, self.witness,
            contract=contract, subject=self.subject, reach=self.reach, bump=self.bump, reason=self.reason,
            affects=self.affects,
        )

    def sort_key(self) -> tuple[Any, ...]:
        """Breaking first, then possible; then by place."""
        order: Sequence[Verdict] = (Verdict.BREAKING, Verdict.POSSIBLE, Verdict.COMPATIBLE)
        at = self.where or self.was
        place = (at.document, tuple(str(part) for part in at.pointer)) if at else ("", ())
        return (order.index(self.verdict), -self.bump, place, self.id, self.message)
