"""Avro texts into documents: JSON with comments, and the zeros that the canonical form takes away from numbers."""

import re

from govtool.source.document import Document, parse
from govtool.source.json import load, without_comments
from govtool.source.problem import Limits

_STRING = r'"[^"\\]*+(?:\\.[^"\\]*+)*+"'
_ZEROS = re.compile(rf"{_STRING}?+|(?<![\w.+-])(-?)(0++)(?=[0-9])", re.DOTALL)
"""A string; or the zeros before a number (`[INTEGERS]` in the specification, Transforming into Canonical Form)."""


def parse_avro(source: bytes | str, name: str, path: str = "", limits: Limits = Limits()) -> Document:  # noqa: B008 - frozen
    """The document of an Avro text; zeros before numbers are read over, every position stays. Total, as `parse`."""
    document = parse(source, name, path, limits)
    if document.usable:
        return document
    loaded = load(_ZEROS.sub(_blanked, without_comments(document.text)), limits)
    return Document(document.name, document.path, document.text, "json", loaded) if loaded.root else document


def _blanked(found: re.Match[str]) -> str:
    return " " * len(found[2]) + found[1] if found[2] else found[0]
