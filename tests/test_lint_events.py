"""Rules of style and policy about event contracts: what they look at, and what they leave alone."""

import json
import re
from collections import Counter
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from asyncapi_documents import contract, new, old
from hypothesis import given, settings
from hypothesis import strategies as st
from rule_examples import Together
from test_lint_rules import Shipped

from govtool.errors import UserError
from govtool.finding import INTERNAL_ERROR, Finding
from govtool.lint import rulesets
from govtool.lint.engine import lint, lint_repository
from govtool.lint.load import VALIDITY, always_on, built_in
from govtool.lint.reader import FOLDER, Reader
from govtool.lint.ruleset import RuleSet
from govtool.model.contract import Contract
from govtool.model.read import read
from govtool.source.refs import Bundle
from govtool.source.tree import MemoryTree, WorkTree

ROOT = Path(__file__).parents[1]
SHARED = ROOT / ".." / "shared"
KNOWN = built_in()
POLICY = rulesets.load(("recommended", "manufacturing"), {}, ROOT)


def alone(*ids: str) -> RuleSet:
    return RuleSet({id_: KNOWN[id_] for id_ in ids}, {id_: KNOWN[id_].severity for id_ in ids})


def found(api: Any, *ids: str, **others: str) -> list[Finding]:
    return lint(contract(api, **others), alone(*ids))


def messages(**bodies: Any) -> dict[str, Any]:
    """A document with these messages on one channel."""
    return {"asyncapi": "3.0.0", "info": {"title": "T", "version": "1.0.0"},
            "channels": {"orders": {"address": "mfg.order.v1", "messages": bodies}}}


def headers(*required: str, **properties: Any) -> dict[str, Any]:
    return {"headers": {"type": "object", "required": list(required), "properties": properties}}


# --- The shipped contracts ---

EVENTS, SCHEMA = "production-order/v1/asyncapi.yaml", "production-order/v1/schemas/ProductionOrderReleased.avsc"
COMMON, MANIFEST = "common/v1/asyncapi.yaml", "production-order/v1/contract.yaml"
FIRST = "productionOrderCreated"


def channel(data: Any) -> Any:
    return data["channels"][FIRST]


def message(data: Any) -> Any:
    return data["components"]["messages"][FIRST]


def topic(data: Any) -> Any:
    return channel(data)["bindings"]["kafka"]["topicConfiguration"]


def attributes(data: Any) -> Any:
    return data["components"]["schemas"]["EventHeaders"]


def fields(data: Any) -> dict[str, Any]:
    return {field["name"]: field for field in data["fields"]}


SOWN: dict[str, tuple[str, Callable[[Any], object]]] = {
    "asyncapi-address-impersonal": (EVENTS, lambda data: channel(data).update(
        address="mfg.{operatorId}.created.v1", parameters={"operatorId": {}})),
    "asyncapi-address-no-trailing-slash": (EVENTS, lambda data: channel(data).update(address="mfg/order/created/v1/")),
    "asyncapi-address-pattern": (EVENTS, lambda data: channel(data).update(address="OrderCreated")),
    "asyncapi-address-version-major": (EVENTS, lambda data: channel(data).update(address="mfg.order.created.v3")),
    "asyncapi-cloudevents-attribute-typed": (COMMON, lambda data: attributes(data)["properties"].update(
        ce_time={"type": "string"})),
    "asyncapi-cloudevents-name-legal": (COMMON, lambda data: attributes(data)["properties"].update(
        ce_orderId={"type": "string"})),
    "asyncapi-cloudevents-one-mode": (EVENTS, lambda data: message(data).update(
        contentType="application/cloudevents+json")),
    "asyncapi-cloudevents-required": (COMMON, lambda data: attributes(data)["required"].remove("ce_id")),
    "asyncapi-cloudevents-specversion": (COMMON, lambda data: attributes(data)["properties"].update(
        ce_specversion={"type": "string"})),
    "asyncapi-cloudevents-type-versioned": (EVENTS, lambda data: data["components"]["schemas"][
        "ProductionOrderCreatedHeaders"]["allOf"].pop()),
    "asyncapi-compatibility-declared": (MANIFEST, lambda data: data.pop("compatibilityMode")),
    "asyncapi-content-type-declared": (EVENTS, lambda data: (data.pop("defaultContentType"),
                                                              message(data).pop("contentType"))),
    "asyncapi-delivery-acknowledged": (EVENTS, lambda data: data["operations"]["sendProductionOrderCreated"].update(
        bindings={"mqtt": {"qos": 0}})),
    "asyncapi-event-located": (EVENTS, lambda data: message(data).update(payload={"type": "object"})),
    "asyncapi-headers-object": (EVENTS, lambda data: message(data).update(headers={"type": "string"})),
    "asyncapi-message-correlated": (EVENTS, lambda data: message(data).pop("correlationId")),
    "asyncapi-message-identified": (EVENTS, lambda data: message(data).update(headers={"type": "object"})),
    "asyncapi-message-keyed": (EVENTS, lambda data: message(data).pop("bindings")),
    "asyncapi-message-times": (EVENTS, lambda data: message(data).update(
        headers={"type": "object"}, payload={"type": "object"})),
    "asyncapi-message-traceparent": (COMMON, lambda data: attributes(data)["properties"].pop("traceparent")),
    "asyncapi-message-typed": (EVENTS, lambda data: message(data).update(headers={"type": "object"})),
    "asyncapi-operation-described": (EVENTS, lambda data: data["operations"]["sendProductionOrderCreated"].pop(
        "summary")),
    "asyncapi-parameter-described": (EVENTS, lambda data: channel(data).update(
        address="mfg.{site}.created.v1", parameters={"site": {}})),
    "asyncapi-retention-declared": (EVENTS, lambda data: topic(data).update({"retention.ms": 60000})),
    "asyncapi-schema-format-known": (EVENTS, lambda data: message(data)["payload"].update(schemaFormat="avro")),
    "asyncapi-server-declared": (EVENTS, lambda data: data.pop("servers")),
    "asyncapi-server-encrypted": (EVENTS, lambda data: data["servers"]["plant"].update(protocol="kafka")),
    "asyncapi-store-and-forward": (MANIFEST, lambda data: data["resilience"]["storeAndForward"].update(
        orderedBy="shift")),
    "asyncapi-telemetry-apart": (MANIFEST, lambda data: data.update(interfaceClass="telemetry")),
    "asyncapi-telemetry-qualified": (MANIFEST, lambda data: data.update(interfaceClass="telemetry")),
    "component-used": (EVENTS, lambda data: data["components"]["messages"].update(lost={"payload": {}})),
    "info-contact": (EVENTS, lambda data: data["info"].pop("contact")),
    "info-description": (EVENTS, lambda data: data["info"].pop("description")),
    "version-semantic": (EVENTS, lambda data: data["info"].update(version="v1")),
    "avro-bytes-documented": (SCHEMA, lambda data: data["fields"].append({"name": "curve", "type": "bytes"})),
    "avro-cloudevents-required": (SCHEMA, lambda data: data["fields"].extend(
        {"name": name, "type": "string"} for name in ("id", "source", "specversion"))),
    "avro-default-distinct": (SCHEMA, lambda data: fields(data)["siteId"].update(default="")),
    "avro-enum-default-present": (SCHEMA, lambda data: fields(data)["siteId"].update(
        type={"type": "enum", "name": "Site", "symbols": ["NORTH"]})),
    "avro-field-camel-case": (SCHEMA, lambda data: fields(data)["siteId"].update(name="site_id")),
    "avro-field-documented": (SCHEMA, lambda data: fields(data)["siteId"].pop("doc")),
    "avro-namespace-reverse-domain": (SCHEMA, lambda data: data.pop("namespace")),
    "avro-namespace-versioned": (SCHEMA, lambda data: data.update(namespace="com.example.mfg.order.v2")),
    "avro-optional-default-null": (SCHEMA, lambda data: fields(data)["plannedQuantity"].pop("default")),
    "avro-quantity-exact": (SCHEMA, lambda data: fields(data)["plannedQuantity"].update(type=["null", "double"])),
    "avro-symbol-upper-case": (SCHEMA, lambda data: fields(data)["siteId"].update(
        type={"type": "enum", "name": "Site", "symbols": ["north"], "default": "north"})),
    "avro-time-logical-type": (SCHEMA, lambda data: fields(data)["occurredAt"].update(type="long")),
    "avro-type-documented": (SCHEMA, lambda data: data.pop("doc")),
    "avro-type-pascal-case": (SCHEMA, lambda data: data.update(name="order_released")),
    "avro-union-optional": (SCHEMA, lambda data: fields(data)["siteId"].update(type=["string", "long"])),
    "avro-uuid-logical-type": (SCHEMA, lambda data: data["fields"].append({"name": "orderUuid", "type": "string"})),
}


def test_every_rule_about_events_is_sown_once() -> None:
    """But for those about 2.x, and those that are off for the shipped contracts."""
    about_events = {id_ for id_ in POLICY.base if id_.startswith(("asyncapi-", "avro-"))}
    assert about_events - set(SOWN) == {"asyncapi-operation-id-present"}


@pytest.mark.parametrize("rule", SOWN)
def test_a_fault_that_is_sown_in_the_shipped_events_is_found(rule: str, tmp_path: Path) -> None:
    shipped = Shipped(tmp_path)
    if rule == "asyncapi-telemetry-apart":
        shipped.sow(EVENTS, lambda data: channel(data).update({"x-consumers": ["erp-adapter"]}))
    shipped.sow(*SOWN[rule])
    assert rule in {finding.rule for finding in shipped.findings()}


# --- What messages carry ---

ASKED_OF_ALL = ("asyncapi-message-identified", "asyncapi-message-times", "asyncapi-message-traceparent",
                "asyncapi-message-typed")
FULL = headers("eventId", eventId={}, time={}, recordedTime={}, traceparent={}, eventType={"const": "a.b.v1"})


def test_a_message_that_carries_everything_has_no_findings() -> None:
    assert found(messages(created=FULL), *ASKED_OF_ALL) == []


@pytest.mark.parametrize("payload", [
    {"oneOf": [{"type": "object"}]}, {"$ref": "#/nowhere"}, {"allOf": [{"anyOf": [{}]}]},
    {"schemaFormat": "application/vnd.google.protobuf;version=3", "schema": "message A {}"},
], ids=["branches", "a broken reference", "branches in a part", "another language"])
def test_what_a_message_lacks_is_not_told_where_more_may_be_there(payload: Any) -> None:
    assert found(messages(created={"payload": payload}), *ASKED_OF_ALL) == []


def test_requests_and_replies_are_no_events() -> None:
    api = messages(ask={"payload": {}}, answer={"payload": {}})
    api["operations"] = {"ask": {"action": "send", "channel": {"$ref": "#/channels/orders"}, "reply": {
        "channel": {"$ref": "#/channels/orders"}, "messages": [{"$ref": "#/channels/orders/messages/answer"}]},
        "messages": [{"$ref": "#/channels/orders/messages/ask"}]}}
    assert found(api, *ASKED_OF_ALL) == []


@pytest.mark.parametrize("around", ["metadata", "envelope", "header"])
def test_members_of_an_envelope_in_the_payload_count(around: str) -> None:
    inside = {"type": "object", "properties": {name: {} for name in ("occurredAt", "recordedAt", "eventId")},
              "required": ["eventId"]}
    payload = {"type": "object", "properties": {around: inside}}
    assert found(messages(created={"payload": payload}), "asyncapi-message-times", "asyncapi-message-identified") == []


def avro(*fields: tuple[str, Any]) -> dict[str, Any]:
    schema = {"type": "record", "name": "R", "fields": [{"name": name, "type": type_} for name, type_ in fields]}
    return {"payload": {"schemaFormat": "application/vnd.apache.avro;version=1.12.0", "schema": schema}}


def test_fields_of_an_avro_payload_count_and_one_that_may_be_null_may_be_missing() -> None:
    api = messages(created=avro(("eventId", "string")), changed=avro(("eventId", ["null", "string"])))
    assert [finding.message for finding in found(api, "asyncapi-message-identified")] == [
        "`eventId` of message `changed` may be missing, expected it in every one"]


def test_an_envelope_in_avro_that_holds_itself_ends() -> None:
    api = messages(created=avro(("metadata", ["null", "R"]), ("context", "R")))
    assert len(found(api, "asyncapi-message-identified")) == 1


def test_a_trait_brings_what_it_says() -> None:
    api = messages(created={"traits": [FULL]})
    assert found(api, *ASKED_OF_ALL) == []


OF_EVENTS = [id_ for id_ in KNOWN if id_.startswith("asyncapi-") and id_ not in always_on()]


@pytest.mark.parametrize("rule", [id_ for id_ in OF_EVENTS if id_ != "asyncapi-version-newest"])
def test_one_contract_in_two_versions_has_the_same_findings(rule: str) -> None:
    one, two = (Counter(finding.message for finding in found(api, rule)) for api in (old(), new()))
    assert one == two


@pytest.mark.parametrize(("type_", "expected"), [
    ({"const": "com.example.order.v1"}, False), ({"const": "order"}, True), ({"pattern": r"^com\.x\.v[0-9]+$"}, False),
    ({"enum": ["a.v1", "b"]}, False), ({"type": "string"}, True),
])
def test_the_version_of_a_schema_may_stand_in_the_type(type_: Any, expected: bool) -> None:  # noqa: FBT001 - the answer
    api = messages(created=headers(eventType=type_))
    assert bool(found(api, "asyncapi-message-typed")) is expected


# --- Kafka ---


def test_a_channel_is_on_kafka_by_its_server_or_its_binding() -> None:
    api = messages(created={"payload": {}})
    api["servers"] = {"plant": {"host": "b", "protocol": "mqtt"}, "office": {"host": "b", "protocol": "kafka-secure"}}
    api["channels"]["orders"]["servers"] = [{"$ref": "#/servers/plant"}]
    assert found(api, "asyncapi-message-keyed") == []
    api["channels"]["orders"]["servers"].append({"$ref": "#/servers/office"})
    assert len(found(api, "asyncapi-message-keyed")) == 1
    api["channels"]["orders"].update(servers=[], bindings={"kafka": {}})
    assert len(found(api, "asyncapi-message-keyed")) == 1


# --- CloudEvents ---

CLOUD = tuple(id_ for id_ in KNOWN if id_.startswith("asyncapi-cloudevents-"))
ENVELOPE = {"id": {"type": "string"}, "source": {"type": "string", "format": "uri-reference"},
            "specversion": {"const": "1.0"}, "type": {"const": "com.example.order.created.v1"}}


@pytest.mark.parametrize("prefix", ["ce_", "ce-", "cloudEvents:", "cloudEvents_"])
def test_attributes_are_headers_with_the_prefix_of_their_protocol(prefix: str) -> None:
    all_four = {prefix + name: schema for name, schema in ENVELOPE.items()}
    assert found(messages(created=headers(*all_four, **all_four)), *CLOUD) == []
    faults = found(messages(created=headers(*list(all_four)[:3], **all_four)), *CLOUD)
    assert [finding.rule for finding in faults] == ["asyncapi-cloudevents-required"]


def test_case_means_nothing_in_headers_of_http() -> None:
    all_four = {f"ce-{name.capitalize()}": schema for name, schema in ENVELOPE.items()}
    assert found(messages(created=headers(*all_four, **all_four)), *CLOUD) == []


@pytest.mark.parametrize("content_type", ["application/cloudevents+json", "application/json"])
def test_an_envelope_in_the_payload_is_the_structured_mode(content_type: str) -> None:
    members: dict[str, Any] = {**ENVELOPE, "data": {"type": "object"}, "data_base64": {"type": "string"}}
    payload = {"type": "object", "required": [*ENVELOPE], "properties": members}
    assert found(messages(created={"contentType": content_type, "payload": payload}), *CLOUD) == []
    members["orderNumber"] = {"type": "number"}
    faults = found(messages(created={"contentType": content_type, "payload": payload}), *CLOUD)
    assert [finding.rule for finding in faults] == ["asyncapi-cloudevents-attribute-typed",
                                                    "asyncapi-cloudevents-name-legal"]


@pytest.mark.parametrize("body", [
    {"payload": {"type": "object", "properties": {"id": {}, "type": {}, "source": {}}}},
    headers(id={}, source={}, type={}), headers(ce_colour={}),
    {"contentType": "application/cloudevents-batch+json", "payload": {"type": "array"}},
])
def test_what_is_no_cloudevent_is_left_alone(body: Any) -> None:
    assert found(messages(created=body), *CLOUD) == []


@settings(max_examples=60, deadline=None)
@given(st.text("abzAB09_-.", min_size=1, max_size=24))
def test_the_name_of_an_attribute_is_legal_by_the_words_of_the_specification(name: str) -> None:
    """Lower-case letters and digits of ASCII; no more than 20 characters."""
    legal = all("a" <= letter <= "z" or "0" <= letter <= "9" for letter in name) and len(name) <= 20
    api = messages(created=headers(ce_id={}, **{f"ce_{name}": {}}))
    assert bool(found(api, "asyncapi-cloudevents-name-legal")) is not legal


# --- Avro ---

STYLE = tuple(id_ for id_ in KNOWN if id_.startswith("avro-") and id_ not in always_on())
ORDER: dict[str, Any] = {"type": "record", "name": "order", "fields": [
    {"name": "order_id", "type": ["string", "null"]}, {"name": "dueAt", "type": "long"},
    {"name": "state", "type": {"type": "enum", "name": "State", "symbols": ["open"]}},
    {"name": "codes", "type": {"type": "map", "values": ["int", "string"]}}, {"name": "raw", "type": "bytes"}]}


def judged(name: str, data: Any) -> Counter[tuple[str, str]]:
    bundle = Bundle(MemoryTree({name: json.dumps(data).encode()}))
    return Counter((finding.rule, finding.message) for finding in lint(read(bundle, name), alone(*STYLE)))


def test_a_type_is_judged_alike_in_a_file_a_union_and_a_protocol() -> None:
    expected = judged("order.avsc", ORDER)
    assert len(expected) >= 10
    assert judged("orders.avsc", [deepcopy(ORDER), "string"]) == expected
    assert judged("orders.avpr", {"protocol": "Orders", "types": [ORDER], "messages": {}}) == expected


def test_the_parameters_of_a_message_are_fields_and_no_record() -> None:
    asked = {"protocol": "Orders", "messages": {"close": {"request": [{"name": "Order_Id", "type": "string"}],
                                                          "response": "null"}}}
    assert {rule for rule, _ in judged("orders.avpr", asked)} == {"avro-field-camel-case", "avro-field-documented"}


def test_styles_and_widths_are_options(tmp_path: Path) -> None:
    wide = rulesets.load((), {"avro-field-camel-case": {"style": "snake_case"}, "avro-union-optional": {"branches": 2}},
                         tmp_path)
    bundle = Bundle(MemoryTree({"order.avsc": json.dumps(ORDER).encode()}))
    told = [(finding.rule, finding.message) for finding in lint(read(bundle, "order.avsc"), wide)]
    assert told == [("avro-field-camel-case", "`dueAt` is not in snake_case, expected `due_at`")]


def test_the_pattern_of_addresses_is_an_option_that_must_be_an_expression(tmp_path: Path) -> None:
    def told(pattern: str) -> list[str]:
        rules = rulesets.load((), {"asyncapi-address-pattern": {"pattern": pattern}}, tmp_path)
        return [finding.message for finding in lint(contract(messages()), rules) if finding.rule.endswith("pattern")]

    assert told(r"mfg\..*") == []
    assert len(told(r"sap\..*")) == 1
    assert told("(")[0].startswith("the rule cannot be run: `pattern` is no regular expression")


# --- Components ---


def unused(*apis: Any) -> list[str]:
    tree = {f"api-{index}.json": json.dumps(api).encode() for index, api in enumerate(apis)}
    bundle = Bundle(MemoryTree(tree))
    together = Together(tuple(read(bundle, name) for name in tree))
    return [finding.at.fragment for finding in lint_repository(together, alone("component-used"))]


@pytest.mark.parametrize("api", [old(), new()], ids=["2.6", "3.0"])
def test_a_component_is_used_by_reference_or_by_the_name_of_a_scheme(api: dict[str, Any]) -> None:
    assert unused(api) == []
    api["components"]["schemas"]["Lost"] = {"type": "object"}
    assert unused(api) == ["/components/schemas/Lost"]


def test_a_library_of_messages_is_not_judged_and_uses_count_across_documents() -> None:
    library = {**new(), "channels": {}, "operations": {}}
    user = messages(created={"$ref": "api-0.json#/components/messages/created"})
    assert unused(library) == []
    assert unused(library, user) == []


# --- Rulesets ---


def test_nothing_about_events_is_read_for_another_family() -> None:
    ids = set(built_in().for_family("openapi"))
    assert [id_ for id_ in ids if id_.startswith(("asyncapi-", "avro-"))] == []


def test_every_rule_of_spectral_for_asyncapi_has_one_here_that_can_be_weighed(tmp_path: Path) -> None:
    peers = SHARED / "data" / "peer-lint-rules.json"
    if not peers.is_file():
        pytest.skip("the list of the peers' rules is not here")
    theirs = {rule["id"] for rule in json.loads(peers.read_bytes())["spectral:asyncapi"]["rules"]}
    names = Reader(built_in()).layer("spectral:asyncapi", FOLDER).names
    assert theirs == {id_ for id_ in names if id_.startswith("asyncapi-")}
    for name, id_ in names.items():
        (tmp_path / "rules.yaml").write_text(f"extends: [[spectral:asyncapi, off]]\nrules: {{{name}: hint}}\n", "utf-8")
        rules = rulesets.load(("rules.yaml",), {}, tmp_path)
        assert [one for one, severity in rules.base.items() if severity is not None] == [id_]


@pytest.mark.parametrize("name", ["asyncapi-tag-descriptio", "asyncapi-nothing"])
def test_a_name_that_spectral_does_not_have_is_an_error(name: str, tmp_path: Path) -> None:
    (tmp_path / "rules.yaml").write_text(f"extends: spectral:asyncapi\nrules: {{{name}: warn}}\n", "utf-8")
    with pytest.raises(UserError, match=re.escape(name)):
        rulesets.load(("rules.yaml",), {}, tmp_path)


# --- Public documents ---


@pytest.mark.parametrize("folder", ["asyncapi", "avsc"])
def test_no_rule_crashes_on_a_public_document(folder: str) -> None:
    root = SHARED / "specs" / folder
    if not root.is_dir():
        pytest.skip("the public documents are not here")
    rules = rulesets.load(("recommended", "manufacturing", "spectral:asyncapi"), {}, ROOT)
    rules = rules.narrowed(ignore=(VALIDITY,))
    bundle = Bundle(WorkTree(root))
    told: Counter[str] = Counter()
    for path in sorted(root.iterdir()):
        judged_contract: Contract = read(bundle, path.name)
        told.update(finding.rule for finding in lint(judged_contract, rules))
    assert told[INTERNAL_ERROR] == 0
    assert told.total() > 100
