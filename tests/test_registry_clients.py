"""The real client of Kafka's registry and its serializers, against `govtool registry serve` on a socket."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from confluent_kafka.schema_registry import (
    Schema,
    SchemaReference,
    SchemaRegistryClient,
    record_subject_name_strategy,
)
from confluent_kafka.schema_registry.avro import AvroDeserializer, AvroSerializer
from confluent_kafka.schema_registry.error import SchemaRegistryError
from confluent_kafka.schema_registry.json_schema import JSONDeserializer, JSONSerializer
from confluent_kafka.schema_registry.schema_registry_client import ConfigCompatibilityLevel, ServerConfig
from confluent_kafka.serialization import MessageField, SerializationContext
from registry_calls import record, served

VALUE = SerializationContext("orders", MessageField.VALUE)
CREATED = SerializationContext("orders.created", MessageField.VALUE)
MONEY = {"type": "record", "name": "Money", "namespace": "pay", "fields": [{"name": "cents", "type": "long"}]}
BILL = {"type": "record", "name": "Bill", "namespace": "pay", "fields": [
    {"name": "total", "type": "Money"}, {"name": "tip", "type": ["null", "pay.Money"], "default": None}]}

ASYNCAPI = """asyncapi: 3.0.0
info: {title: Orders, version: 1.0.0}
channels:
  created:
    address: orders.created
    messages:
      created:
        payload:
          schemaFormat: application/vnd.apache.avro;version=1.12.0
          schema: {$ref: ./Order.avsc}
"""


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server over a repository with one event; tests use subjects of their own."""
    root = tmp_path_factory.mktemp("repository")
    (root / "asyncapi.yaml").write_text(ASYNCAPI, "utf-8")
    (root / "Order.avsc").write_text(json.dumps(record("id", ("count", 1))), "utf-8")
    with served(root) as (found, _):
        yield found


@pytest.fixture
def client(url: str) -> Iterator[SchemaRegistryClient]:
    with SchemaRegistryClient({"url": url}) as found:
        yield found


@pytest.fixture
def other(url: str) -> Iterator[SchemaRegistryClient]:
    """A client that remembers nothing of what the first one saw."""
    with SchemaRegistryClient({"url": url}) as found:
        yield found


def avro(data: Any, *references: SchemaReference) -> Schema:
    return Schema(json.dumps(data), "AVRO", list(references))


def refused(error: pytest.ExceptionInfo[SchemaRegistryError]) -> tuple[int, int]:
    return error.value.http_status_code, error.value.error_code


def test_a_producer_and_a_consumer_understand_each_other_by_the_contract(client: SchemaRegistryClient,
                                                                         other: SchemaRegistryClient) -> None:
    text = client.get_latest_version("orders.created-value").schema.schema_str
    write = AvroSerializer(client, text, conf={"auto.register.schemas": False})
    sent = write({"id": 7, "count": 2}, CREATED)
    assert AvroDeserializer(other)(sent, CREATED) == {"id": 7, "count": 2}


def test_a_producer_takes_the_latest_version_of_the_contract(client: SchemaRegistryClient) -> None:
    conf = {"auto.register.schemas": False, "use.latest.version": True}
    write = AvroSerializer(client, json.dumps(record("id")), conf=conf)
    assert AvroDeserializer(client)(write({"id": 7}, CREATED), CREATED) == {"id": 7, "count": 1}


def test_a_producer_registers_what_is_compatible_and_is_refused_otherwise(client: SchemaRegistryClient) -> None:
    write = AvroSerializer(client, json.dumps(record("id")))
    assert AvroDeserializer(client)(write({"id": 1}, VALUE), VALUE) == {"id": 1}
    AvroSerializer(client, json.dumps(record("id", ("more", 0))))({"id": 1, "more": 2}, VALUE)
    assert client.get_versions("orders-value") == [1, 2]
    with pytest.raises(SchemaRegistryError) as error:
        AvroSerializer(client, json.dumps(record("id", "must")))({"id": 1, "must": 2}, VALUE)
    assert refused(error) == (409, 409)


def test_a_key_has_a_subject_of_its_own(client: SchemaRegistryClient) -> None:
    key = SerializationContext("keyed", MessageField.KEY)
    sent = AvroSerializer(client, '"string"')("4711", key)
    assert AvroDeserializer(client)(sent, key) == "4711"
    assert client.get_latest_version("keyed-key").schema.schema_str == '"string"'


def test_subjects_may_be_named_by_records(client: SchemaRegistryClient) -> None:
    conf = {"subject.name.strategy": record_subject_name_strategy}
    AvroSerializer(client, json.dumps(record("id", name="shop.Basket")), conf=conf)({"id": 1}, VALUE)
    assert "shop.Basket" in client.get_subjects()


def test_avro_references_are_found(client: SchemaRegistryClient) -> None:
    client.register_schema("money", avro(MONEY))
    bill = avro(BILL, SchemaReference("pay.Money", "money", 1))
    write = AvroSerializer(client, bill)
    context = SerializationContext("bills", MessageField.VALUE)
    value = {"total": {"cents": 5}, "tip": {"cents": 1}}
    assert AvroDeserializer(client)(write(value, context), context) == value
    found = client.get_latest_version("bills-value")
    assert [one.subject for one in found.schema.references or []] == ["money"]
    assert client.get_referenced_by("money", 1) == [found.schema_id]
    for refuse in (lambda: client.delete_version("money", 1), lambda: client.delete_subject("money")):
        with pytest.raises(SchemaRegistryError) as error:
            refuse()
        assert refused(error) == (422, 42206)


@pytest.mark.parametrize("name", ["money.json", "https://example.com/schemas/money.json"])
def test_json_schema_goes_round_with_references(client: SchemaRegistryClient, name: str) -> None:
    subject = f"json-{len(name)}"
    money = {"$schema": "http://json-schema.org/draft-07/schema#", "type": "object", "title": "Money",
             "properties": {"cents": {"type": "integer"}}, "required": ["cents"]}
    client.register_schema(f"{subject}-money", Schema(json.dumps(money), "JSON"))
    bill = {"$schema": "http://json-schema.org/draft-07/schema#", "type": "object", "title": "Bill",
            "properties": {"total": {"$ref": name}}, "required": ["total"]}
    schema = Schema(json.dumps(bill), "JSON", [SchemaReference(name, f"{subject}-money", 1)])
    context = SerializationContext(subject, MessageField.VALUE)
    sent = JSONSerializer(schema, client)({"total": {"cents": 5}}, context)
    assert JSONDeserializer(None, schema_registry_client=client)(sent, context) == {"total": {"cents": 5}}
    assert client.get_latest_version(f"{subject}-value").schema.schema_type == "JSON"


def test_normalized_schemas_are_one_whatever_their_order(client: SchemaRegistryClient) -> None:
    one = {"type": "object", "properties": {"a": {"type": "string"}}, "title": "A"}
    two = {"title": "A", "properties": {"a": {"type": "string"}}, "type": "object"}
    ids = [client.register_schema("normal", Schema(json.dumps(each), "JSON"), normalize_schemas=True)
           for each in (one, two)]
    assert ids[0] == ids[1]
    assert client.get_versions("normal") == [1]
    assert client.lookup_schema("normal", Schema(json.dumps(two), "JSON"), normalize_schemas=True).version == 1
    context = SerializationContext("normal2", MessageField.VALUE)
    for each in (one, two):
        JSONSerializer(json.dumps(each), client, conf={"normalize.schemas": True})({"a": "b"}, context)
    assert client.get_versions("normal2-value") == [1]


def test_the_whole_life_of_a_subject(client: SchemaRegistryClient, other: SchemaRegistryClient) -> None:
    first = client.register_schema("life", avro(record("id")))
    second = client.register_schema("life", avro(record("id", ("n", 0))))
    assert client.lookup_schema("life", avro(record("id"))).schema_id == first
    assert json.loads(client.get_schema(first).schema_str or "") == record("id")
    assert [(one.subject, one.version) for one in client.get_schema_versions(second)] == [("life", 2)]
    assert "life" in client.get_subjects_by_schema_id(second)
    assert client.test_compatibility("life", avro(record("id", "x"))) is False
    assert client.test_compatibility_all_versions("life", avro(record("id", ("x", 0)))) is True
    assert client.delete_version("life", 1) == 1
    assert client.delete_subject("life") == [2]
    assert "life" not in client.get_subjects()
    assert "life" in client.get_subjects(deleted=True)
    assert other.register_schema("life", avro(record("id"))) == first
    assert other.get_versions("life") == [3]
    assert other.delete_subject("life") == [3]
    assert other.delete_subject("life", permanent=True) == [1, 2, 3]
    with pytest.raises(SchemaRegistryError) as error:
        other.get_versions("life", deleted=True)
    assert refused(error) == (404, 40401)


def test_a_subject_may_have_any_name(client: SchemaRegistryClient) -> None:
    name = "plant/a b#c?d%2Fe-ü"
    client.register_schema(name, avro("int"))
    assert client.get_latest_version(name).subject == name
    assert name in client.get_subjects()


def test_levels_and_modes_are_set_and_taken_away(client: SchemaRegistryClient) -> None:
    assert client.get_compatibility() == "BACKWARD"
    client.set_compatibility("levels", "FORWARD")
    assert client.get_compatibility("levels") == "FORWARD"
    client.set_config("levels", ServerConfig(ConfigCompatibilityLevel.FULL, compatibility_group="major"))
    found = client.get_config("levels")
    assert (found.compatibility_level, found.compatibility_group) == (ConfigCompatibilityLevel.FULL, "major")
    client.delete_config("levels")
    with pytest.raises(SchemaRegistryError) as error:
        client.get_compatibility("levels")
    assert refused(error) == (404, 40408)
    assert client.update_mode("levels", "READONLY") == "READONLY"
    with pytest.raises(SchemaRegistryError) as error:
        client.register_schema("levels", avro("int"))
    assert refused(error) == (422, 42205)
    assert client.delete_mode("levels") == "READONLY"
    assert client.register_schema("levels", avro("int")) > 0
    assert client.get_global_mode() == "READWRITE"
    assert client.get_contexts() == ["."]
    assert set(client.get_schema_types()) == {"AVRO", "JSON", "PROTOBUF"}


def test_the_server_serves_on_where_it_was_started_and_ends_when_told(tmp_path: Path) -> None:
    with served(tmp_path) as (found, process):
        with SchemaRegistryClient({"url": found}) as client:
            assert client.get_subjects() == []
        process.terminate()
        assert process.wait(timeout=30) == 0


def test_a_port_in_use_is_told(url: str, tmp_path: Path) -> None:
    port = url.rpartition(":")[2]
    with pytest.raises(AssertionError, match="cannot listen"), served(tmp_path, "--port", port):
        pass
