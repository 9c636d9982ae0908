"""Parameters in every style, against the table of style examples of OpenAPI, and what may be wrong in them."""

from typing import Any

import pytest
from mock_client import Mock, mock

BLUE: dict[str, Any] = {"type": "array", "items": {"type": "string"}}
RGB: dict[str, Any] = {
    "type": "object",
    "required": ["R", "G", "B"],
    "additionalProperties": False,
    "properties": {name: {"type": "integer"} for name in "RGB"},
}
COLORS, COLOR = ["blue", "black", "brown"], {"R": 100, "G": 200, "B": 150}


def seen(location: str, style: str, explode: bool, schema: dict[str, Any], wanted: Any) -> Mock:  # noqa: FBT001 - a row of a table
    """A mock that answers 204 where the parameter `color` has just this value."""
    parameter = {
        "name": "color",
        "in": location,
        "required": True,
        "style": style,
        "explode": explode,
        "schema": {"allOf": [schema, {"const": wanted}]},
    }
    path = "/x/{color}" if location == "path" else "/x"
    operation = {"parameters": [parameter], "responses": {"204": {"description": "d"}}}
    return mock({"openapi": "3.1.0", "info": {"title": "T", "version": "1.0.0"}, "paths": {path: {"get": operation}}})


@pytest.mark.parametrize(
    ("location", "style", "explode", "value", "written"),
    [
        # OpenAPI 3.1.1 section 4.8.12.4
        ("path", "matrix", False, "blue", ";color=blue"),
        ("path", "matrix", False, COLORS, ";color=blue,black,brown"),
        ("path", "matrix", False, COLOR, ";color=R,100,G,200,B,150"),
        ("path", "matrix", True, "blue", ";color=blue"),
        ("path", "matrix", True, COLORS, ";color=blue;color=black;color=brown"),
        ("path", "matrix", True, COLOR, ";R=100;G=200;B=150"),
        ("path", "label", False, "blue", ".blue"),
        ("path", "label", False, COLORS, ".blue,black,brown"),
        ("path", "label", False, COLOR, ".R,100,G,200,B,150"),
        ("path", "label", True, COLORS, ".blue.black.brown"),
        ("path", "label", True, COLOR, ".R=100.G=200.B=150"),
        ("path", "simple", False, "blue", "blue"),
        ("path", "simple", False, COLORS, "blue,black,brown"),
        ("path", "simple", False, COLOR, "R,100,G,200,B,150"),
        ("path", "simple", True, COLOR, "R=100,G=200,B=150"),
        ("header", "simple", False, COLORS, "blue,black,brown"),
        ("header", "simple", True, COLOR, "R=100,G=200,B=150"),
        ("header", "simple", False, COLORS, "blue, black, brown"),
        ("query", "form", False, "blue", "color=blue"),
        ("query", "form", False, COLORS, "color=blue,black,brown"),
        ("query", "form", False, COLOR, "color=R,100,G,200,B,150"),
        ("query", "form", True, COLORS, "color=blue&color=black&color=brown"),
        ("query", "form", True, COLOR, "R=100&G=200&B=150"),
        ("query", "spaceDelimited", False, COLORS, "color=blue%20black%20brown"),
        ("query", "spaceDelimited", False, COLORS, "color=blue+black+brown"),
        ("query", "spaceDelimited", False, COLOR, "color=R%20100%20G%20200%20B%20150"),
        ("query", "pipeDelimited", False, COLORS, "color=blue%7Cblack%7Cbrown"),
        ("query", "pipeDelimited", False, COLORS, "color=blue|black|brown"),
        ("query", "pipeDelimited", False, COLOR, "color=R%7C100%7CG%7C200%7CB%7C150"),
        ("query", "deepObject", True, COLOR, "color[R]=100&color[G]=200&color[B]=150"),
        ("query", "deepObject", True, COLOR, "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150"),
        ("cookie", "form", False, COLORS, "color=blue,black,brown"),
        ("cookie", "form", True, "blue", "color=blue"),
        # What is data is decoded after the text was taken apart.
        ("query", "form", False, ["a,b", "c"], "color=a%2Cb,c"),
        ("path", "simple", False, ["a/b", "ü"], "a%2Fb,%C3%BC"),
        ("query", "form", True, ["a b", "c+d"], "color=a+b&color=c%2Bd"),
    ],
)
def test_the_table_of_styles(location: str, style: str, explode: bool, value: Any, written: str) -> None:  # noqa: FBT001 - as above
    schema = BLUE if isinstance(value, list) else RGB if isinstance(value, dict) else {"type": "string"}
    mocked = seen(location, style, explode, schema, value)
    if location == "path":
        reply = mocked.ask(f"GET /x/{written}")
    elif location == "query":
        reply = mocked.ask(f"GET /x?{written}")
    else:
        reply = mocked.ask("GET /x", **{"color" if location == "header" else "cookie": written})
    assert reply.status == 204, reply.body


def one(schema: str, location: str = "query", **more: Any) -> Mock:
    """A mock with one parameter `p`, its schema written as YAML."""
    import yaml

    parameter = {"name": "p", "in": location, "schema": yaml.safe_load(schema), **more}
    operation = {"parameters": [parameter], "responses": {"204": {"description": "d"}}}
    return mock({"openapi": "3.1.0", "info": {"title": "T", "version": "1.0.0"}, "paths": {"/x": {"get": operation}}})


@pytest.mark.parametrize(
    ("schema", "good", "bad"),
    [
        ("{type: integer}", ["5", "-5"], ["5.5", "x", "", "5_0", "\u0665", "1e400"]),
        ("{type: number}", ["5", "5.5", "1e3"], ["x", "nan", "Infinity", "1e999"]),
        ("{type: boolean}", ["true", "false"], ["True", "1", ""]),
        ("{type: [integer, 'null']}", ["5", "null"], ["x"]),
        ("{type: string, pattern: '^[0-9]+$'}", ["007"], ["x"]),
        ("{oneOf: [{type: integer}, {type: string, enum: [all]}]}", ["5", "all"], ["none"]),
        ("{anyOf: [{type: string, pattern: '^0[0-9]$'}, {type: boolean}]}", ["05", "true"], ["5"]),
        ("{enum: [1, two]}", ["1", "two"], ["3"]),
        ("{allOf: [{type: number}, {type: integer, minimum: 3}]}", ["3"], ["2", "3.5"]),
        ("{}", ["anything", ""], []),
        ("{type: [string, array], items: {type: string}}", ["a", "a&p=b"], []),
    ],
)
def test_a_text_becomes_what_its_schema_takes(schema: str, good: list[str], bad: list[str]) -> None:
    mocked = one(schema)
    assert {text: mocked.ask(f"GET /x?p={text}").status for text in good} == dict.fromkeys(good, 204)
    assert {text: mocked.ask(f"GET /x?p={text}").status for text in bad} == dict.fromkeys(bad, 422)


def test_a_required_parameter_is_missed() -> None:
    reply = one("{type: string}", required=True).ask("GET /x")
    assert reply.data["violations"] == [
        {"in": "query", "name": "p", "message": "`p` is missing", "keyword": "required"}
    ]


def test_a_value_that_may_be_empty_is_not_judged() -> None:
    assert one("{type: integer}", allowEmptyValue=True).ask("GET /x?p=").status == 204
    assert one("{type: integer}").ask("GET /x?p=").status == 422


def test_undeclared_names_in_the_query_do_not_matter() -> None:
    assert one("{type: integer}").ask("GET /x?q=1&p=5&%FF=%FF&&=").status == 204


@pytest.mark.parametrize(
    ("query", "keyword"), [("p=1&p=2", "repeated"), ("p=%FF", "encoding"), ("p=%C3%28", "encoding")]
)
def test_what_cannot_be_read_is_told(query: str, keyword: str) -> None:
    assert one("{type: string}").ask(f"GET /x?{query}").keywords == [keyword]


@pytest.mark.parametrize(("style", "written"), [("label", "a"), ("matrix", "p=a"), ("matrix", ";q=a")])
def test_a_path_that_is_not_in_its_style_is_refused(style: str, written: str) -> None:
    parameter = {"name": "p", "in": "path", "required": True, "style": style, "schema": {"type": "string"}}
    operation = {"parameters": [parameter], "responses": {"204": {"description": "d"}}}
    mocked = mock(
        {"openapi": "3.1.0", "info": {"title": "T", "version": "1.0.0"}, "paths": {"/x/{p}": {"get": operation}}}
    )
    assert mocked.ask(f"GET /x/{written}").keywords == ["style"]


def test_a_parameter_may_be_json() -> None:
    parameter = {"name": "p", "in": "query", "content": {"application/json": {"schema": RGB}}}
    operation = {"parameters": [parameter], "responses": {"204": {"description": "d"}}}
    mocked = mock({"openapi": "3.1.0", "info": {"title": "T", "version": "1.0.0"}, "paths": {"/x": {"get": operation}}})
    assert mocked.ask('GET /x?p={"R":1,"G":2,"B":3}').status == 204
    assert mocked.ask("GET /x?p=%7B%22R%22%3A1%7D").keywords == ["required", "required"]
    assert mocked.ask("GET /x?p={").keywords == ["syntax"]


def test_a_whole_query_may_be_one_value() -> None:
    parameter = {
        "name": "q",
        "in": "querystring",
        "required": True,
        "content": {"application/x-www-form-urlencoded": {"schema": {"type": "object", "required": ["a"]}}},
    }
    operation = {"parameters": [parameter], "responses": {"204": {"description": "d"}}}
    mocked = mock({"openapi": "3.2.0", "info": {"title": "T", "version": "1.0.0"}, "paths": {"/x": {"get": operation}}})
    assert mocked.ask("GET /x?a=1").status == 204
    assert mocked.ask("GET /x?b=1").keywords == ["required"]
    assert mocked.ask("GET /x").keywords == ["required"]


def test_deep_objects_hold_lists_and_objects() -> None:
    numbers = "{type: array, items: {type: integer}}"
    inner = "{type: object, properties: {b: {type: integer}}}"
    mocked = one(f"{{type: object, properties: {{a: {inner}, c: {numbers}}}}}", style="deepObject", explode=True)
    assert mocked.ask("GET /x?p[a][b]=5&p[c][]=1&p[c][]=2").status == 204
    assert mocked.ask("GET /x?p[a][b]=x&p[c]=1&p[c]=y").keywords == ["type", "type"]
    assert mocked.ask("GET /x?p[a=5").keywords == ["style"]
    assert mocked.ask("GET /x?p[a]=5&p[a][b]=5").keywords == ["style"]
    assert mocked.ask("GET /x?p=5").keywords == ["style"]


def test_openapi_2_knows_collection_formats() -> None:
    parameters = [
        {
            "name": name,
            "in": "query",
            "type": "array",
            "items": {"type": "integer"},
            "maxItems": 2,
            "minItems": 2,
            "collectionFormat": name,
        }
        for name in ("csv", "ssv", "tsv", "pipes", "multi")
    ]
    operation = {"parameters": parameters, "responses": {"204": {"description": "d"}}}
    mocked = mock(
        {
            "swagger": "2.0",
            "info": {"title": "T", "version": "1"},
            "basePath": "/v1",
            "paths": {"/x": {"get": operation}},
        }
    )
    assert mocked.ask("GET /v1/x?csv=1,2&ssv=1%202&tsv=1%092&pipes=1|2&multi=1&multi=2").status == 204
    assert len(mocked.ask("GET /x?csv=1&ssv=1&tsv=1&pipes=1&multi=1").keywords) == 5
