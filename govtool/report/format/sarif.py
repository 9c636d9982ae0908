"""SARIF 2.1.0 (OASIS), for code scanning services and editors."""

import json
from collections.abc import Mapping
from typing import Any, TextIO
from urllib.parse import quote

from govtool import __version__
from govtool.finding import Finding, Fix, Location, Report, Severity, Span, Waived
from govtool.report.plain import Excerpts, finding_data, plain
from govtool.report.words import fingerprints, span_of

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note", Severity.HINT: "note"}
_PROPERTIES = ("label", "confidence", "contract", "reason", "help", "reach", "affects", "bump", "witness")


def render(report: Report, out: TextIO, *, color: bool = False, width: int = 100) -> None:  # noqa: ARG001 - every reporter takes the same
    """Write one log with one run, in ASCII; waived findings are in it, as suppressed results."""
    json.dump({"$schema": _SCHEMA, "version": "2.1.0", "runs": [_run(report)]}, out, indent=2, allow_nan=False)
    out.write("\n")


def _run(report: Report) -> dict[str, Any]:
    ids = sorted({finding.rule for finding in report.findings})
    index = {rule: position for position, rule in enumerate(ids)}
    rules = [_rule(rule, report.docs.get(rule, "")) for rule in ids]
    return {
        "tool": {"driver": {"name": "govtool", "semanticVersion": __version__, "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(report)],
        "results": [_result(*each, index, report.excerpts) for each in fingerprints(report.findings)],
    }


def _invocation(report: Report) -> dict[str, Any]:
    notifications = [
        {"level": "note", "message": _message(f"skipped {each.what}: {each.reason}")} for each in report.skipped
    ]
    return {"executionSuccessful": not report.crashed, "toolExecutionNotifications": notifications}


def _rule(rule: str, page: str) -> dict[str, Any]:
    help_text = f"govtool explain {rule}"
    return {
        "id": plain(rule),
        "shortDescription": _message(rule.replace("-", " ").capitalize()),
        "help": _message(help_text) | {"markdown": plain(page) or f"`{plain(help_text)}`"},
    }


def _result(finding: Finding, fingerprint: str, index: Mapping[str, int], excerpts: Excerpts) -> dict[str, Any]:
    data = finding_data(finding, excerpts)
    result = {
        "ruleId": data["rule"],
        "ruleIndex": index[finding.rule],
        "level": _LEVEL[finding.severity],
        "message": _message(finding.message),
        "locations": [_location(finding.at, excerpts)],
        "relatedLocations": [
            _location(related.at, excerpts) | {"id": number, "message": _message(related.label)}
            for number, related in enumerate(finding.related)
        ],
        # The first is what GitHub compares; the second says whose it is.
        "partialFingerprints": {"primaryLocationLineHash": fingerprint, "govtool/v1": fingerprint},
        "properties": {name: data[name] for name in _PROPERTIES},
    }
    fixes = {"fixes": [_fix(fix) for fix in finding.fixes]} if finding.fixes else {}
    return result | fixes | ({"suppressions": [_suppression(finding.waived)]} if finding.waived else {})


def _message(text: str) -> dict[str, Any]:
    """Text in which no `[words](target)` of a document becomes a link (section 3.11.6)."""
    return {"text": plain(text).replace("](", "] (")}


def _suppression(waived: Waived) -> dict[str, Any]:
    kind = "inSource" if waived.origin == "inline" else "external"
    details = {"until": waived.until, "approvedBy": waived.approved_by, "origin": waived.origin}
    return {"kind": kind, "status": "accepted", "justification": plain(waived.reason), "properties": plain(details)}


def _location(at: Location, excerpts: Excerpts) -> dict[str, Any]:
    span = span_of(at, excerpts)
    physical = {"artifactLocation": _artifact(at.document)} | ({"region": _region(span)} if span else {})
    logical = {"logicalLocations": [{"fullyQualifiedName": plain(at.fragment)}]} if at.pointer else {}
    return {"physicalLocation": physical} | logical


def _artifact(document: str) -> dict[str, str]:
    """A percent-encoded URI (RFC 3986), relative to the root of the sources unless the path is absolute."""
    uri = quote(document, safe="/", errors="replace")
    return {"uri": f"file://{uri}"} if uri.startswith("/") else {"uri": uri, "uriBaseId": "%SRCROOT%"}


def _region(span: Span) -> dict[str, int]:
    return {
        "startLine": span.line, "startColumn": span.column, "endLine": span.end_line, "endColumn": span.end_column,
    }


def _fix(fix: Fix) -> dict[str, Any]:
    replacements: dict[str, list[dict[str, Any]]] = {}
    for at, span, text in fix.edits:
        inserted = {"deletedRegion": _region(span), "insertedContent": {"text": plain(text)}}
        replacements.setdefault(at.document, []).append(inserted)
    changes = [{"artifactLocation": _artifact(name), "replacements": edits} for name, edits in replacements.items()]
    return {"description": _message(fix.title), "artifactChanges": changes}
