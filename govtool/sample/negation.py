"""`not` said without `not`: alternatives, each of which surely makes a schema refuse."""

from collections.abc import Callable, Iterator
from typing import Any, Final

from govtool.compare.dialects import KEYWORDS, Schema
from govtool.sample.merge import BARRED, BARRED_PATTERN, BARRED_STEP

_TYPES: Final = ("null", "boolean", "number", "string", "array", "object")
_FRESH: Final = "other"
_FOREIGN: Final[dict[str, dict[str, Any]]] = {  # a text that surely breaks a format
    "date-time": {"const": "no date-time"}, "date": {"const": "no date"}, "time": {"const": "no time"},
    "email": {"const": "no email"}, "uuid": {"const": "no uuid"}, "ipv4": {"const": "no ipv4"},
    "ipv6": {"const": "no ipv6"}, "uri": {"const": "no uri"}, "hostname": {"const": "no hostname"},
}


def alternatives(schema: Schema, read: Callable[[str], Schema], depth: int = 6) -> list[Schema]:
    """Schemas that each exclude the given one; none where it takes everything.

    The last one is `True` where there may be others, which the validator has to find.
    """
    if isinstance(schema, bool):
        return [] if schema else [True]
    found = list(_alternatives(schema, read, depth)) if depth else []
    return found if depth and schema.keys() & KEYWORDS <= _KNOWN else [*found, True]


def _alternatives(schema: dict[str, Any], read: Callable[[str], Schema], depth: int) -> Iterator[Schema]:
    for keyword, value in schema.items():
        if keyword == "$ref":
            yield from alternatives(read(value), read, depth - 1)
        elif keyword in ("allOf", "not"):
            for part in value if keyword == "allOf" else ():
                yield from alternatives(part, read, depth - 1)
            if keyword == "not":
                yield value
        elif keyword in ("anyOf", "oneOf"):
            yield {"allOf": [{"not": part} for part in value]}
        elif keyword == "if":
            yield from _conditional(schema)
        elif keyword in KEYWORDS:
            yield from _plain(keyword, value, schema)


def _conditional(schema: dict[str, Any]) -> Iterator[Schema]:
    if "then" in schema:
        yield {"allOf": [schema["if"], {"not": schema["then"]}]}
    if "else" in schema:
        yield {"allOf": [{"not": schema["if"]}, {"not": schema["else"]}]}


def _plain(keyword: str, value: Any, schema: dict[str, Any]) -> Iterator[Schema]:
    match keyword:
        case "type":
            yield from _other_type(value)
        case "enum" | "const":
            yield {BARRED: list(value) if keyword == "enum" else [value]}
        case "required":
            yield from ({"type": "object", "properties": {name: False}} for name in value)
        case "properties":
            yield from ({"type": "object", "required": [name], "properties": {name: {"not": inner}}}
                        for name, inner in value.items() if inner is not True)
        case "additionalProperties" if value is not True:
            names = schema.get("properties", {})
            name = next(name for name in (_FRESH, *(f"{_FRESH}{at}" for at in range(99))) if name not in names)
            yield {"type": "object", "required": [name], "properties": {name: {"not": value}}}
        case "items" if "prefixItems" not in schema:
            yield {"type": "array", "contains": {"not": value}}
        case "contains" if "minContains" not in schema and "maxContains" not in schema:
            yield {"type": "array", "items": {"not": value}}
        case "format" if value in _FOREIGN:
            yield _FOREIGN[value]
        case "uniqueItems" if value:
            yield {"type": "array", "prefixItems": [{"const": 0}, {"const": 0}], "minItems": 2}
        case _ if keyword in _OPPOSITES:
            yield from _OPPOSITES[keyword](value)


def _other_type(value: Any) -> Iterator[Schema]:
    names = {value} if isinstance(value, str) else set(value)
    if "integer" in names and "number" not in names:
        yield {"type": "number", BARRED_STEP: 1}
        names.add("number")
    left = [name for name in _TYPES if name not in names]
    if left:
        yield {"type": left}


def _fewer(kind: str, keyword: str) -> Callable[[Any], list[Schema]]:
    return lambda value: [{"type": kind, keyword: value - 1}] if value > 0 else []


def _greater(kind: str, keyword: str) -> Callable[[Any], list[Schema]]:
    return lambda value: [{"type": kind, keyword: value + 1}]


_KNOWN: Final = frozenset({
    "$ref", "allOf", "not", "anyOf", "if", "then", "else", "type", "enum", "const", "required", "properties", "items",
    "contentEncoding", "contentMediaType", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf",
    "pattern", "minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties",
})
"""The keywords of which every way to break them is told."""
_OPPOSITES: Final[dict[str, Callable[[Any], list[Schema]]]] = {
    "minimum": lambda value: [{"type": "number", "exclusiveMaximum": value}],
    "maximum": lambda value: [{"type": "number", "exclusiveMinimum": value}],
    "exclusiveMinimum": lambda value: [{"type": "number", "maximum": value}],
    "exclusiveMaximum": lambda value: [{"type": "number", "minimum": value}],
    "multipleOf": lambda value: [{"type": "number", BARRED_STEP: value}],
    "pattern": lambda value: [{"type": "string", BARRED_PATTERN: value}],
    "minLength": _fewer("string", "maxLength"),
    "maxLength": _greater("string", "minLength"),
    "minItems": _fewer("array", "maxItems"),
    "maxItems": _greater("array", "minItems"),
    "minProperties": _fewer("object", "maxProperties"),
    "maxProperties": _greater("object", "minProperties"),
}
