"""The parameters of a request: read by style, made values by their schemas, and judged."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from govtool.mock.check import Check, check_of
from govtool.mock.exchange import Exchange, Response, Step, Violation
from govtool.mock.shape import Shape, shape_of, typed
from govtool.mock.styles import (
    Entries,
    ReadError,
    decoded,
    decoded_plus,
    deep,
    entries,
    list_of,
    object_of,
    scalar_of,
)
from govtool.model.contract import Contract, Operation, Parameter, Party
from govtool.model.shape import mapping
from govtool.sample import Samplers

Raw: TypeAlias = Any
"""What a place holds for a parameter: a text, the texts of one name, or what a whole query holds."""
Fetch: TypeAlias = Callable[[Exchange], Raw]
Build: TypeAlias = Callable[[Raw, bool], Any]
"""From what was fetched to a value; the flag says that a text stays one where it may. ReadError for what it is not."""
NOTHING: Any = object()


@dataclass(frozen=True, slots=True, eq=False)
class Reader:
    """One parameter as it is read from requests."""

    location: str
    name: str
    required: bool
    allow_empty: bool
    default: Any
    fetch: Fetch
    builds: tuple[Build, ...]
    """Ways to read it, the likeliest first: a schema may take lists as well as texts."""
    check: Check | None

    def read(self, raw: Raw) -> tuple[Any, list[Violation]]:
        """The value, and what is wrong with it."""
        check, first = self.check, NOTHING
        trouble: ReadError | None = None
        for build in self.builds:
            for as_text in (False, True):
                try:
                    value = build(raw, as_text)
                except ReadError as error:
                    trouble = trouble or error
                    break
                if check is None or not check.refuses(value):
                    return value, []
                first = value if first is NOTHING else first
        if first is NOTHING or check is None:
            keyword = trouble.keyword if trouble else "style"
            return None, [Violation(self.location, self.name, f"`{self.name}` cannot be read: {trouble}", keyword)]
        return first, check.violations(first, self.location, self.name)


def step(contract: Contract, samplers: Samplers, operation: Operation) -> Step | None:
    """Reads and judges all parameters of an operation; None where it has none."""
    declared = list(operation.parameters.values())
    names = {item.name for item in declared if item.location == "query"}
    readers = tuple(reader(contract, samplers, operation, item, names) for item in declared)
    if not readers:
        return None

    def read(exchange: Exchange) -> Response | None:
        values = exchange.parameters
        for each in readers:
            raw = each.fetch(exchange)
            key = (each.location, each.name)
            if raw is None:
                if each.required:
                    exchange.violations.append(Violation(*key, f"`{each.name}` is missing", "required"))
                elif each.default is not NOTHING:
                    values[key] = each.default
            elif each.allow_empty and raw == [""]:
                values[key] = ""
            else:
                values[key], violations = each.read(raw)
                exchange.violations += violations
        return None

    return read


def reader(
    contract: Contract, samplers: Samplers, operation: Operation, parameter: Parameter, names: set[str]
) -> Reader:
    """How one parameter is read; `names` are those that the whole query has."""
    media = next(iter(parameter.content.values()), None)
    schema = media.schema if media else parameter.schema
    shape = shape_of(contract.bundle, schema)
    default = mapping(shape.spot.value).get("default", NOTHING) if shape.spot else NOTHING
    return Reader(
        parameter.location, parameter.name, parameter.required, parameter.allow_empty, default,
        _fetch(operation, parameter, shape, frozenset(names)),
        tuple(_builds(parameter, shape, media.type if media else "")),
        check_of(samplers, schema, Party.CONSUMER),
    )


def _fetch(operation: Operation, parameter: Parameter, shape: Shape, names: frozenset[str]) -> Fetch:
    name = parameter.name
    if parameter.location == "path":
        from govtool.mock.router import names_of

        at = names_of(operation.path).index(name) if name in names_of(operation.path) else -1
        return lambda exchange: exchange.path_values[at] if at >= 0 else None
    if parameter.location == "header":
        wanted = name.encode("latin-1", "replace")
        return lambda exchange: exchange.request.header(wanted) if wanted in exchange.request.headers else None
    if parameter.location == "querystring":
        return lambda exchange: exchange.request.query or None
    of = cookies if parameter.location == "cookie" else _query
    is_members = "object" in shape.containers and not parameter.content
    if is_members and parameter.style == "deepObject":
        lead = name + "["
        return lambda exchange: ({key: values for key, values in of(exchange).items() if key.startswith(lead)}
                                 or of(exchange).get(name))
    if is_members and parameter.explode and parameter.style in ("form", "cookie"):
        others = names - {name}
        return lambda exchange: members(of(exchange), shape, others)
    return lambda exchange: of(exchange).get(name)


def _query(exchange: Exchange) -> Entries:
    return exchange.query


def cookies(exchange: Exchange) -> Entries:
    """The cookies of a request, undecoded."""
    pairs = (part.strip().partition("=") for part in exchange.request.header(b"cookie").split(";"))
    found: dict[str, list[str]] = {}
    for name, _, value in pairs:
        found.setdefault(name, []).append(value)
    return found


def members(found: Entries, shape: Shape, others: frozenset[str]) -> dict[str, list[str]] | None:
    """What an object that lies openly in the query has of it; None for nothing."""
    takes_any = shape.rest is not None or not shape.properties
    own = {name: values for name, values in found.items()
           if name in shape.properties or (takes_any and name not in others and name)}
    return own or None


def _builds(parameter: Parameter, shape: Shape, media: str) -> Iterator[Build]:
    if media:
        yield _content(media, parameter.location)
        return
    for kind in shape.containers:
        yield _list_build(parameter, shape) if kind == "array" else _object_build(parameter, shape)
    if shape.scalar:
        yield _scalar_build(parameter, shape)


def _decode(location: str) -> Callable[[str], str]:
    """Headers and cookies are not percent-encoded."""
    return {"query": decoded_plus, "path": decoded}.get(location, str)


def _one(raw: Raw, name: str) -> str:
    if isinstance(raw, str):
        return raw
    if not isinstance(raw, list):
        raise ReadError("it is written as an object")
    if len(raw) > 1:
        raise ReadError(f"`{name}` is given {len(raw)} times, expected once", "repeated")
    return str(raw[0])


def _scalar_build(parameter: Parameter, shape: Shape) -> Build:
    decode, style, name = _decode(parameter.location), parameter.style, parameter.name
    if style in ("label", "matrix"):
        return lambda raw, as_text: typed(
            scalar_of(_one(raw, name), style, name, decode=decode), shape, as_text=as_text)
    return lambda raw, as_text: typed(decode(_one(raw, name)), shape, as_text=as_text)


def _list_build(parameter: Parameter, shape: Shape) -> Build:
    decode, style, name, explode = _decode(parameter.location), parameter.style, parameter.name, parameter.explode
    items = shape.items or Shape()
    is_repeated = explode and parameter.location in ("query", "cookie")

    def build(raw: Raw, as_text: bool) -> Any:  # noqa: FBT001 - the flag of every `Build`
        if is_repeated and isinstance(raw, list):
            texts = [decode(text) for text in raw]
        else:
            texts = list_of(_one(raw, name), style, name, explode=explode, decode=decode)
        return [typed(text, items, as_text=as_text) for text in texts]

    return build


def _object_build(parameter: Parameter, shape: Shape) -> Build:
    decode, style, name, explode = _decode(parameter.location), parameter.style, parameter.name, parameter.explode

    def build(raw: Raw, as_text: bool) -> Any:  # noqa: FBT001 - the flag of every `Build`
        if style == "deepObject":
            if not isinstance(raw, dict):
                raise ReadError(f"it is written `{name}`, expected `{name}[…]`")
            return deep(raw, name, shape, as_text=as_text)
        if isinstance(raw, dict):
            return {key: member(values, shape.below(key), decode, as_text=as_text) for key, values in raw.items()}
        if explode and parameter.location in ("query", "cookie"):
            raise ReadError("it is written as one text, expected its members")
        found = object_of(_one(raw, name), style, name, explode=explode, decode=decode)
        return {key: typed(text, shape.below(key), as_text=as_text) for key, text in found.items()}

    return build


def member(values: list[str], shape: Shape, decode: Callable[[str], str], *, as_text: bool) -> Any:
    """The value of a name that may be repeated."""
    if "array" in shape.containers:
        return [typed(decode(value), shape.items or Shape(), as_text=as_text) for value in values]
    found = [typed(decode(value), shape, as_text=as_text) for value in values]
    return found[0] if len(found) == 1 else found


def _content(media: str, location: str) -> Build:
    """A parameter that is written in a media type."""
    decode = _decode("query" if location == "querystring" else location)

    def build(raw: Raw, _: bool) -> Any:  # noqa: FBT001 - the flag of every `Build`
        text = _one(raw, "")
        if location == "querystring" and "urlencoded" in media:
            return {name: values[0] if len(values) == 1 else values
                    for name, values in ((key, [decode(value) for value in found])
                                         for key, found in entries(text).items())}
        if "json" not in media:
            return decode(text)
        import orjson

        try:
            return orjson.loads(decode(text))
        except orjson.JSONDecodeError as error:
            raise ReadError(f"it is no JSON: {error}", "syntax") from None

    return build
