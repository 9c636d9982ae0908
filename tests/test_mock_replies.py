"""The answers of a mock, status by status, asked in process."""

import json

import pytest
from mock_client import Mock, api, contract, mock

from govtool.model.contract import Contract
from govtool.model.facts import Facts, Lifecycle

ITEM = """
  Item: {type: object, required: [id, name], properties: {
    id: {type: integer, minimum: 1}, name: {type: string, maxLength: 5}, made: {type: string, readOnly: true}}}
"""
ITEMS = """
/items:
  get:
    parameters: [{name: limit, in: query, schema: {type: integer, maximum: 9, default: 3}}]
    responses:
      '200':
        description: d
        content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Item'}}}}
  post:
    requestBody:
      required: true
      content:
        application/json:
          schema: {$ref: '#/components/schemas/Item'}
          examples: {bolt: {value: {id: 1, name: bolt}}, nut: {value: {id: 2, name: nut}}}
    responses:
      '201':
        description: d
        headers: {Location: {required: true, schema: {type: string}, example: /items/1}}
        content:
          application/json:
            schema: {$ref: '#/components/schemas/Item'}
            examples: {nut: {value: {id: 2, name: nut}}, bolt: {value: {id: 1, name: bolt}}}
      '400': {description: d}
/items/mine: {get: {responses: {'204': {description: d}}}}
/items/{id}:
  get:
    parameters: [{name: id, in: path, required: true, schema: {type: integer}}]
    responses:
      '200':
        description: d
        content:
          application/json:
            schema: {$ref: '#/components/schemas/Item'}
            examples: {a: {value: {id: 7, name: a}}, b: {value: {id: 8, name: b}}}
          application/xml: {schema: {$ref: '#/components/schemas/Item'}}
      4XX:
        description: d
        content:
          application/json:
            schema:
              type: object
              required: [message, code]
              additionalProperties: false
              properties: {message: {type: string}, code: {type: integer}}
  delete:
    parameters: [{name: id, in: path, required: true, schema: {type: integer}}]
    responses: {'204': {description: d}}
"""


def items(**settings: object) -> Mock:
    import yaml

    return mock(api(ITEMS, components={"schemas": yaml.safe_load(ITEM)}), **settings)


def test_the_first_example_answers_a_good_request() -> None:
    reply = items().ask("GET /items/7")
    assert (reply.status, reply.data) == (200, {"id": 7, "name": "a"})
    assert reply.header("content-length") == str(len(reply.body))


def test_a_concrete_path_is_before_a_template() -> None:
    assert items().ask("GET /items/mine").status == 204


def test_an_answer_without_content_has_neither_body_nor_type() -> None:
    reply = items().ask("DELETE /items/1")
    assert (reply.status, reply.body, reply.headers) == (204, b"", ())


def test_what_is_no_path_is_404_and_names_the_nearest() -> None:
    reply = items().ask("GET /item")
    assert reply.status == 404
    assert reply.header("content-type") == "application/problem+json"
    assert "did you mean `/items`?" in reply.data["detail"]


def test_a_slash_at_the_end_makes_another_path() -> None:
    reply = items().ask("GET /items/")
    assert reply.status == 404
    assert "did you mean `/items`?" in reply.data["detail"]


def test_a_method_that_is_not_declared_is_405_with_allow() -> None:
    reply = items().ask("PUT /items")
    assert (reply.status, reply.header("allow")) == (405, "GET, POST, HEAD, OPTIONS")


def test_options_tells_what_is_allowed() -> None:
    reply = items().ask("OPTIONS /items/1")
    assert (reply.status, reply.header("allow")) == (204, "GET, DELETE, HEAD, OPTIONS")


def test_a_preflight_is_answered_for_any_origin() -> None:
    reply = items().ask(
        "OPTIONS /items",
        origin="http://a.example",
        access_control_request_method="POST",
        access_control_request_headers="x-key",
    )
    assert (reply.status, reply.header("access-control-allow-origin")) == (204, "*")
    assert "POST" in reply.header("access-control-allow-methods")
    assert reply.header("access-control-allow-headers") == "x-key"


def test_who_names_an_origin_may_read_the_answer() -> None:
    assert items().ask("GET /items/1", origin="http://a.example").header("access-control-allow-origin") == "*"
    assert items().ask("GET /items/1").header("access-control-allow-origin") == ""


def test_head_is_get_without_its_body() -> None:
    mocked = items()
    get, head = mocked.ask("GET /items/7"), mocked.ask("HEAD /items/7")
    assert (head.status, head.headers, head.body) == (200, get.headers, b"")


def test_the_declared_error_status_and_body_are_used() -> None:
    reply = items().ask("GET /items/x")
    assert reply.status == 422
    assert reply.header("content-type") == "application/json"
    assert reply.data == {"message": "`id` is the text `x`, expected an integer", "code": 422}


def test_400_is_used_where_422_is_not_declared() -> None:
    reply = items().ask("POST /items", {"id": 0, "name": "too long"})
    assert reply.status == 400
    assert [(each["in"], each["pointer"], each["keyword"]) for each in reply.data["violations"]] == [
        ("body", "/id", "minimum"),
        ("body", "/name", "maxLength"),
    ]


def test_422_is_used_where_nothing_is_declared() -> None:
    reply = items().ask("GET /items?limit=10")
    assert reply.status == 422
    assert reply.data["violations"] == [
        {"in": "query", "name": "limit", "message": "`limit` is greater than 9", "keyword": "maximum"}
    ]


@pytest.mark.parametrize(("body", "where"), [('{"id":', "line 1, column 7"), ('{\n "id": 01}', "line 2, column 8")])
def test_malformed_json_is_400_with_its_position(body: str, where: str) -> None:
    reply = items().ask("POST /items", body, content_type="application/json")
    assert reply.status == 400
    assert where in reply.data["detail"]
    assert reply.keywords == ["syntax"]


def test_a_required_body_that_is_missing_is_400() -> None:
    reply = items().ask("POST /items", content_type="application/json")
    assert (reply.status, reply.keywords) == (400, ["required"])


def test_another_media_type_is_415_and_tells_which_are_taken() -> None:
    reply = items().ask("POST /items", "<a/>", content_type="application/xml")
    assert (reply.status, reply.header("accept")) == (415, "application/json")


@pytest.mark.parametrize(("charset", "status"), [("utf-8", 201), ("utf-16", 201), ("klingon", 415), ("zip", 415)])
def test_the_character_set_of_a_body_counts(charset: str, status: int) -> None:
    text = '{"id": 1, "name": "ü"}'
    body = text.encode("utf-16" if charset == "utf-16" else "utf-8")
    assert items().ask("POST /items", body, content_type=f"application/json; charset={charset}").status == status


def test_what_is_no_utf_8_is_400() -> None:
    assert items().ask("POST /items", b'{"id": 1, "name": "\xff"}', content_type="application/json").status == 400


def test_a_body_that_nests_without_end_is_refused() -> None:
    assert items().ask("POST /items", "[" * 100_000, content_type="application/json").status == 400
    deep = "[" * 900 + "]" * 900
    assert items().ask("POST /items", deep, content_type="application/json").status == 400


def test_a_body_over_the_limit_is_413_and_ends_the_connection() -> None:
    reply = items(most_body=20).ask("POST /items", {"id": 1, "name": "bolt", "more": "x" * 50})
    assert (reply.status, reply.header("connection")) == (413, "close")


def test_what_is_read_only_is_told_and_not_refused() -> None:
    lines: list[str] = []
    reply = items(log=lines.append).ask("POST /items", {"id": 1, "name": "bolt", "made": "now"})
    assert reply.status == 201
    assert "body /made: `made` is read-only" in lines[0]


def test_required_response_headers_are_there() -> None:
    assert items().ask("POST /items", {"id": 3, "name": "x"}).header("location") == "/items/1"


@pytest.mark.parametrize("name", ["bolt", "nut"])
def test_the_request_picks_the_example_of_its_name(name: str) -> None:
    sent = {"bolt": {"id": 1, "name": "bolt"}, "nut": {"id": 2, "name": "nut", "made": "more than the example"}}[name]
    assert items().ask("POST /items", sent).data["name"] == name


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("", "application/json"),
        ("*/*", "application/json"),
        ("application/xml", "application/xml"),
        ("application/*;q=0.1, application/xml", "application/xml"),
        ("application/json;q=0.1, */*;q=0.5", "application/xml"),
        ("text/html, application/json;q=0.9", "application/json"),
    ],
)
def test_the_client_picks_the_media_type(accept: str, kind: str) -> None:
    reply = items().ask("GET /items/7", **({"accept": accept} if accept else {}))
    assert (reply.status, reply.header("content-type")) == (200, kind)


@pytest.mark.parametrize("accept", ["text/html", "application/json;q=0, application/xml;q=0.0"])
def test_a_client_that_takes_nothing_declared_gets_406(accept: str) -> None:
    assert items().ask("GET /items/7", accept=accept).status == 406


def test_prefer_picks_status_and_example() -> None:
    mocked = items()
    assert mocked.ask("GET /items/7", prefer="example=b").data["name"] == "b"
    assert mocked.ask("GET /items/7?__example=b").data["name"] == "b"
    assert mocked.ask("GET /items/7", prefer="code=404").status == 404
    assert mocked.ask("GET /items/7?__code=404").data["code"] == 404
    assert mocked.ask("GET /items/7", prefer='example="b", code=200').data["name"] == "b"


@pytest.mark.parametrize("wish", ["code=500", "code=abc", "example=none", "code=99999999999999"])
def test_what_is_preferred_and_not_declared_is_404(wish: str) -> None:
    reply = items().ask("GET /items/7", prefer=wish)
    assert reply.status == 404
    assert "no" in reply.data["message"]


def test_dynamic_answers_are_valid_and_the_same_after_a_restart() -> None:
    replies = [
        items(seed=seed).ask(line, prefer="dynamic=true").body
        for seed, line in ((0, "GET /items/7"), (0, "GET /items/7"))
    ]
    assert replies[0] == replies[1]
    assert set(json.loads(replies[0])) <= {"id", "name", "made"}


def test_an_example_that_breaks_its_schema_is_never_sent() -> None:
    document = api("""
/a:
  get:
    responses:
      '200':
        description: d
        content: {application/json: {schema: {type: integer}, examples: {bad: {value: x}, good: {value: 5}}}}
/b: {get: {responses: {'200': {description: d, content: {application/json: {schema: {type: integer}, example: x}}}}}}
""")
    mocked = mock(document)
    assert mocked.ask("GET /a").data == 5
    assert isinstance(mocked.ask("GET /b").data, int)
    assert any("breaks its own schema" in line for line in mocked.said)
    reply = mocked.ask("GET /a", prefer="example=bad")
    assert reply.status == 500
    assert "the example `bad` breaks its own schema" in reply.data["detail"]


def test_a_schema_without_values_is_a_loud_500() -> None:
    reply = mock(
        api("""
/a:
  get:
    responses:
      '200': {description: d, content: {application/json: {schema: {type: string, minLength: 3, maxLength: 2}}}}
""")
    ).ask("GET /a")
    assert reply.status == 500
    assert "no answer that keeps it" in reply.data["detail"]


def test_references_in_examples_are_data() -> None:
    value = {"$ref": "#/components/schemas/Nowhere"}
    responses = {"200": {"description": "d", "content": {"application/json": {"schema": {}, "example": value}}}}
    assert mock(api("{}") | {"paths": {"/a": {"get": {"responses": responses}}}}).ask("GET /a").data == value


@pytest.mark.parametrize(
    ("responses", "status"),
    [
        ("{'201': {description: d}, '200': {description: d}}", 200),
        ("{default: {description: d}}", 200),
        ("{2XX: {description: d}}", 200),
        ("{'302': {description: d}}", 302),
        ("{'404': {description: d}}", 404),
        ("{}", 204),
    ],
)
def test_the_smallest_success_is_the_usual_answer(responses: str, status: int) -> None:
    assert mock(api(f"/a: {{get: {{responses: {responses}}}}}")).ask("GET /a").status == status


def test_the_life_of_a_contract_stands_in_the_headers() -> None:
    life = Lifecycle("deprecated", "2026-01-01", "2027-01-01", ("orders@2",))
    told = contract(api("/a: {get: {responses: {'204': {description: d}}}}"), facts=Facts(lifecycle=life))
    reply = Mock(told).ask("GET /a")
    assert reply.header("deprecation") == "@1767225600"
    assert reply.header("sunset") == "Fri, 01 Jan 2027 00:00:00 GMT"
    assert reply.header("link") == '<orders@2>; rel="successor-version"'


def test_several_contracts_share_a_port() -> None:
    def named(name: str, *servers: object) -> Contract:
        paths = (
            f"/a: {{get: {{responses: {{'200': {{description: d, content: {{text/plain: {{example: {name}}}}}}}}}}}}}"
        )
        return contract(api(paths, servers=[*servers]), f"{name}@1")

    versioned = {"url": "https://x.example/{v}/", "variables": {"v": {"default": "v2"}}}
    mocked = Mock(named("one"), named("two"), named("based", versioned))
    assert mocked.ask("GET /a").body == b"one"
    assert mocked.ask("GET /two/a").body == b"two"
    assert mocked.ask("GET /one/a").body == b"one"
    assert (
        mocked.ask("GET /v2/a").body
        == mocked.ask("GET /based/a").body
        == mocked.ask("GET /based/v2/a").body
        == b"based"
    )
