"""Changes of a text at a pointer that touch nothing else: comments, layout, line ends and quotes stay as they are.

Every edit is tried before it is given out: the edited text reads as the data with exactly that change, or there is no
edit. So what cannot be told from the text alone (what aliases repeat, where a block scalar ends) needs no special case.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from govtool.finding import Pointer
from govtool.source import emit
from govtool.source.document import Document, parse
from govtool.source.places import child

_GONE: Any = object()
_FLOW = re.compile(r"(?:[&!]\S*\s+)*\{")
_BREAK = re.compile(r"\r\n?|\n")
_LINE = re.compile(r"[^\r\n]*")
_REST_OF_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n)?")
_COMMA = re.compile(r"\s*,[ \t]*")
_BLANKS = re.compile(r"[ \t]*(?:\r\n?|\n)")


class EditError(ValueError):
    """A change that the text cannot take where it is written, such as a value that aliases repeat."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A piece of a text, by offsets in characters with the end exclusive, and what takes its place."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class _Entry:
    """Where a key of a mapping and its value stand."""

    start: int
    key_end: int
    value: int
    end: int


def applied(text: str, edit: Edit) -> str:
    """The text with an edit."""
    return text[: edit.start] + edit.text + text[edit.end :]


def put(document: Document, pointer: Pointer, value: Any) -> Edit:
    """The edit that sets a value, whether its key is there or not; EditError where there is none."""
    parent = _value(document, pointer[:-1])
    there = not pointer or isinstance(parent, list) or (isinstance(parent, dict) and pointer[-1] in parent)
    return replace(document, pointer, value) if there else insert(document, pointer, value)


def replace(document: Document, pointer: Pointer, value: Any) -> Edit:
    """The edit that gives a key or item another value, in the quotes of the old one; EditError where there is none."""
    _value(document, pointer)
    start, end = document.extent(pointer)
    old = document.text[start:_trimmed(document.text, end)] if end > start else ""
    gap = "" if old or document.text[start - 1 : start] in {"", " "} else " "
    edit = Edit(start, start + len(old), gap + _alike(document, old, value))
    return _first(document, [edit], _changed(document.data, pointer, value))


def insert(document: Document, pointer: Pointer, value: Any) -> Edit:
    """The edit that adds a key at the end of its mapping, written as the others are; EditError where there is none."""
    parent = _value(document, pointer[:-1])
    if not isinstance(parent, dict) or not pointer or pointer[-1] in parent:
        raise EditError(f"`{_name(pointer)}` is no new key of a mapping")
    key = str(pointer[-1])
    entries = _entries(document, pointer[:-1], parent)
    opening = _FLOW.match(document.text, document.extent(pointer[:-1])[0])
    if opening:
        candidates = [_inserted_in_flow(document, opening.end(), entries, key, value)]
    else:
        candidates = list(_inserted_in_block(document.text, entries, key, value))
    return _first(document, candidates, _changed(document.data, pointer, value))


def delete(document: Document, pointer: Pointer) -> Edit:
    """The edit that takes a key with its value out of its mapping; EditError where there is none."""
    _value(document, pointer)
    parent = document.get(pointer[:-1]) if pointer else None
    if not isinstance(parent, dict):
        raise EditError(f"`{_name(pointer)}` is no key of a mapping")
    entries = _entries(document, pointer[:-1], parent)
    here = document.extent(pointer, "key")[0]
    place = next((index for index, entry in enumerate(entries) if entry.start == here), None)
    in_flow = _FLOW.match(document.text, document.extent(pointer[:-1])[0])
    deletions = _deletions_in_flow if in_flow else _deletions_in_block
    candidates = [] if place is None else list(deletions(document.text, entries, place))
    return _first(document, candidates, _changed(document.data, pointer, _GONE))


def _first(document: Document, candidates: Iterable[Edit], expected: Any) -> Edit:
    """The first edit whose text reads as expected."""
    wanted = json.dumps(expected, sort_keys=True)
    for edit in candidates:
        read = parse(applied(document.text, edit), document.name, document.path)
        if read.usable and json.dumps(read.data, sort_keys=True) == wanted:
            return edit
    raise EditError("the text cannot be changed there alone: it is repeated by an alias, or written in an unusual way")


def _value(document: Document, pointer: Pointer) -> Any:
    try:
        return document.get(pointer)
    except LookupError:
        raise EditError(f"there is nothing at `{_name(pointer)}`") from None


def _name(pointer: Pointer) -> str:
    return ".".join(map(str, pointer))


def _changed(data: Any, pointer: Pointer, value: Any) -> Any:
    """The data with another value at a pointer, or without it; the data itself is left alone."""
    if not pointer:
        return value
    key, *below = pointer
    copy = data.copy()
    if not below and value is _GONE:
        del copy[key]
    else:
        copy[key] = _changed(child(data, key) if below else None, tuple(below), value)
    return copy


def _entries(document: Document, pointer: Pointer, mapping: dict[str, Any]) -> list[_Entry]:
    """The entries that are written in a mapping, in the order of the text; not those that it merges in."""
    start, end = document.extent(pointer)
    found = [_Entry(*document.extent((*pointer, key), "key"), *document.extent((*pointer, key))) for key in mapping]
    return sorted((entry for entry in found if start <= entry.start < end), key=lambda entry: entry.start)


def _alike(document: Document, old: str, value: Any) -> str:
    """A value in the quotes of the old one."""
    if document.syntax == "json":
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, str) and old.startswith('"'):
        return emit.double_quoted(value)
    if isinstance(value, str) and old.startswith("'") and emit.is_printable(value):
        return emit.single_quoted(value)
    return emit.flow(value)


def _inserted_in_flow(document: Document, opening: int, entries: list[_Entry], key: str, value: Any) -> Edit:
    """After the last entry, behind the same separators as the others."""
    text = document.text
    gap, before = ": ", ""
    if entries:
        between = text[entries[-1].key_end : entries[-1].value]
        gap = between if between.strip() == ":" and document.syntax == "json" else gap
        lead = text[opening : entries[0].start]
        blanks = lead[_trimmed(lead, len(lead)) :]
        before = "," + (blanks if _BREAK.search(blanks) else (" " if gap.endswith(" ") else ""))
    written = json.dumps(key, ensure_ascii=False) if document.syntax == "json" else emit.scalar(key)
    at = entries[-1].end if entries else opening
    return Edit(at, at, before + written + gap + _alike(document, "", value))


def _inserted_in_block(text: str, entries: list[_Entry], key: str, value: Any) -> Iterator[Edit]:
    """On lines of its own after the last entry; where that is a block scalar it may end later than it seems to."""
    if not entries:
        return
    line_end = _line_end(text)
    first, last = entries[0].start, entries[-1].end
    pad = " " * (first - _line_start(text, first))
    added = line_end.join(emit.lines({key: value}, pad))
    at = _end_of_line(text, _trimmed(text, last))
    yield Edit(at, at, line_end + added)
    yield Edit(last, last, added + line_end)


def _deletions_in_flow(text: str, entries: list[_Entry], place: int) -> Iterator[Edit]:
    entry = entries[place]
    if comma := _COMMA.match(text, entry.end):
        start, end = entry.start, comma.end()
        blanks = _BLANKS.match(text, end)
        line = _line_start(text, start)
        # A line that held nothing else goes with it.
        yield Edit(line, blanks.end(), "") if blanks and not text[line:start].strip() else Edit(start, end, "")
    if place + 1 < len(entries):
        yield Edit(entry.start, entries[place + 1].start, "")
    if place:
        yield Edit(entries[place - 1].end, entry.end, "")
    yield Edit(entry.start, entry.end, "")


def _deletions_in_block(text: str, entries: list[_Entry], place: int) -> Iterator[Edit]:
    entry = entries[place]
    line, last = _line_start(text, entry.start), _trimmed(text, entry.end)
    if not text[line : entry.start].strip():
        yield Edit(line, _next_line(text, last), "")
        yield Edit(line, max(entry.end, _next_line(text, last)), "")
    if place + 1 < len(entries):  # the first entry of a list item: the second takes its place
        yield Edit(entry.start, entries[place + 1].start, "")
    yield Edit(entry.start, last, "{}")


def _trimmed(text: str, end: int) -> int:
    """The end without the blanks before it: a block scalar ends only where the next thing begins."""
    return len(text[:end].rstrip(" \t\r\n"))


def _line_start(text: str, offset: int) -> int:
    return max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1


def _end_of_line(text: str, offset: int) -> int:
    found = _LINE.match(text, offset)
    return found.end() if found else offset


def _next_line(text: str, offset: int) -> int:
    found = _REST_OF_LINE.match(text, offset)
    return found.end() if found else offset


def _line_end(text: str) -> str:
    found = _BREAK.search(text)
    return found[0] if found else "\n"
