"""What always holds of a registry, whatever clients do in whatever order, against a small model of it."""

import json
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from registry_calls import Reply, avro, call, record

from govtool.registry.application import application
from govtool.registry.state import Registry
from govtool.serve import Application

SUBJECTS = st.sampled_from(["a", "b"])
CONTENTS = st.sampled_from([
    record("id"), record("id", ("n", 0)), record("id", ("n", 1)), record("id", "n"), record(("id", 0), ("n", 0)),
    "int", "long", {"type": "array", "items": "int"},
])


def spaced(data: Any, seed: int) -> str:
    """The same schema, written otherwise."""
    if seed % 2 and isinstance(data, dict):
        data = dict(reversed(data.items()))
    return json.dumps(data, indent=seed % 5)


class Life(RuleBasedStateMachine):
    """The model: for each subject the contents by version, and which of them are deleted; the level is NONE."""

    def __init__(self) -> None:
        super().__init__()
        self.app = application(Registry())
        call(self.app, "PUT", "/config", {"compatibility": "NONE"})
        self.versions: dict[str, dict[int, str]] = {"a": {}, "b": {}}
        self.deleted: dict[str, set[int]] = {"a": set(), "b": set()}
        self.ids: dict[str, int] = {}

    def alive(self, subject: str) -> dict[int, str]:
        return {number: said for number, said in self.versions[subject].items() if number not in self.deleted[subject]}

    @rule(subject=SUBJECTS, content=CONTENTS, seed=st.integers(0, 9))
    def register(self, subject: str, content: Any, seed: int) -> None:
        said, body = json.dumps(content), {"schema": spaced(content, seed)}
        reply = call(self.app, "POST", f"/subjects/{subject}/versions", body)
        assert reply.status == 200, reply.body
        known = [number for number, other in self.alive(subject).items() if other == said]
        expected = known[-1] if known else max(self.versions[subject], default=0) + 1
        self.versions[subject][expected] = said
        assert reply.data["version"] == expected
        assert self.ids.setdefault(said, reply.data["id"]) == reply.data["id"]
        found = call(self.app, "POST", f"/subjects/{subject}", {"schema": spaced(content, seed + 1)}).data
        assert (found["id"], found["version"]) == (reply.data["id"], expected)
        assert json.loads(call(self.app, "GET", f"/schemas/ids/{reply.data['id']}/schema").body) == content

    @rule(subject=SUBJECTS, number=st.integers(1, 5), permanent=st.booleans())
    def delete_version(self, subject: str, number: int, permanent: bool) -> None:  # noqa: FBT001 - of hypothesis
        reply = call(self.app, "DELETE", f"/subjects/{subject}/versions/{number}?permanent={permanent}")
        if number in self.versions[subject] and (number in self.deleted[subject]) == permanent:
            assert reply.data == number
            self.deleted[subject] ^= {number}
            if permanent:
                del self.versions[subject][number]
        else:
            assert reply.status == 404

    @rule(subject=SUBJECTS, permanent=st.booleans())
    def delete(self, subject: str, permanent: bool) -> None:  # noqa: FBT001 - of hypothesis
        reply = call(self.app, "DELETE", f"/subjects/{subject}?permanent={str(permanent).lower()}")
        alive = self.alive(subject)
        if not self.versions[subject] or bool(alive) == permanent:
            assert reply.status == 404
            return
        assert reply.data == list(self.versions[subject] if permanent else alive)
        self.deleted[subject] = set() if permanent else set(self.versions[subject])
        if permanent:
            self.versions[subject] = {}

    @invariant()
    def what_is_listed_is_what_the_model_has(self) -> None:
        assert call(self.app, "GET", "/subjects").data == [name for name in "ab" if self.alive(name)]
        listed = call(self.app, "GET", "/schemas?deleted=true").data
        assert {(one["subject"], one["version"]): (one["schema"], one.get("deleted", False)) for one in listed} == {
            (name, number): (json.dumps(json.loads(said), separators=(",", ":")), number in self.deleted[name])
            for name in "ab" for number, said in self.versions[name].items()}
        in_use = {said for held in self.versions.values() for said in held.values()}
        for said, id_ in self.ids.items():
            assert (call(self.app, "GET", f"/schemas/ids/{id_}").status == 200) == (said in in_use)
        assert len(set(self.ids.values())) == len(self.ids)


TestLife = Life.TestCase
TestLife.settings = settings(max_examples=40, stateful_step_count=25)


@pytest.fixture
def app() -> Application:
    return application(Registry())


def register(app: Application, subject: str, body: dict[str, Any], query: str = "") -> Reply:
    return call(app, "POST", f"/subjects/{subject}/versions{query}", body)


def test_an_import_keeps_ids_and_versions(app: Application) -> None:
    assert call(app, "PUT", "/mode/a", {"mode": "import"}).data == {"mode": "IMPORT"}
    assert register(app, "a", avro("int", id=7, version=3)).data["id"] == 7
    assert register(app, "a", avro("string", id=8)).data["version"] == 4
    assert register(app, "a", avro("long", id=7)).outcome == (422, 42205)
    assert register(app, "a", avro("long")).outcome == (422, 42205)
    assert register(app, "a", avro("int", id=7, version=3)).data == {**register(app, "a", avro("int", id=7)).data}
    assert call(app, "GET", "/subjects/a/versions").data == [3, 4]
    assert call(app, "PUT", "/mode?force=true", {"mode": "IMPORT"}).status == 200
    assert call(app, "DELETE", "/mode/a").data == {"mode": "IMPORT"}
    assert call(app, "GET", "/mode/a?defaultToGlobal=true").data == {"mode": "IMPORT"}
    assert call(app, "DELETE", "/mode").data == {"mode": "IMPORT"}
    assert register(app, "b", avro("int")).data["id"] == 7


def test_an_id_that_another_content_took_is_not_given_again(app: Application) -> None:
    own = register(application(Registry()), "a", avro("long")).data["id"]
    call(app, "PUT", "/mode/taken", {"mode": "IMPORT"})
    assert register(app, "taken", avro("int", id=own)).status == 200
    assert register(app, "a", avro("long")).data["id"] == own % (2**31 - 1) + 1
    assert call(app, "GET", f"/schemas/ids/{own}").data["schema"] == '"int"'


def test_what_is_only_read_takes_what_it_has_and_nothing_else(app: Application) -> None:
    first = register(app, "a", avro("int")).data
    call(app, "PUT", "/mode", {"mode": "READONLY"})
    assert register(app, "a", avro("int")).data == first
    assert register(app, "a", avro("long")).outcome == (422, 42205)
    assert call(app, "DELETE", "/subjects/a").outcome == (422, 42205)
    assert call(app, "DELETE", "/subjects/a/versions/1").outcome == (422, 42205)
    call(app, "PUT", "/mode/a", {"mode": "READWRITE"})
    assert register(app, "a", avro("long")).status == 200


@pytest.mark.parametrize("what", ["/subjects/a", "/subjects/a/versions/latest"])
def test_the_settings_of_a_subject_go_with_it(app: Application, what: str) -> None:
    register(app, "a", avro("int"))
    call(app, "PUT", "/config/a", {"compatibility": "full"})
    call(app, "PUT", "/mode/a", {"mode": "READWRITE"})
    assert call(app, "GET", "/config/a").data == {"compatibilityLevel": "FULL"}
    assert call(app, "DELETE", what).status == 200
    assert call(app, "GET", "/config/a").outcome == (404, 40408)
    assert call(app, "GET", "/config/a?defaultToGlobal=true").data == {"compatibilityLevel": "BACKWARD"}
    assert call(app, "GET", "/mode/a").outcome == (404, 40409)


def test_the_global_level_holds_where_a_subject_has_none(app: Application) -> None:
    assert call(app, "PUT", "/config", {"compatibility": "FORWARD"}).data == {"compatibility": "FORWARD"}
    register(app, "a", avro(record("id")))
    assert register(app, "a", avro(record("id", "n"))).status == 200
    assert call(app, "DELETE", "/config").data == {"compatibilityLevel": "FORWARD"}
    assert register(app, "a", avro(record("id", "n", "m"))).outcome == (409, 409)
    assert call(app, "PUT", "/config/a", {"validateFields": True}).status == 200
    assert register(app, "a", avro(record("id", "n", "m"))).outcome == (409, 409)


def test_a_subject_may_stand_for_another(app: Application) -> None:
    register(app, "orders.v1-value", avro("int"))
    call(app, "PUT", "/config/orders-value", {"alias": "orders.v1-value"})
    assert call(app, "GET", "/subjects/orders-value/versions/latest").data["subject"] == "orders.v1-value"
    assert register(app, "orders-value", avro("long")).data["version"] == 2
    assert call(app, "GET", "/subjects").data == ["orders.v1-value"]


def test_attributes_in_another_order_are_one_only_when_normalized(app: Application) -> None:
    one, two = ({"type": "string", **extra} for extra in ({"x": 1, "y": 2}, {"y": 2, "x": 1}))
    assert register(app, "a", avro(one)).data["version"] == 1
    assert register(app, "a", avro(two)).data["version"] == 2
    assert register(app, "b", avro(one)).data["version"] == 1
    assert register(app, "b", avro(two), "?normalize=true").data["version"] == 1
    assert call(app, "POST", "/subjects/b?normalize=true", avro(two)).data["version"] == 1
    assert call(app, "POST", "/subjects/b", avro(two)).outcome == (404, 40403)
    call(app, "PUT", "/config/c", {"normalize": True})
    assert [register(app, "c", avro(each)).data["version"] for each in (one, two)] == [1, 1]


def test_names_that_are_written_otherwise_are_the_same(app: Application) -> None:
    one = {"type": "record", "name": "a.B", "fields": [{"name": "f", "type": ["null", "a.B"]}]}
    two = {"name": "B", "namespace": "a", "type": "record", "fields": [{"type": ["null", "B"], "name": "f"}]}
    assert [register(app, "a", avro(each)).data["version"] for each in (one, two)] == [1, 1]


def test_protobuf_is_kept_and_compared_by_its_text(app: Application) -> None:
    one, two = 'syntax = "proto3";\nmessage A { int32 a = 1; }', 'syntax = "proto3"; message A { string a = 1; }'
    first = register(app, "p", {"schema": one, "schemaType": "PROTOBUF"})
    assert first.status == 200
    assert call(app, "GET", "/subjects/p/versions/1").data["schema"] == one
    assert register(app, "p", {"schema": one, "schemaType": "PROTOBUF"}).data == first.data
    refused = register(app, "p", {"schema": two, "schemaType": "PROTOBUF"})
    assert refused.outcome == (409, 409)
    assert "compared by its text" in refused.data["message"]
    call(app, "PUT", "/config/p", {"compatibility": "NONE"})
    assert register(app, "p", {"schema": two, "schemaType": "PROTOBUF"}).data["version"] == 2


def test_every_difference_is_told_by_its_version(app: Application) -> None:
    call(app, "PUT", "/config", {"compatibility": "FULL_TRANSITIVE"})
    register(app, "a", avro(record("id", ("n", 0))))
    register(app, "a", avro(record("id", ("m", 0))))
    told = call(app, "POST", "/compatibility/subjects/a/versions?verbose=true", avro(record("x", "y"))).data["messages"]
    starts = {message.partition(":")[0] for message in told}
    assert starts == {"version 1, backward", "version 1, forward", "version 2, backward", "version 2, forward"}
    assert [message for message in told if "`x`" in message and message.startswith("version 1, backward")]
    assert [message for message in told if "`id`" in message and message.startswith("version 2, forward")]


def test_references_are_resolved_where_that_is_asked_for(app: Application) -> None:
    register(app, "money", avro({"type": "record", "name": "Money", "fields": [{"name": "cents", "type": "long"}]}))
    to_money = {"name": "Money", "subject": "money", "version": 1}
    id_ = register(app, "many", avro({"type": "array", "items": "Money"}, references=[to_money])).data["id"]
    assert json.loads(call(app, "GET", f"/schemas/ids/{id_}").data["schema"])["items"] == "Money"
    assert call(app, "GET", f"/schemas/ids/{id_}").data["references"] == [to_money]
    resolved = json.loads(call(app, "GET", f"/schemas/ids/{id_}?format=resolved").data["schema"])
    assert resolved["items"]["fields"] == [{"name": "cents", "type": "long"}]
    assert call(app, "GET", "/subjects/money/versions/1/referencedby").data == [id_]
    assert call(app, "DELETE", "/subjects/money").outcome == (422, 42206)
    call(app, "DELETE", "/subjects/many")
    assert call(app, "DELETE", "/subjects/money").data == [1]
    assert call(app, "DELETE", "/subjects/money?permanent=true").outcome == (422, 42206)


def test_an_incompatible_reference_makes_what_refers_to_it_incompatible(app: Application) -> None:
    for fields in (("cents",), ("cents", ("n", 0))):
        register(app, "money", avro(record(*fields, name="Money")))
    call(app, "PUT", "/config/money", {"compatibility": "NONE"})
    register(app, "money", avro(record("amount", name="Money")))

    def many(version: int) -> Reply:
        to_money = {"name": "Money", "subject": "money", "version": version}
        return register(app, "many", avro({"type": "array", "items": "Money"}, references=[to_money]))

    assert many(1).data["version"] == 1
    assert many(2).data["version"] == 2
    assert many(3).outcome == (409, 409)


@pytest.mark.parametrize("name", ["money.json", "../money.json", "https://example.com/money.json"])
def test_a_json_schema_is_compared_with_what_it_refers_to(app: Application, name: str) -> None:
    call(app, "PUT", "/config/money", {"compatibility": "NONE"})
    for least in (0, 0.0, 1):
        register(app, "money", {"schema": json.dumps({"type": "integer", "minimum": least}), "schemaType": "JSON"})
    bill = {"type": "object", "properties": {"total": {"$ref": name}}}

    def version(number: int) -> Reply:
        references = [{"name": name, "subject": "money", "version": number}]
        body = {"schema": json.dumps(bill), "schemaType": "JSON", "references": references}
        return register(app, "bill", body)

    assert version(1).data["version"] == 1
    assert version(2).data["version"] == 2
    refused = version(3)
    assert refused.outcome == (409, 409)
    assert '{"total": 0} is refused' in refused.data["message"]


@pytest.mark.parametrize(("old", "new", "level", "status"), [
    ({"type": "object", "properties": {"a": {"type": "string"}}},
     {"type": "object", "properties": {"a": {"type": "string"}}, "required": ["a"]}, "BACKWARD", 409),
    ({"type": "object", "properties": {"a": {"type": "string"}}},
     {"type": "object", "properties": {"a": {"type": "string"}}, "required": ["a"]}, "FORWARD", 200),
    ({"type": "object"}, {"type": "object", "properties": {"a": {"type": "string"}}}, "BACKWARD", 409),
    ({"type": "object"}, {"type": "object", "properties": {"a": {}}}, "BACKWARD", 200),
    ({"type": "object", "additionalProperties": False},
     {"type": "object", "properties": {"a": {"type": "string"}}, "additionalProperties": False}, "BACKWARD", 200),
    ({"type": "object", "additionalProperties": False},
     {"type": "object", "properties": {"a": {"type": "string"}}, "additionalProperties": False}, "FULL", 409),
    ({"type": "integer"}, {"type": "number"}, "BACKWARD", 200),
    ({"type": "integer"}, {"type": "number"}, "FORWARD", 409),
    ({"maxLength": 5}, {"maxLength": 4}, "FULL", 409),
    ({"maxLength": 5}, {"maxLength": 4}, "NONE", 200),
    ({"title": "one"}, {"title": "two"}, "FULL_TRANSITIVE", 200),
    (True, False, "BACKWARD", 409),
])
def test_json_schemas_are_compared_as_sets_of_values(app: Application, old: Any, new: Any, level: str,
                                                     status: int) -> None:
    call(app, "PUT", "/config/j", {"compatibility": level})
    assert register(app, "j", {"schema": json.dumps(old), "schemaType": "JSON"}).status == 200
    assert register(app, "j", {"schema": json.dumps(new), "schemaType": "JSON"}).status == status
