"""Schemas of what is read from text: a parameter, a header, a form."""

from govtool.compare.dialects import Schema
from govtool.compare.validator import TEXT, same_texts


def read_as_text(schema: Schema) -> Schema:
    """The part of a text reader that the algebra can say: never more than what is really read."""
    if isinstance(schema, bool):
        return schema
    more: list[Schema] = []
    types = schema.get("type")
    names = types if isinstance(types, list) else [types]
    bare = set(schema) <= {"type", "format"}
    if "string" in names and set(schema) == {"type"}:
        more.append({"type": ["number", "boolean"]})
    if "boolean" in names and bare:
        more.append({"enum": ["true", "false"]})
    if ("integer" in names or "number" in names) and bare and "format" not in schema:
        more.append({"type": "string", "pattern": "^-?(0|[1-9][0-9]*)$"})
    values = schema.get("enum", [schema["const"]] if "const" in schema else None)
    if isinstance(values, list) and set(schema) <= {"type", "enum", "const"}:
        more.append({"enum": [text for value in values for text in (value, *same_texts(value))]})
    return {"anyOf": [schema, *more]} if more else schema


def text_schema(schema: Schema) -> Schema:
    """A schema that also reads what has the same text, for the judge."""
    return schema if isinstance(schema, bool) else {"anyOf": [schema, {TEXT: schema}]}
