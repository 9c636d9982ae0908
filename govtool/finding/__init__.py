"""The vocabulary of results: where something is, what was found there, and the report that carries it all.

Nothing here opens a file. A `Location` is symbolic (document and pointer); whoever builds a `Report` adds the
`Excerpt` of every location that will be shown, so that reporters only render.
"""

from govtool.finding.change import Change, Commit, Effect, Verdict
from govtool.finding.finding import INTERNAL_ERROR, Finding, Fix, Waived, Witness, in_order
from govtool.finding.place import Excerpt, Location, On, Pointer, Related, Span
from govtool.finding.report import ContractResult, Report, Skipped
from govtool.finding.scale import Bump, Confidence, Severity

__all__ = [
    "INTERNAL_ERROR",
    "Bump",
    "Change",
    "Commit",
    "Confidence",
    "ContractResult",
    "Effect",
    "Excerpt",
    "Finding",
    "Fix",
    "Location",
    "On",
    "Pointer",
    "Related",
    "Report",
    "Severity",
    "Skipped",
    "Span",
    "Verdict",
    "Waived",
    "Witness",
    "in_order",
]
