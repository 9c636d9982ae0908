"""The interface: status and error codes as a Confluent registry gives them, and what a request may not do."""

import json
import socket
from typing import Any

import pytest
from registry_calls import V1, Reply, avro, call, part, record

from govtool.registry.application import MOST, application
from govtool.registry.state import Registry
from govtool.serve import Application

ORDER = avro(record("id"))
NEW = "/subjects/new/versions"
GROWN = avro(record("id", ("count", 0)))
BROKEN = avro(record("id", "count"))


@pytest.fixture
def app() -> Application:
    """A registry with a subject `live` of two versions, `soft` that is deleted, and `half` whose first version is."""
    made = application(Registry())
    for subject in ("live", "soft", "half"):
        assert call(made, "POST", f"/subjects/{subject}/versions", ORDER).status == 200
        assert call(made, "POST", f"/subjects/{subject}/versions", GROWN).status == 200
    assert call(made, "DELETE", "/subjects/soft").data == [1, 2]
    assert call(made, "DELETE", "/subjects/half/versions/1").data == 1
    return made


REFUSED: list[tuple[str, str, Any, int, int]] = [
    ("GET", "/nothing/here", None, 404, 404),
    ("GET", "/subjects/live/versions/1/more", None, 404, 404),
    ("PATCH", "/subjects", None, 405, 405),
    ("GET", "/subjects/live", None, 405, 405),
    ("GET", "/subjects/none/versions", None, 404, 40401),
    ("GET", "/subjects/none/versions/1", None, 404, 40401),
    ("GET", "/subjects/none/versions/latest/schema", None, 404, 40401),
    ("GET", "/subjects/soft/versions", None, 404, 40401),
    ("GET", "/subjects/soft/versions/latest", None, 404, 40401),
    ("GET", "/subjects/live/versions/3", None, 404, 40402),
    ("GET", "/subjects/half/versions/1", None, 404, 40402),
    ("GET", "/subjects/live/versions/3/referencedby", None, 404, 40402),
    ("GET", "/subjects/live/versions/0", None, 422, 42202),
    ("GET", "/subjects/live/versions/-2", None, 422, 42202),
    ("GET", "/subjects/none/versions/newest", None, 422, 42202),
    ("GET", "/subjects/live/versions/2147483648", None, 422, 42202),
    ("GET", "/subjects/live/versions/٣", None, 422, 42202),
    ("DELETE", "/subjects/live/versions/earliest", None, 422, 42202),
    ("POST", "/subjects/live", avro(record("other")), 404, 40403),
    ("POST", "/subjects/none", ORDER, 404, 40401),
    ("POST", "/subjects/soft", ORDER, 404, 40401),
    ("POST", "/subjects/live", {"schema": "{"}, 422, 42201),
    ("GET", "/schemas/ids/17", None, 404, 40403),
    ("GET", "/schemas/ids/17/schema", None, 404, 40403),
    ("GET", "/schemas/ids/17/subjects", None, 404, 40403),
    ("GET", "/schemas/ids/17/versions", None, 404, 40403),
    ("GET", "/schemas/ids/99999999999999999999", None, 404, 40403),
    ("GET", "/schemas/ids/first", None, 404, 404),
    ("GET", "/schemas/guids/00000000-0000-0000-0000-000000000000", None, 404, 40403),
    ("POST", "/subjects/live/versions", avro(record("id", "other")), 409, 409),
    ("POST", "/subjects/live/versions", {"schema": '{"type": "object"}', "schemaType": "JSON"}, 409, 409),
    ("POST", "/subjects/live/versions", {"schema": ""}, 422, 42201),
    ("POST", "/subjects/live/versions", {}, 422, 42201),
    ("POST", "/subjects/live/versions", {"schema": 1}, 422, 42201),
    ("POST", "/subjects/live/versions", avro(record("id"), schemaType="XML"), 422, 42201),
    ("POST", "/subjects/live/versions", avro({"type": "record", "name": "A"}), 422, 42201),
    ("POST", "/subjects/live/versions", avro({"type": "array", "items": "Missing"}), 422, 42201),
    ("POST", NEW, {"schema": '{"type": "objekt"}', "schemaType": "JSON"}, 422, 42201),
    ("POST", NEW, {"schema": '{"$ref": "x.json"}', "schemaType": "JSON"}, 422, 42201),
    ("POST", NEW, {"schema": '{"$ref": "http://example.com/x"}', "schemaType": "JSON"}, 422, 42201),
    ("POST", NEW, {"schema": '{"const": 1e999}', "schemaType": "JSON"}, 422, 42201),
    ("POST", NEW, {"schema": '{"$schema": 5}', "schemaType": "JSON"}, 422, 42201),
    ("POST", NEW, {"schema": "null", "schemaType": "JSON"}, 422, 42201),
    ("POST", NEW, {"schema": "message", "schemaType": "PROTOBUF"}, 422, 42201),
    ("POST", NEW, avro("int", references={"name": "a"}), 422, 42201),
    ("POST", NEW, avro("int", references=[{"name": "a", "subject": "live", "version": True}]), 422, 42201),
    ("PUT", "/config/live", {"alias": 5}, 422, 422),
    ("PUT", "/config/live", {"normalize": "yes"}, 422, 422),
    ("GET", "/subjects?offset=two", None, 404, 404),
    ("POST", NEW, avro("int", references=[{"name": "a"}]), 422, 42201),
    ("POST", NEW, avro("int", references=[{"name": "a", "subject": "no", "version": 1}]), 422, 42201),
    ("POST", NEW, avro("int", version=7), 422, 42201),
    ("POST", NEW, avro("int", id=7), 422, 42205),
    ("POST", "/subjects/__GLOBAL/versions", ORDER, 422, 42208),
    ("POST", "/subjects/a%00b/versions", ORDER, 422, 42208),
    ("POST", "/subjects//versions", ORDER, 422, 42208),
    ("POST", "/subjects/live/versions", [], 422, 422),
    ("DELETE", "/subjects/none", None, 404, 40401),
    ("DELETE", "/subjects/soft", None, 404, 40404),
    ("DELETE", "/subjects/live?permanent=true", None, 404, 40405),
    ("DELETE", "/subjects/none/versions/1", None, 404, 40401),
    ("DELETE", "/subjects/live/versions/3", None, 404, 40402),
    ("DELETE", "/subjects/half/versions/1", None, 404, 40406),
    ("DELETE", "/subjects/half/versions/2?permanent=true", None, 404, 40407),
    ("POST", "/compatibility/subjects/live/versions/3", ORDER, 404, 40402),
    ("POST", "/compatibility/subjects/none/versions/1", ORDER, 404, 40402),
    ("POST", "/compatibility/subjects/live/versions/zero", ORDER, 422, 42202),
    ("POST", "/compatibility/subjects/live/versions/1", {"schema": "?"}, 422, 42201),
    ("GET", "/config/live", None, 404, 40408),
    ("DELETE", "/config/live", None, 404, 40401),
    ("PUT", "/config/live", {"compatibility": "SIDEWARD"}, 422, 42203),
    ("PUT", "/config", {}, 422, 42203),
    ("PUT", "/config", {"level": "FULL"}, 422, 422),
    ("GET", "/mode/live", None, 404, 40409),
    ("DELETE", "/mode/live", None, 404, 40401),
    ("PUT", "/mode/live", {"mode": "WRITEONLY"}, 422, 42204),
    ("PUT", "/mode", {}, 422, 42204),
    ("PUT", "/mode", {"mode": "IMPORT"}, 422, 42205),
    ("PUT", "/mode/live", {"mode": "IMPORT"}, 422, 42205),
]


@pytest.mark.parametrize(("method", "target", "body", "status", "code"), REFUSED)
def test_what_is_refused_has_the_status_and_the_code(app: Application, method: str, target: str, body: Any,
                                                     status: int, code: int) -> None:
    before = call(app, "GET", "/schemas?deleted=true").data
    reply = call(app, method, target.encode().decode("latin-1") if "٣" in target else target, body)
    assert reply.outcome == (status, code)
    assert set(reply.data) == {"error_code", "message"}
    assert reply.headers["content-type"] == V1
    assert call(app, "GET", "/schemas?deleted=true").data == before


def test_what_is_not_allowed_says_what_is(app: Application) -> None:
    assert call(app, "PUT", "/subjects/live").headers["allow"] == "DELETE, POST"


@pytest.mark.parametrize("body", [b"{", b"\xff\xfe", b'{"schema": "\\ud800', b"[" * 100_000])
def test_a_body_that_is_no_json_is_a_bad_request(app: Application, body: bytes) -> None:
    assert call(app, "POST", "/subjects/live/versions", chunks=[body]).outcome == (400, 400)


def test_a_body_that_is_not_there_is_told(app: Application) -> None:
    assert call(app, "POST", "/subjects/live/versions").outcome == (422, 422)


def test_a_schema_that_is_nested_without_end_is_invalid(app: Application) -> None:
    for kind, text in (("AVRO", '{"type":"array","items":' * 5000), ("JSON", '{"not":' * 5000)):
        body = {"schema": text + ('"int"' if kind == "AVRO" else "true") + "}" * 5000, "schemaType": kind}
        reply = call(app, "POST", "/subjects/deep/versions", body)
        assert reply.outcome == (422, 42201), reply.body


def test_a_json_schema_of_an_unknown_draft_is_taken_without_a_look_at_the_network(app: Application) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0)
        schema = {"$schema": f"http://127.0.0.1:{server.getsockname()[1]}/draft", "type": "object"}
        assert call(app, "POST", NEW, {"schema": json.dumps(schema), "schemaType": "JSON"}).status == 200
        with pytest.raises(BlockingIOError):
            server.accept()


def test_a_huge_body_is_refused_unread_by_its_length_and_at_the_limit_without(app: Application) -> None:
    told = {"content-length": str(MOST + 1)}
    assert call(app, "POST", "/subjects/live/versions", chunks=[], headers=told).outcome == (413, 413)
    chunks = [b" " * 2**20] * 1000  # of which only the first few are taken: the rest would be asked for one by one
    assert call(app, "POST", "/subjects/live/versions", chunks=chunks).outcome == (413, 413)


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "application/xml"])
def test_another_kind_of_body_is_refused(app: Application, kind: str) -> None:
    reply = call(app, "POST", "/subjects/live/versions", ORDER, headers={"content-type": kind})
    assert reply.outcome == (415, 415)


@pytest.mark.parametrize("kind", [V1, "application/json; charset=utf-8", "application/vnd.schemaregistry+json",
                                  "application/octet-stream", ""])
def test_the_kinds_of_body_that_clients_send_are_read(app: Application, kind: str) -> None:
    assert call(app, "POST", "/subjects/live", ORDER, headers={"content-type": kind}).data["version"] == 1


@pytest.mark.parametrize(("accept", "kind"), [
    ("*/*", V1), ("application/json", "application/json"), ("application/json, text/html;q=0.5", "application/json"),
    ("application/vnd.schemaregistry.v1+json, application/vnd.schemaregistry+json, application/json", V1),
])
def test_the_answer_is_of_the_kind_that_is_wanted(app: Application, accept: str, kind: str) -> None:
    assert call(app, "GET", "/subjects", headers={"accept": accept}).headers["content-type"] == kind


def test_an_answer_of_a_kind_that_is_not_there_is_not_acceptable(app: Application) -> None:
    assert call(app, "GET", "/subjects", headers={"accept": "text/html"}).outcome == (406, 406)


def listed(app: Application, target: str) -> Any:
    reply = call(app, "GET", target)
    assert reply.status == 200, reply.body
    return reply.data


def test_subjects_are_listed_by_what_is_deleted_and_how_they_begin(app: Application) -> None:
    assert listed(app, "/subjects") == ["half", "live"]
    assert listed(app, "/subjects?deleted=true") == ["half", "live", "soft"]
    assert listed(app, "/subjects?deletedOnly=true") == ["soft"]
    assert listed(app, "/subjects?subjectPrefix=li") == ["live"]
    assert listed(app, "/subjects?subjectPrefix=:*:&offset=1&limit=1") == ["live"]


def test_versions_are_listed_by_what_is_deleted(app: Application) -> None:
    assert listed(app, "/subjects/half/versions") == [2]
    assert listed(app, "/subjects/half/versions?deleted=true") == [1, 2]
    assert listed(app, "/subjects/half/versions?deletedOnly=true") == [1]
    assert listed(app, "/subjects/soft/versions?deleted=true") == [1, 2]


def test_a_version_is_given_by_its_number_or_as_the_latest(app: Application) -> None:
    two = listed(app, "/subjects/live/versions/2")
    assert two == listed(app, "/subjects/live/versions/latest") == listed(app, "/subjects/live/versions/-1")
    assert (two["subject"], two["version"], json.loads(two["schema"])) == ("live", 2, record("id", ("count", 0)))
    assert not {"schemaType", "references", "deleted"} & set(two)
    assert call(app, "GET", "/subjects/live/versions/2/schema").body.decode() == two["schema"]
    assert listed(app, "/subjects/half/versions/1?deleted=true")["version"] == 1


def test_an_id_leads_to_its_text_and_to_all_that_have_it(app: Application) -> None:
    one, two = (listed(app, f"/subjects/live/versions/{number}") for number in (1, 2))
    found = listed(app, f"/schemas/ids/{one['id']}?fetchMaxId=true")
    assert (found["schema"], found["maxId"]) == (one["schema"], max(one["id"], two["id"]))
    assert call(app, "GET", f"/schemas/ids/{one['id']}/schema").body.decode() == one["schema"]
    assert listed(app, f"/schemas/ids/{one['id']}/subjects") == ["live"]
    assert listed(app, f"/schemas/ids/{one['id']}/subjects?deleted=true") == ["half", "live", "soft"]
    assert listed(app, f"/schemas/ids/{two['id']}/versions") == [
        {"subject": "half", "version": 2}, {"subject": "live", "version": 2}]
    assert listed(app, f"/schemas/ids/{two['id']}/versions?subject=live") == [{"subject": "live", "version": 2}]
    assert listed(app, f"/schemas/guids/{one['guid']}")["id"] == one["id"]


def test_all_schemas_are_listed(app: Application) -> None:
    def names(target: str) -> list[tuple[str, int]]:
        return [(one["subject"], one["version"]) for one in listed(app, target)]

    assert names("/schemas") == [("half", 2), ("live", 1), ("live", 2)]
    assert names("/schemas?latestOnly=true") == [("half", 2), ("live", 2)]
    assert names("/schemas?deleted=true&subjectPrefix=soft&limit=1") == [("soft", 1)]


def test_the_server_says_what_it_is(app: Application) -> None:
    assert listed(app, "/") == {}
    assert set(listed(app, "/schemas/types")) == {"AVRO", "JSON", "PROTOBUF"}
    assert listed(app, "/contexts") == ["."]
    assert "schema-registry-cluster" in listed(app, "/v1/metadata/id")["scope"]["clusters"]
    assert listed(app, "/v1/metadata/version")["version"]
    head = call(app, "HEAD", "/subjects")
    assert (head.status, head.body) == (200, b"")


def test_a_subject_may_have_any_printable_name(app: Application) -> None:
    name = "a/b c%2F?#ü-value"
    assert call(app, "POST", f"/subjects/{part(name)}/versions", ORDER).status == 200
    assert listed(app, f"/subjects/{part(name)}/versions/1")["subject"] == name
    assert name in listed(app, "/subjects")


def compatible(app: Application, target: str, body: Any) -> Reply:
    reply = call(app, "POST", f"/compatibility/subjects/{target}", body)
    assert reply.status == 200, reply.body
    return reply


def test_compatibility_is_asked_of_one_version_or_by_the_level_of_the_subject(app: Application) -> None:
    assert compatible(app, "live/versions/latest", BROKEN).data == {"is_compatible": True}
    told = compatible(app, "live/versions/1?verbose=true", BROKEN).data
    assert told["is_compatible"] is False
    assert [message for message in told["messages"] if "count" in message and "version 1" in message]
    assert compatible(app, "live/versions", BROKEN).data == {"is_compatible": True}
    call(app, "PUT", "/config/live", {"compatibility": "BACKWARD_TRANSITIVE"})
    assert compatible(app, "live/versions", BROKEN).data == {"is_compatible": False}
    assert compatible(app, "live/versions?verbose=true", GROWN).data == {"is_compatible": True, "messages": []}
    call(app, "PUT", "/config/live", {"compatibility": "NONE"})
    assert compatible(app, "live/versions/1", avro("string")).data == {"is_compatible": True}


def test_anything_is_compatible_with_a_subject_that_is_not_there(app: Application) -> None:
    assert compatible(app, "none/versions/latest", ORDER).data == {"is_compatible": True}
    assert compatible(app, "soft/versions", BROKEN).data == {"is_compatible": True}
