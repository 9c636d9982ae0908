"""Errors of a validator, brought down to their causes and put into words."""

from typing import Any

import jsonschema_rs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govtool.model.faults import SURPLUS, Cause, causes
from govtool.model.wording import advice, message

KINDS = {"oneOf": [
    {"properties": {"kind": {"const": "a"}, "size": {"type": "integer"}}, "required": ["kind", "size"]},
    {"properties": {"kind": {"const": "b"}}, "required": ["kind", "name"], "additionalProperties": False},
]}
REFERENCE: dict[str, Any] = {"required": ["$ref"], "type": "object"}
OBJECT: dict[str, Any] = {"type": "object", "properties": {"a": {"type": "null"}}, "additionalProperties": False}
REFERRED = {"oneOf": [REFERENCE, OBJECT]}
TWO_WORDS = {"oneOf": [
    {"properties": {"a": {"const": 1}, "kind": {"const": "a"}}},
    {"properties": {"y": {"const": 1}, "z": {"const": 1}, "kind": {"const": "b"}}},
]}


def found(schema: Any, value: Any) -> list[Cause]:
    return causes(jsonschema_rs.Draft202012Validator(schema, validate_formats=True).iter_errors(value), value, schema)


def told(schema: Any, value: Any) -> list[tuple[tuple[str | int, ...], str, str]]:
    return [(cause.pointer, message(cause), advice(cause)) for cause in found(schema, value)]


TABLE: dict[str, tuple[Any, Any, list[tuple[tuple[str | int, ...], str, str]]]] = {
    "a type": ({"type": "string"}, 7, [((), "the document is the number `7`, expected a text", "put it in quotes")]),
    "several types": ({"properties": {"a": {"type": ["integer", "null", "boolean"]}}}, {"a": "x"}, [
        (("a",), "`a` is the text `x`, expected a boolean or an integer or `null`", "correct the value")]),
    "a list where an object belongs": ({"type": "object"}, [], [
        ((), "the document is a list, expected an object", "correct the value")]),
    "a value of a list": ({"items": {"enum": ["open", True, None]}}, ["opn"], [
        ((0,), "item 0 of the document is the text `opn`, expected one of `open`, `true` and `null`",
         "did you mean `open`?")]),
    "one value": ({"const": "a"}, "b", [((), "the document is the text `b`, expected `a`", "choose one of them")]),
    "a long list of values": ({"enum": [f"v{index}" for index in range(15)]}, None, [
        ((), "the document is `null`, expected one of " + ", ".join(f"`v{index}`" for index in range(12))
         + " and 3 more", "choose one of them")]),
    "the alternative that a word chooses": (KINDS, {"kind": "a", "size": "x"}, [
        (("size",), "`size` is the text `x`, expected an integer", "correct the value")]),
    "the same, by what it lacks": (KINDS, {"kind": "b"}, [((), "`name` is missing", "add `name`")]),
    "a word that chooses none": (KINDS, {"kind": "c"}, [
        (("kind",), "`kind` is the text `c`, expected one of `a` and `b`", "choose one of them")]),
    "the word that all alternatives choose by, of several": (TWO_WORDS, {"a": 2, "y": 2, "z": 2, "kind": "c"}, [
        (("kind",), "`kind` is the text `c`, expected one of `a` and `b`", "choose one of them")]),
    "an object that is no reference": (REFERRED, {"a": 1}, [
        (("a",), "`a` is the number `1`, expected `null`", "correct the value")]),
    "a reference with more": ({"oneOf": [OBJECT, {**REFERENCE, "maxProperties": 1}]}, {"$ref": "x", "b": 1}, [
        ((), "the document has more than 1 properties", "correct the value")]),
    "a type that no alternative has": ({"anyOf": [{"type": "string"}, {"type": "object"}]}, 7, [
        ((), "the document is the number `7`, expected an object or a text", "put it in quotes")]),
    "one of several names": ({"anyOf": [{"required": ["a"]}, {"required": ["b"]}]}, {}, [
        ((), "`a` or `b` is missing", "add `a` or `b`")]),
    "names that exclude each other": ({"oneOf": [{"required": ["a"]}, {"required": ["b"]}]}, {"a": 1, "b": 1}, [
        ((), "`a` and `b` exclude each other", "keep one of `a` and `b`")]),
    "a value for two alternatives": ({"oneOf": [{"minimum": 1}, {"maximum": 9}]}, 5, [
        ((), "the document fits more than one of the alternatives, expected exactly one",
         "let it fit one alternative only")]),
    "a name that another one excludes": ({"dependentSchemas": {"a": {"not": {"required": ["b"]}}}}, {"a": 1, "b": 1}, [
        (("b",), "`b` does not go with what else stands here", "delete it, or what excludes it")]),
    "a value that is excluded": ({"properties": {"a": {"not": {"type": "null"}}}}, {"a": None}, [
        (("a",), "`a` is a value that is excluded here", "correct the value")]),
    "a value that has no names to exclude": ({"not": {"required": ["a"]}}, 7, [
        ((), "the document is a value that is excluded here", "correct the value")]),
    "a key too many": ({"properties": {"a": {}}, "additionalProperties": False}, {"b": 1}, [
        (("b",), "there is no key `b` here", "delete it")]),
    "no key at all": ({"additionalProperties": False}, {"b": 1}, [(("b",), "there is no key `b` here", "delete it")]),
    "a key that was not evaluated": ({"allOf": [{}], "unevaluatedProperties": False}, {"b": 1}, [
        (("b",), "there is no key `b` here", "delete it")]),
    "a key whose value is broken": (
        {"allOf": [{"properties": {"a": {"type": "null"}}}], "unevaluatedProperties": False}, {"a": 1}, [
            (("a",), "`a` is the number `1`, expected `null`", "correct the value")]),
    "a name": ({"propertyNames": {"pattern": "^a"}}, {"b": 1}, [
        (("b",), "the name `b` is not allowed here", "correct the value")]),
    "a pattern": ({"pattern": "^a"}, "b", [
        ((), "the document is the text `b`, expected it to match `^a`", "correct the value")]),
    "a format": ({"properties": {"a": {"format": "ipv4"}}}, {"a": "x"}, [
        (("a",), "`a` is the text `x`, expected an ipv4", "correct the value")]),
    "a place where nothing may be": ({"prefixItems": [{}], "items": False}, [1, 2], [
        ((1,), "item 1 of the document does not belong here", "correct the value")]),
    "an empty list": ({"minItems": 1}, [], [((), "the document is empty", "correct the value")]),
    "a short list": ({"minItems": 3}, [1], [((), "the document has fewer than 3 items", "correct the value")]),
    "a keyword without words of ours": ({"contains": {"type": "null"}}, [1], [
        ((), "the document: None of [1] are valid under the given schema", "correct the value")]),
    "names that look like numbers": ({"additionalProperties": {"additionalProperties": {"type": "null"}}},
                                     {"200": {"007": 1, "+7": None}}, [
        (("200", "007"), "`007` is the number `1`, expected `null`", "correct the value")]),
    "empty names": ({"additionalProperties": {"additionalProperties": {"type": "null"}}}, {"": {"a": 1, "": None}}, [
        (("", "a"), "`a` is the number `1`, expected `null`", "correct the value")]),
    "an empty name last": ({"additionalProperties": {"additionalProperties": {"type": "null"}}}, {"": {"": 1}}, [
        (("", ""), "`` is the number `1`, expected `null`", "correct the value")]),
    "a list where one word belongs": ({"type": "string", "enum": ["a"]}, ["a"], [
        ((), "the document is a list, expected a text", "correct the value")]),
    "a number where one word belongs": ({"type": "string", "enum": ["a"]}, 7, [
        ((), "the document is the number `7`, expected `a`", "choose one of them")]),
}


@pytest.mark.parametrize(("schema", "value", "expected"), TABLE.values(), ids=TABLE)
def test_a_fault_is_told_by_its_cause(schema: Any, value: Any, expected: list[Any]) -> None:
    assert told(schema, value) == expected


def test_without_the_schema_alternatives_are_told_in_general() -> None:
    schema = {"oneOf": [{"required": ["a"]}, {"required": ["b"]}]}
    value = {"a": 1, "b": 1}
    [cause] = causes(jsonschema_rs.Draft202012Validator(schema).iter_errors(value), value)
    assert message(cause) == "the document fits more than one of the alternatives, expected exactly one"


def test_what_is_known_is_suggested() -> None:
    [surplus] = found({"properties": {"name": {}}, "additionalProperties": False}, {"nmae": 1})
    assert advice(surplus, ["name", "size"]) == "did you mean `name`?"
    assert advice(surplus, ["size", "kind"]) == "known keys: kind, size"


NAMES = st.sampled_from(["", "a", "b", "7", "007"])
VALUES = st.recursive(st.none() | st.booleans() | st.integers(0, 9) | st.sampled_from(["", "a"]),
                      lambda inner: st.lists(inner, max_size=2) | st.dictionaries(NAMES, inner, max_size=3),
                      max_leaves=6)
LEAVES: Any = st.fixed_dictionaries({}, optional={
    "type": st.sampled_from(["string", "integer", "object", "array", "null"]),
    "enum": st.lists(VALUES, min_size=1, max_size=2),
    "required": st.lists(NAMES, min_size=1, max_size=2, unique=True), "minProperties": st.integers(0, 2),
    "maxItems": st.integers(0, 1)})
SCHEMAS = st.recursive(LEAVES, lambda inner: st.fixed_dictionaries({}, optional={
    "properties": st.dictionaries(NAMES, inner, max_size=2), "items": inner, "not": inner,
    "additionalProperties": inner | st.booleans(), "unevaluatedProperties": inner | st.booleans(),
    "propertyNames": inner, "if": inner, "then": inner,
    **{word: st.lists(inner, min_size=1, max_size=3) for word in ("allOf", "anyOf", "oneOf")}}), max_leaves=8)


@settings(max_examples=300, deadline=None)
@given(SCHEMAS, VALUES)
def test_every_refusal_has_a_cause_and_every_cause_a_place(schema: Any, value: Any) -> None:
    valid = jsonschema_rs.Draft202012Validator(schema).is_valid(value)
    all_causes = found(schema, value)
    assert (all_causes == []) is valid
    for cause in all_causes:
        place: Any = value
        for step in cause.pointer:
            place = place[step]
        assert message(cause)
        assert advice(cause)
        assert cause.keyword != SURPLUS or cause.detail == cause.pointer[-1]
