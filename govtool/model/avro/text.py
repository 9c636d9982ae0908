"""Avro texts into documents: JSON, and the comments that Avro's own tools take between its words."""

import re

from govtool.source.document import Document, parse
from govtool.source.json import load
from govtool.source.problem import Limits

_STRING = r'"[^"\\]*+(?:\\.[^"\\]*+)*+"'
_LOOSE = re.compile(rf"{_STRING}|(//[^\n\r]*+|/\*.*?\*/)|(?<![\w.+-])(-?)(0++)(?=[0-9])", re.DOTALL)
"""A string; or a comment; or the zeros before a number, which the canonical form takes away (`[INTEGERS]`)."""
_NOT_BREAKS = re.compile(r"[^\n\r]")


def parse_avro(source: bytes | str, name: str, path: str = "", limits: Limits = Limits()) -> Document:  # noqa: B008 - frozen
    """The document of an Avro text; comments are read over, every position stays. Total, as `parse`."""
    document = parse(source, name, path, limits)
    if document.usable and document.syntax == "json":
        return document
    plain = _LOOSE.sub(_blanked, document.text)
    if plain == document.text or not plain.strip():
        return document
    loaded = load(plain, limits)
    if document.usable and not loaded.root:
        return document
    return Document(document.name, document.path, document.text, "json", loaded)


def _blanked(found: re.Match[str]) -> str:
    if found[1] is not None:
        return _NOT_BREAKS.sub(" ", found[1])
    if found[3] is not None:
        return " " * len(found[3]) + found[2]
    return found[0]
