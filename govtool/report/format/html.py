"""The report as one self-contained page: for a pull request, a mail, an archive; no network, no script."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from html import escape
from typing import TextIO

from govtool.finding import Confidence, Excerpt, Finding, Location, Report, Verdict
from govtool.report.card import waiver
from govtool.report.differences import SEVERITY, closing, needed, sections
from govtool.report.page import STYLE
from govtool.report.plain import plain
from govtool.report.terminal import visible
from govtool.report.words import groups, passed_over, plural, position, reach_of, verdict

_OPEN = {"breaking", "possible", "error", "warning"}
"""What is shown with its proof; the rest is folded away."""
_BEFORE, _AFTER = 60, 240
"""Characters of a line around what is marked; a line may be a whole minified document."""
_LONGEST_VALUE = 4000
_FEW = 6
_MOST = 50
"""Names of operations in one list; a schema of a large contract is reached by hundreds."""

Row = tuple[str, Finding]
"""The word a finding is shown under, and the finding."""


def render(report: Report, out: TextIO, *, color: bool = False, width: int = 100) -> None:  # noqa: ARG001 - every reporter takes the same
    """Write the page; everything a document says is text in it, never markup, and what is folded is all there."""
    out.writelines(line + "\n" for line in _lines(replace(report, brief=False)))


def _lines(report: Report) -> Iterator[str]:
    title = f"govtool {_text(report.command)}: {_text(closing(report))}"
    yield "<!doctype html>"
    yield '<html lang="en"><head><meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
    yield f"<title>{title}</title>"
    yield f"<style>{STYLE}</style></head><body><main>"
    yield from _head(report)
    if report.command == "diff":
        yield from _changes(report)
    yield from _findings(report)
    yield "</main></body></html>"


def _head(report: Report) -> Iterator[str]:
    outcome = "What changed" if report.command == "diff" else "Failed" if report.failed else "Passed"
    yield f"<header><h1>{outcome}</h1><p class=count>{_said(closing(report))}</p>"
    for line in needed(report):
        yield f"<p class=needed>{_said(line)}</p>"
    for line in (*report.notes, *passed_over(report.skipped)):
        yield f"<p class=note>{_said(line)}</p>"
    yield "</header>"


def _changes(report: Report) -> Iterator[str]:
    """Per contract or commit: what breaks by operation, then behind one line what does not."""
    for name, headings in sections(report).items():
        rows = {heading: [(change.verdict.value, change.as_finding(SEVERITY[change.verdict])) for change in changes]
                for heading, changes in headings.items()}
        yield "<section>" + (f"<h2>{_said(name)}</h2>" if name and headings else "")
        yield from _shown(rows, report.excerpts)
        yield from _folded(rows, report.excerpts, f"{Verdict.COMPATIBLE} change")
        yield "</section>"


def _findings(report: Report) -> Iterator[str]:
    for group in groups(report, report.findings if report.show_waived else report.open_findings):
        if group.findings:
            rows = {"": [("waived" if finding.waived else finding.label, finding) for finding in group.findings]}
            yield f"<section><h2>{_text(group.name)}: {_text(verdict(group))}</h2>"
            yield from _shown(rows, report.excerpts)
            yield from _folded(rows, report.excerpts, "further finding")
            yield "</section>"


def _shown(rows: Mapping[str, Sequence[Row]], excerpts: Mapping[Location, Excerpt]) -> Iterator[str]:
    """What needs a look."""
    for heading, found in rows.items():
        shown = [row for row in found if row[0] in _OPEN]
        if heading and shown:
            yield f"<h3>{_text(heading)}</h3>"
        for word, finding in shown:
            yield from _card(word, finding, excerpts)


def _folded(rows: Mapping[str, Sequence[Row]], excerpts: Mapping[Location, Excerpt], name: str) -> Iterator[str]:
    """What does not, behind its count."""
    rest = {heading: [row for row in found if row[0] not in _OPEN] for heading, found in rows.items()}
    count = sum(map(len, rest.values()))
    if not count:
        return
    is_all = count == sum(map(len, rows.values()))
    yield f"<details class=rest{' open' if is_all else ''}><summary>{plural(count, name)}</summary>"
    for heading, found in rest.items():
        if heading and found:
            yield f"<h4>{_text(heading)}</h4>"
        for word, finding in found:
            yield from _card(word, finding, excerpts)
    yield "</details>"


def _card(word: str, finding: Finding, excerpts: Mapping[Location, Excerpt]) -> Iterator[str]:
    policy = " <small>by policy</small>" if finding.confidence is Confidence.POLICY else ""
    yield f'<article class="{word}"><p class=what><b>{word}</b> {_said(finding.message)}{policy}</p>'
    frames = [(related.at, related.label) for related in finding.related]
    label = "new" if any(name == "old" for _, name in frames) else ""
    yield "<div class=frames>"
    for at, name in (*frames, (finding.at, label)):
        yield from _frame(at, name, excerpts)
    yield "</div><dl>"
    for name, value in _facts(finding):
        yield f"<dt>{name}</dt><dd>{value}</dd>"
    yield "</dl></article>"


def _frame(at: Location, name: str, excerpts: Mapping[Location, Excerpt]) -> Iterator[str]:
    """A place with its lines, the part that matters marked."""
    caption = f"{_text(name)} " if name else ""
    yield f'<figure class="{"old" if name == "old" else "new" if name == "new" else "at"}">'
    yield f"<figcaption>{caption}<code>{_text(position(at, excerpts))}</code></figcaption>"
    if at in excerpts and excerpts[at].lines:
        yield f"<pre>{_excerpt(excerpts[at])}</pre>"
    yield "</figure>"


def _excerpt(excerpt: Excerpt) -> str:
    """The lines without their common indentation; what belongs to the span on the lines below the first follows it."""
    span, lines = excerpt.span, excerpt.lines[: excerpt.span.end_line - excerpt.span.line + 1] or excerpt.lines[:1]
    indent = min((len(line) - len(line.lstrip()) for line in lines if line.strip()), default=0)
    ends = [len(line.rstrip()) for line in lines]
    starts = [span.column - 1, *(len(line) - len(line.lstrip()) for line in lines[1:])]
    if span.line + len(lines) > span.end_line:
        ends[-1] = min(max(span.end_column - 1, 0), ends[-1])
    shown = (f"<i>{span.line + at}</i>{_marked(line, min(indent, start), start, end)}"
             for at, (line, start, end) in enumerate(zip(lines, starts, ends, strict=True)))
    return "\n".join(shown)


def _marked(line: str, left: int, start: int, end: int) -> str:
    """A line from `left` on, with a part of it marked; of a long one the neighbourhood of that part."""
    start = min(max(start, 0), len(line))
    end = max(start, min(end, start + _AFTER))
    first, last = max(left, start - _BEFORE), min(len(line), end + _BEFORE)
    before = ("…" if first > left else "") + line[first:start]
    after = line[end:last] + ("…" if last < len(line) else "")
    return f"{_text(before)}<mark>{_text(line[start:end])}</mark>{_text(after)}"


def _facts(finding: Finding) -> Iterator[tuple[str, str]]:
    """Everything else that is known, as names and markup."""
    if finding.reason:
        yield "reason", _said(finding.reason)
    if witness := finding.witness:
        value = json.dumps(plain(witness.value), ensure_ascii=False)
        value = value[:_LONGEST_VALUE] + "…" if len(value) > _LONGEST_VALUE else value
        sides = (("accepted", witness.accepted_by), ("refused", witness.refused_by))
        told = ", ".join(f"{what} now" if by in {"", "now"} else f"{what} by {by}" for what, by in sides)
        why = f": {witness.reason}" if witness.reason else ""
        yield "witness", f"<pre>{_text(value)}</pre>{_said(told + why)}"
        if witness.request:
            yield "try it", f"<pre>{_text(witness.request)}</pre>"
    if finding.reach:
        yield "touches", _listed(finding.reach)
    if finding.affects:
        yield "affects", _listed(finding.affects)
    for fix in finding.fixes:
        yield "fix", _said(fix.title)
    if finding.waived:
        yield "waived", _said(waiver(finding.waived))
    if finding.help:
        yield "next", _said(finding.help)
    yield "rule", f"<code>{_text(finding.rule)}</code>"


def _listed(names: tuple[str, ...]) -> str:
    """Some names; many behind their count."""
    listed = ", ".join(f"<code>{_text(name)}</code>" for name in names[:_MOST])
    if len(names) > _MOST:
        listed += f" and {len(names) - _MOST} more"
    if len(names) <= _FEW:
        return listed
    return f"<details><summary>{reach_of(names) or len(names)}</summary>{listed}</details>"


def _text(text: str) -> str:
    """Text of a document: no markup, and no character that hides or reorders what is beside it."""
    return escape(visible(text))


def _said(text: str) -> str:
    """A sentence; what stands in backticks becomes code."""
    pieces = text.split("`")
    if len(pieces) % 2 == 0:
        pieces[-2:] = ["`".join(pieces[-2:])]
    return "".join(f"<code>{_text(piece)}</code>" if at % 2 else _text(piece) for at, piece in enumerate(pieces))
