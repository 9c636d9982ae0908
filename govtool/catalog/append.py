"""Items added to the end of a list in a YAML text that people keep: comments, layout and line ends stay as they are."""

from collections.abc import Iterator
from typing import Any

from govtool.errors import UserError
from govtool.finding import Pointer
from govtool.model.shape import sequence
from govtool.source import edit, emit
from govtool.source.document import Document, parse
from govtool.source.edit import EditError


def appended(document: Document, pointer: Pointer, items: list[Any]) -> str:
    """The text with the items behind those of the list at a key; UserError where the text cannot take them there.

    A list that is not there, is empty or is written on one line is written anew.
    """
    there = sequence(_value(document, pointer))
    wanted = [*there, *items]
    text = _behind(document, pointer, len(there), items) if there else ""
    if _reads_as(document, text, pointer, wanted):
        return text
    try:
        return edit.applied(document.text, edit.put(document, pointer, wanted))
    except EditError as error:
        raise UserError(f"`{document.name}` cannot be added to: {error}",
                        f"add it by hand, below `{pointer[-1]}`:\n{emit.yaml_text(items)}") from None


def _value(document: Document, pointer: Pointer) -> Any:
    try:
        return document.get(pointer)
    except LookupError:
        return None


def _behind(document: Document, pointer: Pointer, length: int, items: list[Any]) -> str:
    """The items as lines of their own after the last one, dash below dash."""
    start, end = document.extent((*pointer, length - 1))
    text = document.text
    line_end = "\r\n" if "\r\n" in text else "\n"
    line_start = text.rfind("\n", 0, start) + 1
    indent = text[line_start:start].partition("-")[0]
    stop = text.find("\n", len(text[:end].rstrip()))
    stop = len(text) if stop < 0 else stop + 1
    head = text[:stop] if text[:stop].endswith("\n") else text[:stop] + line_end
    return head + "".join(line + line_end for line in item_lines(items, indent)) + text[stop:]


def item_lines(items: list[Any], indent: str) -> Iterator[str]:
    """Items of a list in block style; a mapping of plain values takes one line."""
    for item in items:
        if isinstance(item, dict) and item and not any(isinstance(value, dict | list) for value in item.values()):
            yield f"{indent}- {emit.flow(item)}"
        else:
            yield from emit.lines([item], indent)


def _reads_as(document: Document, text: str, pointer: Pointer, wanted: list[Any]) -> bool:
    """Whether a text says what the document says, with the longer list."""
    read = parse(text, document.name, document.path)
    if not text or not read.usable or _value(read, pointer) != wanted:
        return False
    rest = {key: value for key, value in document.data.items() if key != pointer[0]}
    return rest == {key: value for key, value in read.data.items() if key != pointer[0]}
