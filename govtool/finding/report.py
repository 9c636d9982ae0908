"""Everything one run has to say, ready to be rendered and to decide the exit code."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from govtool.finding.change import Change, Verdict
from govtool.finding.finding import INTERNAL_ERROR, Finding
from govtool.finding.place import Excerpt, Location
from govtool.finding.scale import Bump, Confidence, Severity


@dataclass(frozen=True, slots=True)
class ContractResult:
    """One line of the summary: a contract, what it was compared with, and the verdict."""

    name: str
    format: str
    version: str = ""
    baseline: str = ""
    """What it was compared with (`merge base 4f2c1a9`, `release 1.4.0`); empty when there was nothing."""
    needed: Bump = Bump.NONE
    next_version: str = ""
    """The smallest version that the changes allow; empty without a baseline."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something passed over, with its reason: nothing is skipped silently."""

    what: str
    reason: str


@dataclass(frozen=True, slots=True)
class Report:
    """Everything one run has to say; reporters render it and open no file."""

    command: str
    findings: tuple[Finding, ...] = ()
    contracts: tuple[ContractResult, ...] = ()
    changes: tuple[Change, ...] = ()
    excerpts: Mapping[Location, Excerpt] = field(default_factory=dict)
    skipped: tuple[Skipped, ...] = ()
    notes: tuple[str, ...] = ()
    """Lines that the reader should see once: the baseline taken, a shallow clone."""
    docs: Mapping[str, str] = field(default_factory=dict)
    """The page of each rule or change, in Markdown, by id; may be empty or hold only some."""
    fail_on: Severity | None = Severity.ERROR
    """The lightest severity that fails the run; None: findings never do."""
    fail_on_possible: bool = False
    fail_on_change: Verdict | None = None
    """For a `diff`: the lightest verdict of a change that fails the run; None: changes never do."""
    show_waived: bool = False
    brief: bool = False
    """For a `diff`: people are told how many compatible changes there are, not each of them; programs get them all."""

    @property
    def open_findings(self) -> tuple[Finding, ...]:
        """The findings that no waiver covers."""
        return tuple(finding for finding in self.findings if finding.waived is None)

    @property
    def crashed(self) -> bool:
        """A rule or check crashed: the report is whole, and the exit code is 3."""
        return any(finding.rule == INTERNAL_ERROR for finding in self.findings)

    @property
    def failed(self) -> bool:
        """A finding that is not waived, or a change of a `diff`, reaches the limit."""
        return any(map(self.fails, self.findings)) or any(map(self._breaks, self.changes))

    def _breaks(self, change: Change) -> bool:
        limit = self.fail_on_change
        return limit is not None and change.verdict in (Verdict.BREAKING, limit)

    def fails(self, finding: Finding) -> bool:
        """Whether this finding alone makes the run fail."""
        if finding.waived is not None:
            return False
        if finding.confidence is Confidence.POSSIBLE:
            return self.fail_on_possible
        return self.fail_on is not None and finding.severity >= self.fail_on

    def counts(self) -> Counter[Severity]:
        """How many open findings there are of each severity."""
        return Counter(finding.severity for finding in self.open_findings)
