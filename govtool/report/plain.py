"""The report as plain data: the one shape that JSON, JSON lines and SARIF properties share."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from govtool.finding import (
    Change,
    Commit,
    ContractResult,
    Excerpt,
    Finding,
    Fix,
    Location,
    Report,
    Skipped,
    Span,
    Waived,
    Witness,
)
from govtool.report.words import LABELS, span_of

FORMAT = "govtool-report/1"
"""The version of the shape; `report.schema.json` describes it."""

_DEEPEST = 100
_WIDEST = 4096
"""Bits; Python refuses to print much larger integers in decimal (it takes quadratic time)."""
_SURROGATES = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")

Excerpts = Mapping[Location, Excerpt]


def plain(value: Any, depth: int = 0) -> Any:
    """`value` as JSON can carry it: what JSON has no word for becomes text, what is too deep an ellipsis."""
    if not isinstance(value, Mapping | list | tuple):
        return _scalar(value)
    if depth == _DEEPEST:
        return "…"
    if isinstance(value, Mapping):
        return {plain(str(key)): plain(item, depth + 1) for key, item in value.items()}
    return [plain(item, depth + 1) for item in value]


def _scalar(value: Any) -> Any:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return value if value.bit_length() <= _WIDEST else hex(value)
    if isinstance(value, float | Decimal):
        return _number(value)
    text = value.decode("latin-1") if isinstance(value, bytes) else str(value)
    return text.translate(_SURROGATES)


def _number(value: float | Decimal) -> float | str:
    """A JSON number only where that is possible and loses nothing."""
    exact = Decimal(value)
    return float(value) if exact.is_finite() and Decimal(float(value)) == exact else str(value)


def report_data(report: Report) -> dict[str, Any]:
    """The whole report; `report.schema.json` describes every field."""
    return head_data(report) | {
        "contracts": [contract_data(result) for result in report.contracts],
        "findings": [finding_data(finding, report.excerpts) for finding in report.findings],
        "changes": [change_data(change, report.excerpts) for change in report.changes],
        "skipped": [skipped_data(skipped) for skipped in report.skipped],
    }


def head_data(report: Report) -> dict[str, Any]:
    """What there is to say of the run as a whole."""
    return {
        "format": FORMAT,
        "command": plain(report.command),
        "failed": report.failed,
        "crashed": report.crashed,
        "summary": _summary_data(report),
        "notes": plain(report.notes),
    }


def _summary_data(report: Report) -> dict[str, int]:
    labels = [finding.label for finding in report.open_findings]
    waived = len(report.findings) - len(labels)
    return {label: labels.count(label) for label in LABELS} | {"waived": waived, "skipped": len(report.skipped)}


def contract_data(result: ContractResult) -> dict[str, Any]:
    """A contract and the version it needs."""
    return {
        "name": plain(result.name),
        "format": plain(result.format),
        "version": plain(result.version),
        "baseline": plain(result.baseline),
        "needed": result.needed.label,
        "nextVersion": plain(result.next_version),
    }


def finding_data(finding: Finding, excerpts: Excerpts) -> dict[str, Any]:
    """A finding with its places, proof, fixes and waiver."""
    return {
        "rule": plain(finding.rule),
        "label": finding.label,
        "message": plain(finding.message),
        "severity": finding.severity.label,
        "confidence": finding.confidence.value,
        "contract": plain(finding.contract),
        "fingerprint": finding.fingerprint,
        "at": place_data(finding.at, excerpts),
        "related": [
            {"label": plain(related.label), "at": place_data(related.at, excerpts)} for related in finding.related
        ],
        "subject": plain(finding.subject),
        "reason": plain(finding.reason),
        "help": plain(finding.help),
        "witness": witness_data(finding.witness),
        "fixes": [_fix_data(fix) for fix in finding.fixes],
        "waived": _waived_data(finding.waived),
        "reach": plain(finding.reach),
        "affects": plain(finding.affects),
        "bump": finding.bump.label if finding.bump is not None else None,
    }


def change_data(change: Change, excerpts: Excerpts) -> dict[str, Any]:
    """A change with both places and its verdict."""
    return {
        "id": plain(change.id),
        "message": plain(change.message),
        "verdict": change.verdict.value,
        "confidence": change.confidence.value,
        "reason": plain(change.reason),
        "effect": change.effect.value,
        "bump": change.bump.label,
        "where": place_data(change.where, excerpts) if change.where else None,
        "was": place_data(change.was, excerpts) if change.was else None,
        "writer": plain(change.writer),
        "witness": witness_data(change.witness),
        "reach": plain(change.reach),
        "against": plain(change.against),
        "subject": plain(change.subject),
        "contract": plain(change.contract),
        "commit": _commit_data(change.commit),
        "affects": plain(change.affects),
    }


def _commit_data(commit: Commit | None) -> dict[str, str] | None:
    if commit is None:
        return None
    return {
        "id": plain(commit.id),
        "date": plain(commit.date),
        "author": plain(commit.author),
        "subject": plain(commit.subject),
    }


def skipped_data(skipped: Skipped) -> dict[str, Any]:
    """What was passed over, and why."""
    return {"what": plain(skipped.what), "reason": plain(skipped.reason)}


def witness_data(witness: Witness | None) -> dict[str, Any] | None:
    """A witness; its value is JSON of any kind."""
    if witness is None:
        return None
    return {
        "value": plain(witness.value),
        "acceptedBy": plain(witness.accepted_by),
        "refusedBy": plain(witness.refused_by),
        "reason": plain(witness.reason),
        "request": plain(witness.request),
    }


def place_data(at: Location, excerpts: Excerpts) -> dict[str, Any]:
    """A place by name, and by line and column where they are known."""
    span = span_of(at, excerpts)
    return {
        "document": plain(at.document),
        "pointer": plain(at.fragment),
        "on": at.on,
        "span": _span_data(span) if span else None,
    }


def _span_data(span: Span) -> dict[str, int]:
    return {"line": span.line, "column": span.column, "endLine": span.end_line, "endColumn": span.end_column}


def _fix_data(fix: Fix) -> dict[str, Any]:
    edits = [
        {"document": plain(at.document), "span": _span_data(span), "text": plain(text)} for at, span, text in fix.edits
    ]
    return {"title": plain(fix.title), "safe": fix.safe, "edits": edits}


def _waived_data(waived: Waived | None) -> dict[str, str] | None:
    if waived is None:
        return None
    return {
        "reason": plain(waived.reason),
        "until": plain(waived.until),
        "approvedBy": plain(waived.approved_by),
        "origin": plain(waived.origin),
    }
