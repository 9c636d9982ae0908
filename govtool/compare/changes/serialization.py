"""How values of parameters and headers are written.

# style-changed
The same value is written in another way: `style`, `explode`, or JSON text instead of a style.

The witness is a value as the writer writes it; the reader takes it for something else. Values that are written the
same in both ways (a single number in a query, whatever `explode` says) are no difference.

# reserved-characters-changed
Whether reserved characters are written as they are (`allowReserved`) is no longer the same.

# empty-value-changed
Whether a parameter may be sent with no value at all (`allowEmptyValue`) is no longer the same.

```diff
 paths:
   /orders:
     get:
       parameters:
-        - {name: ids, in: query, schema: {type: array}}
+        - {name: ids, in: query, explode: false, schema: {type: array}}  # breaking: style-changed
-        - {name: page, in: query, schema: {type: integer}}
+        - {name: page, in: query, explode: false, schema: {type: integer}}
-        - {name: filter, in: query, schema: {type: object}}
+        - {name: filter, in: query, style: deepObject, schema: {type: object}}  # breaking: style-changed
-        - {name: path, in: query, schema: {type: string}}
+        - {name: path, in: query, allowReserved: true, schema: {type: string}}  # ok: reserved-characters-changed
-        - {name: all, in: query, allowEmptyValue: true, schema: {type: string}}
+        - {name: all, in: query, schema: {type: string}}  # possible: empty-value-changed
       responses: {"200": {description: OK}}
```
"""

from collections.abc import Iterator
from typing import Any

from govtool.compare.changes.parameters import subject, title
from govtool.compare.match import Both, Changes
from govtool.compare.requests import resolved, types
from govtool.compare.rulings import Event
from govtool.compare.serialize import serialized
from govtool.finding import Effect
from govtool.model.contract import Parameter, Spot
from govtool.model.shape import sequence
from govtool.source.refs import Bundle

_SAMPLES: dict[str, Any] = {
    "array": ["a", "b"],
    "object": {"key": "a"},
    "string": "a",
    "integer": 1,
    "number": 1,
    "boolean": True,
}
_DEPTH = 6


def check_style(both: Both[Parameter]) -> Changes:
    """Values that are written otherwise than they are read."""
    if both.old.location != both.new.location:
        return
    writer, reader, exchange = both.writer, both.reader, both.exchange
    for name in dict.fromkeys(_kinds(exchange.bundle, _schema(writer))):
        sent, expected = serialized(writer, _SAMPLES[name]), serialized(_renamed(reader, writer), _SAMPLES[name])
        if sent != expected:
            now, before = (sent, expected) if exchange.new_writes else (expected, sent)
            said = f"{title(both.new, exchange)} is written `{now}`, before `{before}`"
            event = Event(
                "style-changed",
                said,
                both.places("style" if writer.style != reader.style else "explode"),
                Effect.DIFFERENT,
                exchange.role.writer,
                subject(both.new),
            )
            yield event.breaking(exchange.witness(sent, f"`{expected}` would be understood"))
            return


def check_characters(both: Both[Parameter]) -> Changes:
    """What may be written without escapes, or left empty."""
    exchange, where = both.exchange, subject(both.new)
    for id_, keyword, writer, reader in (
        ("reserved-characters-changed", "allowReserved", both.writer.allow_reserved, both.reader.allow_reserved),
        ("empty-value-changed", "allowEmptyValue", both.writer.allow_empty, both.reader.allow_empty),
    ):
        if writer != reader:
            now = reader != exchange.new_writes
            said = (
                f"`{keyword}` of {title(both.new, exchange)} is `{str(now).lower()}`, before `{str(not now).lower()}`"
            )
            effect = Effect.WIDER if now else Effect.NARROWER
            event = Event(id_, said, both.places(keyword), effect, exchange.role.writer, where)
            yield (
                event.compatible() if reader else event.possible("whether such a value is refused is up to the reader")
            )


def _schema(field: Parameter) -> Spot | None:
    return field.schema or next((media.schema for media in field.content.values()), None)


def _renamed(field: Parameter, other: Parameter) -> Parameter:
    """The name of a path parameter is not written, but in the `matrix` style."""
    if field.name == other.name or field.style == "matrix":
        return field
    return Parameter(
        other.name,
        field.location,
        field.required,
        field.style,
        field.explode,
        field.allow_reserved,
        field.allow_empty,
        field.schema,
        field.content,
        field.deprecated,
        field.spot,
    )


def _kinds(bundle: Bundle, spot: Spot | None, depth: int = 0) -> Iterator[str]:
    """The types that a schema names, through references and branches; a schema that names none is taken for text."""
    schema = resolved(bundle, spot)
    value = schema.value if schema is not None and isinstance(schema.value, dict) else {}
    found = [name for name in types(value) if name in _SAMPLES]
    branches = [
        (branch, index) for branch in ("allOf", "anyOf", "oneOf") for index in range(len(sequence(value.get(branch))))
    ]
    if not found and schema is not None and depth < _DEPTH:
        for branch, index in branches:
            inner = Spot(schema.document, (*schema.pointer, branch, index), value[branch][index])
            found.extend(name for name in _kinds(bundle, inner, depth + 1) if name != "string" or branch != "allOf")
    yield from found or ["string"]
