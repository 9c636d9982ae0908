"""The normalised contract of OpenAPI 3.x: everything that may be said in two places or left unsaid."""

from typing import Any

import pytest
from model_documents import api, bundle_of, contract_of

from govtool.errors import UserError
from govtool.model.contract import REQUEST, RESPONSE, Contract, Operation, Party
from govtool.model.detect import UNKNOWN
from govtool.model.facts import Facts
from govtool.model.read import read


def only(contract: Contract) -> Operation:
    operation, = contract.operations
    return operation


def get(version: str = "3.1.0", root: dict[str, Any] | None = None, item: dict[str, Any] | None = None,
        **parts: Any) -> Operation:
    """The operation `GET /orders` with these parts."""
    return only(contract_of(api(version, **(root or {}), paths={"/orders": {**(item or {}), "get": parts}})))


# Parameters

def parameter(name: str = "limit", where: str = "query", **more: Any) -> dict[str, Any]:
    return {"name": name, "in": where, "schema": {"type": "integer"}, **more}


def test_parameters_of_the_path_are_merged_and_the_operation_wins() -> None:
    found = get(item={"parameters": [parameter(), parameter("X-Trace", "header")]},
                parameters=[parameter("x-trace", "header", required=True), parameter("id", "cookie")]).parameters
    assert list(found) == [("query", "limit"), ("header", "x-trace"), ("cookie", "id")]
    assert found["header", "x-trace"].required
    assert found["header", "x-trace"].spot.pointer == ("paths", "/orders", "get", "parameters", 0)


@pytest.mark.parametrize(("where", "style", "explode"), [
    ("query", "form", True), ("cookie", "form", True), ("path", "simple", False), ("header", "simple", False),
    ("querystring", "", False),
])
def test_style_and_explode_are_written_out(where: str, style: str, explode: bool) -> None:  # noqa: FBT001 - a table
    found = get(parameters=[parameter("a", where)]).parameters[where, "a"]
    assert (found.style, found.explode, found.allow_reserved, found.allow_empty) == (style, explode, False, False)
    assert found.required is (where == "path")


def test_explode_follows_the_written_style() -> None:
    found = get(parameters=[
        parameter("a", style="pipeDelimited"), parameter("b", style="deepObject", explode=True),
        parameter("c", "cookie", style="cookie"), parameter("d", explode=False), parameter("e", style=1, explode="no"),
    ]).parameters
    assert [(item.style, item.explode) for item in found.values()] == [
        ("pipeDelimited", False), ("deepObject", True), ("cookie", True), ("form", False), ("1", False)]


def test_flags_are_read_as_written() -> None:
    found = get(parameters=[parameter(allowReserved=True, allowEmptyValue=True, deprecated=True, required=True)])
    item = found.parameters["query", "limit"]
    assert (item.allow_reserved, item.allow_empty, item.deprecated, item.required) == (True, True, True, True)


@pytest.mark.parametrize("name", ["Accept", "content-type", "AUTHORIZATION"])
def test_headers_that_a_parameter_cannot_describe_are_dropped(name: str) -> None:
    found = get(parameters=[parameter(name, "header"), parameter(name, "query")]).parameters
    assert list(found) == [("query", name)]


def test_what_is_no_parameter_is_left_out() -> None:
    assert get(parameters=[parameter("a", "body"), parameter("", "query"), {"name": "x"}, None, "limit", [],
                           parameter(["a"], "query"), {"$ref": "#/nowhere"}]).parameters == {}  # type: ignore[arg-type]
    assert get(parameters={"a": parameter()}).parameters == {}


def test_a_shared_parameter_is_read_once_where_it_is_defined() -> None:
    contract = contract_of(api(
        paths={"/a": {"get": {"parameters": [{"$ref": "#/components/parameters/Limit"}]}},
               "/b": {"get": {"parameters": [{"$ref": "#/components/parameters/Again"}]}}},
        components={"parameters": {"Limit": parameter(), "Again": {"$ref": "#/components/parameters/Limit"}}}))
    first, second = (operation.parameters["query", "limit"] for operation in contract.operations)
    assert first is second
    assert first.spot.at().fragment == "/components/parameters/Limit"
    assert first.schema is not None
    assert first.schema.at().fragment == "/components/parameters/Limit/schema"


def test_a_parameter_may_have_content() -> None:
    found = get(parameters=[{"name": "q", "in": "query", "content": {"Application/JSON": {"schema": True}}}])
    media = found.parameters["query", "q"].content["application/json"]
    assert media.schema is not None
    assert media.schema.value is True


# Bodies and responses

def test_media_types_have_one_spelling() -> None:
    found = get(requestBody={"required": True, "content": {
        " Application/JSON ; Charset=UTF-8;a=b": {"schema": {"type": "object"}, "encoding": {"a": {"style": "form"}}},
        "text/csv": {}, "text/plain": 7, "x-own/type": {"schema": {}}}}).request
    assert found is not None
    assert found.required
    assert list(found.content) == ["application/json;a=b;charset=utf-8", "text/csv", "x-own/type"]
    media = found.content["application/json;a=b;charset=utf-8"]
    assert (media.type, media.encoding) == ("application/json;a=b;charset=utf-8", {"a": {"style": "form"}})
    assert found.content["text/csv"].schema is None


@pytest.mark.parametrize("body", [None, [], "body", {"$ref": "#/nowhere"}, {"$ref": 7}])
def test_what_is_no_body_is_left_out(body: Any) -> None:
    found = get(requestBody=body).request
    assert found is None or (not found.required and found.content == {})


def test_schemas_are_not_followed() -> None:
    reference = {"$ref": "#/components/schemas/Order"}
    found = get(responses={"200": {"content": {"application/json": {"schema": reference}}}})
    schema = found.responses["200"].content["application/json"].schema
    assert schema is not None
    assert schema.value == reference
    assert schema.pointer[-2:] == ("application/json", "schema")


def test_responses_are_keyed_by_status() -> None:
    shared = {"description": "?", "headers": {"X-Rate": {"schema": {}}, "x-Left": {"required": True},
                                              "Content-Type": {}, "bad": 1}}
    found = get(root={"components": {"responses": {"E": shared}}}, responses={
        "200": {"links": {"next": {"operationId": "x"}, "bad": 7}}, "4xx": {"$ref": "#/components/responses/E"},
        "default": {"$ref": "#/components/responses/E"}, "x-note": {"description": "no"}, "500": None}).responses
    assert list(found) == ["200", "4XX", "default"]
    assert [response.status for response in found.values()] == ["200", "4XX", "default"]
    assert list(found["200"].links) == ["next"]
    headers = found["4XX"].headers
    assert list(headers) == ["x-rate", "x-left"]
    assert headers["x-left"].required
    assert (headers["x-rate"].location, headers["x-rate"].style, headers["x-rate"].explode) == (
        "header", "simple", False)
    assert found["default"].spot.pointer == ("components", "responses", "E")


# Security

SCHEMES = {"securitySchemes": {
    "key": {"type": "apiKey", "in": "header", "name": "X-Api-Key"},
    "query": {"type": "apiKey", "in": "query", "name": "K"},
    "bearer": {"type": "http", "scheme": "Bearer"}, "oauth": {"type": "oauth2", "flows": {}},
    "oidc": {"type": "openIdConnect", "openIdConnectUrl": "https://id.example.com"}, "mtls": {"type": "mutualTLS"},
    "again": {"$ref": "#/components/securitySchemes/bearer"}, "lost": {"$ref": "#/nowhere"}, "odd": {"type": []},
}}


def kinds(operation: Operation) -> list[list[str]]:
    return [sorted(one.kind for one in credentials) for credentials in operation.security]


def test_credentials_are_what_goes_over_the_wire() -> None:
    everything: dict[str, list[str]] = {name: [] for name in [*SCHEMES["securitySchemes"], "missing"]}
    found = get(root={"components": SCHEMES}, security=[everything])
    assert kinds(found) == [[
        "apiKey header x-api-key", "apiKey query K", "http bearer", "mutualTLS", "oauth2",
        "openIdConnect https://id.example.com", "unknown lost", "unknown missing", "unknown odd"]]


def test_security_is_inherited_unless_it_is_declared() -> None:
    root = {"components": SCHEMES, "security": [{"bearer": []}]}
    assert kinds(get(root=root)) == [["http bearer"]]
    assert kinds(get(root=root, security=[{"key": [], "oauth": ["write", "read"]}, {}])) == [
        ["apiKey header x-api-key", "oauth2"], []]
    assert kinds(get(root=root, security=[])) == []
    assert get(root=root, security=[]).security_declared
    assert kinds(get(root=root, security="none")) == [["http bearer"]]
    assert not get().security_declared
    assert get(root=root, security=[7, None]).security == ()


def test_scopes_are_sets() -> None:
    credentials, = get(root={"components": SCHEMES}, security=[{"oauth": ["b", "a", 7]}]).security
    credential, = credentials
    assert credential.scopes == {"a", "b"}


def test_a_scheme_may_be_named_by_reference() -> None:
    found = get("3.2.0", root={"components": SCHEMES}, security=[{"#/components/securitySchemes/key": []}])
    assert kinds(found) == [["apiKey header x-api-key"]]
    assert kinds(get("3.2.0", security=[{"#/nowhere": []}])) == [["unknown #/nowhere"]]


# Servers

def test_servers_are_those_of_the_nearest_place() -> None:
    root, item, own = ([{"url": f"https://{name}.example.com"}] for name in ("root", "item", "own"))
    assert [server.url for server in get(root={"servers": root}).servers] == ["https://root.example.com"]
    assert [server.url for server in get(root={"servers": root}, item={"servers": item}).servers] == [
        "https://item.example.com"]
    assert [server.url for server in get(root={"servers": root}, item={"servers": item}, servers=own).servers] == [
        "https://own.example.com"]


def test_the_default_server_is_written_out() -> None:
    roots: list[dict[str, Any]] = [{}, {"servers": []}, {"servers": "x"}]
    for root in roots:
        assert [server.url for server in get(root=root).servers] == ["/"]


def test_a_server_has_its_variables() -> None:
    server, = get(root={"servers": [{"url": "https://{env}/", "variables": {"env": {"default": "a"}}}, None]}).servers
    assert server.variables == {"env": {"default": "a"}}


# Path items, webhooks and callbacks

def test_methods_are_those_of_the_version() -> None:
    item = {"get": {}, "query": {}, "trace": {}, "fetch": {}, "post": "no",
            "additionalOperations": {"COPY": {}, "x": 1}}
    for version, expected in (("3.1.0", ["GET", "TRACE"]), ("3.2.0", ["GET", "QUERY", "TRACE", "COPY"])):
        contract = contract_of(api(version, paths={"/a": item, "x-b": item}))
        assert [operation.method for operation in contract.operations] == expected


def test_an_operation_is_named_as_people_write_it() -> None:
    found = get(operationId="list", deprecated=True, tags=["a", 7, "b"])
    assert (found.name, found.id, found.deprecated, found.tags) == ("GET /orders", "list", True, ("a", "b"))
    assert (found.kind, found.role, found.parent) == ("path", REQUEST, "")


def test_a_path_item_may_stand_elsewhere() -> None:
    shared = {"parameters": [parameter()], "servers": [{"url": "/v2"}], "get": {"operationId": "theirs"}, "put": {}}
    contract = contract_of(api(paths={
        "/a": {"$ref": "#/components/pathItems/A"}, "/b": {"$ref": "other.json"},
        "/c": {"$ref": "#/components/pathItems/A", "get": {"operationId": "own"}, "parameters": []},
        "/d": {"$ref": "#/nowhere", "get": {}}, "/e": {"$ref": "#/paths/~1e"}, "/f": {"$ref": "#/info/title"},
    }, components={"pathItems": {"A": shared}}), other=shared)
    found = {operation.name: operation for operation in contract.operations}
    assert list(found) == ["GET /a", "PUT /a", "GET /b", "PUT /b", "GET /c", "PUT /c", "GET /d"]
    assert found["GET /a"].path_spot.at().fragment == "/components/pathItems/A"
    assert found["GET /b"].spot.document.path == "other.json"
    assert found["GET /c"].id == "own"
    assert found["PUT /c"].parameters == {}
    assert [server.url for server in found["PUT /c"].servers] == ["/v2"]
    assert list(found["GET /a"].parameters) == [("query", "limit")]


def test_paths_may_stand_elsewhere_too() -> None:
    contract = contract_of(api(paths={"$ref": "paths.json"}, components={"$ref": "parts.json"}),
                           paths={"/a": {"get": {}}}, parts={"schemas": {"A": {}, "B": True, "C": 7}})
    assert [operation.name for operation in contract.operations] == ["GET /a"]
    assert list(contract.schemas) == ["A", "B"]
    assert contract.schemas["A"].document.path == "parts.json"


def test_webhooks_are_written_by_the_provider() -> None:
    contract = contract_of(api(webhooks={"x-made": {"post": {}}}, servers=[{"url": "/v1"}], security=[{"key": []}]))
    made = only(contract)
    assert (made.kind, made.path, made.role.writer, made.servers) == ("webhook", "x-made", Party.PROVIDER, ())
    assert (made.security, made.security_declared) == ((), False)
    assert contract_of(api("3.0.3", webhooks={"made": {"post": {}}})).operations == ()


def callback(url: str, **operation: Any) -> dict[str, Any]:
    return {url: {"post": operation}}


@pytest.mark.parametrize("version", ["3.0.3", "3.1.0", "3.2.0"])
def test_a_callback_flips_the_role_and_its_callback_flips_it_back(version: str) -> None:
    inner = callback("{$request.body#/b}", operationId="inner")
    outer = callback("{$request.body#/a}", operationId="outer", callbacks={"again": inner})
    callbacks = {"done": {**outer, "x-note": {}}}
    operation = only(contract_of(api(version, paths={"/a": {"post": {"callbacks": callbacks}}})))
    first, = operation.callbacks
    second, = first.callbacks
    assert (first.kind, first.role, second.role) == ("callback", RESPONSE, REQUEST)
    assert first.parent == "POST /a > done"
    assert second.name == "POST /a > done > POST {$request.body#/a} > again > POST {$request.body#/b}"
    assert [found.id for found in contract_of(api(version, paths={"/a": {"post": {"callbacks": {
        "done": outer}}}})).all_operations()] == ["", "outer", "inner"]


def test_callbacks_may_be_references() -> None:
    contract = contract_of(api(paths={"/a": {"post": {"callbacks": {"x-done": {"$ref": "#/components/callbacks/D"},
                                                                    "lost": {"$ref": "#/nowhere"}}}}},
                               components={"callbacks": {"D": {"{$url}": {"$ref": "#/components/pathItems/P"}}},
                                           "pathItems": {"P": {"put": {}, "get": {}}}}))
    assert [found.name for found in only(contract).callbacks] == [
        "POST /a > x-done > PUT {$url}", "POST /a > x-done > GET {$url}"]


def test_a_callback_that_leads_back_to_its_path_item_ends() -> None:
    item = {"post": {"callbacks": {"again": {"{$url}": {"$ref": "#/paths/~1a"}}}}}
    contract = contract_of(api(paths={"/a": item}))
    assert [found.name for found in contract.all_operations()] == ["POST /a"]
    assert contract.left_out == 0


def test_callbacks_without_end_are_bounded() -> None:
    items = {f"I{n}": {"post": {"callbacks": {name: {"{$url}": {"$ref": f"#/components/pathItems/I{n + 1}"}}
                                              for name in "ab"}}} for n in range(40)}
    contract = contract_of(api(paths={"/a": {"$ref": "#/components/pathItems/I0"}}, components={"pathItems": items}))
    assert len(contract.all_operations()) == 1 + 2 + 4 + 8 + 16
    assert contract.left_out == 32


def test_callbacks_without_number_are_bounded() -> None:
    shared: dict[str, Any] = {f"{{$url}}/{n}": {"post": {}} for n in range(300)}
    contract = contract_of(api(paths={f"/{n}": {"post": {"callbacks": {"c": {"$ref": "#/x-c"}}}} for n in range(100)},
                               **{"x-c": shared}))
    assert len(contract.all_operations()) == 100 + 20_000
    assert contract.left_out == 10_000


# The contract

def test_a_contract_has_the_names_of_its_document() -> None:
    contract = contract_of(api(tags=[{"name": "a"}, {}, "b", {"name": "c"}],
                               components={"schemas": {"A": {}}, **SCHEMES}))
    assert (contract.title, contract.version, contract.identity) == ("Orders", "1.2.0", "api.json")
    assert contract.tags == ("a", "c")
    assert contract.schemas["A"].at().fragment == "/components/schemas/A"
    assert list(contract.security_schemes) == list(SCHEMES["securitySchemes"])
    assert contract.format.label == "OpenAPI 3.1"


def test_given_facts_count_before_those_of_the_document() -> None:
    document = api()
    document["info"]["x-owner"] = "group:orders"
    document["info"]["x-criticality"] = "high"
    facts = Facts(owner="group:mes", origin={"owner": "manifest"})
    contract = read(bundle_of(api=document), "api.json", facts, "order@1")
    assert (contract.identity, contract.facts.owner, contract.facts.tier) == ("order@1", "group:mes", "high")
    assert contract.facts.origin == {"owner": "manifest", "tier": "info.x-criticality"}


def test_a_file_that_is_not_there_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(UserError):
        read(bundle_of(), "api.json")


def test_a_schema_document_is_a_contract_of_schemas() -> None:
    contract = contract_of({"$schema": "http://json-schema.org/draft-07/schema#", "title": "Order", "type": "object",
                            "definitions": {"A": {"title": "old"}, "B": 7}, "$defs": {"A": True}})
    assert (contract.title, contract.version, contract.operations) == ("Order", "", ())
    assert list(contract.schemas) == ["A", ""]
    assert contract.schemas["A"].pointer == ("$defs", "A")
    assert contract.schemas[""].value["type"] == "object"


@pytest.mark.parametrize(("data", "title", "version"), [
    ({"asyncapi": "3.0.0", "info": {"title": "Events", "version": 2}}, "Events", "2"),
    ({"type": "record", "name": "Order", "namespace": "com.example", "fields": []}, "com.example.Order", ""),
    ({"type": "record", "name": "com.example.Order", "namespace": "x", "fields": []}, "com.example.Order", ""),
    ({"protocol": "Orders", "types": []}, "Orders", ""),
    ([{"type": "enum", "name": "E", "symbols": []}], "", ""),
])
def test_events_and_avro_have_names_and_no_operations_yet(data: Any, title: str, version: str) -> None:
    contract = contract_of(data)
    assert (contract.title, contract.version) == (title, version)
    assert (contract.operations, contract.schemas, contract.servers) == ((), {}, ())


@pytest.mark.parametrize("data", [None, [], "text", 7, {"info": {"title": "x"}}])
def test_what_is_no_contract_promises_nothing(data: Any) -> None:
    contract = contract_of(data)
    assert contract.format == UNKNOWN
    assert (contract.operations, contract.schemas) == ((), {})
