"""One line per finding, as compilers print them, so that editors can jump to it."""

from collections.abc import Iterator
from typing import TextIO

from govtool.finding import Report
from govtool.report.differences import differences
from govtool.report.terminal import inert, one_line
from govtool.report.words import position


def render(report: Report, out: TextIO, *, color: bool = False, width: int = 100) -> None:  # noqa: ARG001 - every reporter takes the same
    """Write `path:line:column: severity[rule] message`, and nothing at all when there is nothing to say."""
    out.writelines(inert(one_line(line)) + "\n" for line in _lines(report))


def _lines(report: Report) -> Iterator[str]:
    for finding in report.findings:
        if finding.waived is None or report.show_waived:
            word = "waived" if finding.waived else finding.label
            yield f"{position(finding.at, report.excerpts)}: {word}[{finding.rule}] {finding.message}"
    for heading, changes in differences(report):
        for change in changes:
            at = change.where or change.was
            yield f"{position(at, report.excerpts) if at else heading}: {change.verdict}[{change.id}] {change.message}"
