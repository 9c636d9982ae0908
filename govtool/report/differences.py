"""The changes of a `diff`, gathered by operation or place, and the version they need."""

from collections import Counter
from collections.abc import Iterator
from itertools import chain

from govtool.finding import Bump, Change, Report, Severity, Verdict
from govtool.report.words import plural, summary

SEVERITY = {Verdict.BREAKING: Severity.ERROR, Verdict.POSSIBLE: Severity.WARNING, Verdict.COMPATIBLE: Severity.INFO}
"""The weight of a change where one is shown as a finding."""
_NAMED = 5


def sections(report: Report) -> dict[str, dict[str, tuple[Change, ...]]]:
    """The changes of a `diff` by section and heading, the heaviest first.

    A section is a contract where there are several, in a changelog one commit's part of a contract, in the order of the
    report; else there is one without a name.
    """
    told = report.changes if report.command == "diff" else ()
    several = len(report.contracts) > 1 or len({change.contract for change in told}) > 1
    in_order = sorted(told, key=Change.sort_key)
    found: dict[str, dict[str, list[Change]]] = {}
    for change in told if any(change.commit for change in told) else in_order:
        found.setdefault(_section(change, several=several), {})
    for change in in_order:
        if not report.brief or change.verdict is not Verdict.COMPATIBLE:
            section = _section(change, several=several)
            at = change.where or change.was
            heading = "the whole contract" if section and at and not at.pointer else _heading(change)
            found[section].setdefault(heading, []).append(change)
    return {name: {heading: tuple(changes) for heading, changes in groups.items()} for name, groups in found.items()}


def _section(change: Change, *, several: bool) -> str:
    if change.commit is not None:
        return " · ".join(filter(None, (change.commit.title, change.contract)))
    return change.contract if several else ""


def differences(report: Report) -> Iterator[tuple[str, tuple[Change, ...]]]:
    """The changes of a `diff` under each heading of a flat list; those of one commit and contract stay together."""
    is_log = any(change.commit for change in report.changes)
    for section, groups in sections(report).items():
        if is_log and groups:
            yield section, tuple(sorted(chain.from_iterable(groups.values()), key=Change.sort_key))
        elif not is_log:
            yield from ((" · ".join(filter(None, (section, heading))), found) for heading, found in groups.items())


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
