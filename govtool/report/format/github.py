"""GitHub's workflow commands: each finding becomes an annotation in the diff of a pull request."""

from collections.abc import Iterator
from typing import TextIO

from govtool.finding import Finding, Report, Severity
from govtool.report.card import witnessed
from govtool.report.plain import Excerpts
from govtool.report.terminal import one_line
from govtool.report.words import span_of

_COMMAND = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice", Severity.HINT: "notice"}

_LIMIT = 10
"""GitHub shows no more annotations of one kind for one step, and says nothing of the others."""

_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = _DATA | str.maketrans({":": "%3A", ",": "%2C"})


def render(report: Report, out: TextIO, *, color: bool = False, width: int = 100) -> None:  # noqa: ARG001 - every reporter takes the same
    """Write at most ten commands of each kind; where more was found, the tenth counts the rest."""
    for command in ("error", "warning", "notice"):
        found = [finding for finding in report.open_findings if _COMMAND[finding.severity] == command]
        out.writelines(line + "\n" for line in _annotations(command, found, report.excerpts))


def _annotations(command: str, found: list[Finding], excerpts: Excerpts) -> Iterator[str]:
    shown = found if len(found) <= _LIMIT else found[: _LIMIT - 1]
    for finding in shown:
        properties = ",".join(f"{name}={_property(value)}" for name, value in _properties(finding, excerpts))
        yield f"::{command} {properties}::{_message(finding)}"
    if shown is not found:
        rest = len(found) - len(shown)
        yield f"::{command} title=govtool::{rest} more of this kind are in the log of this step"


def _properties(finding: Finding, excerpts: Excerpts) -> Iterator[tuple[str, str | int]]:
    span = span_of(finding.at, excerpts)
    yield "file", finding.at.document
    if span:
        yield "line", span.line
        yield "endLine", span.end_line
    if span and span.line == span.end_line:
        # GitHub takes columns on a single line only, and its end is the last one marked.
        yield "col", span.column
        yield "endColumn", max(span.column, span.end_column - 1)
    yield "title", f"{finding.label}[{finding.rule}]"


def _message(finding: Finding) -> str:
    lines = (finding.message, finding.reason, witnessed(finding.witness) if finding.witness else "", finding.help)
    return "\n".join(one_line(line) for line in lines if line).translate(_DATA)


def _property(value: str | int) -> str:
    return one_line(str(value)).translate(_PROPERTY)
