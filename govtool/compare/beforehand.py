"""Before the algebra is asked: what decides nothing is left out, and what it cannot say is not asked."""

from collections.abc import Iterator
from typing import Any, Final

from govtool.compare.dialects import Schema
from govtool.compare.values import text_of

_INDEPENDENT: Final = frozenset({"type", "properties", "required", "additionalProperties"})
_EVERY: Final = frozenset({"null", "boolean", "number", "string", "array", "object"})


def without_common(reader: Schema, writer: Schema) -> tuple[Schema, Schema]:
    """Both objects without the properties they say the same of: those decide nothing where no keyword counts them."""
    if isinstance(reader, bool) or isinstance(writer, bool):
        return reader, writer
    read, written = reader.get("properties"), writer.get("properties")
    if not (reader.keys() | writer.keys() <= _INDEPENDENT and isinstance(read, dict) and isinstance(written, dict)):
        return reader, writer
    if not all(isinstance(side.get("additionalProperties", True), bool) for side in (reader, writer)):
        return reader, writer
    one, two = set(reader.get("required", ())), set(writer.get("required", ()))
    common = {
        name
        for name in read.keys() & written.keys()
        if read[name] == written[name] and (name in one) == (name in two) and read[name] is not False
    }
    if writer.get("additionalProperties", True) is not False:
        return reader, writer
    return _left(reader, common), _left(writer, common)


def _left(schema: dict[str, Any], gone: set[str]) -> Schema:
    out = {**schema, "properties": {name: item for name, item in schema["properties"].items() if name not in gone}}
    if "required" in schema:
        out["required"] = [name for name in schema["required"] if name not in gone]
    return out


def is_foreign(reader: Schema, writer: Schema) -> bool:
    """Whether the writer may send all that some atom stands for, and the reader neither names it nor takes every type.

    Nothing is known of what an atom stands for, so such a reader does not surely take it.
    """
    alone = list(_alone(writer))
    if not alone or _types(reader) == _EVERY:
        return False
    text = text_of(reader)
    return any(text_of(name) not in text for name in alone)


def _alone(schema: Schema) -> Iterator[str]:
    """The references that are all that an alternative says."""
    if isinstance(schema, dict) and len(schema) == 1:
        ((keyword, value),) = schema.items()
        if keyword == "$ref":
            yield str(value)
        elif keyword == "anyOf" or (keyword == "allOf" and len(value) == 1):
            for part in value:
                yield from _alone(part)


def _types(schema: Schema) -> frozenset[str]:
    """No fewer types than those of which a schema takes every value."""
    if isinstance(schema, bool):
        return _EVERY if schema else frozenset()
    named = schema.get("type", _EVERY)
    found = _EVERY & frozenset([named] if isinstance(named, str) else named)
    for keyword in ("anyOf", "oneOf"):
        if keyword in schema:
            found &= frozenset().union(*map(_types, schema[keyword]))
    return found
