"""The report as a comment: a table per contract, and the proofs folded away below it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from typing import TextIO

from govtool.finding import Finding, Report, Verdict
from govtool.report.card import Page, card
from govtool.report.differences import SEVERITY, closing, differences, needed, unlisted
from govtool.report.terminal import Palette, one_line
from govtool.report.words import groups, passed_over, plural, position, reach_of, verdict

_LONGEST = 60_000
"""Characters; GitHub refuses a comment of more than 65,536."""

_LONGEST_CELL = 1000
_PROVEN = {"breaking", "possible", "error"}
_SPECIAL = str.maketrans({char: f"&#{ord(char)};" for char in "\\`*_[]|~$"})
_LINKED = re.compile(r"(?:@|(?<!&)#)(?=\w)|:(?=//)|(?i:\bwww(?=\.))")


@dataclass(frozen=True, slots=True)
class _Section:
    heading: str
    rows: tuple[tuple[str, Finding], ...]
    folded: bool = False
    """Shown behind its heading only: what nobody has to act on."""


def render(report: Report, out: TextIO, *, color: bool = False, width: int = 100) -> None:  # noqa: ARG001 - every reporter takes the same
    """Write GitHub flavoured Markdown that fits into one comment; what does not fit is counted."""
    page = Page(report.excerpts, Palette(color=False), width)
    sections = tuple(_sections(report))
    head = "".join(_fitting(_head(report), _LONGEST // 4))
    out.write(head)
    left, room = sum(len(section.rows) for section in sections), _LONGEST - len(head)
    for section in sections:
        shown, text = _fitted(section, page, room)
        room, left = room - len(text), left - shown
        out.write(text)
    if left:
        out.write(f"\n{left} more did not fit here; the log has them all.\n")


def _head(report: Report) -> Iterator[str]:
    verdict_word = "failed" if report.failed else "passed" if report.command != "diff" else _heaviest(report)
    yield f"### govtool {_cell(report.command)}: {verdict_word}\n\n**{_cell(closing(report))}**\n"
    for remark in (*report.notes, *needed(report), *unlisted(report), *passed_over(report.skipped)):
        yield f"\n{_cell(remark)}\n"


def _heaviest(report: Report) -> str:
    """What a reviewer wants to know of a `diff` first."""
    met = {change.verdict for change in report.changes}
    words = ((Verdict.BREAKING, "breaking changes"), (Verdict.POSSIBLE, "possible breaks"),
             (Verdict.COMPATIBLE, "compatible"))
    return next((word for verdict, word in words if verdict in met), "no changes")


def _sections(report: Report) -> Iterator[_Section]:
    yield from _of_changes(report)
    for group in groups(report, report.findings if report.show_waived else report.open_findings):
        if group.findings:
            rows = (("waived" if finding.waived else finding.label, finding) for finding in group.findings)
            yield _Section(f"{group.name}: {verdict(group)}", tuple(rows))


def _of_changes(report: Report) -> Iterator[_Section]:
    """A table for each heading; those with compatible changes only are one, folded, where there are others."""
    found = [_Section(heading, tuple((change.verdict.value, change.as_finding(SEVERITY[change.verdict]))
                                     for change in changes)) for heading, changes in differences(report)]
    heavy = [section for section in found if any(word in _PROVEN for word, _ in section.rows)]
    if not heavy or any(change.commit for change in report.changes):
        yield from found
        return
    yield from heavy
    rest = tuple(row for section in found if section not in heavy for row in section.rows)
    if rest:
        yield _Section(plural(len(rest), "more compatible change"), rest, folded=True)


def _fitted(section: _Section, page: Page, room: int) -> tuple[int, str]:
    """How many rows of a section fit, and their text with the proofs that still fit."""
    name = _cell(section.heading)
    start = f"<details><summary>{name}</summary>" if section.folded else f"#### {name}"
    heading, end = f"\n{start}\n\n| | what | where |\n|---|---|---|\n", "\n</details>\n" if section.folded else ""
    rows = _fitting((_row(word, finding, page) for word, finding in section.rows), room - len(heading) - len(end))
    table = heading + "".join(rows) + end
    proofs = (_proof(word, finding, page) for word, finding in section.rows[: len(rows)] if word in _PROVEN)
    return len(rows), table + "".join(_fitting(proofs, room - len(table))) if rows else ""


def _fitting(pieces: Iterable[str], room: int) -> list[str]:
    """The first pieces, as many as the room takes."""
    taken = []
    for piece in pieces:
        room -= len(piece)
        if room < 0:
            break
        taken.append(piece)
    return taken


def _row(word: str, finding: Finding, page: Page) -> str:
    what = f"{_cell(finding.message)} ({_cell(f'`{finding.rule}`')})"
    places = (f"`{position(finding.at, page.excerpts)}`", reach_of(finding.reach))
    return f"| {word} | {what} | {', '.join(_cell(place) for place in places if place)} |\n"


def _proof(word: str, finding: Finding, page: Page) -> str:
    """The card of a finding in a fence longer than any run of backticks in it."""
    text = "\n".join(card(finding, page, word=word))
    fence = "`" * max(3, 1 + max(len(run) for run in re.findall("`*", text)))
    summary = f"<summary>{word}: {_cell(finding.message)}</summary>"
    return f"\n<details>{summary}\n\n{fence}text\n{text}\n{fence}\n\n</details>\n"


def _cell(text: str) -> str:
    """One line in which nothing of a document is markup; what stands in backticks becomes code.

    Mentions, references and links are cut by an empty comment: a document calls nobody and leads nowhere.
    """
    pieces = one_line(text if len(text) <= _LONGEST_CELL else text[:_LONGEST_CELL] + "…").split("`")
    if len(pieces) % 2 == 0:
        pieces[-2:] = ["`".join(pieces[-2:])]
    return "".join(_marked(pieces))


def _marked(pieces: Iterable[str]) -> Iterator[str]:
    for number, piece in enumerate(pieces):
        safe = _LINKED.sub(r"\g<0><!-- -->", escape(piece, quote=False).translate(_SPECIAL))
        yield f"<code>{safe}</code>" if number % 2 else safe
