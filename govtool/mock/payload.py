"""Bodies of responses: from the contract's examples or its schema, never one that its own schema refuses."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import quote_plus

import orjson

from govtool.mock import xml
from govtool.mock.check import Check, check_of
from govtool.mock.examples import named
from govtool.mock.exchange import Headers, Violation
from govtool.mock.media import FORM, essence, is_json, is_lines, is_xml
from govtool.mock.shape import Shape, shape_of
from govtool.mock.styles import ReadError
from govtool.model.contract import Contract, Media, Party
from govtool.model.contract import Response as Declared
from govtool.sample import NoValue, Samplers

_UNSENT = frozenset({"content-length", "transfer-encoding", "connection"})
"""Headers that the connection needs for itself."""


class Broken(Exception):  # noqa: N818 - a fact about the contract, told to the client
    """There is no body that the contract allows: the message says why."""

    def __init__(self, reason: str, violations: Iterable[Violation] = ()) -> None:
        super().__init__(reason)
        self.violations = tuple(violations)


@dataclass(frozen=True, slots=True)
class Payloads:
    """What makes the bodies and headers of one contract's responses."""

    contract: Contract
    samplers: Samplers
    say: Callable[[str], None]
    """Tells people what is wrong with the contract, once for each thing."""

    def of(self, media: Media) -> "Payload":
        """The bodies of one media type of a response."""
        return Payload(self, media)

    def headers(self, response: Declared) -> Headers:
        """The declared headers with their examples, or values of their schemas."""
        from govtool.compare.serialize import serialized

        found = []
        for name, header in response.headers.items():
            media = next(iter(header.content.values()), None)
            schema = media.schema if media else header.schema
            check = check_of(self.samplers, schema, Party.PROVIDER)
            for value in self._header_values(named(self.contract, header.spot), check):
                if check is None or not check.refuses(value):
                    text = serialized(header, value)
                    quoted = f'"{text}"'
                    if name == "etag" and not text.startswith(('"', "W/")) and not (check and check.refuses(quoted)):
                        text = quoted  # as an entity tag is written (RFC 9110 section 8.8.3)
                    if text.isascii() and text.isprintable() and name not in _UNSENT:
                        found.append((name.encode("latin-1", "replace"), text.encode("ascii")))
                        break
        return tuple(found)

    def _header_values(self, examples: Mapping[str, Any], check: Check | None) -> Iterator[Any]:
        yield from examples.values()
        if check:
            try:
                yield check.sampler.example()
            except NoValue as error:
                self.say(f"no value for a header: {error}")


@dataclass(frozen=True, eq=False)
class Payload:
    """One media type of a response."""

    owner: Payloads
    media: Media

    @cached_property
    def examples(self) -> dict[str, Any]:
        """By name; a single one has the empty name."""
        return named(self.owner.contract, self.media.spot, self.media.type)

    @cached_property
    def check(self) -> Check | None:
        """The check of the whole body, or of each item of a sequence."""
        return check_of(self.owner.samplers, self.media.schema or self.media.item_schema, Party.PROVIDER)

    @cached_property
    def shape(self) -> Shape:
        """The form of the body."""
        return shape_of(self.owner.contract.bundle, self.media.schema or self.media.item_schema)

    def example(self, name: str) -> bytes:
        """The body of an example; Broken where its schema refuses it, KeyError where there is none."""
        value = self._readable(self.examples[name])
        if self.check and (violations := self._violations(value)):
            told = f"the example `{name}`" if name else "the example"
            raise Broken(f"{told} breaks its own schema: {violations[0].message}", violations)
        return self.encoded(value)

    def fixed(self, names: Iterable[str]) -> bytes:
        """The first of the examples that is valid, those named first; else what the schema's sampler shows."""
        wanted = [name for name in names if name in self.examples]
        for name in (*wanted, *(name for name in self.examples if name not in wanted)):
            try:
                return self.example(name)
            except Broken as error:
                at = self.media.spot.document.span(self.media.spot.pointer)
                self.owner.say(f"{self.media.spot.document.name}:{at.line}: {error}")
        return self._sampled(None)

    def random(self, seed: int) -> bytes:
        """A value of the schema by a seed; where nothing is known of it, as `fixed`."""
        return self._sampled(seed) if self.check else self.fixed(())

    def filled(self, members: Mapping[str, Any]) -> bytes | None:
        """An error body with as many of the members as its schema takes; None where there is no valid one."""
        check, is_problem = self.check, "problem" in self.media.type
        base: Any = next((value for value in self.examples.values() if not (check and check.refuses(value))), None)
        if base is None:
            if check is None:
                return self.encoded(members) if is_json(self.media.type) else None
            try:
                base = _least(check.sampler.example(), check)
            except NoValue:
                return None
        if not isinstance(base, dict):
            return self.encoded(base)
        for name, value in _by_other_names(members).items():
            if name in self.shape.properties or (is_problem and name in members):
                changed = {**base, name: value}
                base = changed if check is None or not check.refuses(changed) else base
        return self.encoded(base)

    def _sampled(self, seed: int | None) -> bytes:
        check = self.check
        if check is None:
            return self.encoded({}) if is_json(self.media.type) else b""
        try:
            value = check.sampler.example() if seed is None else check.sampler.value(seed)
        except NoValue as error:
            raise Broken(f"no value of the response's schema was found: {error}") from None
        if check.refuses(value):
            raise Broken("the value made for the response breaks its schema", check.violations(value, "body"))
        return self.encoded([value] if self.media.schema is None else value)

    def _readable(self, value: Any) -> Any:
        """An example as a value: it may be written as the text of its media type."""
        if not isinstance(value, str) or not self.check or not self.check.refuses(value):
            return value
        if is_json(self.media.type):
            try:
                return orjson.loads(value)
            except orjson.JSONDecodeError:
                return value
        return value

    def _violations(self, value: Any) -> list[Violation]:
        check = self.check
        if check is None or (isinstance(value, str) and not is_json(self.media.type) and not is_xml(self.media.type)):
            return []
        if isinstance(value, str) and is_xml(self.media.type):
            try:
                parsed = xml.read(value.encode(), self.shape, as_text=False)
            except ReadError as error:
                return [Violation("body", "", str(error), error.keyword)]
            other = xml.read(value.encode(), self.shape, as_text=True)
            return check.violations(parsed, "body") if check.refuses(parsed) and check.refuses(other) else []
        items = value if self.media.schema is None and isinstance(value, list) else [value]
        return [each for item in items if check.refuses(item) for each in check.violations(item, "body")]

    def encoded(self, value: Any) -> bytes:
        """A value as the bytes of the media type; a text of another type than JSON is its own."""
        kind = essence(self.media.type)
        if is_json(kind):
            return orjson.dumps(value)
        if isinstance(value, str):
            return value.encode("utf-8", "replace")
        if is_lines(kind) and isinstance(value, list):
            lead = b"\x1e" if kind.endswith("json-seq") else b""
            return b"".join(lead + orjson.dumps(item) + b"\n" for item in value)
        if kind == "text/event-stream" and isinstance(value, list):
            return b"".join(_event(item) for item in value)
        if is_xml(kind):
            return xml.write(value, self.shape)
        if kind == FORM and isinstance(value, dict):
            return "&".join(f"{quote_plus(name)}={quote_plus(_plain(item))}" for name, each in value.items()
                            for item in (each if isinstance(each, list) else [each])).encode()
        return _plain(value).encode()


def _event(value: Any) -> bytes:
    """One event of a stream (HTML, server-sent events)."""
    fields = value.items() if isinstance(value, dict) and "data" in value else [("data", value)]
    lines = (f"{name}: {line}\n" for name, item in fields for line in _plain(item).splitlines() or [""])
    return "".join(lines).encode() + b"\n"


def _plain(value: Any) -> str:
    return value if isinstance(value, str) else orjson.dumps(value).decode()


def _least(value: Any, check: Check) -> Any:
    """An object without what it need not have: made up members of an error would only mislead."""
    for name in list(value) if isinstance(value, dict) else ():
        smaller = {key: item for key, item in value.items() if key != name}
        value = value if check.refuses(smaller) else smaller
    return value


def _by_other_names(members: Mapping[str, Any]) -> dict[str, Any]:
    """The members of a problem, and what other error bodies call the same."""
    details = [{"pointer": each.get("pointer", each.get("name", "")), "detail": each["message"]}
               for each in members.get("violations", ())]
    others: dict[str, Any] = {"message": members["detail"], "error": members["title"], "code": members["status"]}
    return {**others, **({"errors": details} if details else {}), **members}
