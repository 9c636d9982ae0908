"""A request that a contract describes: the smallest one, as a line and as a curl command."""

from collections.abc import Mapping
from shlex import quote
from typing import Any, Final

from govtool.compare.serialize import escaped, scalar, serialized
from govtool.compare.templates import addresses
from govtool.compare.values import MISSING
from govtool.model.contract import Credential, Media, Operation, Parameter, Spot
from govtool.model.shape import mapping, sequence
from govtool.source.refs import Bundle, RefError

Given = Mapping[tuple[str, str], Any]
"""Values of parameters, by location and name."""
NOTHING: Final[Given] = {}
_DEPTH = 8
_TEXTS = {
    "date": "2024-01-31",
    "date-time": "2024-01-31T12:00:00Z",
    "time": "12:00:00Z",
    "email": "a@example.com",
    "uuid": "123e4567-e89b-42d3-a456-426614174000",
    "uri": "https://example.com/",
    "ipv4": "192.0.2.1",
    "byte": "",
}


def sample(bundle: Bundle, spot: Spot | None, depth: int = 0) -> Any:
    """A value that a schema describes: its example where it has one, else a plain one of its type.

    It illustrates and proves nothing: patterns and conditions are not solved.
    """
    schema = resolved(bundle, spot)
    if schema is None or not isinstance(schema.value, dict) or depth > _DEPTH:
        return "a"
    for given in ("example", "const", "default"):
        if given in schema.value:
            return schema.value[given]
    for listed in ("examples", "enum"):
        if sequence(schema.value.get(listed)):
            return schema.value[listed][0]
    for branch in ("allOf", "oneOf", "anyOf"):
        if sequence(schema.value.get(branch)) and "type" not in schema.value:
            return sample(
                bundle, Spot(schema.document, (*schema.pointer, branch, 0), schema.value[branch][0]), depth + 1
            )
    return _of_type(bundle, schema, depth)


def resolved(bundle: Bundle, spot: Spot | None) -> Spot | None:
    """A schema behind its references; None where they lead nowhere."""
    if spot is None or not isinstance(spot.value, dict) or "$ref" not in spot.value:
        return spot
    try:
        target = bundle.resolve(spot.document, spot.pointer, spot.value)
    except RefError:
        return None
    return Spot(target.document, target.pointer, target.value)


def _of_type(bundle: Bundle, schema: Spot, depth: int) -> Any:
    value = schema.value
    type_ = next((name for name in types(value) if name != "null"), "string")
    if type_ == "object":
        properties = mapping(value, "properties")
        return {
            name: sample(
                bundle,
                Spot(schema.document, (*schema.pointer, "properties", name), properties.get(name, {})),
                depth + 1,
            )
            for name in sequence(value.get("required"))
            if isinstance(name, str)
        }
    if type_ == "array":
        return [sample(bundle, Spot(schema.document, (*schema.pointer, "items"), value.get("items")), depth + 1)]
    if type_ in ("integer", "number"):
        low = value.get("minimum", 1)
        return low if isinstance(low, int | float) else 1
    if type_ == "boolean":
        return True
    least = value.get("minLength")
    text = _TEXTS.get(str(value.get("format")), "a")
    return text.ljust(least, "a") if isinstance(least, int) and len(text) < least < 1000 else text  # noqa: PLR2004 - a line


def types(schema: dict[str, Any]) -> list[str]:
    """The types that a schema names, or those that its keywords are for."""
    named = schema.get("type")
    if named is not None:
        return [str(name) for name in (named if isinstance(named, list) else [named])]
    if "properties" in schema or "additionalProperties" in schema:
        return ["object"]
    return ["array"] if "items" in schema or "prefixItems" in schema else []


def target(operation: Operation, bundle: Bundle, given: Given = NOTHING) -> str:
    """The request target with what must be sent, and what is given besides: `/orders/1?site=a`."""
    path, query = operation.path, []
    for key, parameter in operation.parameters.items():
        location, name = key
        if location == "path":
            path = path.replace("{" + name + "}", _text(parameter, bundle, given.get(key, MISSING)))
        elif location == "query" and (parameter.required or key in given):
            query.append(_text(parameter, bundle, given.get(key, MISSING)))
    return path + ("?" + "&".join(query) if query else "")


def line(operation: Operation, bundle: Bundle) -> str:
    """The request line, as people write it: `GET /orders/1`."""
    return f"{operation.method} {target(operation, bundle)}"


def curl(
    operation: Operation,
    bundle: Bundle,
    given: Given = NOTHING,
    *,
    media: Media | None = None,
    value: Any = MISSING,
    headers: tuple[str, ...] = (),
) -> str:
    """The request as a command, with the given parameters and body; empty for what the provider sends."""
    if operation.kind != "path":
        return ""
    server = next((url for server in operation.servers for url in addresses(server)), "")
    server = server if "://" in server else "http://localhost" + server.rstrip("/")
    words = ["curl", "-X", operation.method, quote(server + target(operation, bundle, given))]
    for key, parameter in operation.parameters.items():
        location, name = key
        if location in ("header", "cookie") and (parameter.required or key in given):
            text = _text(parameter, bundle, given.get(key, MISSING))
            words += ["-H", quote(f"{name}: {text}")] if location == "header" else ["-b", quote(text)]
    for header in headers:
        words += ["-H", quote(header)]
    body = operation.request
    if media is None and body is not None and body.required:
        media = next(iter(body.content.values()), None)
    if media is not None:
        kind = media.type if "*" not in media.type else "application/json"
        words += ["-H", quote(f"Content-Type: {kind}"), "-d", quote(_body(media, bundle, value))]
    return " ".join(words)


def credentials(needed: frozenset[Credential]) -> str:
    """A set of credentials in words: `api_key (a, b) + oauth2`; nothing is anonymous."""
    words = [
        item.name + (f" ({', '.join(sorted(item.scopes))})" if item.scopes else "")
        for item in sorted(needed, key=lambda item: (item.name, item.kind, sorted(item.scopes)))
    ]
    return " + ".join(words) or "no credentials"


def _body(media: Media, bundle: Bundle, value: Any) -> str:
    value = sample(bundle, media.schema) if value is MISSING else value
    if media.type == "application/x-www-form-urlencoded" and isinstance(value, dict):
        return "&".join(f"{escaped(name)}={escaped(scalar(item))}" for name, item in value.items())
    return value if isinstance(value, str) and "json" not in media.type else scalar(value, as_json=True)


def _text(parameter: Parameter, bundle: Bundle, value: Any) -> str:
    schema = parameter.schema or next((media.schema for media in parameter.content.values()), None)
    return serialized(parameter, sample(bundle, schema) if value is MISSING else value)
