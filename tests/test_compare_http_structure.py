"""Structural verdicts, each in both directions of a call: operations, fields, bodies, responses, security, servers."""

import pytest
from compare_documents import Json, api, changes, contract, operation, said

from govtool.compare.engine import compare
from govtool.finding import Bump, Confidence, Verdict

OK = {"responses": {"200": {"description": "OK"}}}
TEXT = {"schema": {"type": "string"}}


def field(name: str = "site", place: str = "query", **more: Json) -> dict[str, Json]:
    return {"name": name, "in": place, **({} if "content" in more else TEXT), **more}


def webhook(**parts: Json) -> dict[str, Json]:
    return api(webhooks={"done": {"post": {**OK, **parts}}})


def answer(status: str = "200", **parts: Json) -> dict[str, Json]:
    return operation(responses={status: {"description": "OK", **parts}})


def header(**more: Json) -> dict[str, Json]:
    return {"headers": {"X-Total": {"schema": {"type": "integer"}, **more}}}


def body(*types: str, required: bool = False) -> dict[str, Json]:
    return {"requestBody": {"required": required, "content": dict.fromkeys(types, TEXT)}}


B, P, C = "breaking", "possible", "compatible"
CASES: list[tuple[str, Json, Json, dict[str, str], dict[str, str]]] = [
    # what changed, old, new, told from old to new, told from new to old
    ("path", api(), operation(), {"path-added": C}, {"path-removed": B}),
    (
        "method",
        api(paths={"/a": {"get": OK}}),
        api(paths={"/a": {"get": OK, "put": OK}}),
        {"operation-added": C},
        {"operation-removed": B},
    ),
    (
        "query method",
        api("3.2.0", paths={"/a": {"get": OK}}),
        api("3.2.0", paths={"/a": {"get": OK, "query": OK}}),
        {"operation-added": C},
        {"operation-removed": B},
    ),
    (
        "additional method",
        api("3.2.0", paths={"/a": {"get": OK}}),
        api("3.2.0", paths={"/a": {"get": OK, "additionalOperations": {"LINK": OK}}}),
        {"operation-added": C},
        {"operation-removed": B},
    ),
    ("webhook", api(), webhook(), {"webhook-added": C}, {"webhook-removed": B}),
    (
        "a path that another one takes",
        api(paths={"/a/{id}": {"get": OK}}),
        api(paths={"/a/{id}": {"get": OK}, "/a/new": {"get": OK}}),
        {"path-added": C},
        {"path-removed": P},
    ),
    (
        "optional parameter",
        operation(),
        operation(parameters=[field()]),
        {"parameter-added": C},
        {"parameter-removed": P},
    ),
    (
        "required parameter",
        operation(),
        operation(parameters=[field(required=True)]),
        {"parameter-added": B},
        {"parameter-removed": P},
    ),
    (
        "required",
        operation(parameters=[field()]),
        operation(parameters=[field(required=True)]),
        {"parameter-required": B},
        {"parameter-optional": C},
    ),
    (
        "place",
        operation(parameters=[field()]),
        operation(parameters=[field(place="header")]),
        {"parameter-moved": P},
        {"parameter-moved": P},
    ),
    (
        "place, required",
        operation(parameters=[field(required=True)]),
        operation(parameters=[field(place="cookie", required=True)]),
        {"parameter-moved": B},
        {"parameter-moved": B},
    ),
    (
        "a header that is no parameter",
        operation(),
        operation(parameters=[field("Authorization", "header", required=True)]),
        {},
        {},
    ),
    (
        "parameter of a webhook",
        webhook(),
        webhook(parameters=[field(required=True)]),
        {"parameter-added": C},
        {"parameter-removed": B},
    ),
    (
        "optional parameter of a webhook",
        webhook(),
        webhook(parameters=[field()]),
        {"parameter-added": C},
        {"parameter-removed": B},
    ),
    (
        "required in a webhook",
        webhook(parameters=[field()]),
        webhook(parameters=[field(required=True)]),
        {"parameter-required": C},
        {"parameter-optional": B},
    ),
    (
        "explode of a list",
        operation(parameters=[field(schema={"type": "array"})]),
        operation(parameters=[field(schema={"type": "array"}, explode=False)]),
        {"style-changed": B},
        {"style-changed": B},
    ),
    (
        "explode of a number",
        operation(parameters=[field(schema={"type": "integer"})]),
        operation(parameters=[field(schema={"type": "integer"}, explode=False)]),
        {},
        {},
    ),
    (
        "JSON in a parameter",
        operation(parameters=[field(schema={"type": "object"})]),
        operation(parameters=[field(content={"application/json": {"schema": {"type": "object"}}})]),
        {"style-changed": B},
        {"style-changed": B},
    ),
    (
        "reserved characters",
        operation(parameters=[field()]),
        operation(parameters=[field(allowReserved=True)]),
        {"reserved-characters-changed": C},
        {"reserved-characters-changed": P},
    ),
    ("required header", answer(), answer(**header(required=True)), {"header-added": C}, {"header-removed": B}),
    ("optional header", answer(), answer(**header()), {"header-added": C}, {"header-removed": B}),
    (
        "header required",
        answer(**header()),
        answer(**header(required=True)),
        {"header-required": C},
        {"header-optional": B},
    ),
    (
        "optional body",
        operation("post"),
        operation("post", **body("text/plain")),
        {"request-body-added": C},
        {"request-body-removed": B},
    ),
    (
        "required body",
        operation("post"),
        operation("post", **body("text/plain", required=True)),
        {"request-body-added": B},
        {"request-body-removed": B},
    ),
    (
        "body required",
        operation("post", **body("text/plain")),
        operation("post", **body("text/plain", required=True)),
        {"request-body-required": B},
        {"request-body-optional": C},
    ),
    (
        "body of a webhook",
        webhook(),
        webhook(**body("text/plain")),
        {"request-body-added": P},
        {"request-body-removed": B},
    ),
    (
        "media type",
        operation("post", **body("text/plain")),
        operation("post", **body("text/plain", "text/csv")),
        {"media-type-added": C},
        {"media-type-removed": B},
    ),
    (
        "media type of a webhook",
        webhook(**body("text/plain")),
        webhook(**body("text/plain", "text/csv")),
        {"media-type-added": B},
        {"media-type-removed": C},
    ),
    (
        "range",
        operation("post", **body("text/plain")),
        operation("post", **body("text/*")),
        {"media-type-widened": C},
        {"media-type-narrowed": B},
    ),
    (
        "suffix range",
        operation("post", **body("application/problem+json")),
        operation("post", **body("application/*+json")),
        {"media-type-widened": C},
        {"media-type-narrowed": B},
    ),
    (
        "charset",
        operation("post", **body("application/json")),
        operation("post", **body("application/json; charset=utf-8")),
        {},
        {},
    ),
    (
        "case of a media type",
        operation("post", **body("application/json")),
        operation("post", **body("Application/JSON")),
        {},
        {},
    ),
    (
        "version of a media type",
        operation("post", **body("application/json")),
        operation("post", **body("application/json;v=2")),
        {"media-type-narrowed": B},
        {"media-type-widened": C},
    ),
    (
        "media type of an answer",
        answer(content={"text/plain": TEXT}),
        answer(content={"text/plain": TEXT, "text/csv": TEXT}),
        {"media-type-added": P},
        {"media-type-removed": B},
    ),
    (
        "answer with a body",
        answer(),
        answer(content={"text/plain": TEXT}),
        {"media-type-added": C},
        {"media-type-removed": B},
    ),
    (
        "range of an answer",
        answer(content={"text/plain": TEXT}),
        answer(content={"text/*": TEXT}),
        {"media-type-widened": P},
        {"media-type-narrowed": C},
    ),
    (
        "status",
        answer("200"),
        operation(responses={"200": {"description": "OK"}, "202": {"description": "OK"}}),
        {"response-added": P},
        {"response-removed": B},
    ),
    (
        "error",
        answer("200"),
        operation(responses={"200": {"description": "OK"}, "404": {"description": "OK"}}),
        {"response-added": C},
        {"response-removed": C},
    ),
    (
        "redirection",
        answer("200"),
        operation(responses={"200": {"description": "OK"}, "302": {"description": "OK"}}),
        {"response-added": P},
        {"response-removed": P},
    ),
    (
        "status in a range",
        answer("2XX"),
        operation(responses={"2XX": {"description": "OK"}, "201": {"description": "OK"}}),
        {"response-added": C},
        {"response-removed": C},
    ),
    (
        "default is no success by name",
        answer("default"),
        operation(responses={"default": {"description": "OK"}, "200": {"description": "OK"}}),
        {"response-added": C},
        {"response-removed": B},
    ),
    (
        "status of a webhook",
        webhook(),
        webhook(responses={"200": {"description": "OK"}, "204": {"description": "OK"}}),
        {"response-added": C},
        {"response-removed": P},
    ),
]


@pytest.mark.parametrize(("old", "new", "there", "back"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_structural_change_has_its_verdict_in_both_directions(old: Json, new: Json, there: Json, back: Json) -> None:
    assert said(old, new) == there
    assert said(new, old) == back


def test_what_a_status_stands_for_is_compared_with_what_stood_for_it() -> None:
    number, word = (
        {"application/json": {"schema": {"type": "integer"}}},
        {"application/json": {"schema": {"type": "string"}}},
    )
    old = operation(responses={"2XX": {"description": "OK", "content": number}})
    new = operation(
        responses={"2XX": {"description": "OK", "content": number}, "201": {"description": "OK", "content": word}}
    )
    assert said(old, new) == {"response-added": C, "type-changed": B}
    error = operation(responses={"200": {"description": "OK"}, "default": {"description": "OK", "content": number}})
    named = operation(
        responses={
            "200": {"description": "OK"},
            "404": {"description": "OK", "content": word},
            "default": {"description": "OK", "content": number},
        }
    )
    assert said(error, named) == {"response-added": C, "type-changed": B}


def test_a_shared_parameter_is_one_change_that_reaches_every_operation() -> None:
    def document(**more: Json) -> Json:
        paths = {
            f"/p{index}": {"get": {**OK, "parameters": [{"$ref": "#/components/parameters/site"}]}}
            for index in range(4)
        }
        return api(paths=paths, components={"parameters": {"site": field(**more)}})

    (change,) = changes(document(), document(required=True))
    assert change.id == "parameter-required"
    assert change.reach == ("GET /p0", "GET /p1", "GET /p2", "GET /p3")
    assert change.where is not None
    assert change.where.fragment == "/components/parameters/site/required"
    assert change.witness is not None
    assert change.witness.request == "curl -X GET http://localhost/p0"


def test_a_parameter_of_the_path_item_is_one_change() -> None:
    old = api(paths={"/a": {"get": OK, "post": OK}})
    new = api(paths={"/a": {"parameters": [field(required=True)], "get": OK, "post": OK}})
    (change,) = changes(old, new)
    assert change.reach == ("GET /a", "POST /a")
    assert change.subject == "paths//a/parameters/query:site"


def test_path_items_of_the_components_are_compared_where_they_are_used() -> None:
    def document(*methods: str) -> Json:
        item = dict.fromkeys(methods, OK)
        return api(paths={"/a": {"$ref": "#/components/pathItems/A"}}, components={"pathItems": {"A": item}})

    assert said(document("get", "post"), document("get")) == {"operation-removed": B}
    assert said(document("get"), api(paths={"/a": {"get": OK}})) == {}


def test_a_witness_is_the_request_that_worked() -> None:
    old = operation(
        path="/orders/{id}",
        parameters=[
            field("id", "path", required=True, schema={"type": "integer", "minimum": 7}),
            field("lang", required=True, schema={"enum": ["de", "en"]}),
            field("X-Tenant", "header", required=True),
        ],
    )
    (change,) = changes(
        {**old, "servers": [{"url": "https://a.example.com/v1/"}]},
        {**api(), "servers": [{"url": "https://a.example.com/v1/"}]},
    )
    assert change.witness is not None
    assert change.witness.value == "GET /orders/7?lang=de"
    assert change.witness.request == "curl -X GET 'https://a.example.com/v1/orders/7?lang=de' -H 'x-tenant: a'"
    assert (change.witness.accepted_by, change.witness.refused_by) == ("1.0.0", "now")


def test_the_names_of_path_parameters_do_not_matter_their_positions_do() -> None:
    def document(path: str, *names: str) -> Json:
        return operation(
            path=path,
            parameters=[
                field(name, "path", required=True, schema={"type": kind})
                for name, kind in zip(names, ("integer", "string"), strict=False)
            ],
        )

    old = document("/a/{x}/{y}", "x", "y")
    assert said(old, document("/a/{one}/{two}", "one", "two")) == {"parameter-renamed": C}
    assert [
        change.verdict for change in changes(old, document("/a/{y}/{x}", "y", "x")) if change.id != "parameter-renamed"
    ] == []
    assert "type-changed" in said(old, document("/a/{x}/{y}", "y", "x"))


CALLBACK: dict[str, Json] = {"callbacks": {"told": {"{$request.body#/url}": {"post": OK}}}}


def test_a_callback_flips_who_writes() -> None:
    def document(**parts: Json) -> Json:
        return operation("post", callbacks={"told": {"{$request.body#/url}": {"post": {**OK, **parts}}}})

    old, new = document(), document(parameters=[field(required=True)])
    (there,), (back,) = changes(old, new), changes(new, old)
    assert (there.verdict, back.verdict) == (Verdict.COMPATIBLE, Verdict.BREAKING)
    assert back.writer == "provider"
    assert back.reach == ("POST /orders > told > POST {$request.body#/url}",)


def test_removing_a_callback_is_a_matter_of_policy() -> None:
    (change,) = changes(operation("post", **CALLBACK), operation("post"))
    assert (change.id, change.verdict, change.confidence) == ("callback-removed", Verdict.BREAKING, Confidence.POLICY)
    assert changes(operation("post"), operation("post", **CALLBACK))[0].verdict is Verdict.COMPATIBLE


def test_an_identical_document_is_not_looked_at() -> None:
    data = operation(parameters=[field()])
    assert compare(contract(data), contract(data)) == []


def test_a_truth_is_no_number() -> None:
    old, new = operation(parameters=[field(example=1)]), operation(parameters=[field(example=True)])
    assert said(old, new) == {"example-changed": C}


def test_a_new_version_alone_needs_no_step() -> None:
    old, new = api(), api(info={"title": "Orders", "version": "1.0.1"})
    (change,) = changes(old, new)
    assert (change.id, change.bump) == ("version-changed", Bump.NONE)
