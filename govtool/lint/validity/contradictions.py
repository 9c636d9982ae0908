"""Schemas that no value can meet together, where that is plain from types, values and closed objects."""

from collections.abc import Sequence
from typing import Any

from govtool.model.detect import Format
from govtool.model.grammar import grammar_of
from govtool.model.shape import mapping, sequence, texts
from govtool.model.wording import listed

_TYPES = frozenset({"string", "number", "integer", "boolean", "object", "array", "null"})


def contradiction(parts: Sequence[Any], format_: Format) -> str:
    """Why no value meets all of these schemas; empty where that is not plain."""
    if any(part is False for part in parts):
        return "a part of `allOf` is `false`, so nothing is allowed"
    schemas = [mapping(part) for part in parts]
    stated = [types for schema in schemas if (types := _types(schema))]
    common = _TYPES.intersection(*stated) if stated else _TYPES
    if not common:
        said = sorted({name for schema in schemas for name in _written(schema)})
        return f"no type is allowed by all parts: {listed(said, 'and')}"
    return _values(schemas) or (_closed(schemas, format_) if common == {"object"} else "")


def _written(schema: dict[str, Any]) -> tuple[str, ...]:
    said = schema.get("type")
    return (said,) if isinstance(said, str) else texts(said)


def _types(schema: dict[str, Any]) -> frozenset[str]:
    """The types that a schema allows; empty where it does not say, or says what is none."""
    found = set(_written(schema))
    if not found or not found <= _TYPES:
        return frozenset()
    if "number" in found:
        found.add("integer")
    if schema.get("nullable") is True or schema.get("x-nullable") is True:
        found.add("null")
    return frozenset(found)


def _values(schemas: Sequence[dict[str, Any]]) -> str:
    """Lists of texts that have none in common; other values are not compared."""
    lists = [sequence(schema.get("enum")) for schema in schemas if "enum" in schema]
    lists += [[schema["const"]] for schema in schemas if "const" in schema]
    if len(lists) < 2 or not all(isinstance(value, str) for values in lists for value in values):  # noqa: PLR2004 - a pair
        return ""
    common = set(lists[0]).intersection(*lists[1:])
    return "" if common else f"no value of one `enum` is in the others: {listed(lists[0], 'and')}"


def _closed(schemas: Sequence[dict[str, Any]], format_: Format) -> str:
    """A property that one schema requires and another one, which is closed, does not have."""
    by_pattern = "patternProperties" in grammar_of(format_).kinds["Schema"].fields
    for closed in schemas:
        if closed.get("additionalProperties") is not False or (by_pattern and "patternProperties" in closed):
            continue
        own = mapping(closed, "properties")
        for other in schemas:
            name = next((name for name in texts(other.get("required")) if name not in own), None)
            if name is not None and other is not closed:
                return f"`{name}` is required by one part and not allowed by another"
    return ""
