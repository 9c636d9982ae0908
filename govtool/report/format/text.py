"""The report for people at a terminal: code frames, by contract, and a last line that counts everything."""

from collections.abc import Iterator
from typing import TextIO

from govtool.finding import Report, Verdict
from govtool.report.card import Page, card, headline
from govtool.report.differences import SEVERITY, closing, differences, needed, unlisted
from govtool.report.terminal import Palette, inert, one_line
from govtool.report.words import Group, groups, passed_over, verdict

_MANY = 10
"""More contracts without findings than this are only counted."""


def render(report: Report, out: TextIO, *, color: bool = False, width: int = 100) -> None:
    """Write frames of at most `width` columns, in colour where asked."""
    page = Page(report.excerpts, Palette(color), width)
    out.writelines(inert(line) + "\n" for line in _lines(report, page))


def _lines(report: Report, page: Page) -> Iterator[str]:
    yield from map(one_line, report.notes)
    yield from _changes(report, page)
    yield from _findings(report, page)
    yield from map(one_line, unlisted(report))
    yield from map(one_line, passed_over(report.skipped))
    for line in needed(report):
        yield page.paint("title", one_line(line))
    yield page.paint("error" if report.failed else "title", closing(report))


def _changes(report: Report, page: Page) -> Iterator[str]:
    explained: set[str] = set()
    for heading, changes in differences(report):
        yield page.paint("title", one_line(heading))
        yield ""
        for change in changes:
            finding = change.as_finding(SEVERITY[change.verdict])
            if change.verdict is Verdict.COMPATIBLE:
                yield from headline(finding, page, change.verdict)
            else:
                yield from card(finding, page, word=change.verdict, explain=change.id not in explained)
                explained.add(change.id)
            yield ""


def _findings(report: Report, page: Page) -> Iterator[str]:
    explained: set[str] = set()
    all_groups = groups(report, (each for each in report.findings if report.show_waived or each.waived is None))
    for group in all_groups:
        if group.findings:
            yield _heading(group, page)
            yield ""
        for finding in group.findings:
            word = "waived" if finding.waived else finding.label
            yield from card(finding, page, word=word, explain=finding.rule not in explained)
            yield ""
            explained.add(finding.rule)
    clean = [group for group in all_groups if not group.findings and report.command != "diff"]
    if len(clean) > _MANY:
        yield f"{len(clean)} contracts without findings"
    else:
        yield from (_heading(group, page) for group in clean)


def _heading(group: Group, page: Page) -> str:
    return f"{page.paint('title', one_line(group.name))}   {one_line(verdict(group))}"
