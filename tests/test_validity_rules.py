"""What the rules about validity must leave alone, beyond the examples in their pages."""

from typing import Any

import pytest
from model_documents import api
from validity_documents import findings, told

from govtool.lint.validity.patterns import is_ecma

OK = {"200": {"description": "OK"}}


def test_a_parameter_that_cannot_be_read_may_be_the_one_in_the_path() -> None:
    item = {"parameters": [{"$ref": "https://example.com/p.json"}], "get": {"responses": OK}}
    assert told(api(paths={"/a/{b}": item}), "path-parameters-match") == []


def test_a_shared_parameter_is_told_once_for_each_path_that_has_no_place_for_it() -> None:
    shared = {"name": "b", "in": "path", "required": True, "schema": {}}
    item = {"parameters": [{"$ref": "#/components/parameters/B"}], "get": {"responses": OK}, "put": {"responses": OK}}
    document = api(paths={"/a": item, "/a/{b}": item}, components={"parameters": {"B": shared}})
    assert told(document, "path-parameters-match") == [
        ("/components/parameters/B/name", "`b` is in no part of `/a`, expected `{b}` there")]


def test_webhooks_and_callbacks_have_no_path_to_fill_in() -> None:
    post = {"responses": OK, "callbacks": {"done": {"{$request.body#/url}": {"post": {"responses": OK}}}}}
    assert findings(api(webhooks={"a {b}": {"post": post}})) == []


def test_a_requirement_may_refer_to_a_scheme_since_3_2() -> None:
    schemes = {"securitySchemes": {"key": {"type": "http", "scheme": "basic"}}}
    security: list[Any] = [{"#/components/securitySchemes/key": []}]
    assert told(api("3.2.0", security=security, components=schemes), "security-scheme-declared") == []
    assert told(api("3.1.0", security=security, components=schemes), "security-scheme-declared") != []


def test_roles_may_be_named_for_any_scheme_since_3_1() -> None:
    schemes = {"securitySchemes": {"key": {"type": "http", "scheme": "basic"}}}
    for version, expected in (("3.0.0", 1), ("3.1.0", 0)):
        document = api(version, security=[{"key": ["admin"]}], components=schemes)
        assert len(told(document, "security-scope-declared")) == expected


@pytest.mark.parametrize(("version", "key", "legal"), [
    ("2.0", "2XX", False), ("3.0.0", "2XX", True), ("3.0.0", "2xx", False), ("3.0.0", "600", False),
    ("3.0.0", "0200", False), ("2.0", "200", True), ("3.1.0", "x-note", True), ("3.1.0", "default", True),
])
def test_statuses(version: str, key: str, legal: bool) -> None:  # noqa: FBT001 - a row of the table
    responses = {**OK, key: {"description": "?"}}
    found = told(api(version, paths={"/a": {"get": {"responses": responses}}}), "status-code-legal", "structure-valid")
    assert (found == []) is legal


@pytest.mark.parametrize(("parts", "possible"), [
    ([{"type": "integer"}, {"type": "number"}], True),
    ([{"type": ["string", "null"]}, {"type": ["integer", "null"]}], True),
    ([{"type": "string"}, {"type": "integer"}], False),
    ([{"enum": ["a", "b"]}, {"const": "b"}], True),
    ([{"enum": ["a", "b"]}, {"const": "c"}], False),
    ([{"enum": ["a", 1]}, {"const": 1.0}], True),
    ([False, {}], False),
    ([{"type": "object", "additionalProperties": False, "properties": {"a": {}}}, {"required": ["b"]}], False),
    ([{"additionalProperties": False, "properties": {"a": {}}}, {"required": ["b"]}], True),
    ([{"type": "object", "additionalProperties": False, "patternProperties": {"b": {}}}, {"required": ["b"]}], True),
])
def test_only_plain_contradictions_are_told(parts: list[Any], possible: bool) -> None:  # noqa: FBT001 - as above
    document = api(components={"schemas": {"A": {"allOf": parts}}})
    assert (told(document, "allof-satisfiable") == []) is possible


@pytest.mark.parametrize("pattern", [r"^\p{L}+$", r"a\-b", r"(?<=a)b", r"(?<y>\d{4})-\k<y>", "^[^\\s]*$", r"\/", ""])
def test_patterns_of_ecma_262(pattern: str) -> None:
    assert is_ecma(pattern)


@pytest.mark.parametrize("pattern", [r"\A1", r"1\Z", "(?i)a", "(?P<a>b)", r"\g<a>", "a++", "[", "(", r"\h", "[[:a:]]"])
def test_patterns_of_other_dialects(pattern: str) -> None:
    assert not is_ecma(pattern)


def test_a_document_that_is_no_contract_is_told_so() -> None:
    assert told({"a": 1}, "format-known") == [
        ("", "this is no contract: there is no `openapi`, `swagger`, `asyncapi` or `$schema`, expected a version")]


def test_duplicate_values_are_compared_as_json() -> None:
    document = api(components={"schemas": {"A": {"enum": [{"a": [1]}, {"a": [1.0]}, {"a": [True]}, "1", 1]}}})
    assert [place for place, _ in told(document, "enum-values-unique")] == ["/components/schemas/A/enum/1"]


def test_a_discriminator_may_stand_in_the_base_or_in_every_branch() -> None:
    base = {"type": "object", "properties": {"kind": {}}, "discriminator": {"propertyName": "kind"}}
    branch = {"allOf": [{"$ref": "#/components/schemas/Base"}]}
    union = {"anyOf": [{"$ref": "#/components/schemas/A"}, {"$ref": "https://example.com/b.json"},
                       {"oneOf": [{"$ref": "#/components/schemas/A"}], "title": "further branches"}],
             "discriminator": {"propertyName": "kind"}}
    document = api(components={"schemas": {"Base": base, "A": branch, "U": union}})
    assert told(document, "discriminator-property-declared") == []


def test_schemes_are_known_where_the_requirement_stands() -> None:
    get = {"security": [{"own": []}, {"broken": []}, {"none": []}], "responses": OK}
    schemes = {"own": {"type": "http", "scheme": "basic"}, "broken": {"$ref": "#/nowhere"}}
    other = api("3.1.0", paths={"/a": {"get": get}}, components={"securitySchemes": schemes})
    document = api("3.1.0", paths={"/a": {"$ref": "other.json#/paths/~1a"}})
    assert [message for _, message in told(document, "security-scheme-declared", other=other)] == [
        "`none` is no security scheme of this contract, expected one"]


def test_a_scheme_of_another_kind_than_oauth_offers_no_scopes_to_compare() -> None:
    scheme = {"type": "openIdConnect", "openIdConnectUrl": "https://login.example.com"}
    document = api("3.0.0", security=[{"login": ["anything"]}], components={"securitySchemes": {"login": scheme}})
    assert findings(document) == []


def test_an_example_that_cannot_be_had_is_left_to_the_rule_about_references() -> None:
    media = {"schema": {"type": "integer"}, "examples": {"a": {"$ref": "#/components/examples/A"}, "b": {"value": "x"}}}
    response = {"description": "OK", "content": {"application/json": media}}
    document = api(paths={"/a": {"get": {"responses": {"200": response}}}})
    assert {finding.rule for finding in findings(document)} == {"example-valid", "ref-resolves"}
