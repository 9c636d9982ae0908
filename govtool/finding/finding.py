"""One fact about a contract, with all that makes it actionable: proof, fix, waiver, and who is touched."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from govtool.finding.place import Location, Related, Span
from govtool.finding.scale import Bump, Confidence, Severity

INTERNAL_ERROR = "internal-error"
"""The rule id of a contained bug: it names the rule that crashed; the run ends with exit code 3."""


@dataclass(frozen=True, slots=True)
class Witness:
    """A concrete value that proves a break: the writer's side takes it, the reader's side refuses it."""

    value: Any
    accepted_by: str
    refused_by: str
    reason: str = ""
    """What the refusing side says of it."""
    request: str = ""
    """How to send it: a curl command, for requests."""


@dataclass(frozen=True, slots=True)
class Fix:
    """A text edit that removes the finding: replace each span by its text."""

    title: str
    edits: tuple[tuple[Location, Span, str], ...]
    safe: bool = True


@dataclass(frozen=True, slots=True)
class Waived:
    """Why a finding does not count: who accepted it, until when."""

    reason: str
    until: str = ""
    approved_by: str = ""
    origin: str = ""
    """Where the waiver stands: `waivers.yaml:12`, `inline`."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One fact about a contract that somebody should know.

    `rule` is the id of a lint rule, a change or a check; `contract` the identity of the contract it belongs to
    (package name with major, or the path); `subject` names the place where the pointer alone would not survive an
    edit, such as a parameter of a list; `reach` lists the operations and messages that lead to it.
    """

    rule: str
    message: str
    at: Location
    severity: Severity = Severity.ERROR
    confidence: Confidence = Confidence.CERTAIN
    related: tuple[Related, ...] = ()
    help: str = ""
    witness: Witness | None = None
    fixes: tuple[Fix, ...] = ()
    waived: Waived | None = None
    contract: str = ""
    subject: str = ""
    reach: tuple[str, ...] = ()
    affects: tuple[str, ...] = ()
    """The declared consumers that would notice."""
    bump: Bump | None = None
    """For a change: the version step it needs."""
    reason: str = ""
    """Why a policy decided, or why the matter stays possible."""

    @property
    def label(self) -> str:
        """The word it is counted and shown under: `breaking`, `possible`, or that of its severity."""
        if self.confidence is Confidence.POSSIBLE:
            return "possible"
        return "breaking" if self.bump is Bump.MAJOR else self.severity.label

    @property
    def fingerprint(self) -> str:
        """A stable identity: rule, contract and names on the way, never line numbers or list indexes."""
        path = self.subject or "/".join("*" if isinstance(part, int) else part for part in self.at.pointer)
        text = "\0".join((self.rule, self.contract or self.at.document, path))
        from hashlib import sha256

        return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]

    def sort_key(self) -> tuple[Any, ...]:
        """Heaviest first, then by place: the same findings are always shown in the same order."""
        pointer = tuple((isinstance(part, str), str(part).zfill(9) if isinstance(part, int) else part)
                        for part in self.at.pointer)
        line = (self.at.span.line, self.at.span.column) if self.at.span else (0, 0)
        return (-self.severity, self.at.document, line, pointer, self.rule, self.message)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Sorted, and each said once: the same rule at the same place with the same message is one finding."""
    seen: dict[tuple[Any, ...], Finding] = {}
    for finding in findings:
        key = (finding.rule, finding.at, finding.message, finding.contract)
        known = seen.get(key)
        seen[key] = finding if known is None else _joined(known, finding)
    return tuple(sorted(seen.values(), key=Finding.sort_key))


def _joined(known: Finding, other: Finding) -> Finding:
    return replace(
        known,
        severity=max(known.severity, other.severity),
        reach=tuple(dict.fromkeys((*known.reach, *other.reach))),
        affects=tuple(dict.fromkeys((*known.affects, *other.affects))),
    )
