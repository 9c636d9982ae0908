"""AsyncAPI in one model: 2.x and 3.x that say the same are the same, with traits, replies and formats read out."""

from typing import Any

import pytest
from asyncapi_documents import contract, modelled, new, old

from govtool.model.asyncapi import events
from govtool.model.channels import RECEIVED, SENT, Events
from govtool.model.messages import language_of
from govtool.model.traits import merge_patch


def essence(found: Events) -> dict[str, Any]:
    """What is compared of a contract, without the places."""
    return {
        "channels": [(channel.identity, sorted(channel.messages), channel.servers, sorted(channel.bindings),
                      [(name, item.values) for name, item in channel.parameters.items()])
                     for channel in found.channels],
        "operations": [(operation.identity, operation.key, sorted(operation.messages), operation.role)
                       for operation in found.operations],
        "messages": [(message.name, message.content_type, message.payload and message.payload.schema.value,
                      message.headers and message.headers.schema.value, sorted(message.bindings),
                      message.correlation_id and message.correlation_id.location) for message in found.messages],
        "servers": [(server.name, server.protocol, server.address, server.security)
                    for server in found.servers.values()],
    }


def test_the_same_contract_in_2_and_in_3_is_the_same() -> None:
    assert essence(modelled(old())) == essence(modelled(new()))


def test_what_others_publish_is_received_and_what_they_subscribe_to_is_sent() -> None:
    sent, received = modelled(old()).operations
    assert (sent.name, sent.role) == ("send orders.{plant}.created", SENT)
    assert (received.name, received.role) == ("receive orders.held", RECEIVED)


def test_a_contract_of_another_format_has_no_events() -> None:
    found = events(contract({"openapi": "3.1.0", "info": {"title": "T", "version": "1"}, "paths": {}}))
    assert (found.channels, found.operations, found.messages, dict(found.servers)) == ((), (), (), {})


TRAITS = {"messageTraits": {
    "common": {"contentType": "application/xml", "title": "Of the trait",
               "headers": {"type": "object", "properties": {"traceparent": {"type": "string"}}}},
}}


def with_trait(api: dict[str, Any]) -> dict[str, Any]:
    api["components"].update(TRAITS)
    message = api["components"]["messages"]["created"]
    message["headers"] = {"type": "object", "properties": {"attempt": {"type": "integer"}}}
    message["traits"] = [{"$ref": "#/components/messageTraits/common"}]
    return api


def test_a_trait_of_2_replaces_what_the_message_says() -> None:
    message = modelled(with_trait(old())).messages[0]
    assert message.content_type == "application/xml"
    assert message.headers
    assert sorted(message.headers.schema.value["properties"]) == ["attempt", "traceparent"]


def test_a_trait_of_3_never_replaces_what_the_message_says() -> None:
    message = modelled(with_trait(new())).messages[0]
    assert message.content_type == "application/json"
    assert message.headers
    assert sorted(message.headers.schema.value["properties"]) == ["attempt", "traceparent"]


def test_a_null_in_a_trait_of_2_takes_a_field_away() -> None:
    api = old()
    api["components"]["messages"]["created"]["traits"] = [{"correlationId": None}]
    assert modelled(api).messages[0].correlation_id is None


@pytest.mark.parametrize(("target", "patch", "expected"), [
    ({"a": "b"}, {"a": "c"}, {"a": "c"}), ({"a": "b"}, {"b": "c"}, {"a": "b", "b": "c"}), ({"a": "b"}, {"a": None}, {}),
    ({"a": "b", "b": "c"}, {"a": None}, {"b": "c"}), ({"a": ["b"]}, {"a": "c"}, {"a": "c"}),
    ({"a": "c"}, {"a": ["b"]}, {"a": ["b"]}), ({"a": {"b": "c"}}, {"a": {"b": "d", "c": None}}, {"a": {"b": "d"}}),
    ({"a": [{"b": "c"}]}, {"a": [1]}, {"a": [1]}), (["a", "b"], ["c", "d"], ["c", "d"]), ({"a": "b"}, ["c"], ["c"]),
    ({"a": "foo"}, None, None), ({"a": "foo"}, "bar", "bar"), ({"e": None}, {"a": 1}, {"e": None, "a": 1}),
    ([1, 2], {"a": "b", "c": None}, {"a": "b"}), ({}, {"a": {"bb": {"ccc": None}}}, {"a": {"bb": {}}}),
])
def test_a_merge_patch_does_what_its_specification_shows(target: Any, patch: Any, expected: Any) -> None:
    """RFC 7396, appendix A."""
    assert merge_patch(target, patch) == expected


def test_an_operation_has_the_bindings_of_its_trait() -> None:
    api = new()
    api["operations"]["sendCreated"]["traits"] = [{"bindings": {"kafka": {"clientId": {"type": "string"}}}}]
    assert sorted(modelled(api).operations[0].bindings) == ["kafka"]


def test_the_default_content_type_is_written_out() -> None:
    api = new(defaultContentType="Application/Avro")
    assert [message.content_type for message in modelled(api).messages] == ["application/json", "application/avro"]


def test_a_schema_comes_out_of_the_object_that_names_its_format() -> None:
    avro = {"type": "record", "name": "Order", "fields": []}
    api = new()
    api["components"]["schemas"]["Created"] = {"schemaFormat": "application/vnd.apache.avro;version=1.9.0",
                                               "schema": avro}
    payload = modelled(api).messages[0].payload
    assert payload
    assert (payload.language, payload.schema.value) == ("avro", avro)
    assert payload.schema.pointer == ("components", "schemas", "Created", "schema")


def test_a_schema_in_an_avro_file_is_avro_and_is_the_whole_file() -> None:
    text = '{"type": "record", "name": "Order", "fields": []}'
    api = new()
    api["components"]["messages"]["created"]["payload"] = {
        "schemaFormat": "application/vnd.apache.avro;version=1.12.0", "schema": {"$ref": "./schemas/Order.avsc"}}
    payload = modelled(api, schemas__Order_avsc=text).messages[0].payload
    assert payload
    assert (payload.language, payload.schema.document.path, payload.schema.pointer) == (
        "avro", "schemas/Order.avsc", ())
    bare = old()
    bare["components"]["messages"]["created"]["payload"] = {"$ref": "./schemas/Order.avsc"}
    payload = modelled(bare, schemas__Order_avsc=text).messages[0].payload
    assert payload
    assert payload.language == "avro"


@pytest.mark.parametrize(("written", "language"), [
    ("", "jsonschema"), ("application/schema+json;version=draft-07", "jsonschema"),
    ("application/vnd.aai.asyncapi+yaml;version=2.6.0", "jsonschema"),
    ("application/vnd.oai.openapi+json;version=3.0.0", "openapi"),
    ("application/vnd.apache.avro;version=1.9.0", "avro"),
    ("application/vnd.apache.avro+yaml; version=1.12.0", "avro"), ("application/raml+yaml;version=1.0", "raml"),
    ("application/vnd.google.protobuf;version=3", "protobuf"), ("text/x-unknown", ""), ("application/avroish", ""),
])
def test_a_schema_format_names_a_language(written: str, language: str) -> None:
    assert language_of(written) == language


def test_one_of_several_messages_in_2_are_messages_of_the_operation() -> None:
    api = old()
    api["channels"]["orders.held"]["publish"]["message"] = {"oneOf": [
        {"$ref": "#/components/messages/created"}, {"messageId": "held"}, {"$ref": "#/components/messages/created"},
        {"oneOf": [{"name": "OrderFreed"}]}]}
    assert list(modelled(api).operations[1].messages) == ["OrderCreated", "held", "OrderFreed"]


def test_an_operation_is_about_all_messages_of_its_channel_unless_it_names_some() -> None:
    api = new()
    api["channels"]["held"]["messages"]["freed"] = {"payload": {}}
    assert list(modelled(api).operations[1].messages) == ["OrderHeld", "freed"]
    api["operations"]["onHeld"]["messages"] = [{"$ref": "#/channels/held/messages/freed"}]
    operation = modelled(api).operations[1]
    assert list(operation.messages.values()) == [operation.channel.messages["freed"]]


def test_messages_of_one_name_are_told_apart_by_their_keys() -> None:
    api = new()
    api["channels"]["held"]["messages"]["freed"] = {"name": "OrderHeld"}
    assert list(modelled(api).operations[1].messages) == ["OrderHeld", "freed"]


def test_a_reply_has_its_channel_its_address_and_its_messages() -> None:
    api = new()
    api["operations"]["sendCreated"]["reply"] = {
        "channel": {"$ref": "#/channels/held"}, "address": {"location": "$message.header#/replyTo"}}
    reply = modelled(api).operations[0].reply
    assert reply
    assert reply.address
    assert reply.channel
    assert (reply.channel.address, reply.address.location, list(reply.messages)) == (
        "orders.held", "$message.header#/replyTo", ["OrderHeld"])


def test_a_channel_without_an_address_is_known_by_its_key() -> None:
    api = new()
    api["channels"]["held"]["address"] = None
    channel = modelled(api).channels[1]
    assert (channel.address, channel.identity) == (None, "held")


def test_a_message_that_only_the_components_have_is_a_message_of_the_contract() -> None:
    api = new()
    api["components"]["messages"]["closed"] = {"payload": {}}
    assert [message.name for message in modelled(api).messages] == ["OrderCreated", "OrderHeld", "closed"]


def test_security_is_what_goes_over_the_wire_in_both_versions() -> None:
    for api in (old(), new()):
        (alternative,) = modelled(api).servers["plant"].security
        assert [credential.kind for credential in alternative] == ["scramSha256"]
