"""Examples and random values of schemas: what a reader sees, what each party sends, and that all of it ends."""

import json
import os
import subprocess
import sys
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from compare_documents import Json, api, contract
from jsonschema import Draft202012Validator

from govtool.model.contract import Contract, Party, Spot
from govtool.sample import NotFound, NoValue, Sampler, Samplers, Unsatisfiable
from govtool.sample.formats import EDGES, FORMATS

ORDER: Json = {
    "type": "object", "required": ["orderId", "quantity", "unit"],
    "properties": {
        "orderId": {"type": "string", "pattern": "^[A-Z]{3}-[0-9]{4}$"},
        "quantity": {"type": "number", "exclusiveMinimum": 0, "multipleOf": 0.001},
        "unit": {"type": "string", "minLength": 2, "maxLength": 3},
        "email": {"type": "string", "format": "email"},
        "createdAt": {"type": "string", "format": "date-time"},
        "lines": {"type": "array", "items": {"$ref": "#/components/schemas/Line"}},
    },
}
LINE: Json = {"type": "object", "properties": {"material": {"type": "string"}, "count": {"type": "integer"}}}


def named(found: Contract, name: str = "S", writer: Party = Party.PROVIDER) -> Sampler:
    return Samplers(found).of(found.schemas[name], writer)


def of(schema: Json, writer: Party = Party.PROVIDER, version: str = "3.1.0", **others: Json) -> Sampler:
    return named(contract(api(version, components={"schemas": {"S": schema, **others}})), "S", writer)


def plain(schema: Json, draft: str = "https://json-schema.org/draft/2020-12/schema") -> Sampler:
    return named(contract({"$schema": draft, **schema}), "")


def test_an_example_is_made_of_what_the_names_and_limits_say() -> None:
    example = of(ORDER, Line=LINE).example()
    assert list(example) == list(ORDER["properties"])
    assert example["quantity"] == 10
    assert example["unit"] == "KGM"
    assert example["email"] == "ada@example.com"
    assert example["createdAt"] == "2025-03-14T09:26:53Z"
    assert [line["material"] for line in example["lines"]] == ["MAT-10042", "MAT-10077"]


@pytest.mark.parametrize(("hints", "shown"), [
    ({"example": "own"}, "own"),
    ({"examples": ["own", "other"]}, "own"),
    ({"default": "own"}, "own"),
    ({"example": "own", "default": "other"}, "own"),
    ({"const": "own", "default": "other"}, "own"),
])
def test_what_the_author_shows_is_the_example(hints: Json, shown: str) -> None:
    assert of({"type": "string", **hints}).example() == shown


def test_an_example_that_breaks_its_schema_is_not_shown_and_the_others_still_are() -> None:
    schema = {"type": "object", "properties": {
        "kept": {"type": "string", "example": "kept"},
        "wrong": {"type": "string", "maxLength": 3, "example": "too long"},
        "second": {"type": "integer", "examples": ["no number", 7]},
    }}
    assert of(schema).example() == {"kept": "kept", "wrong": "wro", "second": 7}


def test_a_reference_inside_of_an_example_is_data() -> None:
    example = {"$ref": "#/nowhere"}
    assert of({"type": "object", "example": example}).example() == example
    assert of({"enum": [example]}).example() == example
    assert of({"const": example, "x-more": {"$ref": "other.yaml"}}).value(1) == example


@pytest.mark.parametrize("version", ["3.0.3", "3.1.0"])
def test_each_party_sends_what_it_may(version: str) -> None:
    schema = {"type": "object", "required": ["id", "secret", "name"], "properties": {
        "id": {"type": "string", "readOnly": True}, "secret": {"type": "string", "writeOnly": True},
        "name": {"type": "string"}}, "example": {"id": "1", "secret": "s", "name": "n"}}
    assert of(schema, Party.CONSUMER, version).example() == {"secret": "s", "name": "n"}
    assert of(schema, Party.PROVIDER, version).example() == {"id": "1", "name": "n"}
    assert set(of({**schema, "example": 1}, Party.CONSUMER, version).value(3)) == {"secret", "name"}


def test_older_dialects_are_read_as_they_are_meant() -> None:
    bounded = {"type": "integer", "minimum": 5, "exclusiveMinimum": True, "maximum": 6}
    swagger = contract({"swagger": "2.0", "info": {"title": "T", "version": "1"}, "paths": {},
                        "definitions": {"S": bounded}})
    assert named(swagger).example() == 6
    assert of(bounded, version="3.0.3").value(1) == 6
    assert plain(bounded, "http://json-schema.org/draft-04/schema#").example() == 6
    draft7 = plain({"items": [{"const": 1}, {"const": 2}], "additionalItems": False, "minItems": 2},
                   "http://json-schema.org/draft-07/schema#")
    assert draft7.example() == [1, 2]
    nullable = of({"type": "string", "nullable": True, "enum": [None]}, version="3.0.3")
    assert nullable.example() is None


def test_schemas_of_events_are_sampled_too() -> None:
    found = contract({"asyncapi": "3.0.0", "info": {"title": "T", "version": "1"},
                      "components": {"schemas": {"S": {"if": {"required": ["a"]}, "then": {"required": ["b"]},
                                                       "properties": {"a": {"const": 1}, "b": {"const": 2}}}}}})
    spot = Spot(found.document, ("components", "schemas", "S"), found.document.get(("components", "schemas", "S")))
    assert Samplers(found).of(spot, Party.PROVIDER).example() == {"a": 1, "b": 2}


def test_circular_schemas_end_at_the_first_place_where_they_may() -> None:
    node = {"type": "object", "required": ["name"], "properties": {
        "name": {"type": "string"}, "next": {"$ref": "#/components/schemas/S"},
        "children": {"type": "array", "items": {"$ref": "#/components/schemas/S"}}}}
    assert of(node).example() == {"name": "Gearbox housing", "children": []}
    needed = {"oneOf": [{"type": "object", "required": ["of"], "additionalProperties": False,
                         "properties": {"of": {"$ref": "#/components/schemas/S"}}}, {"type": "integer"}]}
    made = of(needed)
    assert all(made.is_valid(made.value(seed)) for seed in range(50))


def test_a_schema_without_values_says_so() -> None:
    endless = {"type": "object", "required": ["of"], "properties": {"of": {"$ref": "#/components/schemas/S"}}}
    with pytest.raises(NoValue):
        of(endless).example()
    with pytest.raises(Unsatisfiable, match="no value meets all of its keywords"):
        of({"type": "integer", "minimum": 3, "maximum": 2}).example()
    with pytest.raises(Unsatisfiable, match="components/schemas/S"):
        of({"allOf": [{"const": 1}, {"const": 2}]}).value(1)
    with pytest.raises(NotFound, match="cannot be read"):
        of({"$ref": "missing.yaml"}).example()


@pytest.mark.parametrize("schema", [
    {"oneOf": [{"required": ["a"]}, {"required": ["b"]}], "properties": {"a": {}, "b": {}}, "type": "object"},
    {"type": "object", "properties": {"a": {}, "b": {}, "c": {}}, "dependentRequired": {"a": ["b"]},
     "maxProperties": 1},
    {"type": "object", "not": {"required": ["a"]}, "properties": {"a": {"type": "string"}, "b": {"type": "string"}}},
    {"type": "array", "contains": {"const": 7}, "minContains": 2, "maxContains": 3, "items": {"type": "integer"}},
    {"type": "array", "uniqueItems": True, "minItems": 3, "items": {"enum": [1, 2, 3]}},
    {"type": "array", "uniqueItems": True, "minItems": 2, "items": {"type": "boolean"}},
    {"type": "object", "propertyNames": {"pattern": "^x-[a-z]+$"}, "minProperties": 3},
    {"type": "object", "patternProperties": {"^[a-z]{2}$": {"type": "integer"}}, "additionalProperties": False,
     "minProperties": 2},
    {"allOf": [{"pattern": "^[a-z]+$"}, {"pattern": "z$"}, {"minLength": 6, "maxLength": 7}], "type": "string"},
    {"type": "number", "multipleOf": 0.07, "minimum": 1, "maximum": 1.2},
    {"type": "integer", "allOf": [{"multipleOf": 6}, {"multipleOf": 4}], "minimum": 13, "maximum": 25},
    {"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 0.000001},
    {"if": {"properties": {"kind": {"const": "a"}}, "required": ["kind"]}, "then": {"required": ["x"]},
     "else": {"required": ["y"]}, "type": "object", "properties": {"kind": {"enum": ["a", "b"]}}},
    {"type": "object", "allOf": [{"properties": {"a": {"type": "integer"}}, "required": ["a"]}],
     "unevaluatedProperties": False, "properties": {"b": {"type": "string"}}},
    {"type": "object", "properties": {"a": {"const": 1}}, "dependentSchemas": {"a": {"required": ["b"]}}},
    {"oneOf": [{"type": "integer"}, {"minimum": 2}]},
    {"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}]},
    {"type": "string", "pattern": "^(?=.*[0-9])(?=.*[A-Z]).{8,12}$"},
    {"type": "string", "format": "uuid", "pattern": "^[0-9a-f]{8}-"},
    {"prefixItems": [{"type": "integer"}, {"type": "string"}], "items": False, "minItems": 2, "type": "array"},
])
def test_constraints_that_meet_are_solved(schema: Json) -> None:
    made, judge = plain(schema), Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    for value in [made.example(), *(made.value(seed) for seed in range(20)), *islice(made.boundaries(), 50)]:
        assert judge.is_valid(value), value


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_texts_of_each_format_meet_it(name: str) -> None:
    made = plain({"type": "string", "format": name})
    judge = Draft202012Validator({"format": name}, format_checker=Draft202012Validator.FORMAT_CHECKER)
    values = [made.example(), *(made.value(seed) for seed in range(10))]
    assert all(judge.is_valid(value) for value in values)
    assert values[0] == FORMATS[name][0]
    assert set(EDGES.get(name, ())) <= set(made.boundaries())


def test_values_are_varied_and_the_same_in_every_process() -> None:
    made = of(ORDER, Line=LINE)
    values = [json.dumps(made.value(seed), sort_keys=True) for seed in range(200)]
    assert len(set(values)) > 190
    text = ("import json, sys; sys.path.insert(0, 'tests'); from test_sample import *; made = of(ORDER, Line=LINE); "
            "print(json.dumps([made.example(), made.value(1), made.value(2), list(made.boundaries())]))")
    said = {subprocess.run([sys.executable, "-c", text], check=True, capture_output=True, cwd=Path(__file__).parents[1],
                           env={**os.environ, "PYTHONHASHSEED": seed}).stdout for seed in ("1", "2")}
    assert len(said) == 1


def hostile() -> dict[str, Any]:
    """Schemas that stand for endlessly much, by few words."""
    doubling = {f"L{at}": {"type": "object", "required": ["a", "b"], "properties": {
        side: {"$ref": f"#/components/schemas/L{at + 1}"} for side in "ab"}} for at in range(60)}
    return {
        "many branches": {"allOf": [{"anyOf": [{"minimum": at}, {"maximum": at}, {"multipleOf": at + 2}]}
                                    for at in range(60)]},
        "doubling": {**doubling["L0"], "$defs": {}},
        "nested nots": {"not": {"not": {"not": {"allOf": [{"not": {"oneOf": [{"not": {"const": at}}, {}]}}
                                                          for at in range(30)]}}}},
        "a long list": {"type": "array", "minItems": 10**9, "items": {"type": "array", "minItems": 10**9}},
        "a long text": {"type": "string", "minLength": 10**12},
        "a slow pattern": {"type": "string", "pattern": "^(([a-z])+.)+[A-Z]([a-z])+$", "minLength": 60},
        "itself": {"allOf": [{"$ref": "#/components/schemas/S"}], "anyOf": [{"$ref": "#/components/schemas/S"}]},
        "many of one": {"oneOf": [{"type": "object", "properties": {f"p{at}": {"type": "string"}}}
                                  for at in range(40)]},
        "layers": doubling,
    }


SOLVED = {"itself", "many branches", "nested nots", "many of one", "a slow pattern"}
"""Of the hostile schemas, those that a value is found for."""


@pytest.mark.parametrize("name", [name for name in hostile() if name != "layers"])
def test_hostile_schemas_give_a_value_or_a_reason(name: str) -> None:
    """That it ends at all is what is tested: each of these would take for ever if it were taken at its word."""
    layers = hostile()["layers"] | {"L60": {"type": "string"}}
    made = of(hostile()[name], **layers)
    try:
        values = [made.example(), made.value(1)]
    except NoValue as trouble:
        values, reason = [], trouble.reason
    else:
        reason = ""
    assert all(map(made.is_valid, values))
    assert bool(values) != bool(reason)
    assert bool(values) == (name in SOLVED)


def test_what_two_branches_take_is_not_wrong_for_what_a_third_one_wants() -> None:
    texts: Json = {"type": "string"}
    wrong = list(of({"oneOf": [texts, texts, {"type": "integer"}]}).negatives())
    assert "wrong" not in [one.value for one in wrong if one.keyword == "type"]
