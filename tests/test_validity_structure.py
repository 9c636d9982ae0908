"""What is wrong with the shape of a document is told once, at the deepest place that is wrong."""

from typing import Any

import pytest
from model_documents import SPECS, api, contract_of
from validity_documents import VALID, findings, told

from govtool.lint.validity.official import judge_of
from govtool.model.detect import Format
from govtool.model.grammar import grammar_of

QUERY = {"name": "a", "in": "query"}
OK = {"200": {"description": "OK"}}


def paths(**operation: Any) -> dict[str, Any]:
    return {"/a": {"get": {"responses": OK, **operation}}}


def schemas(**named: Any) -> dict[str, Any]:
    return {"schemas": named}


WRONG: dict[str, tuple[Any, str, str]] = {
    "a misspelt key": (api(paths=paths(sumary="x")), "/paths/~1a/get/sumary",
                       "`sumary` is no key of the Operation Object"),
    "a required key that is missing": (
        {"openapi": "3.1.0", "info": {"title": "T"}, "paths": {}}, "/info",
        "`version` is missing, the Info Object needs it"),
    "another type": (
        {"openapi": "3.0.0", "info": {"title": "T", "version": 2.0}, "paths": {}}, "/info/version",
        "`version` is the number `2.0`, expected a text"),
    "a word of a closed set": (
        api(paths=paths(parameters=[{"name": "a", "in": "qery", "schema": {}}])), "/paths/~1a/get/parameters/0/in",
        "`in` is the text `qery`, expected one of `query`, `header`, `path` and `cookie`"),
    "the same word in 3.0, where it chooses one of four alternatives": (
        api("3.0.0", paths=paths(parameters=[{"name": "a", "in": "qery", "schema": {}}])),
        "/paths/~1a/get/parameters/0/in",
        "`in` is the text `qery`, expected one of `path`, `query`, `header` and `cookie`"),
    "the same word in 2.0, where the alternatives are nested": (
        api("2.0", paths=paths(parameters=[{"name": "a", "in": "qery", "type": "string"}])),
        "/paths/~1a/get/parameters/0/in",
        "`in` is the text `qery`, expected one of `body`, `header`, `formData`, `query` and `path`"),
    "what the chosen alternative needs": (
        api("3.0.0", components={"securitySchemes": {"a": {"type": "http"}}}), "/components/securitySchemes/a",
        "`scheme` is missing, the Security Scheme Object needs it"),
    "none of several that are needed": (
        {"openapi": "3.1.0", "info": {"title": "T", "version": "1"}}, "",
        "`paths`, `components` or `webhooks` is missing, the OpenAPI Object needs it"),
    "two keys that exclude each other": (
        api("3.0.0", paths=paths(parameters=[QUERY | {"schema": {}, "example": 1, "examples": {}}])),
        "/paths/~1a/get/parameters/0", "`example` and `examples` exclude each other"),
    "a key that another one excludes": (
        api("3.0.0", paths=paths(parameters=[QUERY | {"style": "form", "content": {"text/csv": {}}}])),
        "/paths/~1a/get/parameters/0/style", "`style` does not go with what else stands here"),
    "a key that only other parameters have": (
        api(paths=paths(parameters=[{"name": "a", "in": "header", "schema": {}, "allowEmptyValue": True}])),
        "/paths/~1a/get/parameters/0/allowEmptyValue",
        "`allowEmptyValue` does not go with what else this Parameter Object says"),
    "a keyword deep in a schema of 3.0": (
        api("3.0.0", components=schemas(A={"properties": {"b": {"items": {"typ": "string"}}}})),
        "/components/schemas/A/properties/b/items/typ", "`typ` is no key of the Schema Object"),
    "a keyword of another version": (
        api("3.0.0", components=schemas(A={"additionalProperties": {"const": 1}})),
        "/components/schemas/A/additionalProperties/const", "`const` is no key of the Schema Object"),
    "a type of 3.1 in 3.0": (
        api("3.0.0", components=schemas(A={"type": ["string", "null"]})), "/components/schemas/A/type",
        "`type` is a list, expected a text"),
    "a keyword deep in a schema of 3.1": (
        api(components=schemas(A={"properties": {"b": {"minLength": -1}}})),
        "/components/schemas/A/properties/b/minLength", "`minLength` is less than 0"),
    "a path without a slash": (api(paths={"orders": {}}), "/paths/orders",
                               "`orders` is no path, expected it to start with `/`"),
    "no response": (api("3.0.0", paths={"/a": {"get": {"responses": {}}}}), "/paths/~1a/get/responses",
                    "`responses` is empty"),
    "a version that nobody knows": (api("3.9.0"), "/openapi",
                                    "`3.9.0` is no version of OpenAPI that is known, expected 2.0, 3.0, 3.1 or 3.2"),
    "a list of parameters that says one twice": (
        api("3.0.0", paths=paths(parameters=[{"$ref": "#/components/parameters/A"}] * 2),
            components={"parameters": {"A": {"name": "a", "in": "query", "schema": {}}}}),
        "/paths/~1a/get/parameters", "`parameters` holds the same item twice"),
}


@pytest.mark.parametrize(("document", "place", "message"), WRONG.values(), ids=WRONG)
def test_a_fault_is_told_once_where_it_is(document: Any, place: str, message: str) -> None:
    assert told(document, "structure-valid") == [(place, message)]


def test_every_fault_of_a_document_is_told() -> None:
    document = api("3.0.0", paths=paths(sumary="x", deprecated="no"), components=schemas(A={"type": "strin", "foo": 1}))
    assert {place for place, _ in told(document, "structure-valid")} == {
        "/paths/~1a/get/sumary", "/paths/~1a/get/deprecated", "/components/schemas/A/type", "/components/schemas/A/foo",
    }


def test_a_suggestion_says_the_next_act() -> None:
    document = api("3.0.0", paths=paths(sumary="x"), components=schemas(A={"const": 1}, B={"type": "sting"}))
    helps = {finding.at.fragment: finding.help for finding in findings(document)}
    assert helps["/paths/~1a/get/sumary"] == "did you mean `summary`?"
    assert helps["/components/schemas/A/const"] == "OpenAPI 3.1 has it, this is OpenAPI 3.0"
    assert helps["/components/schemas/B/type"] == "did you mean `string`?"


def test_names_that_look_like_numbers_are_named_as_they_are_written() -> None:
    document = api("3.0.0", paths={"/a": {"get": {"responses": {"200": {"descr": "x"}, "0200": {}, "+7": 1}}}})
    assert {place for place, _ in told(document, "structure-valid", "status-code-legal")} == {
        "/paths/~1a/get/responses/200", "/paths/~1a/get/responses/200/descr", "/paths/~1a/get/responses/0200",
        "/paths/~1a/get/responses/+7",
    }


@pytest.mark.parametrize("version", ["3.0.0", "3.1.0", "3.2.0"])
def test_fragments_in_other_files_are_judged_as_what_refers_to_them(version: str) -> None:
    document = api(version, paths=paths(parameters=[{"$ref": "parts.json#/size"}],
                                        responses={"200": {"$ref": "answer.json"}}))
    parts = {"size": {"name": "size", "in": "query", "schema": {"type": "nummer"}}, "size2": {"in": 7}}
    answer = {"description": "OK", "content": {"application/json": {"schema": {"$ref": "parts.json#/order"}}}}
    order = {"properties": {"quantity": {"type": "nummer"}}}
    found = [(finding.at.document, finding.at.fragment) for finding in findings(
        document, parts={**parts, "order": order}, answer=answer) if finding.rule == "structure-valid"]
    assert found == [("parts.json", "/order/properties/quantity/type"), ("parts.json", "/size/schema/type")]


def test_a_part_that_only_a_reference_leads_to_is_judged_in_the_same_file_too() -> None:
    document = api(paths=paths(parameters=[{"$ref": "#/x-parts/size"}]))
    document["x-parts"] = {"size": {"name": "size", "in": "query"}}
    assert told(document, "structure-valid") == [
        ("/x-parts/size", "`schema` or `content` is missing, the Parameter Object needs it")]


def test_schemas_are_judged_in_the_dialect_that_the_document_names() -> None:
    wrong = {"exclusiveMinimum": True, "minimum": 0}
    place = "/components/schemas/A/exclusiveMinimum"
    for dialect, expected in (("http://json-schema.org/draft-04/schema#", []),
                              ("https://json-schema.org/draft/2020-12/schema", [place]),
                              ("https://spec.openapis.org/oas/3.1/dialect/base", [place])):
        document = api(jsonSchemaDialect=dialect, components=schemas(A=wrong))
        assert [found for found, _ in told(document, "structure-valid")] == expected


def test_a_schema_may_be_in_a_dialect_of_its_own() -> None:
    inner = {"$schema": "http://json-schema.org/draft-04/schema#", "exclusiveMinimum": True, "minimum": 0,
             "maxLength": "7"}
    document = api(components=schemas(A={"properties": {"b": inner, "c": {"exclusiveMinimum": True}}}))
    assert {place for place, _ in told(document, "structure-valid")} == {
        "/components/schemas/A/properties/b/maxLength", "/components/schemas/A/properties/c/exclusiveMinimum"}


@pytest.mark.parametrize(("schema", "place"), [
    ("http://json-schema.org/draft-04/schema#", "/properties/a/type"),
    ("http://json-schema.org/draft-07/schema#", "/properties/a/type"),
    ("https://json-schema.org/draft/2020-12/schema", "/properties/a/type"),
])
def test_json_schema_documents_are_judged_by_their_meta_schema(schema: str, place: str) -> None:
    document = {"$schema": schema, "properties": {"a": {"type": "strin"}}}
    assert [found for found, _ in told(document, "structure-valid")] == [place]


@pytest.mark.parametrize("version", VALID)
def test_every_kind_that_a_reference_may_lead_to_has_a_judge(version: str) -> None:
    format_ = Format("openapi", version)
    kinds = {name for name, kind in grammar_of(format_).kinds.items() if kind.ref}
    without = {name for name in kinds if judge_of(format_, name, format_) is None}
    assert without == set()


def test_what_stands_beside_a_reference_is_left_to_the_rule_about_it() -> None:
    document = api(paths=paths(parameters=[{"$ref": "#/components/parameters/A", "required": True}]),
                   components={"parameters": {"A": {"name": "a", "in": "query", "schema": {}}}})
    assert told(document, "structure-valid") == []


def test_negatives_of_the_wild_are_found() -> None:
    """Real documents that are invalid for different reasons; the first of each is named with its place."""
    domain = SPECS / "domain"
    if not domain.is_dir():
        pytest.skip("no public documents beside the repository")
    expected = {
        "catenax-models/io.catenax.classified_load_spectrum/1.0.0/openapi.yml": "enum-values-unique",
        "catenax-models/io.catenax.quality_task/3.0.0/openapi.yml": "enum-values-unique",
        "catenax-models/io.catenax.idconversion/2.0.0/openapi.yml": "default-valid",
        "dcsa/tnt/v2/test/tnt_v2.2.0.yaml": "default-valid",
        "dcsa/domain/event/event_domain_v3.1.0.yaml": "structure-valid",
        "eventcatalog/packages__core__eventcatalog__public__openapi.yml": "structure-valid",
    }
    assert {name: rule for name, rule in expected.items() if rule not in rules_of(domain / name)} == {}


def rules_of(path: Any) -> set[str]:
    from govtool.source.document import parse

    return {finding.rule for finding in findings(parse(path.read_bytes(), path.name).data)}


def test_the_kind_of_an_object_is_known_by_its_place() -> None:
    from govtool.lint.validity.parts import kind_at

    kinds, root = grammar_of(Format("openapi", "3.1"))
    assert kind_at(kinds, root, ()) == "OpenAPI"
    assert kind_at(kinds, root, ("paths", "/a", "get", "parameters", 0)) == "Parameter"
    assert kind_at(kinds, root, ("paths", "/a", "get", "parameters")) == ""
    assert kind_at(kinds, root, ("components", "schemas", "A", "properties", "b")) == "Schema"
    assert kind_at(kinds, root, ("paths", "x-note", "get")) == ""
    assert contract_of(api()).format == Format("openapi", "3.1")
