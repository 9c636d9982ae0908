"""GitLab's code quality report: the widget of a merge request and the marks in its diff."""

import json
from typing import Any, TextIO

from govtool.finding import Finding, Report, Severity
from govtool.report.plain import Excerpts, plain
from govtool.report.words import fingerprints, span_of

_SEVERITY = {Severity.ERROR: "critical", Severity.WARNING: "minor", Severity.INFO: "info", Severity.HINT: "info"}


def render(report: Report, out: TextIO, *, color: bool = False, width: int = 100) -> None:  # noqa: ARG001 - every reporter takes the same
    """Write a JSON list in ASCII; waived findings are left out, as GitLab has no word for them."""
    issues = [_issue(*each, report.excerpts) for each in fingerprints(report.open_findings)]
    json.dump(issues, out, indent=2, allow_nan=False)
    out.write("\n")


def _issue(finding: Finding, fingerprint: str, excerpts: Excerpts) -> dict[str, Any]:
    span = span_of(finding.at, excerpts)
    return {
        "description": plain(f"{finding.label}: {finding.message}"),
        "check_name": plain(finding.rule),
        "fingerprint": fingerprint,
        "severity": "blocker" if finding.label == "breaking" else _SEVERITY[finding.severity],
        "location": {"path": plain(finding.at.document), "lines": {"begin": span.line if span else 1}},
    }
