"""Waivers: findings that somebody accepted, with a reason and an end; from `waivers.yaml` and from comments.

A waiver is itself governed: one without a reason, past its end or without a finding is a finding, which no waiver
covers. Applying waivers twice changes nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from govtool.catalog import globs
from govtool.catalog.validate import faults
from govtool.finding import INTERNAL_ERROR, Finding, Location, Severity, Waived
from govtool.model.shape import mapping, sequence, text, texts
from govtool.source.document import Document

ABOUT_WAIVERS = frozenset({
    "waiver-without-reason", "waiver-expired", "waiver-unused", "waiver-too-long", "waivers-invalid",
})
_NEVER = ABOUT_WAIVERS | {INTERNAL_ERROR}


@dataclass(frozen=True, slots=True, eq=False)
class Waiver:
    """One acceptance: every limit that is given must fit a finding."""

    rule: str
    reason: str
    until: str
    """The last day it holds, ISO 8601; empty for no end."""
    document: Document
    """Where it stands: `waivers.yaml`, or the contract with the comment."""
    at: Location
    approved_by: str = ""
    fingerprint: str = ""
    path: str = ""
    """A pattern of paths."""
    pointer: str = ""
    """A pattern of JSON pointers: `/paths/~1orders` and all below it."""
    contract: str = ""
    """`production-order@1`, or the name alone for every major version."""
    operations: tuple[str, ...] = ()
    """Operations, as `POST /orders`; what reaches any other one is not covered."""
    line: int = 0
    """The line it is about, for a comment; 0 for one of the file."""

    def covers(self, finding: Finding) -> bool:
        """Whether it is about a finding, whatever the day."""
        return (
            finding.rule == self.rule
            and self.fingerprint in ("", finding.fingerprint)
            and (not self.path or globs.matches(finding.at.document, [self.path]))
            and (not self.pointer or globs.matches(finding.at.fragment.removeprefix("/"), [self.pointer]))
            and self.contract in ("", finding.contract, finding.contract.rpartition("@")[0])
            and (not self.operations or (bool(finding.reach) and set(finding.reach) <= set(self.operations)))
            and (not self.line or self._is_beside(finding.at))
        )

    def _is_beside(self, at: Location) -> bool:
        """Whether a place, its key or its parent's key stands on the line of the comment."""
        if at.document != self.document.name:
            return False
        if at.span:
            return at.span.line == self.line
        spans = [self.document.span(at.pointer), self.document.span(at.pointer, "key")]
        if len(at.pointer) > 1:
            spans.append(self.document.span(at.pointer[:-1], "key"))
        return any(span.line == self.line for span in spans)

    def has_ended(self, today: date) -> bool:
        """Whether its last day is over; a date that cannot be read is reported elsewhere."""
        return bool(self.until) and self.until < today.isoformat()

    def as_waived(self) -> Waived:
        """The mark on a finding that it covers."""
        span = self.at.span or self.document.span(self.at.pointer)
        return Waived(self.reason, self.until, self.approved_by,
                      "inline" if self.line else f"{self.document.name}:{span.line}")


def read(document: Document) -> tuple[Waiver, ...]:
    """The waivers of a file; an entry without a rule is left out."""
    return tuple(
        Waiver(
            rule=row["rule"], reason=text(row.get("reason")).strip(), until=text(row.get("until")), document=document,
            at=document.at(("waivers", index)), approved_by=text(row.get("approved-by")),
            fingerprint=text(row.get("fingerprint")), path=text(row.get("path")), pointer=text(row.get("pointer")),
            contract=text(row.get("contract")), operations=texts(row.get("operations")),
        )
        for index, row in enumerate(map(mapping, sequence(mapping(document.data).get("waivers"))))
        if isinstance(row.get("rule"), str)
    )


def problems(document: Document) -> Iterator[Finding]:
    """What is wrong with the shape of the file."""
    return faults(document, "waivers")


def apply(
    findings: Sequence[Finding], waivers: Sequence[Waiver], today: date, *, complete: bool = True, most_days: int = 0
) -> list[Finding]:
    """The findings, those marked that a waiver covers, and what is wrong with the waivers themselves.

    `complete` says that every rule was run on every contract: only then can a waiver be called unused. `most_days` is
    how long a waiver may still hold; 0 for no limit.
    """
    by_rule: dict[str, list[Waiver]] = {}
    for waiver in waivers:
        by_rule.setdefault(waiver.rule, []).append(waiver)
    used: set[int] = set()
    judged = [_judged(finding, by_rule.get(finding.rule, ()), today, used) for finding in findings]
    known = {(finding.rule, finding.at) for finding in findings}
    last_day = (today + timedelta(most_days)).isoformat() if most_days else ""
    unused = {id(waiver) for waiver in waivers} - used if complete else set()
    complaints = (complaint for waiver in waivers
                  for complaint in _complaints(waiver, today, last_day, unused=id(waiver) in unused))
    return judged + [complaint for complaint in complaints if (complaint.rule, complaint.at) not in known]


def _judged(finding: Finding, candidates: Sequence[Waiver], today: date, used: set[int]) -> Finding:
    if finding.rule in _NEVER:
        return finding
    covering = [waiver for waiver in candidates if waiver.covers(finding)]
    used.update(map(id, covering))
    valid = [waiver for waiver in covering if not waiver.has_ended(today)]
    return replace(finding, waived=valid[0].as_waived()) if valid and finding.waived is None else finding


def _complaints(waiver: Waiver, today: date, last_day: str, *, unused: bool) -> Iterator[Finding]:
    def complaint(rule: str, message: str, advice: str, severity: Severity = Severity.WARNING) -> Finding:
        return Finding(rule, message, waiver.at, severity, help=advice, contract=waiver.contract,
                       subject=" ".join(filter(None, _limits(waiver))))

    if not waiver.reason:
        yield complaint("waiver-without-reason", f"`{waiver.rule}` is waived without a reason",
                        "say why it is accepted", Severity.ERROR)
    if waiver.has_ended(today):
        yield complaint("waiver-expired", f"the waiver of `{waiver.rule}` ended on {waiver.until}",
                        "mend the finding, or have the waiver approved again")
        return
    if unused:
        yield complaint("waiver-unused", f"no finding of `{waiver.rule}` is left that this waives", "delete it")
    if last_day and not "" < waiver.until <= last_day:
        held = f"until {waiver.until}" if waiver.until else "without an end"
        yield complaint("waiver-too-long", f"`{waiver.rule}` is waived {held}, expected until {last_day} at most",
                        "set `until`; whoever still needs it then has it approved again", Severity.ERROR)


def _limits(waiver: Waiver) -> tuple[str, ...]:
    return (waiver.rule, waiver.fingerprint, waiver.path, waiver.pointer, *waiver.operations)
