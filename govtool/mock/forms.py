"""Bodies that are written as forms: `a=1&b=2`, and the parts of `multipart/form-data` (RFC 7578)."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import orjson

from govtool.mock.media import essence, is_json
from govtool.mock.parameters import member
from govtool.mock.shape import Shape, typed
from govtool.mock.styles import ReadError, decoded_plus, deep, entries, list_of, object_of
from govtool.model.contract import Media
from govtool.model.shape import mapping, text

_MOST_PARTS = 1_000


def urlencoded(source: str, media: Media, shape: Shape, *, as_text: bool) -> dict[str, Any]:
    """The object of a form; each field in the style of its encoding (OpenAPI 3.1.1 section 4.8.15)."""
    held = entries(source)
    found: dict[str, Any] = {}
    taken: set[str] = set()
    for name, below in shape.properties.items():
        encoding = mapping(media.encoding, name)
        if text(encoding.get("style")) == "deepObject":
            value = deep(held, name, below, as_text=as_text)
            if value is not None:
                found[name] = value
                taken |= {key for key in held if key.startswith(name + "[")}
        elif name in held:
            found[name] = _field(held[name], name, below, encoding, as_text=as_text)
            taken.add(name)
        elif _lies_open(below, encoding) and (own := [key for key in held if key in below.properties]):
            found[name] = {key: member(held[key], below.below(key), decoded_plus, as_text=as_text) for key in own}
            taken |= set(own)
    for name, values in held.items():
        if name not in taken:
            found[name] = member(values, shape.below(name), decoded_plus, as_text=as_text)
    return found


def _lies_open(shape: Shape, encoding: Mapping[str, Any]) -> bool:
    """Whether an object is written as fields of their own."""
    return shape.containers == ("object",) and encoding.get("explode", True) is True and "style" in encoding


def _field(values: list[str], name: str, shape: Shape, encoding: Mapping[str, Any], *, as_text: bool) -> Any:
    style, kind = text(encoding.get("style")) or "form", text(encoding.get("contentType"))
    if is_json(kind) or ("object" in shape.containers and len(values) == 1 and values[0][:1] in ("{", "%")):
        return _json(decoded_plus(values[0]).encode(), name)
    explode = encoding.get("explode", style == "form") is not False
    if explode or not shape.containers:
        return member(values, shape, decoded_plus, as_text=as_text)
    if "array" in shape.containers:
        items = list_of(values[0], style, name, explode=False, decode=decoded_plus)
        return [typed(item, shape.items or Shape(), as_text=as_text) for item in items]
    found = object_of(values[0], style, name, explode=False, decode=decoded_plus)
    return {key: typed(item, shape.below(key), as_text=as_text) for key, item in found.items()}


def _json(source: bytes, name: str) -> Any:
    try:
        return orjson.loads(source)
    except orjson.JSONDecodeError as error:
        raise ReadError(f"the field `{name}` is no JSON: {error}", "syntax") from None


class Part(NamedTuple):
    """One part of a multipart body."""

    name: str
    type: str
    """Empty where the part has none."""
    data: bytes


def multipart(source: bytes, content_type: str, media: Media, shape: Shape, *, as_text: bool) -> dict[str, Any]:
    """The object of the parts; a file is a text with one character for each byte."""
    grouped: dict[str, list[Part]] = {}
    for part in parts(source, content_type):
        grouped.setdefault(part.name, []).append(part)
    found: dict[str, Any] = {}
    for name, same in grouped.items():
        below = shape.below(name)
        kind = text(mapping(media.encoding, name).get("contentType"))
        is_list = "array" in below.containers and not (len(same) == 1 and is_json(same[0].type))
        inner = (below.items or Shape()) if is_list else below
        values = [_value(part, inner, kind, as_text=as_text) for part in same]
        found[name] = values if is_list or len(values) > 1 else values[0]
    return found


def _value(part: Part, shape: Shape, kind: str, *, as_text: bool) -> Any:
    """An object is JSON unless it says otherwise (OpenAPI 3.1.1 section 4.8.15.1.1)."""
    said = part.type or kind.partition(",")[0]
    if (said and is_json(said)) or (not said and shape.containers):
        return _json(part.data, part.name)
    try:
        return typed(part.data.decode("utf-8"), shape, as_text=as_text)
    except UnicodeDecodeError:
        return part.data.decode("latin-1")


def parts(source: bytes, content_type: str) -> list[Part]:
    """The parts of a multipart body; ReadError for what is none."""
    from python_multipart.exceptions import FormParserError
    from python_multipart.multipart import MultipartParser, parse_options_header

    _, options = parse_options_header(content_type)
    boundary = options.get(b"boundary")
    if not boundary:
        raise ReadError("`Content-Type` names no `boundary`", "syntax")
    found = _Parts()
    try:
        parser = MultipartParser(boundary, found.callbacks())
        parser.write(source)
        parser.finalize()
    except FormParserError as error:
        raise ReadError(f"it is no multipart body: {error}", "syntax") from None
    if not found.ended:
        raise ReadError("its last part does not end", "syntax")
    return found.parts


class _Parts:
    """Gathers what the parser finds."""

    def __init__(self) -> None:
        self.parts: list[Part] = []
        self.ended = False
        self._headers: dict[str, bytes] = {}
        self._name = self._value = self._data = b""

    def callbacks(self) -> Any:
        """What the parser calls."""
        return {
            "on_part_begin": self._begin, "on_part_end": self._end, "on_header_end": self._header_end,
            "on_end": self._all, "on_header_field": lambda data, start, end: self._add("_name", data[start:end]),
            "on_header_value": lambda data, start, end: self._add("_value", data[start:end]),
            "on_part_data": lambda data, start, end: self._add("_data", data[start:end]),
        }

    def _begin(self) -> None:
        self._headers, self._data = {}, b""

    def _add(self, field: str, data: bytes) -> None:
        setattr(self, field, getattr(self, field) + data)

    def _header_end(self) -> None:
        self._headers[self._name.decode("latin-1").lower()] = self._value
        self._name = self._value = b""

    def _end(self) -> None:
        from python_multipart.multipart import parse_options_header

        _, options = parse_options_header(self._headers.get("content-disposition", b""))
        name = options.get(b"name", b"").decode("utf-8", "replace")
        if len(self.parts) == _MOST_PARTS:
            raise ReadError(f"it has more than {_MOST_PARTS} parts", "syntax")
        kind = self._headers.get("content-type", b"").decode("latin-1")
        self.parts.append(Part(name, essence(kind), self._data))

    def _all(self) -> None:
        self.ended = True
