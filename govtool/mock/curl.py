"""How to call an operation from a shell, with values that its contract takes."""

from collections.abc import Iterator
from shlex import quote

from govtool.compare.serialize import serialized
from govtool.mock.examples import named
from govtool.mock.media import is_json
from govtool.model.contract import Contract, Media, Operation, Parameter, Party, Spot
from govtool.sample import NoValue, Samplers


def curl(contract: Contract, samplers: Samplers, operation: Operation, url: str) -> str:
    """A command line that calls an operation with what it requires: parameters, credentials and a body of JSON."""
    parts = [] if operation.method == "GET" else ["-X", operation.method]
    query: list[str] = []
    for parameter in operation.parameters.values():
        if not parameter.required:
            continue
        written = _written(contract, samplers, parameter)
        if parameter.location == "path":
            url = url.replace(f"{{{parameter.name}}}", written)
        elif parameter.location == "header":
            parts += ["-H", f"{parameter.name}: {written}"]
        elif parameter.location == "cookie":
            parts += ["-b", written]
        else:
            query.append(written)
    for credential in sorted(next(iter(operation.security), ()), key=lambda each: each.kind):
        kind, _, rest = credential.kind.partition(" ")
        place, _, name = rest.partition(" ")
        if kind == "apiKey" and place == "query":
            query.append(f"{name}=key")
        elif kind == "apiKey":
            parts += ["-H", f"{name}: key"] if place == "header" else ["-b", f"{name}=key"]
        else:
            parts += ["-u", "user:password"] if rest == "basic" else ["-H", "Authorization: Bearer token"]
    media = next((each for each in operation.request.content.values() if is_json(each.type)), None) \
        if operation.request else None
    parts += ["-H", f"Content-Type: {media.type}", "-d", _text(contract, samplers, media)] if media else []
    return " ".join(["curl", *map(quote, parts), quote(url + ("?" + "&".join(query) if query else ""))])


def _written(contract: Contract, samplers: Samplers, parameter: Parameter) -> str:
    media = next(iter(parameter.content.values()), None)
    value = next(_values(contract, samplers, parameter.spot, media.schema if media else parameter.schema), "1")
    return serialized(parameter, value)


def _text(contract: Contract, samplers: Samplers, media: Media) -> str:
    import orjson

    return orjson.dumps(next(_values(contract, samplers, media.spot, media.schema), {})).decode()


def _values(contract: Contract, samplers: Samplers, spot: Spot, schema: Spot | None) -> Iterator[object]:
    yield from named(contract, spot).values()
    if schema:
        try:
            yield samplers.of(schema, Party.CONSUMER).example()
        except NoValue:
            return
