"""One finding as a block of text: headline, place, code frames, proof, and the next act."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from govtool.finding import INTERNAL_ERROR, Confidence, Excerpt, Finding, Location, Waived, Witness
from govtool.report.frame import frame
from govtool.report.plain import plain
from govtool.report.terminal import Palette, one_line
from govtool.report.words import position, reach_of

_LONGEST = 400
"""Of a witness or a request on a card; the formats for programs have them whole."""
_LONG_TEXT = 60
_MANY_ITEMS = 8


@dataclass(frozen=True, slots=True)
class Page:
    """What every card of a text report is drawn with."""

    excerpts: Mapping[Location, Excerpt]
    paint: Palette
    width: int


def card(finding: Finding, page: Page, *, word: str = "", explain: bool = True) -> Iterator[str]:
    """The lines of one finding; `word` replaces the label, `explain` names the command that tells more."""
    word = word or finding.label
    gutter = _gutter(finding, page)
    yield from headline(finding, page, word, gutter)
    if finding.at in page.excerpts:
        yield " " * (gutter + 1) + page.paint("frame", "|")
        yield from _framed(finding.at, (word, "^", "new" if _has_old(finding) else ""), gutter, page)
    for related in finding.related:
        label = "" if related.at in page.excerpts else f" {one_line(related.label)}"
        yield " " * gutter + page.paint("frame", "::: ") + one_line(position(related.at, page.excerpts)) + label
        yield from _framed(related.at, ("frame", "-", related.label), gutter, page)
    for name, text in _remarks(finding, explain=explain):
        yield " " * (gutter + 1) + page.paint("frame", "= ") + f"{name + ':':<9}{one_line(text)}"


def headline(finding: Finding, page: Page, word: str, gutter: int = 1) -> Iterator[str]:
    """What and where, without a frame; `gutter` is the room that line numbers take."""
    yield page.paint(word, f"{word}[{one_line(finding.rule)}]") + page.paint("title", f": {one_line(finding.message)}")
    policy = "by policy" if finding.confidence is Confidence.POLICY else ""
    extent = " · ".join(filter(None, (reach_of(finding.reach), policy)))
    place = "      ".join(filter(None, (position(finding.at, page.excerpts), extent)))
    if place:
        yield " " * gutter + page.paint("frame", "--> ") + one_line(place)


def _framed(at: Location, marking: tuple[str, str, str], gutter: int, page: Page) -> Iterator[str]:
    style, mark, label = marking
    excerpt = page.excerpts.get(at)
    if excerpt is None:
        return
    shown = frame(excerpt, max(page.width - gutter - 3, 20))
    yield page.paint("frame", f"{excerpt.span.line:>{gutter}} |") + f" {shown.text}".rstrip()
    marks = f"{shown.marks(mark)} {one_line(label)}".rstrip()
    indent = len(marks) - len(marks.lstrip())
    yield " " * (gutter + 1) + page.paint("frame", "|") + " " + marks[:indent] + page.paint(style, marks[indent:])


def _gutter(finding: Finding, page: Page) -> int:
    places = (finding.at, *(related.at for related in finding.related))
    lines = (page.excerpts[at].span.line for at in places if at in page.excerpts)
    return len(str(max(lines, default=1)))


def _has_old(finding: Finding) -> bool:
    return any(related.label == "old" for related in finding.related)


def _remarks(finding: Finding, *, explain: bool) -> Iterator[tuple[str, str]]:
    if finding.reason:
        yield "reason", finding.reason
    if finding.witness:
        yield "witness", witnessed(finding.witness)
    if finding.witness and finding.witness.request:
        request = finding.witness.request
        is_long = len(request) > _LONGEST
        yield "request", f"{request[:_LONGEST]}… (`--format json` has it whole)" if is_long else request
    if finding.affects:
        yield "affects", ", ".join(finding.affects)
    for fix in finding.fixes:
        yield "fix", fix.title
    if finding.waived:
        yield "waived", waiver(finding.waived)
    more = f"govtool explain {finding.rule}" if explain and finding.rule != INTERNAL_ERROR else ""
    if finding.help or more:
        yield "next", ". ".join(filter(None, (finding.help.rstrip(". "), more)))


def witnessed(witness: Witness) -> str:
    """The value of a witness and who takes and refuses it, on one line; what is long is cut."""
    value = json.dumps(_brief(plain(witness.value)), ensure_ascii=False)
    if len(value) > _LONGEST:
        value = value[:_LONGEST] + "…"
    refused = f"refused by {witness.refused_by}" if witness.refused_by not in {"", "now"} else "refused now"
    reason = f": {witness.reason}" if witness.reason else ""
    accepted = f"accepted by {witness.accepted_by}" if witness.accepted_by not in {"", "now"} else "accepted now"
    return f"{value}   {accepted}, {refused}{reason}"


def _brief(value: Any) -> Any:
    """A value whose long texts and lists say how long they are."""
    if isinstance(value, str) and len(value) > _LONG_TEXT:
        return f"{value[: _LONG_TEXT // 2]}… ({len(value)} characters)"
    if isinstance(value, dict):
        return {key: _brief(item) for key, item in value.items()}
    if isinstance(value, list):
        more = [f"… ({len(value)} items)"] if len(value) > _MANY_ITEMS else []
        return [*map(_brief, value[:_MANY_ITEMS]), *more]
    return value


def waiver(waived: Waived) -> str:
    """Why, until when, by whom and where a finding was waived, on one line."""
    facts = ((" until ", waived.until), (", approved by ", waived.approved_by), (", in ", waived.origin))
    return waived.reason + "".join(word + value for word, value in facts if value)
