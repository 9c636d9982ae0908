"""Examples and defaults against their schemas; the `jsonschema` package and OpenAPI's own validators are the oracle."""

from typing import Any

import jsonschema
import openapi_schema_validator
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from model_documents import api, contract_of
from validity_documents import told

from govtool.lint.validity.judging import Claim, refuted
from govtool.lint.validity.plain import Writer
from govtool.model.contract import Spot

DRAFTS = {
    "http://json-schema.org/draft-04/schema#": jsonschema.Draft4Validator,
    "http://json-schema.org/draft-06/schema#": jsonschema.Draft6Validator,
    "http://json-schema.org/draft-07/schema#": jsonschema.Draft7Validator,
    "https://json-schema.org/draft/2019-09/schema": jsonschema.Draft201909Validator,
    "https://json-schema.org/draft/2020-12/schema": jsonschema.Draft202012Validator,
}


def is_refuted(document: Any, schema: Any, value: Any, writer: Writer = "either") -> bool:
    """Whether a value is said not to meet a schema that stands in a document."""
    contract = contract_of(document)
    place = Spot(contract.document, ("x-schema",), schema)
    return list(refuted(contract, [Claim(Spot(contract.document, ("x-value",), value), place, writer)])) != []


NAMES = st.sampled_from(["a", "b", "c"])
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 12) | st.sampled_from([0.5, 2.0, -1.5, "", "a", "ab", "7"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3), max_leaves=8,
)
TYPES = st.sampled_from(["string", "number", "integer", "boolean", "object", "array"])
TYPED = st.lists(st.fixed_dictionaries({"type": TYPES}), min_size=1, max_size=2)
NAMED = st.sampled_from(["#/components/schemas/A", "#/components/schemas/B"]).map(lambda ref: {"$ref": ref})
PLAIN = {
    "enum": st.lists(VALUES, min_size=1, max_size=3), "minimum": st.integers(-2, 9), "maximum": st.integers(-2, 9),
    "multipleOf": st.sampled_from([1, 2, 0.5]), "minLength": st.integers(0, 2), "maxLength": st.integers(0, 2),
    "pattern": st.sampled_from(["^a", "[0-9]", "b$"]), "minItems": st.integers(0, 2), "maxItems": st.integers(0, 2),
    "uniqueItems": st.booleans(), "minProperties": st.integers(0, 2), "maxProperties": st.integers(0, 2),
    "required": st.lists(NAMES, min_size=1, max_size=2, unique=True),
}


def schemas(**more: Any) -> st.SearchStrategy[Any]:
    """Schemas of the keywords that all dialects share, and of more."""

    def grown(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
        some = st.lists(inner, min_size=1, max_size=2)
        deep = {
            "properties": st.dictionaries(NAMES, inner, max_size=2), "additionalProperties": inner | st.booleans(),
            "items": inner, "allOf": some, "anyOf": some, "oneOf": some, "not": inner,
        }
        return NAMED | st.fixed_dictionaries({}, optional={"type": TYPES, **PLAIN, **deep, **more})

    return st.recursive(st.fixed_dictionaries({}, optional={"type": TYPES, **PLAIN, **more}), grown, max_leaves=5)


def defined(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """A schema, and two that it may refer to; these refer on below a property only, or it would never end."""
    below = st.dictionaries(NAMES, strategy, min_size=1, max_size=2).map(lambda found: {"properties": found})
    return st.tuples(strategy, below, below)


ORACLE = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@ORACLE
@given(defined(schemas(const=VALUES, prefixItems=TYPED, contains=st.fixed_dictionaries({"type": TYPES}),
                       exclusiveMinimum=st.integers(-2, 5))), VALUES)
def test_values_are_judged_as_2020_12_does_in_openapi_3_1(found: Any, value: Any) -> None:
    schema, one, two = found
    document = api(components={"schemas": {"A": one, "B": two}})
    valid = jsonschema.Draft202012Validator({**document, "allOf": [schema]}).is_valid(value)
    assert is_refuted(document, schema, value) is not valid


@ORACLE
@given(defined(schemas(exclusiveMinimum=st.booleans(), const=VALUES)), VALUES)
def test_values_are_judged_as_openapi_3_0_says(found: Any, value: Any) -> None:
    schema, one, two = found
    document = api("3.0.4", components={"schemas": {"A": one, "B": two}})
    valid = openapi_schema_validator.OAS30Validator({**document, "allOf": [schema]}).is_valid(value)
    assert is_refuted(document, schema, value) is not valid


@pytest.mark.parametrize("draft", DRAFTS)
@ORACLE
@given(data=st.data())
def test_values_are_judged_as_each_draft_does(draft: str, data: st.DataObject) -> None:
    bounds = st.booleans() if "draft-04" in draft else st.integers(-2, 5)
    tuples = {} if "2020" in draft else {"items": TYPED, "additionalItems": st.booleans()}
    alone = schemas(exclusiveMinimum=bounds, const=VALUES, **tuples).filter(lambda found: "$ref" not in str(found))
    schema = data.draw(alone)
    value = data.draw(VALUES)
    document = {"$schema": draft, "definitions": {"A": schema}}
    valid = DRAFTS[draft]({**schema, "$schema": draft}).is_valid(value)
    assert is_refuted(document, schema, value) is not valid


NULLABLE = {
    "beside a type": {"type": "string", "nullable": True},
    "beside a type and an enum": {"type": "string", "enum": ["a"], "nullable": True},
    "beside a reference in allOf": {"allOf": [{"$ref": "#/components/schemas/A"}], "nullable": True},
}


@pytest.mark.parametrize("schema", NULLABLE.values(), ids=NULLABLE)
def test_whoever_writes_nullable_means_it(schema: Any) -> None:
    document = api("3.0.4", components={"schemas": {"A": {"type": "object"}}})
    assert not is_refuted(document, schema, None)
    assert is_refuted(document, schema, 7)


ORDER: dict[str, Any] = {
    "type": "object", "required": ["id", "secret", "name"], "additionalProperties": False,
    "properties": {"id": {"type": "string", "readOnly": True}, "name": {"type": "string"},
                   "secret": {"$ref": "#/components/schemas/Secret"}},
}
SECRET = {"type": "string", "writeOnly": True}


@pytest.mark.parametrize(("writer", "judge"), [
    ("consumer", openapi_schema_validator.OAS30WriteValidator),
    ("provider", openapi_schema_validator.OAS30ReadValidator),
])
@pytest.mark.parametrize("value", [{"name": "a"}, {"id": "1", "name": "a"}, {"secret": "s", "name": "a"}, {"id": "1"}])
def test_a_writer_need_not_send_what_the_other_side_knows(writer: Writer, judge: Any, value: Any) -> None:
    document = api("3.0.4", components={"schemas": {"Secret": SECRET}})
    # The oracle also refuses what should not be sent; govtool lets it pass, as many send back what they got.
    unsent = {"consumer": "id", "provider": "secret"}[writer]
    sent = {key: item for key, item in value.items() if key != unsent}
    inline = {**ORDER, "properties": {**ORDER["properties"], "secret": SECRET}}
    assert is_refuted(document, ORDER, value, writer) is not judge(inline).is_valid(sent)


def test_where_nobody_knows_who_writes_neither_is_asked_for() -> None:
    document = api(components={"schemas": {"Secret": SECRET}})
    assert not is_refuted(document, ORDER, {"name": "a"})
    assert is_refuted(document, ORDER, {"id": "1", "secret": "s"})


def body(schema: Any, **example: Any) -> Any:
    return {"content": {"application/json": {"schema": schema, **example}}}


def test_requests_and_answers_are_told_apart_also_where_the_provider_calls() -> None:
    order = {"$ref": "#/components/schemas/Order"}
    asked, answered = {"secret": "s", "name": "a"}, {"id": "1", "name": "a"}
    post = {"requestBody": body(order, example=asked),
            "responses": {"200": {"description": "OK", **body(order, example=answered)}}}
    flipped = {"requestBody": body(order, example=answered),
               "responses": {"200": {"description": "OK", **body(order, example=asked)}}}
    callbacks = {"done": {"{$request.body#/url}": {"post": flipped}}}
    document = api(paths={"/a": {"post": {**post, "callbacks": callbacks}}},
                   webhooks={"done": {"post": flipped}}, components={"schemas": {"Order": ORDER, "Secret": SECRET}})
    assert told(document, "example-valid") == []
    document["webhooks"]["done"]["post"] = post
    assert [place for place, _ in told(document, "example-valid")] == [
        "/webhooks/done/post/requestBody/content/application~1json/example",
        "/webhooks/done/post/responses/200/content/application~1json/example"]


FORMATS = {
    "date-time": ("2027-03-01T08:00:00+01:00", "2027-03-01T08:00:00"), "date": ("2027-03-01", "01.03.2027"),
    "uuid": ("6c311d29-5753-46d4-b32c-19b918ea93b0", "6c311d29"), "email": ("a@example.com", "a"),
    "uri": ("https://example.com/a", "a b"), "ipv4": ("10.0.0.1", "10.0.0.256"), "byte": ("aGk=", "hi!"),
    "duration": ("PT72H", "72 h"), "int32": (2**31 - 1, 2**31), "int64": (-(2**63), -(2**63) - 1),
}


@pytest.mark.parametrize("version", ["2.0", "3.0.4", "3.1.1"])
@pytest.mark.parametrize("name", FORMATS)
def test_formats_are_checked(name: str, version: str) -> None:
    good, bad = FORMATS[name]
    assert [is_refuted(api(version), {"format": name}, value) for value in (good, bad)] == [False, True]


def test_examples_are_found_wherever_they_stand() -> None:
    number = {"type": "integer"}
    parameters = [{"name": "a", "in": "query", "schema": number, "example": "1"},
                  {"name": "b", "in": "query", "content": {"application/json": {"schema": number, "example": "1"}}}]
    response = {"description": "OK", "headers": {"X-A": {"schema": number, "examples": {"a": {"value": "1"}}}},
                **body(number, examples={"a": {"$ref": "#/components/examples/One"}, "b": {"externalValue": "a.json"}})}
    document = api(
        paths={"/a": {"get": {"parameters": parameters, "responses": {"200": response}}}},
        components={"examples": {"One": {"value": "1"}, "Unused": {"value": "1"}},
                    "schemas": {"A": {**number, "examples": [1, "2"], "example": "3"}}})
    get = "/paths/~1a/get"
    assert {place for place, _ in told(document, "example-valid")} == {
        f"{get}/parameters/0/example", f"{get}/parameters/1/content/application~1json/example",
        f"{get}/responses/200/headers/X-A/examples/a/value", "/components/examples/One/value",
        "/components/schemas/A/examples/1", "/components/schemas/A/example",
    }


def test_examples_and_defaults_of_openapi_2_0() -> None:
    response = {"description": "OK", "schema": {"type": "integer"},
                "headers": {"X-A": {"type": "integer", "default": "1"}},
                "examples": {"application/json": "1", "text/plain": "one"}}
    parameters = [{"name": "a", "in": "query", "required": True, "type": "integer", "default": "1"},
                  {"name": "b", "in": "query", "type": "array", "items": {"type": "integer", "default": "1"}}]
    document = api("2.0", paths={"/a": {"get": {"parameters": parameters, "responses": {"200": response}}}})
    assert {place for place, _ in told(document, "example-valid", "default-valid")} == {
        "/paths/~1a/get/parameters/0/default", "/paths/~1a/get/parameters/1/items/default",
        "/paths/~1a/get/responses/200/headers/X-A/default", "/paths/~1a/get/responses/200/examples/application~1json"}


def test_data_of_openapi_3_2_is_judged_and_its_text_is_not() -> None:
    response = {"description": "OK", **body({"type": "integer"}, examples={
        "a": {"dataValue": 1, "serializedValue": "one"}, "b": {"dataValue": "1"}})}
    document = api("3.2.0", paths={"/a": {"get": {"responses": {"200": response}}}})
    assert [place.rsplit("/", 2)[1:] for place, _ in told(document, "example-valid")] == [["b", "dataValue"]]


def test_the_text_of_a_body_is_judged_as_the_body() -> None:
    schema = {"type": "object", "required": ["a"], "properties": {"a": {"type": "integer"}}}
    for example, expected in (('{"a": 1}', []), ('{"a": "1"}', ["`a` is the text `1`, expected an integer"]),
                              ("one", ["`example` is the text `one`, expected an object"])):
        post = {"requestBody": body(schema, example=example), "responses": {"200": {"description": "OK"}}}
        assert [words for _, words in told(api(paths={"/a": {"post": post}}), "example-valid")] == expected


def test_an_example_with_many_faults_is_one_finding_with_their_number() -> None:
    schema = {"type": "array", "items": {"type": "integer"}, "examples": [["a", "b", "c"]]}
    words = "item 0 of item 0 of `examples` is the text `a`, expected an integer; 2 more in this example"
    assert told(api(components={"schemas": {"A": schema}}), "example-valid") == [
        ("/components/schemas/A/examples/0/0", words)]


UNREADABLE: dict[str, Any] = {
    "a reference that leads nowhere": {"$ref": "#/components/schemas/Nowhere"},
    "a reference to the network": {"properties": {"a": {"$ref": "https://example.com/a.json"}}},
    "a schema that is none": {"allOf": [{"type": "strin"}]},
    "no schema at all": {"properties": {"a": 7}},
    "a pattern of another dialect": {"properties": {"a": {"pattern": "(?P<a>"}}},
    "a pattern that is a monster": {"pattern": "((a{1000}){1000}){1000}"},
    "a reference by scope": {"$dynamicRef": "#meta"},
    "another dialect": {"$schema": "http://json-schema.org/draft-04/schema#", "minimum": 1, "exclusiveMinimum": True},
}


@pytest.mark.parametrize("schema", UNREADABLE.values(), ids=UNREADABLE)
def test_there_is_no_verdict_by_what_cannot_be_read(schema: Any) -> None:
    document = api(components={"schemas": {"A": {"type": "integer"}}})
    assert not is_refuted(document, schema, {"a": "x"})
    assert not is_refuted(document, {"allOf": [schema, {"type": "integer"}]}, "x")


def test_one_schema_that_cannot_be_read_does_not_spare_the_others() -> None:
    wrong = {"A": {"$ref": "#/components/schemas/Nowhere", "default": 1}, "B": {"type": "integer", "default": "x"},
             "C": {"type": "strin", "default": 1}, "D": {"pattern": "(", "default": "a"}}
    assert [place for place, _ in told(api(components={"schemas": wrong}), "default-valid")] == [
        "/components/schemas/B/default"]


def test_schemas_that_double_at_every_step_are_left_alone() -> None:
    """Forty parts that each refer to the next one twice would take a validator for ever."""
    parts = {f"A{index}": {"allOf": [{"$ref": f"#/components/schemas/A{index + 1}"}] * 2} for index in range(40)}
    document = api(components={"schemas": {**parts, "A40": {"type": "integer"}}})
    assert not is_refuted(document, {"$ref": "#/components/schemas/A0"}, "x")
    assert is_refuted(document, {"$ref": "#/components/schemas/A35"}, "x")


def test_a_long_line_of_references_is_no_trouble() -> None:
    parts: dict[str, Any] = {f"A{index}": {"allOf": [{"$ref": f"#/components/schemas/A{index + 1}"}]}
                             for index in range(3000)}
    document = api(components={"schemas": {**parts, "A3000": {"type": "integer"}}})
    assert not is_refuted(document, {"$ref": "#/components/schemas/A0"}, "x")
    assert is_refuted(document, {"$ref": "#/components/schemas/A2950"}, "x")


def test_values_that_double_the_work_at_every_level_are_left_alone() -> None:
    part = {"anyOf": [{"properties": {"a": {"$ref": "#/components/schemas/A"}}}] * 2}
    document = api(components={"schemas": {"A": part}})
    value: Any = {}
    for _ in range(60):
        value = {"a": value}
    assert not is_refuted(document, {"$ref": "#/components/schemas/A"}, value)


def test_schemas_that_ask_themselves_are_no_trouble() -> None:
    document = api(components={"schemas": {"A": {"anyOf": [{"$ref": "#/components/schemas/A"}, {"type": "integer"}]}}})
    assert not is_refuted(document, {"$ref": "#/components/schemas/A"}, 1)


def test_a_schema_in_another_file_is_read_there() -> None:
    order = {"type": "object", "properties": {"quantity": {"$ref": "#/number"}}}
    post = {"requestBody": body({"$ref": "parts.json#/order"}, example={"quantity": "1"}),
            "responses": {"200": {"description": "OK"}}}
    parts = {"order": order, "number": {"type": "number"}}
    found = told(api(paths={"/a": {"post": post}}), "example-valid", parts=parts)
    assert [message for _, message in found] == ["`quantity` is the text `1`, expected a number"]
