"""The excerpts a report needs, so that reporters open no file."""

from collections.abc import Iterable, Mapping

from govtool.finding import Change, Excerpt, Finding, Location
from govtool.source.document import Document


def excerpts(
    findings: Iterable[Finding], changes: Iterable[Change], documents: Mapping[str, Document]
) -> dict[Location, Excerpt]:
    """The text around every location that will be shown; places in unknown documents have none."""
    wanted = dict.fromkeys(_locations(findings, changes))
    return {at: documents[at.document].excerpt(at) for at in wanted if at.document in documents}


def _locations(findings: Iterable[Finding], changes: Iterable[Change]) -> Iterable[Location]:
    for finding in findings:
        yield finding.at
        yield from (related.at for related in finding.related)
    for change in changes:
        yield from (at for at in (change.where, change.was) if at is not None)
