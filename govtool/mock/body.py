"""Request bodies: read in the media type they say they are in, and judged by its schema."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

import orjson

from govtool.mock import forms, xml
from govtool.mock.check import Check, check_of, pointer_text
from govtool.mock.exchange import Exchange, Response, Step, Violation
from govtool.mock.media import FORM, MULTIPART, body_media, essence, is_json, is_lines, is_xml
from govtool.mock.problem import Problems
from govtool.mock.shape import Shape, shape_of, typed
from govtool.mock.styles import ReadError
from govtool.model.contract import Contract, Media, Operation, Party
from govtool.model.media import media_type
from govtool.model.shape import mapping
from govtool.sample import Samplers

_BOM = b"\xef\xbb\xbf"
_KEPT = 64
"""Spellings of `Content-Type` that are remembered."""
Parse = Callable[[bytes, str, bool], Any]
"""From the bytes and their `Content-Type` to a value; the flag says that a text stays one where it may."""


class _Judge(Protocol):
    """What judges the value of a body."""

    def refuses(self, value: Any) -> bool:
        """Whether it does not meet its schema."""

    def violations(self, value: Any, place: str) -> list[Violation]:
        """What is wrong with it."""


@dataclass(frozen=True, slots=True, eq=False)
class _Reader:
    """One media type as it is read."""

    parse: Parse
    check: _Judge | None
    is_text: bool
    """The values are written as text, so that there is a second way to read some."""
    shape: Shape
    has_read_only: bool

    def read(self, source: bytes, content_type: str, exchange: Exchange) -> None:
        """The value into the exchange, with what is wrong; ReadError for what cannot be read at all."""
        value = self.parse(source, content_type, False)  # noqa: FBT003 - the flag of every `Parse`
        if self.check and self.check.refuses(value):
            other = self.parse(source, content_type, True) if self.is_text else value  # noqa: FBT003 - as above
            if other is value or self.check.refuses(other):
                exchange.violations += self.check.violations(value, "body")
            else:
                value = other
        exchange.body = value
        if self.has_read_only:
            exchange.remarks += _sent_read_only(value, self.shape, ())


def step(contract: Contract, samplers: Samplers, operation: Operation, problems: Problems) -> Step | None:
    """Reads and judges the body of an operation; None where it has none: what is sent is not looked at."""
    body = operation.request
    if body is None or not body.content:
        return None
    readers = {media.type: _reader(contract, samplers, media) for media in body.content.values()}
    known: dict[str, Media] = {}
    only = next((media for media in body.content.values() if is_json(media.type)), next(iter(body.content.values())))
    types = ", ".join(body.content)

    def read(exchange: Exchange) -> Response | None:
        request = exchange.request
        name = request.header(b"content-type")
        if not request.body and essence(name) != FORM:
            return problems.answer(request, 400, "the body is missing", [
                Violation("body", "", "the body is missing", "required")]) if body.required else None
        media = known.get(name) or (body_media(name, body.content) if name else only)
        coding = request.header(b"content-encoding")
        if media is None or coding not in ("", "identity"):
            wrong = f"coded as `{coding}`" if media else f"`{name}`"
            return problems.answer(request, 415, f"the body is {wrong}, expected one of {types}",
                                   headers=((b"accept", types.encode("latin-1", "replace")),))
        if len(known) < _KEPT:
            known[name] = media
        try:
            readers[media.type].read(request.body, name, exchange)
        except ReadError as error:
            violation = Violation("body", "", str(error), error.keyword)
            return problems.answer(request, 415 if error.keyword == "charset" else 400, str(error), [violation])
        return None

    return read


def _reader(contract: Contract, samplers: Samplers, media: Media) -> _Reader:
    shape = shape_of(contract.bundle, media.schema or media.item_schema)
    kind = essence(media.type)
    parse: Parse
    if is_lines(kind):
        parse = _json_lines
        check = check_of(samplers, media.item_schema, Party.CONSUMER)
        return _Reader(parse, _EachItem(check) if check else None, is_text=False, shape=shape, has_read_only=False)
    if is_json(kind):
        parse = _json
    elif kind == FORM:
        parse = lambda source, name, as_text: forms.urlencoded(_text(source, name), media, shape, as_text=as_text)  # noqa: E731 - one line each
    elif kind == MULTIPART or kind.startswith("multipart/"):
        parse = lambda source, name, as_text: forms.multipart(source, name, media, shape, as_text=as_text)  # noqa: E731 - as above
    elif is_xml(kind):
        parse = lambda source, _, as_text: xml.read(source, shape, as_text=as_text)  # noqa: E731 - as above
    elif kind.startswith("text/"):
        parse = lambda source, name, as_text: typed(_text(source, name), shape, as_text=as_text)  # noqa: E731 - as above
    else:
        return _Reader(_binary, None, is_text=False, shape=shape, has_read_only=False)
    return _Reader(parse, check_of(samplers, media.schema, Party.CONSUMER), is_text=not is_json(kind), shape=shape,
                   has_read_only=_has_read_only(shape))


def _binary(source: bytes, _: str, __: bool) -> Any:  # noqa: FBT001 - the flag of every `Parse`
    return source


def _json(source: bytes, content_type: str, _: bool) -> Any:  # noqa: FBT001 - as above
    if "charset" in content_type:
        source = _text(source, content_type).encode()
    try:
        return orjson.loads(source[3:] if source.startswith(_BOM) else source)
    except orjson.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise ReadError(f"the body is no JSON: {error.msg.partition(':')[0]} at {where}", "syntax") from None


def _json_lines(source: bytes, content_type: str, as_text: bool) -> Any:  # noqa: FBT001 - as above
    return [_json(line.strip(b"\x1e"), content_type, as_text) for line in source.splitlines() if line.strip(b"\x1e ")]


class _EachItem:
    """The check of every item of a sequence."""

    def __init__(self, item: Check) -> None:
        self._item = item

    def refuses(self, value: Any) -> bool:
        """Whether an item is refused."""
        return any(map(self._item.refuses, value))

    def violations(self, value: Any, place: str) -> list[Violation]:
        """What is wrong with the items, each told below its index."""
        return [found for at, item in enumerate(value) if self._item.refuses(item)
                for found in self._item.violations(item, place, above=(at,))]


def _text(source: bytes, content_type: str) -> str:
    """The text in the character set that `Content-Type` names; UTF-8 where it names none."""
    parameters = dict(part.partition("=")[::2] for part in media_type(content_type).split(";")[1:])
    name = parameters.get("charset", "utf-8").strip('"')
    try:
        return source.decode(name)
    except LookupError:
        raise ReadError(f"the character set `{name}` is not known", "charset") from None
    except UnicodeDecodeError as error:
        raise ReadError(f"byte {error.start} of the body is not {name.upper()}", "encoding") from None


def _has_read_only(shape: Shape, depth: int = 0) -> bool:
    is_it = shape.spot is not None and mapping(shape.spot.value).get("readOnly") is True
    return is_it or any(_has_read_only(each, depth + 1)
                        for each in (*shape.properties.values(), *filter(None, (shape.items,))))


def _sent_read_only(value: Any, shape: Shape, pointer: tuple[str | int, ...]) -> Iterator[Violation]:
    """What only the provider writes, and was sent all the same (OpenAPI 3.1.1: it should not be)."""
    if isinstance(value, list) and shape.items:
        for at, item in enumerate(value):
            yield from _sent_read_only(item, shape.items, (*pointer, at))
    if isinstance(value, dict):
        for name, item in value.items():
            below = shape.properties.get(name)
            if below and below.spot and mapping(below.spot.value).get("readOnly") is True:
                yield Violation("body", pointer_text((*pointer, name)), f"`{name}` is read-only", "readOnly")
            elif below:
                yield from _sent_read_only(item, below, (*pointer, name))
