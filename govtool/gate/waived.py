"""Waivers laid over findings: those of the file and those in comments, in one place for every command."""

from collections.abc import Sequence
from datetime import date

from govtool.catalog import suppress, waivers
from govtool.catalog.repository import Repository
from govtool.finding import Finding
from govtool.source.document import Document


def judged(
    findings: Sequence[Finding], repository: Repository, documents: Sequence[Document], today: date, *, complete: bool
) -> list[Finding]:
    """The findings with those marked that are waived, and what is wrong with the waivers.

    `complete` says that every rule was run on every contract: only then can a waiver be called unused.
    """
    each = list({document.name: document for document in documents}.values())
    days = repository.config.waiver_days
    known = (*repository.waivers, *suppress.inline(each))
    return [*waivers.apply(findings, known, today, complete=complete, most_days=days), *suppress.problems(each)]
