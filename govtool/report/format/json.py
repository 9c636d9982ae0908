"""The whole report as one JSON document of a published, versioned shape (`report.schema.json`)."""

import json
from typing import TextIO

from govtool.finding import Report
from govtool.report.plain import report_data


def render(report: Report, out: TextIO, *, color: bool = False, width: int = 100) -> None:  # noqa: ARG001 - every reporter takes the same
    """Write one indented JSON document in ASCII, which no terminal or encoding can spoil."""
    json.dump(report_data(report), out, indent=2, allow_nan=False)
    out.write("\n")
