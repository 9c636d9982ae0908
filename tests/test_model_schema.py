from typing import Any

import pytest

from govtool.model.detect import Format
from govtool.model.grammar import grammar_of
from govtool.model.schema import TYPES_OF_KEYWORDS, dialect_of, subschemas

V30, V31, NEWEST = Format("openapi", "3.0"), Format("openapi", "3.1"), Format("jsonschema", "2020-12")
DRAFT7, DRAFT4 = Format("jsonschema", "draft 7"), Format("jsonschema", "draft 4")
OF_DRAFT7 = "http://json-schema.org/draft-07/schema#"


@pytest.mark.parametrize(("format_", "root", "schema", "dialect"), [
    (V30, {}, {"$schema": OF_DRAFT7}, V30),
    (V31, {}, {}, V31),
    (V31, {"jsonSchemaDialect": "https://spec.openapis.org/oas/3.1/dialect/base"}, {}, V31),
    (V31, {"jsonSchemaDialect": OF_DRAFT7}, {}, DRAFT7),
    (V31, {"jsonSchemaDialect": OF_DRAFT7}, {"$schema": "https://spec.openapis.org/oas/3.1/dialect/base"}, V31),
    (V31, {}, {"$schema": OF_DRAFT7}, DRAFT7),
    (V31, {"jsonSchemaDialect": []}, True, V31),
    (DRAFT4, {}, {"$schema": OF_DRAFT7}, DRAFT7),
    (DRAFT4, {}, {}, DRAFT4),
    (Format("avro", ""), {}, {"$schema": OF_DRAFT7}, Format("avro", "")),
])
def test_the_nearest_word_on_the_dialect_counts(format_: Format, root: Any, schema: Any, dialect: Format) -> None:
    assert dialect_of(format_, root, schema) == dialect


SCHEMA = {
    "type": "object", "properties": {"a": {"x": 1}, "b": True, "c": 7}, "items": [{"y": 1}, False, None],
    "allOf": [{}], "not": {"z": 1}, "additionalProperties": False, "if": {}, "$defs": {"d": {}}, "oneOf": {"a": {}},
    "xml": {"name": "n"}, "const": {"properties": {}}, "prefixItems": [{}], "contains": [{}],
}


def test_subschemas_come_with_their_steps_in_the_order_of_the_text() -> None:
    assert list(subschemas(SCHEMA, DRAFT7)) == [
        (("properties", "a"), {"x": 1}), (("properties", "b"), True), (("items", 0), {"y": 1}), (("items", 1), False),
        (("allOf", 0), {}), (("not",), {"z": 1}), (("additionalProperties",), False), (("if",), {})]


@pytest.mark.parametrize(("dialect", "steps"), [
    (NEWEST, ["properties", "properties", "allOf", "not", "additionalProperties", "if", "$defs", "prefixItems"]),
    (V30, ["properties", "properties", "allOf", "not", "additionalProperties"]),
    (Format("avro", ""), []),
])
def test_subschemas_are_those_of_the_dialect(dialect: Format, steps: list[str]) -> None:
    assert [step[0] for step, _ in subschemas(SCHEMA, dialect)] == steps


@pytest.mark.parametrize("schema", [True, None, [], "x", {}])
def test_what_is_no_object_has_no_subschemas(schema: Any) -> None:
    assert list(subschemas(schema, V31)) == []


def test_every_keyword_about_a_type_is_one_of_some_draft() -> None:
    known = {name for version in ("draft 4", "2020-12")
             for name in grammar_of(Format("jsonschema", version)).kinds["Schema"].properties}
    assert set(TYPES_OF_KEYWORDS) <= known
    assert TYPES_OF_KEYWORDS["maximum"] == {"number", "integer"}
