"""AsyncAPI documents that are valid, that are not, and that the official schemas or parser judge wrongly."""

from copy import deepcopy
from typing import Any

import pytest
from asyncapi_documents import new, old
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from validity_documents import findings, told

from govtool.finding import INTERNAL_ERROR
from govtool.lint.validity.event_shape import VERSIONS

STRUCTURE = "asyncapi-structure-valid"


@pytest.mark.parametrize("api", [old(), new(), {**new(), "asyncapi": "3.1.0"}], ids=["2.6", "3.0", "3.1"])
def test_a_valid_document_has_no_findings(api: dict[str, Any]) -> None:
    assert findings(api) == []


@pytest.mark.parametrize("version", VERSIONS)
def test_a_key_too_many_is_told_in_every_version(version: str) -> None:
    api = {"asyncapi": f"{version}.0", "info": {"title": "T", "version": "1", "titel": "T"}, "channels": {}}
    assert told(api, STRUCTURE) == [("/info/titel", "`titel` is no key of the Info Object")]


def test_a_key_of_a_later_version_is_told_as_that() -> None:
    api = {"asyncapi": "2.0.0", "info": {"title": "T", "version": "1"}, "channels": {"orders": {"servers": []}}}
    (finding,) = findings(api)
    assert (finding.at.fragment, finding.message, finding.help) == (
        "/channels/orders/servers", "`servers` does not belong here in AsyncAPI 2.0",
        "leave it out, or name a version of AsyncAPI that has it")


@pytest.mark.parametrize("version", ["2.0", "2.1", "2.2", "2.3", "2.4"])
def test_a_parameter_may_be_a_reference_though_the_official_schema_refuses_it(version: str) -> None:
    api = {"asyncapi": f"{version}.0", "info": {"title": "T", "version": "1"},
           "channels": {"orders.{plant}": {"parameters": {"plant": {"$ref": "#/components/parameters/plant"}}}},
           "components": {"parameters": {"plant": {"schema": {"type": "string"}}}}}
    assert findings(api) == []


def test_what_is_wrong_behind_references_is_told_once_where_it_is_written() -> None:
    api = new()
    api["channels"]["held"]["messages"]["again"] = {"$ref": "#/components/messages/created"}
    api["components"]["messages"]["created"]["contenttype"] = "application/json"
    assert [place for place, _ in told(api, STRUCTURE)] == ["/components/messages/created/contenttype"]


def test_what_is_wrong_in_another_file_is_told_there() -> None:
    api = new()
    api["channels"]["held"]["messages"]["held"] = {"$ref": "parts.json#/held"}
    found = [finding for finding in findings(api, parts={"held": {"payload": {}, "titel": "Held"}})
             if finding.rule == STRUCTURE]
    assert [(finding.at.document, finding.at.fragment) for finding in found] == [("parts.json", "/held/titel")]


@pytest.mark.parametrize("dialect", ["", "http://json-schema.org/draft-07/schema#",
                                     "https://json-schema.org/draft/2020-12/schema"])
def test_a_schema_in_another_file_is_judged_in_its_own_dialect(dialect: str) -> None:
    api = new()
    api["channels"]["held"]["messages"]["held"]["payload"] = {"$ref": "held.json"}
    schema = {"type": "object", "properties": {"reason": {"type": "text"}}} | ({"$schema": dialect} if dialect else {})
    found = [finding for finding in findings(api, held=schema) if finding.rule == STRUCTURE]
    assert [(finding.at.document, finding.at.fragment) for finding in found] == [
        ("held.json", "/properties/reason/type")]


def test_a_reference_that_leads_nowhere_is_told_as_that_alone() -> None:
    api = new()
    api["components"]["messages"]["created"]["correlationId"] = {"$ref": "#/components/correlationIds/none"}
    assert {finding.rule for finding in findings(api)} == {"ref-resolves"}


@pytest.mark.parametrize("version", ["1.2.0", "2.7.0", "4.0.0"])
def test_a_version_that_is_not_known_is_told(version: str) -> None:
    found = told({**new(), "asyncapi": version}, STRUCTURE)
    assert [place for place, _ in found] == ["/asyncapi"]


def test_a_payload_in_another_language_is_judged_by_its_own_schema() -> None:
    api = new()
    api["components"]["schemas"]["Created"] = {
        "schemaFormat": "application/vnd.apache.avro;version=1.9.0",
        "schema": {"type": "record", "name": "Order", "fields": [{"type": "string"}]}}
    assert {finding.rule for finding in findings(api)} >= {STRUCTURE}


def test_hole_one_a_wrong_example_of_a_message_is_found_in_3() -> None:
    api = new()
    api["components"]["messages"]["created"]["examples"] = [{"payload": {"orderId": 4711}}]
    assert [place for place, _ in told(api, "asyncapi-example-valid")] == [
        "/components/messages/created/examples/0/payload/orderId"]


def test_hole_two_an_avro_payload_with_an_unknown_type_is_found() -> None:
    api = new()
    api["components"]["messages"]["created"].update(examples=[], payload={
        "schemaFormat": "application/vnd.apache.avro;version=1.9.0",
        "schema": {"type": "record", "name": "Order", "fields": [{"name": "size", "type": "integer"}]}})
    assert [place for place, _ in told(api, "asyncapi-avro-valid")] == [
        "/components/messages/created/payload/schema/fields/0/type"]


def test_hole_three_a_variable_of_an_address_that_is_not_declared_is_found() -> None:
    api = new()
    del api["channels"]["created"]["parameters"]
    assert [place for place, _ in told(api, "asyncapi-address-parameters-match")] == ["/channels/created/address"]


@pytest.mark.parametrize("address", ["orders?plant=a", "orders#a"])
def test_hole_four_a_query_or_a_fragment_in_an_address_is_found(address: str) -> None:
    api = new()
    api["channels"]["held"]["address"] = address
    assert [place for place, _ in told(api, "asyncapi-address-no-query")] == ["/channels/held/address"]


@pytest.mark.parametrize(("pointer", "expected"), [
    ("$message.header#/correlationId", 0), ("$message.header#/none", 1), ("$message.payload#/orderId", 0),
    ("$message.payload#/order/id", 1), ("$message.payload#", 0), ("$message.payload", 0),
])
def test_a_location_is_looked_up_in_the_schemas(pointer: str, expected: int) -> None:
    api = new()
    api["components"]["messages"]["created"]["correlationId"] = {"location": pointer}
    assert len(told(api, "asyncapi-location-exists")) == expected


def test_messages_that_stand_for_endlessly_many_are_judged_in_the_end() -> None:
    api = old()
    messages = {f"m{number}": {"oneOf": [{"$ref": f"#/components/messages/m{number + 1}"}] * 2} for number in range(40)}
    api["components"]["messages"].update(messages, m40={"oneOf": [{"$ref": "#/components/messages/m0"}]})
    api["channels"]["orders.held"]["publish"]["message"] = {"$ref": "#/components/messages/m0"}
    assert INTERNAL_ERROR not in {finding.rule for finding in findings(api)}


JUNK: st.SearchStrategy[Any] = st.sampled_from([
    None, True, 1, "x", [], {}, [1], [None, {}], [[]], {"a": None}, {"$ref": "#"}, {"$ref": "#/none"}, {"$ref": 1},
    {"oneOf": [1, {}]}, {"schema": 1, "schemaFormat": "application/vnd.apache.avro"}, "$message.header#/a/b",
])


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.booleans(), st.lists(st.tuples(st.lists(st.integers(0, 9), min_size=1, max_size=7), JUNK), min_size=1,
                               max_size=3))
def test_anything_anywhere_is_a_finding_or_nothing(is_new: bool, changes: list[tuple[list[int], Any]]) -> None:  # noqa: FBT001 - drawn
    api: Any = new() if is_new else old()
    for steps, junk in changes:
        put(api, steps, deepcopy(junk))
    assert [finding.message for finding in findings(api) if finding.rule == INTERNAL_ERROR] == []


def put(value: Any, steps: list[int], junk: Any) -> None:
    """Something else where the steps lead: each names one of the entries."""
    for number, step in enumerate(steps):
        if not isinstance(value, dict | list) or not value:
            return
        key: Any = list(value)[step % len(value)] if isinstance(value, dict) else step % len(value)
        if number == len(steps) - 1 and key != "asyncapi":
            value[key] = junk
            return
        value = value[key]
