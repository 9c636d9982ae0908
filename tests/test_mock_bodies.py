"""Bodies in other media types than JSON, in both directions, and credentials."""

import base64
import json
import xml.etree.ElementTree as ET
from typing import Any
from urllib.parse import parse_qs

import pytest
import yaml
from mock_client import Mock, Reply, mock

ORDER = yaml.safe_load("""
type: object
required: [id, lines]
additionalProperties: false
xml: {name: order, namespace: 'urn:plant', prefix: p}
properties:
  id: {type: integer, xml: {attribute: true}}
  open: {type: boolean, xml: {name: isOpen}}
  lines: {type: array, minItems: 1, items: {type: string, xml: {name: line}}, xml: {wrapped: true}}
  notes: {type: array, items: {type: string, maxLength: 5}}
  size: {type: object, properties: {width: {type: number}}}
""")
VALUE = {"id": 7, "open": True, "lines": ["a", "b & c"], "notes": ["x", "<y>"], "size": {"width": 1.5}}


def taking(kind: str, schema: dict[str, Any], **media: Any) -> Mock:
    """A mock that takes a body of one type at `/x`, and answers with one of the same type at `/y`."""
    content = {kind: {"schema": schema, **media}}
    answer = {"responses": {"200": {"description": "d", "content": {kind: {"schema": schema, "example": VALUE}}}}}
    request = {"requestBody": {"required": True, "content": content}, "responses": {"204": {"description": "d"}}}
    return mock(
        {
            "openapi": "3.1.0",
            "info": {"title": "T", "version": "1.0.0"},
            "paths": {"/x": {"post": request}, "/y": {"get": answer}},
        }
    )


XML = """<?xml version="1.0"?><p:order xmlns:p="urn:plant" id="{id}"><isOpen>true</isOpen><lines><line>a</line>
<line>b &amp; c</line></lines><notes>{note}</notes><notes>z</notes><size><width>1.5</width></size></p:order>"""


def test_xml_is_read_by_its_hints() -> None:
    mocked = taking("application/xml", ORDER)
    assert mocked.ask("POST /x", XML.format(id=7, note="x"), content_type="application/xml").status == 204
    reply = mocked.ask("POST /x", XML.format(id="seven", note="too long"), content_type="application/xml")
    assert [(each["pointer"], each["keyword"]) for each in reply.data["violations"]] == [
        ("/id", "type"),
        ("/notes/0", "maxLength"),
    ]


def test_xml_that_is_a_text_is_no_object() -> None:
    mocked = taking("application/xml", ORDER)
    assert mocked.ask("POST /x", "<order>true</order>", content_type="application/xml").keywords == ["type"]


def test_xml_is_written_by_its_hints() -> None:
    reply = taking("application/xml", ORDER).ask("GET /y")
    assert reply.header("content-type") == "application/xml"
    root = ET.fromstring(reply.body)  # noqa: S314 - our own text
    assert root.tag == "{urn:plant}order"
    assert root.attrib == {"id": "7"}
    assert [each.text for each in root.findall("lines/line")] == VALUE["lines"]
    assert [each.text for each in root.findall("notes")] == VALUE["notes"]
    assert (root.findtext("isOpen"), root.findtext("size/width")) == ("true", "1.5")


def test_written_xml_is_read_again_as_the_same() -> None:
    schema = {**ORDER, "const": VALUE}
    mocked = taking("application/xml", schema)
    assert mocked.ask("POST /x", mocked.ask("GET /y").body, content_type="application/xml").status == 204


@pytest.mark.parametrize(
    "text",
    [
        "<a",
        "",
        "<a/><b/>",
        "<a>&x;</a>",
        '<?xml version="1.0" encoding="nonsense"?><a/>',
        "\x00",
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
        '<!DOCTYPE a SYSTEM "http://127.0.0.1:1/x"><a/>',
        '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><a>&b;</a>',
        "<a>" * 500 + "</a>" * 500,
    ],
)
def test_malformed_xml_is_400(text: str) -> None:
    mocked = taking("application/xml", {"properties": {"a": {"$ref": "#"}}})
    assert mocked.ask("POST /x", text, content_type="application/xml").status == 400


def test_a_form_is_read_by_its_schema_and_encoding() -> None:
    encoding = {"lines": {"style": "pipeDelimited", "explode": False}, "size": {"style": "deepObject", "explode": True}}
    mocked = taking("application/x-www-form-urlencoded", {**ORDER, "const": VALUE}, encoding=encoding)
    form = "id=7&open=true&lines=a|b+%26+c&notes=x&notes=%3Cy%3E&size[width]=1.5"
    kind = {"content_type": "application/x-www-form-urlencoded"}
    assert mocked.ask("POST /x", form, **kind).status == 204
    plain = taking("application/x-www-form-urlencoded", ORDER)
    assert plain.ask("POST /x", "id=7&lines=a&size=%7B%22width%22%3A2%7D", **kind).status == 204
    assert plain.ask("POST /x", "id=x&lines=a", **kind).keywords == ["type"]
    assert plain.ask("POST /x", "id=7&lines=a&other=1", **kind).keywords == ["additionalProperties"]
    assert plain.ask("POST /x", "", **kind).keywords == ["required", "required"]


def test_a_form_is_written() -> None:
    reply = taking("application/x-www-form-urlencoded", ORDER).ask("GET /y")
    found = parse_qs(reply.body.decode())
    assert (found["lines"], found["id"], json.loads(found["size"][0])) == (VALUE["lines"], ["7"], VALUE["size"])


def parts(*each: tuple[str, str, str]) -> bytes:
    lines = (
        f'--b\r\nContent-Disposition: form-data; name="{name}"{more}\r\n\r\n{value}\r\n' for name, more, value in each
    )
    return ("".join(lines) + "--b--\r\n").encode()


def test_multipart_is_read_by_its_schema() -> None:
    schema = {**ORDER, "properties": {**ORDER["properties"], "file": {"type": "string", "maxLength": 4}}}
    mocked = taking("multipart/form-data", schema)

    def sent(*each: tuple[str, str, str]) -> Reply:
        return mocked.ask("POST /x", parts(*each), content_type="multipart/form-data; boundary=b")

    good = (("id", "", "7"), ("lines", "", "a"), ("lines", "", "b"), ("size", "", '{"width": 2}'))
    assert sent(*good).status == 204
    assert sent(*good, ("file", '; filename="a.bin"\r\nContent-Type: application/octet-stream', "1234")).status == 204
    assert sent(*good, ("file", '; filename="a.bin"', "12345")).keywords == ["maxLength"]
    assert sent(("id", "", "x"), ("lines", "", "a")).keywords == ["type"]
    assert sent(("id", "", "7"), ("lines", "\r\nContent-Type: application/json", '["a"]')).status == 204
    assert sent(("id", "", "7"), ("size", "", "{")).keywords == ["syntax"]


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("multipart/form-data", parts(("id", "", "7"))),
        ("multipart/form-data; boundary=c", parts(("id", "", "7"))),
        ("multipart/form-data; boundary=b", b"--b\r\nnonsense"),
        ("multipart/form-data; boundary=b", parts(("id", "", "7"))[:-9]),
    ],
)
def test_malformed_multipart_is_400(kind: str, body: bytes) -> None:
    assert taking("multipart/form-data", ORDER).ask("POST /x", body, content_type=kind).status == 400


def test_a_text_is_a_value() -> None:
    mocked = taking("text/plain", {"type": "integer"})
    assert mocked.ask("POST /x", "5", content_type="text/plain").status == 204
    assert mocked.ask("POST /x", "five", content_type="text/plain; charset=latin-1").keywords == ["type"]


def test_bytes_are_taken_as_they_are() -> None:
    mocked = taking("application/octet-stream", {"type": "string", "format": "binary"})
    assert mocked.ask("POST /x", b"\xff\x00", content_type="application/octet-stream").status == 204


def test_the_items_of_a_sequence_are_judged_one_by_one() -> None:
    request = {
        "requestBody": {"content": {"application/jsonl": {"itemSchema": {"type": "integer"}}}},
        "responses": {
            "200": {"description": "d", "content": {"application/jsonl": {"itemSchema": {"type": "integer"}}}}
        },
    }
    mocked = mock({"openapi": "3.2.0", "info": {"title": "T", "version": "1.0.0"}, "paths": {"/x": {"post": request}}})
    reply = mocked.ask("POST /x", "1\n2\n", content_type="application/jsonl")
    assert reply.status == 200
    assert all(isinstance(json.loads(line), int) for line in reply.body.splitlines())
    reply = mocked.ask("POST /x", '1\n"x"\n', content_type="application/jsonl")
    assert [each["pointer"] for each in reply.data["violations"]] == ["/1"]


def jwt(claims: dict[str, Any]) -> str:
    return ".".join(
        base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=") for part in ({}, claims, {})
    )


SCHEMES = {
    "head": {"type": "apiKey", "in": "header", "name": "X-Key"},
    "query": {"type": "apiKey", "in": "query", "name": "key"},
    "cookie": {"type": "apiKey", "in": "cookie", "name": "sid"},
    "basic": {"type": "http", "scheme": "basic"},
    "bearer": {"type": "http", "scheme": "Bearer"},
    "oidc": {"type": "openIdConnect", "openIdConnectUrl": "https://x.example"},
    "oauth": {
        "type": "oauth2",
        "flows": {"clientCredentials": {"tokenUrl": "https://x.example", "scopes": {"read": ""}}},
    },
    "digest": {"type": "http", "scheme": "digest"},
    "cert": {"type": "mutualTLS"},
}
BASIC = base64.b64encode(b"user:secret").decode()


@pytest.mark.parametrize(
    ("security", "line", "headers", "status"),
    [
        ([{"head": []}], "GET /x", {}, 401),
        ([{"head": []}], "GET /x", {"x-key": "k"}, 204),
        ([{"query": []}], "GET /x?key=", {}, 401),
        ([{"query": []}], "GET /x?key=k", {}, 204),
        ([{"cookie": []}], "GET /x", {"cookie": "a=b"}, 401),
        ([{"cookie": []}], "GET /x", {"cookie": "a=b; sid=1"}, 204),
        ([{"basic": []}], "GET /x", {"authorization": "Basic ??"}, 401),
        ([{"basic": []}], "GET /x", {"authorization": f"basic {BASIC}"}, 204),
        ([{"basic": []}], "GET /x", {"authorization": "Bearer abc"}, 401),
        ([{"bearer": []}], "GET /x", {"authorization": "Bearer"}, 401),
        ([{"bearer": []}], "GET /x", {"authorization": "Bearer t"}, 204),
        ([{"oidc": ["read"]}], "GET /x", {"authorization": "Bearer t"}, 204),
        ([{"digest": []}], "GET /x", {"authorization": "Digest x=y"}, 204),
        ([{"oauth": ["read"]}], "GET /x", {"authorization": f"Bearer {jwt({'scope': 'read write'})}"}, 204),
        ([{"oauth": ["read"]}], "GET /x", {"authorization": f"Bearer {jwt({'scp': ['write']})}"}, 403),
        ([{"oauth": ["read"]}], "GET /x", {"authorization": f"Bearer {jwt({'sub': 'a'})}"}, 204),
        ([{"oauth": ["read"]}], "GET /x", {"authorization": "Bearer a.b.c"}, 204),
        ([{"head": [], "query": []}], "GET /x?key=k", {}, 401),
        ([{"head": [], "query": []}], "GET /x?key=k", {"x-key": "k"}, 204),
        ([{"head": []}, {"query": []}], "GET /x?key=k", {}, 204),
        ([{"head": []}, {}], "GET /x", {}, 204),
        ([], "GET /x", {}, 204),
        ([{"cert": []}], "GET /x", {}, 204),
        ([{"unknown": []}], "GET /x", {}, 204),
    ],
)
def test_credentials(security: list[Any], line: str, headers: dict[str, str], status: int) -> None:
    operation = {"security": security, "responses": {"204": {"description": "d"}}}
    mocked = mock(
        {
            "openapi": "3.1.0",
            "info": {"title": "T", "version": "1.0.0"},
            "paths": {"/x": {"get": operation}},
            "components": {"securitySchemes": SCHEMES},
        }
    )
    reply = mocked.ask(line, **headers)
    assert reply.status == status
    assert bool(reply.header("www-authenticate")) == (status in (401, 403))
