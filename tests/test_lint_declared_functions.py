"""Every core function of declared rules: what passes, what does not, with which options, and what is said."""

import json
from pathlib import Path
from typing import Any

import pytest
from declared_rules import contract, declared, ruleset


def said(folder: Path, value: Any, function: str, options: Any = None, **then: Any) -> list[tuple[str, str]]:
    """What a rule says of a value that stands under `x`: pointer below it, and message."""
    whole = {"rules": {"r": {"given": "$.x", "then": {"function": function, "functionOptions": options, **then}}}}
    rules = ruleset(folder, json.dumps(whole))
    found = declared(rules, contract({"openapi": "3.0.3", "x": value}))
    return [(finding.at.fragment.removeprefix("/x"), finding.message) for finding in found]


CASES: list[tuple[str, Any, Any, list[tuple[str, str]]]] = [
    ("truthy", None, 1, []),
    ("truthy", None, [], []),
    ("truthy", None, "", [("", "`x` is ``, expected it to hold something")]),
    ("truthy", None, None, [("", "`x` is `null`, expected it to hold something")]),
    ("truthy", None, False, [("", "`x` is `false`, expected it to hold something")]),
    ("falsy", None, 0, []),
    ("falsy", None, "y" * 70, [("", f"`x` is `{'y' * 59}…`, expected nothing here")]),
    ("falsy", None, {"a": 1}, [("", "`x` is `{…}`, expected nothing here")]),
    ("falsy", None, {}, [("", "`x` is `{}`, expected nothing here")]),
    ("falsy", None, [1], [("", "`x` is `[…]`, expected nothing here")]),
    ("falsy", None, [], [("", "`x` is `[]`, expected nothing here")]),
    ("defined", None, None, []),
    ("undefined", None, None, [("", "`x` is there, expected it not to be")]),
    ("pattern", {"match": "^a"}, "ab", []),
    ("pattern", {"match": "^a"}, 1, []),
    ("pattern", {"match": "^a"}, "b", [("", "`b` does not match `^a`, expected it to")]),
    ("pattern", {"notMatch": "/A/i"}, "ba", [("", "`ba` matches `/A/i`, expected it not to")]),
    ("pattern", {"match": "^a", "notMatch": "b"}, "b", [("", "`b` does not match `^a`, expected it to"),
                                                       ("", "`b` matches `b`, expected it not to")]),
    ("enumeration", {"values": ["a", 1, None, True]}, "a", []),
    ("enumeration", {"values": ["a", 1, None, True]}, 1, []),
    ("enumeration", {"values": ["a", 1, None, True]}, None, []),
    ("enumeration", {"values": ["a", 1, None, True]}, True, []),
    ("enumeration", {"values": ["a", 1]}, ["b"], []),
    ("enumeration", {"values": ["a", 1]}, True, [("", "`true` is not allowed, expected one of `a`, `1`")]),
    ("enumeration", {"values": ["a", 1]}, "1", [("", "`1` is not allowed, expected one of `a`, `1`")]),
    ("length", {"min": 2}, "ab", []),
    ("length", {"min": 2, "max": 3}, True, []),
    ("length", {"min": 2}, "a", [("", "`x` has the length 1, expected at least 2")]),
    ("length", {"max": 1}, [1, 2], [("", "`x` has the length 2, expected at most 1")]),
    ("length", {"max": 0}, {"a": 1}, [("", "`x` has the length 1, expected at most 0")]),
    ("length", {"max": 1.5}, 2, [("", "`x` is 2, expected at most 1.5")]),
    ("length", {"min": 3, "max": 1}, 2, [("", "`x` is 2, expected at least 3"), ("", "`x` is 2, expected at most 1")]),
    ("or", {"properties": ["a", "b"]}, {"b": None}, []),
    ("or", {"properties": ["a", "b"]}, ["a"], []),
    ("or", {"properties": ["a", "b"]}, {"c": 1}, [("", "`x` has none of `a` and `b`, expected at least one")]),
    ("xor", {"properties": ["a", "b"]}, {"b": 1, "c": 1}, []),
    ("xor", {"properties": ["a", "b"]}, {"c": 1}, [("", "`x` has none of `a` and `b`, expected just one")]),
    ("xor", {"properties": ["a", "b", "c"]}, {"c": 1, "a": 2},
     [("", "`x` has `c` and `a`, expected just one of them")]),
    ("typedEnum", None, {"type": "string", "enum": ["a"]}, []),
    ("typedEnum", None, {"type": ["string", "null"], "enum": ["a", None]}, []),
    ("typedEnum", None, {"type": "string", "nullable": True, "enum": [None]}, []),
    ("typedEnum", None, {"enum": [1]}, []),
    ("typedEnum", None, {"type": "string", "enum": 1}, []),
    ("typedEnum", None, {"type": "number", "enum": [1, 1.5]}, []),
    ("typedEnum", None, {"type": "nothing-known", "enum": [1]},
     [("/enum/0", "`1` is of another type, expected `nothing-known`")]),
    ("typedEnum", None, {"type": ["integer", "boolean"], "enum": [2.0, True, "1", 1.5, None, [], {}]},
     [("/enum/2", "`1` is of another type, expected `integer` or `boolean`"),
      ("/enum/3", "`1.5` is of another type, expected `integer` or `boolean`"),
      ("/enum/4", "`null` is of another type, expected `integer` or `boolean`"),
      ("/enum/5", "`[]` is of another type, expected `integer` or `boolean`"),
      ("/enum/6", "`{}` is of another type, expected `integer` or `boolean`")]),
    ("typedEnum", None, {"type": ["array", "object"], "enum": [[], {}]}, []),
]


@pytest.mark.parametrize(("function", "options", "value", "expected"), CASES)
def test_a_function_judges_a_value(tmp_path: Path, function: str, options: Any, value: Any,
                                   expected: list[tuple[str, str]]) -> None:
    assert said(tmp_path, value, function, options) == expected


@pytest.mark.parametrize(("function", "expected"), [
    ("truthy", "`y` is missing, expected it to be there and to hold something"),
    ("defined", "`y` is missing, expected it to be there"),
    ("schema", "`y` is missing, expected it to be there"),
])
def test_what_is_missing_is_shown_at_what_it_should_stand_in(tmp_path: Path, function: str, expected: str) -> None:
    options: Any = {"schema": {}} if function == "schema" else None
    assert said(tmp_path, {"z": 1}, function, options, field="y") == [("", expected)]


@pytest.mark.parametrize("function", ["falsy", "undefined"])
def test_what_is_missing_may_be_meant(tmp_path: Path, function: str) -> None:
    assert said(tmp_path, {"z": 1}, function, field="y") == []


@pytest.mark.parametrize(("type_", "good", "bad"), [
    ("flat", ["order", "order2"], ["Order", "my-order", "2"]),
    ("camel", ["order", "orderId", "order2Id", "orderX", ""], ["OrderId", "order_id", "orderID", "order-id"]),
    ("pascal", ["Order", "OrderId", "X"], ["order", "ORDER", "Order_Id"]),
    ("kebab", ["order", "order-id", "a-1"], ["order-", "Order", "order_id", "-a"]),
    ("cobol", ["ORDER", "X-ID"], ["X-id", "X_ID", "-X"]),
    ("snake", ["order", "order_id"], ["order-id", "_a", "orderId"]),
    ("macro", ["ORDER_ID", "A1"], ["order_id", "A-B"]),
])
def test_casing_knows_seven_styles(tmp_path: Path, type_: str, good: list[str], bad: list[str]) -> None:
    assert [text for text in good if said(tmp_path, text, "casing", {"type": type_})] == []
    [(_, message)] = said(tmp_path, bad[0], "casing", {"type": type_})
    assert message == f"`{bad[0]}` is not in {type_} case, expected it to be"
    assert [text for text in bad if not said(tmp_path, text, "casing", {"type": type_})] == []


@pytest.mark.parametrize(("options", "good", "bad"), [
    ({"type": "camel", "disallowDigits": True}, ["orderId"], ["order2"]),
    ({"type": "camel", "separator": {"char": "."}}, ["a.bC", "a"], [".a", "a..b", "a/b"]),
    ({"type": "kebab", "separator": {"char": "/", "allowLeading": True}}, ["/a/b-c", "a/b", "/"], ["/A", "a/"]),
    ({"type": "pascal", "separator": {"char": "^"}}, ["A^B"], ["A^b"]),
])
def test_casing_takes_separators_and_may_refuse_digits(tmp_path: Path, options: Any, good: list[str],
                                                       bad: list[str]) -> None:
    assert [text for text in good if said(tmp_path, text, "casing", options)] == []
    assert [text for text in bad if not said(tmp_path, text, "casing", options)] == []


@pytest.mark.parametrize(("value", "expected"), [
    (["a", "b", "c"], []),
    (["a"], []),
    ([], []),
    (["b", "a", "c"], [("/0", "`b` stands before `a`, expected it after")]),
    ([1, 2, 10], []),
    ([2, 1], [("/0", "`2` stands before `1`, expected it after")]),
    (["200", "404", "default"], []),
    (["default", "404"], []),
    (["404", "200"], [("/0", "`404` stands before `200`, expected it after")]),
    (["a", 1], []),
    (["a", "B", "c", "D"], []),
    (["a", "A"], []),
    (["A", "a"], [("/0", "`A` stands before `a`, expected it after")]),
    (["/a", "/a/{b}", "/a/c"], []),
    (["a_b", "a-b", "a0", "aa"], []),
    (["a", None], [("", "`x` holds more than texts and numbers, expected only these")]),
    ({"a": 1, "b": 2}, []),
    ({"b": 1, "a": 2}, [("/b", "`b` stands before `a`, expected it after")]),
])
def test_alphabetical_judges_items_and_keys(tmp_path: Path, value: Any, expected: list[tuple[str, str]]) -> None:
    assert said(tmp_path, value, "alphabetical") == expected


@pytest.mark.parametrize(("value", "expected"), [
    ([{"n": "a"}, {"n": "b"}], []),
    ([{"n": "b"}, {"n": "a"}], [("", "`b` stands before `a`, expected it after")]),
    ([{"n": "b"}, "a"], [("", "`x` holds what is no object, expected objects with `n`")]),
    ([{"n": "b"}, {}], [("", "`x` holds more than texts and numbers, expected only these")]),
    ({"p": {"n": "b"}, "q": {"n": "a"}}, [("", "`b` stands before `a`, expected it after")]),
])
def test_alphabetical_judges_objects_by_a_key(tmp_path: Path, value: Any, expected: list[tuple[str, str]]) -> None:
    assert said(tmp_path, value, "alphabetical", {"keyedBy": "n"}) == expected


# --- schema ---


def test_schema_says_the_first_thing_or_all(tmp_path: Path) -> None:
    schema = {"required": ["a", "b"], "properties": {"c": {"type": "string"}}}
    assert said(tmp_path, {"c": 1}, "schema", {"schema": schema}) == [("", '"a" is a required property')]
    assert sorted(said(tmp_path, {"c": 1}, "schema", {"schema": schema, "allErrors": True})) == [
        ("", '"a" is a required property'), ("", '"b" is a required property'), ("/c", '1 is not of type "string"')]


@pytest.mark.parametrize(("options", "value", "faults"), [
    ({"dialect": "draft2020-12", "schema": {"prefixItems": [{"type": "string"}]}}, [1], 1),
    ({"dialect": "draft7", "schema": {"prefixItems": [{"type": "string"}]}}, [1], 0),
    ({"dialect": "auto", "schema": {"prefixItems": [{"type": "string"}]}}, [1], 0),
    ({"schema": {"$schema": "https://json-schema.org/draft/2020-12/schema", "prefixItems": [{"type": "string"}]}}, [1],
     1),
    ({"schema": {"$schema": "http://json-schema.org/draft-04/schema#", "maximum": 1, "exclusiveMaximum": True}}, 1, 1),
    ({"schema": {"$schema": "https://example.com/own", "exclusiveMaximum": 1}}, 1, 1),
    ({"schema": {"$schema": "https://json-schema.org/draft/2019-09/schema", "dependentRequired": {"a": ["b"]}}},
     {"a": 1}, 1),
    ({"dialect": "draft4", "schema": {"maximum": 1, "exclusiveMaximum": True}}, 1, 1),
    ({"schema": {"format": "date"}}, "no date", 1),
    ({"schema": {"pattern": "^{[a-z]+}$"}}, "{id}", 0),
    ({"schema": {"pattern": "^{[a-z]+}$"}}, "id", 1),
    ({"schema": {"patternProperties": {"^{": {"type": "string"}}}}, {"{a": 1}, 1),
    ({"schema": {"enum": [{"pattern": "{"}]}}, {"pattern": "{"}, 0),
    ({"schema": {"items": [{"type": "string"}]}}, [1], 1),
])
def test_schema_knows_drafts_formats_and_the_patterns_of_javascript(tmp_path: Path, options: Any, value: Any,
                                                                    faults: int) -> None:
    assert len(said(tmp_path, value, "schema", options)) == faults


def test_a_fault_of_schema_stands_where_the_part_is_defined(tmp_path: Path) -> None:
    document = {"openapi": "3.0.3", "x": {"200": {"$ref": "#/shared"}, "list": [{"$ref": "#/shared"}]},
                "shared": {"deep": {"$ref": "#/end"}}, "end": {"y": 1}}
    schema = {"additionalProperties": {"properties": {"deep": {"required": ["z"]}}},
              "properties": {"list": {"items": {"properties": {"deep": {"properties": {"y": {"type": "string"}}}}}}}}
    rules = ruleset(tmp_path, json.dumps({"rules": {"r": {"given": "$.x", "then": {
        "function": "schema", "functionOptions": {"schema": schema, "allErrors": True}}}}}))
    assert sorted((finding.at.fragment, finding.message) for finding in declared(rules, contract(document))) == [
        ("/end", '"z" is a required property'), ("/end/y", '1 is not of type "string"')]


def test_a_schema_looks_only_as_deep_as_it_says(tmp_path: Path) -> None:
    """What a big document refers to without end is not written out for a glance at its first level."""
    size = 40
    schemas = {f"S{index}": {"properties": {f"p{other}": {"$ref": f"#/components/schemas/S{other}"}
                                            for other in range(size)}} for index in range(size)}
    document = {"openapi": "3.0.3", "components": {"schemas": schemas}}
    shallow = {"properties": {"components": {"required": ["none"]}}}
    node = {"$ref": "#/definitions/node"}
    recursive = {**node, "definitions": {"node": {"additionalProperties": node}}}

    def messages(schema: Any) -> list[str]:
        rules = ruleset(tmp_path, json.dumps({"rules": {"r": {"given": "$", "then": {
            "function": "schema", "functionOptions": {"schema": schema}}}}}))
        return [finding.message for finding in declared(rules, contract(document))]

    assert messages(shallow) == ['"none" is a required property']
    assert messages(recursive) == [
        "the rule cannot be run: the value has more than 200000 nodes with its references written out"]


def test_a_recursive_schema_judges_a_recursive_value(tmp_path: Path) -> None:
    document = {"openapi": "3.0.3", "x": {"next": {"$ref": "#/x"}, "other": {"next": {"name": 1}}}}
    schema = {"$ref": "#/definitions/n", "definitions": {"n": {
        "properties": {"name": {"type": "string"}}, "additionalProperties": {"$ref": "#/definitions/n"}}}}
    rules = ruleset(tmp_path, json.dumps({"rules": {"r": {"given": "$.x", "then": {
        "function": "schema", "functionOptions": {"schema": schema}}}}}))
    assert [finding.at.fragment for finding in declared(rules, contract(document))] == ["/x/other/next/name"]


def test_schema_sees_references_where_the_rule_does_not_resolve_them(tmp_path: Path) -> None:
    document = {"openapi": "3.0.3", "x": {"a": {"$ref": "#/y"}}, "y": {}}
    rules = ruleset(tmp_path, json.dumps({"rules": {"r": {"resolved": False, "given": "$.x", "then": {
        "function": "schema", "functionOptions": {"schema": {"properties": {"a": {"required": ["$ref", "b"]}}}}}}}}))
    assert [finding.message for finding in declared(rules, contract(document))] == ['"b" is a required property']


@pytest.mark.parametrize("schema", [
    {"type": "strin"}, {"$ref": "http://example.com/s"}, {"$ref": "file:///etc/passwd"}, {"$ref": "#/none"},
    {"pattern": "("},
])
def test_a_schema_that_is_none_ends_its_rule_only(tmp_path: Path, schema: Any) -> None:
    [(_, message)] = said(tmp_path, {}, "schema", {"schema": schema})
    assert message.startswith("the rule cannot be run: its schema is none")


def test_a_value_that_no_validator_takes_ends_the_rule_only(tmp_path: Path) -> None:
    def nested(levels: int, end: Any) -> Any:
        return {"a": nested(levels - 1, end)} if levels else end

    document = {"openapi": "3.0.3", "x": nested(100, {"$ref": "#/y"}), "y": nested(240, 1)}
    schema = {"type": "string", "anyOf": [{"$ref": "#/definitions/n"}], "definitions": {"n": {}}}
    rules = ruleset(tmp_path, json.dumps({"rules": {"r": {"given": "$.x", "then": {
        "function": "schema", "functionOptions": {"schema": schema}}}}}))
    [message] = [finding.message for finding in declared(rules, contract(document))]
    assert message.startswith("the rule cannot be run: it cannot judge this value")


def test_a_long_message_is_cut(tmp_path: Path) -> None:
    [(_, message)] = said(tmp_path, "a" * 500, "schema", {"schema": {"maxLength": 1}})
    assert len(message) == 160
    assert message.endswith("…")


# --- unreferencedReusableObject ---


LIBRARY = {
    "openapi": "3.0.3",
    "paths": {"/a": {"get": {"responses": {"200": {"$ref": "#/components/responses/Ok"}}}}},
    "components": {
        "responses": {"Ok": {"description": "ok", "x": {"$ref": "other.json#/b"}}, "Lost": {"description": "lost"}},
        "schemas": {
            "Used": {"discriminator": {"propertyName": "k",
                                       "mapping": {"m": "Mapped", "n": "#/components/schemas/Named"}}},
            "Part": {"properties": {"inner": {}}}, "Mapped": {}, "Named": {}, "Orphan": {"not": {"$ref": "#/nowhere"}},
            "Variant": {"allOf": [{"$ref": "#/components/schemas/Used"}]}, "Odd": {"discriminator": {"mapping": [1]}},
            "Odder": {"discriminator": {"mapping": {"a": 1}}, "allOf": [1]}, "Beside": {},
        },
    },
}
OTHER = {"b": {"$ref": "api.yaml#/components/schemas/Used"},
         "c": {"$ref": "api.yaml#/components/schemas/Part/properties/inner"},
         "d": {"$ref": "api.yaml#"}, "e": {"$ref": "#/b"}}


@pytest.mark.parametrize(("location", "expected"), [
    ("#/components/responses", ["/components/responses/Lost"]),
    ("#/components/schemas", [f"/components/schemas/{name}" for name in ("Beside", "Odd", "Odder", "Orphan")]),
    ("#/components/nothing", []),
])
def test_parts_that_nothing_refers_to_are_found(tmp_path: Path, location: str, expected: list[str]) -> None:
    """Uses from other documents, from discriminators, and of a part of a schema count; so does building on a base."""
    given = "$" + location[1:].replace("/", ".")
    rules = ruleset(tmp_path, json.dumps({"rules": {"r": {"given": [given, "$.components"], "then": {
        "function": "unreferencedReusableObject", "functionOptions": {"reusableObjectsLocation": location}}}}}))
    found = declared(rules, contract(LIBRARY, other_json=OTHER))
    assert sorted(finding.at.fragment for finding in found if finding.at.fragment.count("/") > 2) == expected
