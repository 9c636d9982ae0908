"""What the registry serves of a repository: subjects, versions, levels, and schemas that need no other file."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from conftest import Desk
from jsonschema import Draft7Validator
from registry_calls import call, record

from govtool.catalog.repository import Repository
from govtool.config import Config
from govtool.gate.desk import Desk as Gate
from govtool.registry.application import application
from govtool.registry.repository import registry_of
from govtool.registry.state import Registry
from govtool.source.tree import MemoryTree

ROOT = Path(__file__).parents[1]
MANIFEST = "name: orders\nversion: 1.1.0\ncompatibilityMode: FORWARD_TRANSITIVE\n"


def served(files: Mapping[str, str]) -> tuple[Registry, list[str]]:
    tree = MemoryTree({path: text.encode() for path, text in files.items()})
    return registry_of(Repository(tree, Config()))


def texts(registry: Registry, subject: str) -> list[Any]:
    return [json.loads(registry.schema(one.id).text) for one in registry.versions(subject)]


def asyncapi(channels: str, rest: str = "") -> str:
    return f"asyncapi: 3.0.0\ninfo: {{title: Orders, version: 1.0.0}}\nchannels:\n{channels}{rest}"


CREATED = """  created:
    address: orders.created
    messages:
      created:
        payload:
          schemaFormat: application/vnd.apache.avro;version=1.12.0
          schema: {$ref: ./Order.avsc}
        bindings: {kafka: {key: {type: string}}}
"""


def test_a_channel_names_its_subject_and_releases_are_its_versions() -> None:
    contract = asyncapi(CREATED)
    files = {
        "contract.yaml": MANIFEST, "asyncapi.yaml": contract, "Order.avsc": json.dumps(record("id", ("c", 0))),
        "releases/1.0.0/asyncapi.yaml": contract, "releases/1.0.0/Order.avsc": json.dumps(record("id")),
        "releases/1.0.0/release.json": "{}",
        "releases/1.1.0/asyncapi.yaml": contract, "releases/1.1.0/Order.avsc": json.dumps(record("id", ("b", 0))),
        "releases/1.1.0/release.json": "{}",
    }
    registry, problems = served(files)
    assert (registry.names(), problems) == (["orders.created-key", "orders.created-value"], [])
    assert texts(registry, "orders.created-value") == [record("id"), record("id", ("b", 0)), record("id", ("c", 0))]
    assert len(registry.versions("orders.created-key")) == 1
    assert registry.settings.config("orders.created-value") == {"compatibilityLevel": "FORWARD_TRANSITIVE"}
    app = application(registry)
    assert call(app, "DELETE", "/config/orders.created-value").data == {"compatibilityLevel": "FORWARD_TRANSITIVE"}
    assert call(app, "GET", "/config/orders.created-value").outcome == (404, 40408)


def test_what_no_channel_carries_is_found_by_its_name() -> None:
    order = json.dumps({**record("id"), "namespace": "shop"})
    registry, problems = served({"Order.avsc": order, "alone.avsc": '"int"'})
    assert (registry.names(), problems) == (["alone", "shop.Order"], [])
    assert registry.settings.level("shop.Order").name == "BACKWARD"


@pytest.mark.parametrize("address", ["null", "'orders.{plant}'"])
def test_a_channel_without_a_fixed_address_is_found_by_its_record(address: str) -> None:
    registry, _ = served({"asyncapi.yaml": asyncapi(CREATED.replace("orders.created", address)),
                          "Order.avsc": json.dumps(record("id"))})
    assert registry.names() == ["Order"]


def test_several_payloads_of_a_channel_are_told_apart_by_their_names() -> None:
    both = "  all:\n    address: orders\n    messages:\n"
    for name in ("A", "B"):
        schema = json.dumps(record("id", name=f"shop.{name}"))
        both += f"      {name}: {{payload: {{schemaFormat: application/vnd.apache.avro+json, schema: {schema}}}}}\n"
    registry, _ = served({"asyncapi.yaml": asyncapi(both)})
    assert registry.names() == ["orders-shop.A", "orders-shop.B"]


def test_types_of_other_files_are_in_the_schema() -> None:
    money = {"type": "record", "name": "Money", "namespace": "pay", "fields": [{"name": "cents", "type": "long"}]}
    bill = {"type": "record", "name": "Bill", "namespace": "pay", "fields": [
        {"name": "total", "type": "Money"}, {"name": "tip", "type": "Money"}]}
    registry, problems = served({"Money.avsc": json.dumps(money), "Bill.avsc": json.dumps(bill)})
    assert problems == []
    [text] = texts(registry, "pay.Bill")
    assert text["fields"][0]["type"] == {key: value for key, value in money.items() if key != "namespace"}
    assert text["fields"][1]["type"] == "Money"


JSON_EVENT = """  shipped:
    address: orders.shipped
    messages:
      shipped: {$ref: '#/components/messages/shipped'}
"""
COMPONENTS = """components:
  messages:
    shipped:
      payload: {$ref: '#/components/schemas/Shipped'}
    spare:
      payload: {type: object, title: Spare}
  schemas:
    Shipped:
      type: object
      required: [to, parcel]
      properties: {to: {$ref: '#/components/schemas/Place'}, parcel: {$ref: './parcel.yaml#/Parcel'}}
    Place: {type: string, maxLength: 3}
"""
PARCEL = "Parcel: {type: object, properties: {inner: {$ref: '#/Parcel'}, kg: {type: number, minimum: 0}}}\n"


@pytest.mark.parametrize(("value", "valid"), [
    ({"to": "abc", "parcel": {"inner": {"kg": 1}}}, True), ({"to": "abcd", "parcel": {}}, False),
    ({"to": "abc", "parcel": {"inner": {"inner": {"kg": -1}}}}, False), ({"to": "abc"}, False),
])
def test_a_json_payload_has_all_that_it_refers_to(value: Any, valid: bool) -> None:  # noqa: FBT001 - a column
    registry, problems = served({"asyncapi.yaml": asyncapi(JSON_EVENT, COMPONENTS), "parcel.yaml": PARCEL})
    assert (registry.names(), problems) == (["Spare", "orders.shipped-value"], [])
    version = registry.version("orders.shipped-value", 1)
    assert registry.schema(version.id).kind == "JSON"
    [text] = texts(registry, "orders.shipped-value")
    assert text["type"] == "object"
    assert Draft7Validator(text).is_valid(value) is valid


def test_what_cannot_be_served_is_told_with_the_reason() -> None:
    registry, problems = served({
        "Broken.avsc": json.dumps({"type": "record", "name": "Broken", "fields": [{"name": "a", "type": "Missing"}]}),
        "asyncapi.yaml": asyncapi("  a:\n    address: a\n    messages:\n      m:\n        payload:\n"
                                  "          schemaFormat: application/raml+yaml;version=1.0\n          schema: {}\n"
                                  "      n:\n        payload: {$ref: '#/nowhere'}\n"),
    })
    assert registry.names() == []
    assert [words for words in problems if "Broken.avsc" in words and "`Missing`" in words]
    assert [words for words in problems if "raml" in words]
    assert [words for words in problems if "nothing at" in words]


def test_a_repository_always_has_the_same_ids_and_other_contracts_change_none() -> None:
    one = {"Order.avsc": json.dumps(record("id"))}
    more = {**one, "A.avsc": json.dumps(record("a", name="A")), "Z.avsc": json.dumps(record("z", name="Z"))}
    ids = {served(files)[0].version("Order", 1).id for files in (one, more, one)}
    assert len(ids) == 1


def test_the_contracts_of_this_repository_are_served_whole_and_compatible_with_themselves() -> None:
    registry, problems = registry_of(Gate.at(ROOT).repository())
    assert problems == []
    values = [name for name in registry.names() if name.endswith("-value")]
    assert len(values) >= 8
    for name in values:
        assert registry.settings.level(name).name == "FULL_TRANSITIVE"
        versions = registry.versions(name)
        for number, one in enumerate(versions):
            told = [registry.compared(name, registry.schema(one.id), before.number) for before in versions[:number]]
            assert not any(told), (name, told)


def test_the_command_says_what_it_leaves_out(desk: Desk) -> None:
    desk.write("Broken.avsc", '{"type": "record", "name": "Broken"}')
    desk.write("store.json", "no store")
    assert "--store" in desk.govtool("registry", "serve", "--help").out
    done = desk.govtool("registry", "serve", "--port", "0", "--store", "store.json")
    assert done.code == 2
