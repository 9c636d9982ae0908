"""The report as JSON lines: a head line, then one record per contract, finding, change and skipped thing."""

import json
from collections.abc import Iterator
from typing import Any, TextIO

from govtool.finding import Report
from govtool.report.plain import change_data, contract_data, finding_data, head_data, skipped_data


def render(report: Report, out: TextIO, *, color: bool = False, width: int = 100) -> None:  # noqa: ARG001 - every reporter takes the same
    """Write one compact ASCII record per line; `type` tells which definition of the schema it follows."""
    out.writelines(json.dumps(record, allow_nan=False) + "\n" for record in _records(report))


def _records(report: Report) -> Iterator[dict[str, Any]]:
    yield {"type": "report"} | head_data(report)
    yield from ({"type": "contract"} | contract_data(result) for result in report.contracts)
    yield from ({"type": "finding"} | finding_data(finding, report.excerpts) for finding in report.findings)
    yield from ({"type": "change"} | change_data(change, report.excerpts) for change in report.changes)
    yield from ({"type": "skipped"} | skipped_data(skipped) for skipped in report.skipped)
