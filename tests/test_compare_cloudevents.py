"""Data of a CloudEvent that breaks its readers needs a new `type`: told where the type stays, and nowhere else."""

from copy import deepcopy
from typing import Any

import pytest
from asyncapi_documents import contract
from hypothesis import given, settings
from hypothesis import strategies as st

from govtool.compare.events.compare import compare_events
from govtool.finding import Change, Verdict

TYPE = "com.example.order.created.v1"
KEPT = "event-type-kept"


def json(quantity: str = "integer", **more: Any) -> dict[str, Any]:
    return {"type": "object", "properties": {"quantity": {"type": quantity}}, **more}


def avro(quantity: str = "int") -> dict[str, Any]:
    fields = [{"name": "quantity", "type": quantity}]
    return {"schemaFormat": "application/vnd.apache.avro;version=1.12.0",
            "schema": {"type": "record", "name": "Order", "fields": fields}}


def binary(payload: Any, type_: str = TYPE, prefix: str = "ce_") -> dict[str, Any]:
    headers = {"type": "object", "properties": {f"{prefix}id": {"type": "string"}, f"{prefix}type": {"const": type_}}}
    return {"headers": headers, "payload": payload}


def structured(data: Any, type_: str = TYPE) -> dict[str, Any]:
    return {"payload": {"type": "object", "properties": {
        "specversion": {"const": "1.0"}, "type": {"enum": [type_]}, "data": data}}}


def api(*channels: dict[str, Any], action: str = "send") -> dict[str, Any]:
    """A channel for each of these sets of messages."""
    return deepcopy({
        "asyncapi": "3.0.0", "info": {"title": "T", "version": "1.0.0"},
        "channels": {f"c{index}": {"address": f"mfg.{index}", "messages": found}
                     for index, found in enumerate(channels)},
        "operations": {f"o{index}": {"action": action, "channel": {"$ref": f"#/channels/c{index}"}}
                       for index in range(len(channels))},
    })


def compared(old: Any, new: Any) -> list[Change]:
    return compare_events(contract(old), contract(new))


def kept(old: Any, new: Any) -> list[Change]:
    return [change for change in compared(old, new) if change.id == KEPT]


@pytest.mark.parametrize(("before", "now"), [
    (binary(json()), binary(json("string"))),
    (binary(json(), prefix="ce-"), binary(json("string"), prefix="ce-")),
    (binary(json(), prefix="cloudEvents:"), binary(json("string"), prefix="cloudEvents:")),
    (binary(avro()), binary(avro("string"))),
    (structured(json()), structured(json("string"))),
    (binary(json()), {**binary(json("string")), "headers": {"allOf": [binary(1)["headers"]]}}),
], ids=["json", "http", "amqp", "avro", "structured", "another way to write the same headers"])
def test_data_that_breaks_readers_under_the_same_type_is_told(before: Any, now: Any) -> None:
    (change,) = kept(api({"created": before}), api({"created": now}))
    assert change.verdict is Verdict.BREAKING
    assert change.message == f"the data of message `created` breaks its readers, and its type is still `{TYPE}`"
    assert change.reach == ("send mfg.0",)
    assert change.where
    assert change.where.pointer[-1] in ("const", 0)


@pytest.mark.parametrize(("before", "now"), [
    (binary(json()), binary(json("string"), "com.example.order.created.v2")),
    (binary(json()), binary(json(), "com.example.order.created.v2")),
    (binary(json("number")), binary(json())),
    (binary(avro("long")), binary(avro("int"))),
    ({"payload": json()}, {"payload": json("string")}),
    (binary(json()), {"payload": json("string")}),
    ({"headers": {"properties": {"ce_type": {"type": "string"}}}, "payload": json()},
     {"headers": {"properties": {"ce_type": {"type": "string"}}}, "payload": json("string")}),
], ids=["a new type", "only a new type", "narrower", "narrower in Avro", "no CloudEvent", "no more", "no constant"])
def test_what_has_a_new_type_or_breaks_nobody_is_not(before: Any, now: Any) -> None:
    assert kept(api({"created": before}), api({"created": now})) == []


def test_a_break_in_the_headers_alone_asks_for_no_new_type() -> None:
    before, now = binary(json()), binary(json())
    before["headers"]["properties"]["site"] = {"type": "integer"}
    now["headers"]["properties"]["site"] = {"type": "string"}
    changes = compared(api({"created": before}), api({"created": now}))
    assert [(change.id, change.verdict) for change in changes] == [("type-changed", Verdict.BREAKING)]


def test_of_several_messages_only_the_one_that_breaks_is_told() -> None:
    before = {"created": binary(json()), "changed": binary(json(), "com.example.order.changed.v1")}
    now = {**before, "changed": binary(json("string"), "com.example.order.changed.v1")}
    assert [change.subject for change in kept(api(before), api(now))] == ["changed"]


def test_a_message_of_several_channels_is_told_once_with_all_of_them() -> None:
    def shared(message: Any) -> dict[str, Any]:
        one = {"created": {"$ref": "#/components/messages/created"}}
        return {**api(one, one), "components": {"messages": {"created": message}}}

    (change,) = kept(shared(binary(json())), shared(binary(json("string"))))
    assert change.reach == ("send mfg.0", "send mfg.1")


KINDS = st.sampled_from(["integer", "number", "string", "boolean"])


@settings(max_examples=40, deadline=None)
@given(KINDS, KINDS, st.sampled_from(["send", "receive"]), st.booleans())
def test_it_is_told_exactly_where_the_data_breaks(before: str, now: str, action: str, is_binary: bool) -> None:  # noqa: FBT001 - drawn
    """The oracle: the same payload without an envelope, where only the payload can break."""
    envelope = binary if is_binary else structured
    old, new = (api({"created": envelope(json(kind))}, action=action) for kind in (before, now))
    one, two = (api({"created": {"payload": json(kind)}}, action=action) for kind in (before, now))
    plain = compared(one, two)
    assert bool(kept(old, new)) is any(change.verdict is Verdict.BREAKING for change in plain)
