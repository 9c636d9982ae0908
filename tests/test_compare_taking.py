"""The quick yes or no of the judge: for every value the same as its validator says."""

import random
from typing import Any

import pytest
from compare_schemas import COMPONENTS, SCALARS, SCHEMAS, Unsent, is_grounded, sent, validator
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from govtool.compare.beforehand import is_foreign
from govtool.compare.budget import Budget
from govtool.compare.judge import Judge
from govtool.compare.lower import UNSENT
from govtool.compare.patterns import Undecided
from govtool.compare.validator import TEXT
from govtool.compare.values import exact

Json = Any
SOME = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
ROOT = "urn:n:0:c"
WORK = 10**9
TREE = {"type": "object", "properties": {"v": {"type": "integer"}, "more": {"type": "array", "items": {"$ref": ROOT}}}}
KEYWORDS: list[tuple[Json, Json]] = [
    ({"prefixItems": [{"type": "string"}], "items": {"type": "integer"}}, [["a"], ["a", 1], ["a", "b"], [1], [], "a"]),
    ({"items": False}, [[], [1], {}]),
    ({"contains": {"const": 1}, "minContains": 2, "maxContains": 3}, [[1], [1, 1], [1, 1, 1, 2], [1, 1, 1, 1], [], 1]),
    ({"if": {"type": "string"}, "then": {"minLength": 2}, "else": {"minimum": 2}}, ["a", "ab", 1, 2, None, True]),
    ({"if": {"required": ["a"]}, "then": {"required": ["b"]}}, [{}, {"a": 1}, {"a": 1, "b": 2}, 0]),
    ({"then": False, "else": False}, [1, "a"]),
    ({"patternProperties": {"^a": {"type": "null"}}, "additionalProperties": False}, [{"a": None}, {"a": 1}, {"b": 1}]),
    ({"properties": {"a": True}, "additionalProperties": {"type": "string"}}, [{"a": 1}, {"b": 1}, {"b": "x"}, []]),
    ({"properties": {"a": False}, UNSENT: ["a"]}, [{"a": 1}, {}]),
    ({"properties": {"a": False}}, [{"a": 1}, {}, {"b": 1}]),
    ({"propertyNames": {"maxLength": 1}}, [{"a": 1}, {"ab": 1}, []]),
    ({"dependentRequired": {"a": ["b"]}, "dependentSchemas": {"c": {"maxProperties": 1}}}, [{"a": 1}, {"c": 1}, {}]),
    ({"properties": {"a": True}, "unevaluatedProperties": False}, [{"a": 1}, {"b": 1}]),
    ({"prefixItems": [True], "unevaluatedItems": False}, [[1], [1, 2]]),
    ({"enum": [1, "a", None, False, [0], {"a": 1.5}]}, [1, True, 1.0, "a", None, False, 0, [0], [False], {"a": 1.5}]),
    ({"const": True}, [True, 1, "true"]),
    ({"const": "a"}, ["a", "b", 1, ["a"]]),
    ({"type": ["integer", "null"]}, [1, 1.0, 1.5, True, None, "1"]),
    ({"type": "number", "multipleOf": 0.1}, [0.3, 0.35, 1, "0.3", True]),
    ({"oneOf": [{"minimum": 2}, {"maximum": 3}, {"type": "string"}]}, [1, 2, 3, 4, "a", None]),
    ({"not": {"type": ["string", "object"]}}, ["a", {}, 1]),
    ({"uniqueItems": True}, [[1, 1.0], [1, True], [[], []]]),
    ({"type": "string", "format": "date", "pattern": "^2"}, ["2020-01-01", "2020-13-01", "1999-01-01"]),
    ({"type": "string", "format": "int32"}, ["a", 2**40]),
    ({"format": "int32"}, [2**31, 2**31 - 1, "a"]),
    ({TEXT: {"type": "integer"}}, ["5", 5, "x", ["5"], [5, 6]]),
    ({TEXT: {"type": "array", "items": {"type": "boolean"}}}, ["true", ["true"], True, 1]),
    (TREE, [{"v": 1, "more": [{"v": 2, "more": []}]}, {"more": [{"more": [{"v": "x"}]}]}, {"more": 1}]),
]


def judge(schema: Json, components: Json) -> Judge:
    """The judge of a schema that refers to components."""
    known = {f"urn:n:{at}:c": item for at, item in enumerate((schema, *components.values()))}
    urns = {f"#/components/schemas/{name}": f"urn:n:{at}:c" for at, name in enumerate(components, 1)}
    return Judge({urn: _named(item, urns) for urn, item in known.items()}.__getitem__, Budget(WORK), formats=True)


def _named(schema: Json, urns: dict[str, str]) -> Json:
    if isinstance(schema, list):
        return [_named(item, urns) for item in schema]
    if not isinstance(schema, dict):
        return exact(schema)
    return {key: urns.get(value, value) if key == "$ref" else _named(value, urns) for key, value in schema.items()}


def agrees(found: Judge, value: Json) -> bool:
    """What the judge says of a value, in both ways."""
    taken = found.takes(ROOT, exact(value))
    assert taken == found.accepts(ROOT, exact(value)) == (not found.refusals(ROOT, exact(value))), value
    return taken


@pytest.mark.parametrize(("schema", "values"), KEYWORDS, ids=lambda item: str(item)[:60])
def test_every_keyword_is_judged_alike(schema: Json, values: Json) -> None:
    found = judge(schema, {})
    said = [agrees(found, value) for value in values]
    if TEXT not in schema and UNSENT not in schema and schema is not TREE and "format" not in schema:
        checked = Draft202012Validator(_named(schema, {}))
        assert said == [checked.is_valid(exact(value)) for value in values]
    assert True in said


@SOME
@given(SCHEMAS, COMPONENTS, st.integers(0, 2**32))
def test_every_value_is_judged_alike(schema: Json, components: Json, seed: int) -> None:
    assume(is_grounded(components))
    order = random.Random(seed)  # noqa: S311 - no secret
    values: list[Json] = [*SCALARS, [], {}, {"a": 1}, {"a": "x", "b": None}, ["a", "a"]]
    for _ in range(12):
        try:
            values.append(sent(schema, components, order))
        except Unsent:
            continue
    found, independent = judge(schema, components), validator(schema, components)
    for value in values:
        assert agrees(found, value) == independent.is_valid(value), value


def test_a_recursive_value_is_followed_to_its_end() -> None:
    value: Json = {"v": "x"}
    for _ in range(30):
        value = {"v": 1, "more": [value]}
    assert not agrees(judge(TREE, {}), value)


def test_nobody_can_say_what_refers_to_itself_at_the_same_place() -> None:
    found = judge({"allOf": [{"$ref": ROOT}]}, {})
    for ask in (found.takes, found.accepts):
        with pytest.raises(Undecided):
            ask(ROOT, 1)


ATOM, OTHER = {"$ref": "urn:a:1"}, {"$ref": "urn:a:11"}
OBJECTS = {"oneOf": [{"type": "object", "properties": {"a": OTHER}}, {"type": "object"}]}


@pytest.mark.parametrize(
    ("reader", "writer", "foreign"),
    [
        (OBJECTS, ATOM, True),
        (OBJECTS, {"allOf": [{"anyOf": [{"type": "null"}, ATOM]}]}, True),
        (OBJECTS, OTHER, False),  # the reader speaks of it
        (OBJECTS, {"allOf": [ATOM, {"type": "object"}]}, False),  # more is known of what is sent
        (OBJECTS, {"type": "object", "properties": {"a": ATOM}}, False),
        ({"anyOf": [{"type": "string"}, {"not": {"type": "string"}}]}, ATOM, False),  # it may take everything
        ({"type": ["string", "null"]}, ATOM, True),
        (False, ATOM, True),
        (True, ATOM, False),
    ],
)
def test_a_reader_is_not_asked_about_what_it_does_not_know(reader: Json, writer: Json, foreign: bool) -> None:  # noqa: FBT001 - a table
    assert is_foreign(reader, writer) is foreign
