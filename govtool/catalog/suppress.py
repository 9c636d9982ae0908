"""Waivers beside the place they are about: `# govtool: ignore[rule-id] reason until=2027-06-30` in YAML documents."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from govtool.catalog.waivers import Waiver
from govtool.finding import Finding, Location, Pointer, Span
from govtool.source.document import Document

_MARK = "govtool:"
_COMMENT = re.compile(r"(?:^|(?<=\s))#\s*govtool:\s*(?P<words>.*)$")
_IGNORE = re.compile(r"ignore\s*\[(?P<rules>[\w\s,-]+)\](?P<rest>.*)")
_UNTIL = re.compile(r"\[?\buntil\s*=\s*(?P<date>[^\s\]]+)\]?")


def inline(documents: Iterable[Document]) -> tuple[Waiver, ...]:
    """The waivers in the comments of documents; JSON has no comments."""
    return tuple(waiver for document in documents for line, words, at in _comments(document)
                 for waiver in _waivers(document, line, words, at))


def problems(documents: Iterable[Document]) -> Iterator[Finding]:
    """Comments to govtool that say nothing it knows, and dates that are none."""
    for document in documents:
        for _, words, at in _comments(document):
            ignored = _IGNORE.match(words)
            if not ignored:
                yield Finding("waivers-invalid", f"`{_MARK} {words}` is no instruction", at,
                              help="write `# govtool: ignore[rule-id] reason`")
            elif (until := _UNTIL.search(ignored["rest"])) and not _is_date(until["date"]):
                yield Finding("waivers-invalid", f"`{until['date']}` is no date", at,
                              help="write it as `until=2027-06-30`")


def _waivers(document: Document, line: int, words: str, at: Location) -> Iterator[Waiver]:
    if found := _IGNORE.match(words):
        until = _UNTIL.search(found["rest"])
        reason = _UNTIL.sub("", found["rest"]).strip(" :,-\u2013\u2014")
        last_day = until["date"] if until and _is_date(until["date"]) else ""
        for rule in filter(None, re.split(r"[\s,]+", found["rules"])):
            yield Waiver(rule, reason, last_day, document, at, line=line)


def _comments(document: Document) -> Iterator[tuple[int, str, Location]]:
    """Line it is about, words and place of every comment to govtool."""
    if document.syntax != "yaml" or not document.usable or _MARK not in document.text:
        return
    lines = document.text.split("\n")
    for number, line in enumerate(lines, 1):
        found = _COMMENT.search(line.rstrip("\r")) if _MARK in line else None
        if found and not _is_in_text(document, number, found.start() + 1):
            span = Span(number, found.start() + 1, number, found.end() + 1)
            alone = not line[: found.start()].strip()
            at = Location(document.name, span=span)
            yield (_next(lines, number) if alone else number), found["words"].strip(), at


def _next(lines: list[str], number: int) -> int:
    """The first line after a comment that is neither blank nor a comment."""
    for index in range(number, len(lines)):
        if lines[index].strip() and not lines[index].lstrip().startswith("#"):
            return index + 1
    return number


def _is_in_text(document: Document, line: int, column: int) -> bool:
    """Whether a position lies inside of a text value, where `#` begins no comment."""
    pointer: Pointer = ()
    value = document.data
    while isinstance(value, dict | list):
        keys = value if isinstance(value, dict) else range(len(value))
        below = next((key for key in keys if _holds(document.span((*pointer, key)), line, column)), None)
        if below is None:
            return False
        pointer, value = (*pointer, below), value[below]
    return True


def _holds(span: Span, line: int, column: int) -> bool:
    return (span.line, span.column) <= (line, column) < (span.end_line, span.end_column)


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
