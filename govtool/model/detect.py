"""Which format a document is in: by its data, or cheaply by its first kilobytes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Format:
    """A format and its version: `openapi` `3.1`."""

    family: str
    """`openapi`, `asyncapi`, `avro` or `jsonschema`; empty for what is no contract."""
    version: str
    """Major and minor (`3.1`), or the draft of JSON Schema (`draft 7`, `2020-12`); empty when there is none."""

    @property
    def label(self) -> str:
        """As people write it: `OpenAPI 3.1`."""
        return f"{_NAMES.get(self.family, 'unknown format')} {self.version}".rstrip()


_NAMES = {"openapi": "OpenAPI", "asyncapi": "AsyncAPI", "avro": "Avro", "jsonschema": "JSON Schema"}
FAMILIES = frozenset(_NAMES)
UNKNOWN = Format("", "")
"""The format of what is no contract."""

_DRAFTS = {
    "draft-04": "draft 4", "draft-06": "draft 6", "draft-07": "draft 7", "2019-09": "2019-09", "2020-12": "2020-12",
}
NEWEST_DRAFT = "2020-12"

_MARKS = {"openapi": ("openapi", 3), "swagger": ("openapi", 2), "asyncapi": ("asyncapi", 1)}
"""The key that names a format's version → the family, and the oldest major version that is read."""
_AVRO_TYPES = frozenset({"record", "error", "enum", "fixed"})


def detect(data: Any) -> Format | None:
    """The format of parsed data; None for what is no contract."""
    if isinstance(data, list):
        # A union at the top of an Avro file; its members may be names, but a list of names alone says nothing.
        return Format("avro", "") if any(_is_avro(item) for item in data) else None
    if not isinstance(data, dict):
        return None
    for key, (family, oldest) in _MARKS.items():
        if key in data:
            version = _minor(data[key])
            return None if version and int(version.split(".")[0]) < oldest else Format(family, version)
    if isinstance(schema := data.get("$schema"), str):
        return Format("jsonschema", draft_of(schema))
    return Format("avro", "") if _is_avro(data) else None


def draft_of(schema: str) -> str:
    """The draft that a `$schema` names; the newest for any other."""
    return next((draft for part, draft in _DRAFTS.items() if part in schema), NEWEST_DRAFT)


def _is_avro(data: Any) -> bool:
    """A named type (Avro 1.12 specification, "Complex Types") or a protocol."""
    if not isinstance(data, dict):
        return False
    if isinstance(data.get("protocol"), str):
        return "types" in data or "messages" in data
    kind = data.get("type")
    return isinstance(kind, str) and kind in _AVRO_TYPES and isinstance(data.get("name"), str)


def _minor(version: Any) -> str:
    """`3.1.0` → `3.1`; a number is read as it is written (`swagger: 2.0`); empty for what is no version."""
    found = re.match(r"\d{1,4}\.\d{1,4}(?!\d)", str(version))
    return found[0] if found else ""


_SUFFIXES = (".yaml", ".yml", ".json")
_HEAD = 8192
"""Bytes. A JSON text is scanned key by key this far; a mark behind it may belong to anything."""
_YAML_KEY = re.compile(rb"""^["']?(openapi|swagger|asyncapi|\$schema)["']?[ \t]*:(.*)""", re.MULTILINE)
_JSON_TOKEN = re.compile(rb'"((?:[^"\\]|\\.)*)"(\s*:\s*(?:"((?:[^"\\]|\\.)*)")?)?|[{}\[\]]')
_JSON_MARK = re.compile(rb'"(openapi|swagger|asyncapi)"\s*:\s*"[0-9]')


def sniff(text: bytes, path: str) -> str:
    """The family that a file's text promises, without a parse; empty for what looks like no contract.

    The first kilobytes do for most files; the whole text also finds those whose keys are sorted. It errs on the side of
    a promise that `detect` does not keep. A JSON Schema document is often a part of another contract: whoever discovers
    decides whether such files are meant.
    """
    name = path.lower()
    if name.endswith((".avsc", ".avpr")):
        return "avro"
    if not name.endswith(_SUFFIXES):
        return ""
    for key, value in _top_level_keys(_as_utf8(text)):
        if key in _MARKS:
            return _MARKS[key][0]
        if key == "$schema" and "json-schema.org/" in value:
            return "jsonschema"
    return ""


def _as_utf8(text: bytes) -> bytes:
    if text[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return text.decode("utf-16", "ignore").encode("utf-8", "ignore")
    return text.removeprefix(b"\xef\xbb\xbf")


def _top_level_keys(text: bytes) -> Iterator[tuple[str, str]]:
    """The keys of the outermost mapping that may be of interest, with the texts that stand there."""
    if not text[:_HEAD].lstrip().startswith(b"{"):
        if any(mark.encode() in text for mark in (*_MARKS, "$schema")):  # much faster than the search by lines
            yield from (_decoded(match[1], match[2]) for match in _YAML_KEY.finditer(text))
        return
    depth = 0
    for match in _JSON_TOKEN.finditer(text, 0, _HEAD):
        if match[0] in b"{[":
            depth += 1
        elif match[0] in b"}]":
            depth -= 1
        elif depth == 1 and match[2]:
            yield _decoded(match[1], match[3] or b"")
    if any(mark.encode() in text for mark in _MARKS):
        yield from (_decoded(match[1], b"") for match in _JSON_MARK.finditer(text, _HEAD))


def _decoded(key: bytes, value: bytes) -> tuple[str, str]:
    return key.decode("utf-8", "ignore"), value.decode("utf-8", "ignore")
