"""OpenAPI 2.0 in the shape of 3.x: pairs of documents that say the same."""

from typing import Any

import pytest
from model_documents import SPECS, api, contract_of, shape

from govtool.model.contract import Contract, Operation
from govtool.model.read import read
from govtool.source.refs import Bundle
from govtool.source.tree import WorkTree

ORDER = {"type": "object", "required": ["id"], "properties": {"id": {"type": "integer", "format": "int64"}}}
PROBLEM = {"type": "object", "properties": {"title": {"type": "string"}}}

SWAGGER = api(
    "2.0", host="api.example.com", basePath="/v1/", schemes=["https", "http"], consumes=["application/json"],
    produces=["application/json", "text/CSV"], security=[{"key": []}], tags=[{"name": "orders"}],
    definitions={"Order": ORDER, "Problem": PROBLEM},
    parameters={"Limit": {"name": "limit", "in": "query", "type": "integer", "maximum": 100},
                "Order": {"name": "order", "in": "body", "required": True, "schema": {"$ref": "#/definitions/Order"}}},
    responses={"Failed": {"description": "failed", "schema": {"$ref": "#/definitions/Problem"}}},
    securityDefinitions={"key": {"type": "apiKey", "in": "header", "name": "X-Key"}, "login": {"type": "basic"},
                         "oauth": {"type": "oauth2", "flow": "implicit", "scopes": {"write": "change orders"}}},
    paths={
        "/orders": {
            "parameters": [{"$ref": "#/parameters/Limit"},
                           {"name": "X-Trace", "in": "header", "type": "array", "items": {"type": "string"}}],
            "get": {"operationId": "list", "tags": ["orders"], "parameters": [
                {"name": "state", "in": "query", "type": "array", "items": {"type": "string"}},
                {"name": "ids", "in": "query", "type": "array", "items": {"type": "integer"},
                 "collectionFormat": "multi"},
                {"name": "piped", "in": "query", "type": "array", "items": {"type": "string"},
                 "collectionFormat": "pipes"},
                {"name": "spaced", "in": "query", "type": "array", "items": {"type": "string"},
                 "collectionFormat": "ssv"},
                {"name": "accept", "in": "header", "type": "string"}],
                "responses": {"200": {"description": "all", "headers": {
                    "X-Total": {"type": "integer", "description": "how many"}, "Content-Type": {"type": "string"}},
                    "schema": {"type": "array", "items": {"$ref": "#/definitions/Order"}}},
                    "default": {"$ref": "#/responses/Failed"}}},
            "post": {"consumes": ["application/xml", "application/json"], "schemes": ["https"], "deprecated": True,
                     "security": [{"login": []}, {"key": [], "oauth": ["write"]}],
                     "parameters": [{"$ref": "#/parameters/Order"}],
                     "responses": {"201": {"description": "made"}, "4xx": {"$ref": "#/responses/Failed"}}},
        },
        "/orders/{id}/files": {"put": {
            "consumes": ["multipart/form-data"], "produces": ["application/pdf"], "security": [],
            "parameters": [{"name": "id", "in": "path", "required": True, "type": "integer"},
                           {"name": "file", "in": "formData", "type": "file", "required": True},
                           {"name": "labels", "in": "formData", "type": "array", "items": {"type": "string"}}],
            "responses": {"200": {"description": "the print", "schema": {"type": "file"}}}}},
    })


def ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/{name}"}


def contents(schema: Any, *types: str) -> dict[str, Any]:
    return {name: {"schema": schema} for name in types}


def query(name: str, item: str, **more: Any) -> dict[str, Any]:
    return {"name": name, "in": "query", "schema": {"type": "array", "items": {"type": item}}, **more}


PRODUCED = ("application/json", "text/csv")
BINARY = {"type": "string", "format": "binary"}
OPENAPI = api(
    "3.0.3", servers=[{"url": "https://api.example.com/v1"}, {"url": "http://api.example.com/v1"}],
    security=[{"apiKey": []}], tags=[{"name": "orders"}],
    components={
        "schemas": {"Order": ORDER, "Problem": PROBLEM},
        "parameters": {"Limit": {"name": "limit", "in": "query", "schema": {"type": "integer", "maximum": 100}}},
        "requestBodies": {"Order": {"required": True, "content": contents(
            ref("schemas/Order"), "application/xml", "application/json")}},
        "responses": {"Failed": {"description": "failed", "content": contents(ref("schemas/Problem"), *PRODUCED)}},
        "securitySchemes": {"apiKey": {"type": "apiKey", "in": "header", "name": "x-key"},
                            "basic": {"type": "http", "scheme": "basic"},
                            "o": {"type": "oauth2", "flows": {"implicit": {"scopes": {"write": ""}}}}},
    },
    paths={
        "/orders": {
            "parameters": [ref("parameters/Limit"), {"name": "x-trace", "in": "header", "schema": {
                "type": "array", "items": {"type": "string"}}}],
            "get": {"operationId": "list", "tags": ["orders"], "parameters": [
                query("state", "string", explode=False), query("ids", "integer"),
                query("piped", "string", style="pipeDelimited"), query("spaced", "string", style="spaceDelimited")],
                "responses": {"200": {"description": "all", "headers": {"X-Total": {"schema": {"type": "integer"}}},
                                      "content": contents({"type": "array", "items": ref("schemas/Order")}, *PRODUCED)},
                              "default": ref("responses/Failed")}},
            "post": {"servers": [{"url": "https://api.example.com/v1"}], "deprecated": True,
                     "security": [{"basic": []}, {"apiKey": [], "o": ["write"]}],
                     "requestBody": ref("requestBodies/Order"),
                     "responses": {"201": {"description": "made"}, "4XX": ref("responses/Failed")}},
        },
        "/orders/{id}/files": {"put": {
            "security": [],
            "parameters": [{"name": "id", "in": "path", "required": True, "schema": {"type": "integer"}}],
            "requestBody": {"required": True, "content": {"multipart/form-data": {
                "schema": {"type": "object", "required": ["file"], "properties": {
                    "file": BINARY, "labels": {"type": "array", "items": {"type": "string"}}}},
                "encoding": {"labels": {"style": "form", "explode": False}}}}},
            "responses": {"200": {"description": "the print", "content": contents(BINARY, "application/pdf")}}}},
    })


def test_the_same_api_in_three_versions_is_the_same_contract() -> None:
    swagger, v30 = shape(contract_of(SWAGGER)), shape(contract_of(OPENAPI))
    assert swagger == v30
    assert shape(contract_of({**OPENAPI, "openapi": "3.1.0"})) == v30
    assert shape(contract_of({**OPENAPI, "openapi": "3.2.0"})) == v30


@pytest.mark.skipif(not SPECS.is_dir(), reason="the shared documents are not here")
def test_kubernetes_publishes_one_contract_in_two_versions() -> None:
    bundle = Bundle(WorkTree(SPECS / "pairs" / "k8s"))
    swagger, v30 = (shape(read(bundle, path)) for path in ("rev.swagger2.json", "rev.json"))
    assert len(swagger["operations"]) == 1123
    assert sum(len(operation["parameters"]) for operation in swagger["operations"].values()) > 5000
    assert swagger["operations"] == v30["operations"]
    assert swagger["servers"] == v30["servers"]


def put(root: dict[str, Any] | None = None, item: dict[str, Any] | None = None, **parts: Any) -> Operation:
    document = api("2.0", paths={"/a": {**(item or {}), "put": parts}}, **(root or {}))
    operation, = contract_of(document).operations
    return operation


def form(name: str, kind: str = "string", **more: Any) -> dict[str, Any]:
    return {"name": name, "in": "formData", "type": kind, **more}


@pytest.mark.parametrize(("root", "urls"), [
    ({}, ["/"]), ({"basePath": "/v1"}, ["/v1"]), ({"basePath": "/"}, ["/"]), ({"host": "h"}, ["https://h"]),
    ({"host": "h", "basePath": "/v1/", "schemes": ["wss", 7]}, ["wss://h/v1"]),
    ({"host": [], "schemes": ["http"]}, ["/"]),
    ({"host": "h", "schemes": "http"}, ["https://h"]),
])
def test_host_base_path_and_schemes_are_servers(root: dict[str, Any], urls: list[str]) -> None:
    assert [server.url for server in put(root).servers] == urls


def test_an_operation_may_have_schemes_of_its_own() -> None:
    found = put({"host": "h", "basePath": "/v1", "schemes": ["https"]}, schemes=["http"])
    assert [server.url for server in found.servers] == ["http://h/v1"]


def test_a_schema_of_a_parameter_points_to_the_parameter() -> None:
    found = put({"parameters": {"P": {"name": "p", "in": "query", "type": "array", "collectionFormat": "tsv", "items": {
        "type": "array", "collectionFormat": "csv", "items": {"type": "string"}}, "x-nullable": True}}},
        parameters=[{"$ref": "#/parameters/P"}]).parameters["query", "p"]
    assert found.schema is not None
    assert found.schema.value == {"type": "array", "items": {"type": "array", "items": {"type": "string"}},
                                  "x-nullable": True}
    assert found.schema.at().fragment == "/parameters/P"
    assert (found.style, found.explode) == ("tabDelimited", False)


def test_reading_leaves_the_document_as_it_is() -> None:
    contract = contract_of(SWAGGER)
    assert contract.document.data == SWAGGER


def test_the_body_of_the_operation_replaces_that_of_the_path() -> None:
    theirs, own = ({"name": name, "in": "body", "schema": {"title": name}} for name in ("theirs", "own"))
    found = put(item={"parameters": [theirs]}, parameters=[own]).request
    assert found is not None
    assert (found.required, found.spot.value) == (False, own)
    assert list(found.content) == ["application/json"]
    inherited = put(item={"parameters": [theirs]}).request
    assert inherited is not None
    assert inherited.spot.value == theirs


def test_a_body_without_a_schema_has_no_content() -> None:
    found = put(parameters=[{"name": "b", "in": "body"}]).request
    assert found is not None
    assert found.content == {}


@pytest.mark.parametrize(("fields", "consumes", "types"), [
    ([form("a")], None, ["application/x-www-form-urlencoded"]),
    ([form("a", "file")], None, ["multipart/form-data"]),
    ([form("a", "file")], ["application/json"], ["multipart/form-data"]),
    ([form("a")], ["multipart/form-data", "application/x-www-form-urlencoded"],
     ["multipart/form-data", "application/x-www-form-urlencoded"]),
])
def test_form_fields_are_one_body(fields: list[Any], consumes: Any, types: list[str]) -> None:
    found = put(parameters=fields, **({"consumes": consumes} if consumes else {})).request
    assert found is not None
    assert list(found.content) == types
    assert not found.required
    schema = found.content[types[0]].schema
    assert schema is not None
    assert "required" not in schema.value
    assert schema.pointer == ("paths", "/a", "put", "parameters")


def test_an_own_list_of_types_replaces_that_of_the_document() -> None:
    body = {"name": "b", "in": "body", "schema": {}}
    root = {"consumes": ["text/plain", 7]}
    for own, expected in (({}, ["text/plain"]), ({"consumes": []}, ["application/json"]),
                          ({"consumes": "x"}, ["text/plain"])):
        found = put(root, parameters=[body], **own).request
        assert found is not None
        assert list(found.content) == expected


def test_wrong_shapes_are_left_out() -> None:
    found = put(parameters=[{"in": "query"}, form(""), 7, {"name": "a", "in": "cookie", "type": "string"}],
                responses={"200": {"schema": [], "headers": [7]}, "201": 7, "202": {"schema": True}})
    assert (found.parameters, found.request) == ({}, None)
    assert {status: len(response.content) for status, response in found.responses.items()} == {"200": 0, "202": 1}


def test_callbacks_are_not_known_yet() -> None:
    assert put(callbacks={"done": {"{$url}": {"post": {}}}}).callbacks == ()


def names(contract: Contract) -> list[str]:
    return list(contract.security_schemes)


def test_named_objects_stand_at_the_top() -> None:
    contract = contract_of(SWAGGER)
    assert names(contract) == ["key", "login", "oauth"]
    assert contract.schemas["Order"].at().fragment == "/definitions/Order"
