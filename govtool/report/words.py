"""The wording that several formats share: places, counts, reach, and findings gathered by contract."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from govtool.finding import ContractResult, Excerpt, Finding, Location, Report, Skipped, Span

LABELS = ("breaking", "possible", "error", "warning", "info", "hint")
_PLURAL = {"error": "errors", "warning": "warnings", "info": "infos", "hint": "hints"}
_NAMED = 3
_OPERATION = re.compile(r"[A-Z]+ ")


@dataclass(frozen=True, slots=True)
class Group:
    """What belongs to one contract; `result` is missing where no contract of that name was judged."""

    name: str
    result: ContractResult | None
    findings: tuple[Finding, ...]


def groups(report: Report, findings: Iterable[Finding]) -> tuple[Group, ...]:
    """The findings by contract: the report's contracts first and in its order, then any other name, sorted."""
    results = {result.name: result for result in report.contracts}
    found: dict[str, list[Finding]] = {name: [] for name in results}
    for finding in findings:
        found.setdefault(finding.contract or finding.at.document, []).append(finding)
    names = (*results, *sorted(name for name in found if name not in results))
    return tuple(Group(name, results.get(name), tuple(found[name])) for name in names)


def plural(count: int, one: str, many: str = "") -> str:
    """`1 operation`, `2 operations`."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def tally(findings: Iterable[Finding]) -> list[str]:
    """`1 breaking`, `2 possible`, `14 warnings`: what there is, heaviest first."""
    counted = Counter(finding.label for finding in findings)
    return [plural(counted[label], label, _PLURAL.get(label, label)) for label in LABELS if counted[label]]


def summary(report: Report) -> str:
    """One line that counts everything, the waived and the skipped too."""
    waived = len(report.findings) - len(report.open_findings)
    parts = tally(report.open_findings) or ["no findings"]
    parts += [f"{waived} waived"] if waived else []
    parts += [f"{len(report.skipped)} skipped"] if report.skipped else []
    judged = f"{plural(len(report.contracts), 'contract')}: " if report.contracts else ""
    return judged + ", ".join(parts)


def fingerprints(findings: Iterable[Finding]) -> Iterator[tuple[Finding, str]]:
    """Each finding with an identity that is unique in the report: the second of a fingerprint ends in `:2`."""
    seen: Counter[str] = Counter()
    for finding in findings:
        fingerprint = finding.fingerprint
        seen[fingerprint] += 1
        yield finding, f"{fingerprint}:{seen[fingerprint]}"


def verdict(group: Group) -> str:
    """What became of one contract: its counts, or `compatible` where it was compared and `clean` where not."""
    compared = group.result is not None and group.result.baseline
    fine = "compatible" if compared else "clean"
    return ", ".join(tally(finding for finding in group.findings if finding.waived is None)) or fine


def passed_over(skipped: Iterable[Skipped]) -> Iterator[str]:
    """`skipped 12: not a contract (a.yaml, b.yaml, c.yaml, …)`: one line per reason."""
    reasons: dict[str, list[str]] = {}
    for each in skipped:
        reasons.setdefault(each.reason, []).append(each.what)
    for reason, names in reasons.items():
        some = ", ".join(names[:_NAMED]) + (", …" if len(names) > _NAMED else "")
        yield f"skipped {len(names)}: {reason} ({some})"


def span_of(at: Location, excerpts: Mapping[Location, Excerpt]) -> Span | None:
    """Line and column of a location, where they are known."""
    excerpt = excerpts.get(at)
    return excerpt.span if excerpt else at.span


def position(at: Location, excerpts: Mapping[Location, Excerpt]) -> str:
    """`api.yaml:61:24`; without a known line `api.yaml#/paths/~1orders`."""
    span = span_of(at, excerpts)
    if span:
        return f"{at.document}:{span.line}:{span.column}"
    return f"{at.document}#{at.fragment}" if at.pointer else at.document


def reach_of(reach: tuple[str, ...]) -> str:
    """`3 operations, 1 message`; a single one by its name."""
    if len(reach) == 1:
        return reach[0]
    operations = sum(1 for name in reach if _OPERATION.match(name))
    counted = ((operations, "operation"), (len(reach) - operations, "message"))
    return ", ".join(plural(count, word) for count, word in counted if count)
