"""The changes of a `diff`, gathered by operation or place, and the version they need."""

from collections import Counter
from collections.abc import Iterator

from govtool.finding import Bump, Change, Report, Severity, Verdict
from govtool.report.words import plural, summary

SEVERITY = {Verdict.BREAKING: Severity.ERROR, Verdict.POSSIBLE: Severity.WARNING, Verdict.COMPATIBLE: Severity.INFO}
"""The weight of a change where one is shown as a finding."""
_NAMED = 5


def differences(report: Report) -> Iterator[tuple[str, tuple[Change, ...]]]:
    """The changes of a `diff` under each heading; the heading with the heaviest change comes first."""
    found: dict[str, list[Change]] = {}
    for change in sorted(report.changes if report.command == "diff" else (), key=Change.sort_key):
        if report.brief and change.verdict is Verdict.COMPATIBLE:
            continue
        found.setdefault(_heading(change), []).append(change)
    return ((heading, tuple(changes)) for heading, changes in found.items())


def _heading(change: Change) -> str:
    """The operation when there is one; else the path, the definition or the part of the document."""
    if len(change.reach) == 1:
        return change.reach[0]
    at = change.where or change.was
    if at is None or not at.pointer:
        return at.document if at else "the whole contract"
    if at.pointer[0] == "paths":
        return str(at.pointer[:2][-1])
    return "/".join(str(part) for part in at.pointer[:3 if at.pointer[0] == "components" else 2])


def unlisted(report: Report) -> Iterator[str]:
    """What of a brief report is only counted: `488 compatible changes: 202 path-added, 201 description-changed, …`."""
    counts = Counter(change.id for change in report.changes if report.brief and change.verdict is Verdict.COMPATIBLE)
    if counts:
        named = [f"{count} {name}" for name, count in counts.most_common(_NAMED)]
        more = ["…"] if len(counts) > _NAMED else []
        told = plural(counts.total(), "compatible change")
        yield f"{told}: {', '.join(named + more)} (`--only compatible` lists them)"


def needed(report: Report) -> Iterator[str]:
    """`orders@1 needs a major version: at least 2.0.0, is 1.4.0`, for each contract that needs a step."""
    for result in report.contracts:
        if result.needed is not Bump.NONE:
            facts = (("at least ", result.next_version), ("is ", result.version))
            known = ", ".join(word + version for word, version in facts if version)
            yield f"{result.name} needs a {result.needed.label} version" + (f": {known}" if known else "")


def closing(report: Report) -> str:
    """The last line: everything counted; for a `diff` the changes, and findings only where there are any."""
    if report.command != "diff":
        return summary(report)
    counts = Counter(change.verdict for change in report.changes)
    parts = ", ".join(f"{counts[verdict]} {verdict}" for verdict in SEVERITY if counts[verdict])
    told = f"{plural(len(report.changes), 'change')}: {parts}" if parts else "no changes"
    return f"{told} · {summary(report)}" if report.findings or report.skipped else told
