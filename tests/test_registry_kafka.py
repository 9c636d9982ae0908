"""A real producer and consumer, with the serializers of Kafka clients, over the served registry and our own broker."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from conftest import ENVIRONMENT, Desk
from registry_servers import field, package, record

from govtool.transport.kafka import local_kafka

pytest.importorskip("confluent_kafka.schema_registry", reason="needs confluent-kafka[avro,json,schemaregistry]")

from confluent_kafka import Consumer, Message, Producer, TopicPartition
from confluent_kafka.schema_registry import Schema, SchemaRegistryClient, record_subject_name_strategy
from confluent_kafka.schema_registry.avro import AvroDeserializer, AvroSerializer
from confluent_kafka.schema_registry.error import SchemaRegistryError
from confluent_kafka.schema_registry.json_schema import JSONDeserializer, JSONSerializer
from confluent_kafka.serialization import MessageField, SerializationContext, StringDeserializer, StringSerializer

TOPIC = "orders.created"
EVOLVING = "orders.changed"
"""The only one of the contract's topics for which a test registers a schema."""
ORDER = record(field("orderId"), field("quantity", "int"))
LATER = record(field("orderId"), field("quantity", "int"), field("note", ["null", "string"], default=None))
INCOMPATIBLE = record(field("orderId"), field("quantity", "string"))
JSON_TOPIC = "orders.counted"
COUNTED = {"$schema": "http://json-schema.org/draft-07/schema#", "type": "object", "title": "Counted",
           "required": ["count"], "properties": {"count": {"type": "integer", "minimum": 0}}}
EVENTS = f"""\
asyncapi: 3.0.0
info: {{title: Orders, version: 1.0.0}}
channels:
  created:
    address: {TOPIC}
    messages:
      created:
        payload: {{schemaFormat: 'application/vnd.apache.avro;version=1.12.0', schema: {{$ref: ./Order.avsc}}}}
  changed:
    address: {EVOLVING}
    messages:
      changed:
        payload: {{schemaFormat: 'application/vnd.apache.avro;version=1.12.0', schema: {{$ref: ./Order.avsc}}}}
  counted:
    address: {JSON_TOPIC}
    messages:
      counted:
        payload: {json.dumps(COUNTED)}
"""


@pytest.fixture(scope="module")
def brokers() -> Iterator[str]:
    with local_kafka() as address:
        yield address


@pytest.fixture(scope="module")
def registry(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """`govtool registry serve` as people run it, over a package of events that has one release."""
    desk = Desk(tmp_path_factory.mktemp("desk"))
    package(desk, {"1.0.0": ORDER}, mode="FULL_TRANSITIVE")
    for folder in ("contracts/orders/v1", "contracts/orders/v1/releases/1.0.0"):
        desk.write(f"{folder}/asyncapi.yaml", EVENTS)
    command = [sys.executable, "-m", "govtool", "registry", "serve", "--port", "0"]
    with subprocess.Popen(command, cwd=desk.root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                          env={**ENVIRONMENT, "HOME": str(desk.root)}) as server:
        try:
            assert server.stdout is not None
            assert server.stderr is not None
            line = server.stdout.readline()
            assert " at http://127.0.0.1:" in line, server.stderr.read()
            yield line.split()[-1]
        finally:
            server.terminate()
            server.communicate(timeout=30)


@pytest.fixture
def client(registry: str) -> Iterator[SchemaRegistryClient]:
    """What a producer has."""
    with SchemaRegistryClient({"url": registry}) as one:
        yield one


@pytest.fixture
def other(registry: str) -> Iterator[SchemaRegistryClient]:
    """What a consumer in another process has: it has seen no schema yet."""
    with SchemaRegistryClient({"url": registry}) as one:
        yield one


def exchanged(brokers: str, topic: str, value: bytes, key: bytes) -> "Message[bytes, bytes]":
    """What a consumer of the topic gets when a producer sends this."""
    producer = Producer({"bootstrap.servers": brokers, "log_level": 2})
    sent: list[Message[bytes, bytes]] = []
    producer.produce(topic, value, key, on_delivery=lambda _, message: sent.append(message))
    producer.flush(30)
    consumer = Consumer({"bootstrap.servers": brokers, "group.id": "a-consumer", "log_level": 2})
    consumer.assign([TopicPartition(topic, sent[0].partition() or 0, sent[0].offset() or 0)])
    received = consumer.poll(30)
    consumer.close()
    assert received is not None
    assert received.error() is None
    return received


def test_avro_goes_from_a_producer_to_a_consumer(
    client: SchemaRegistryClient, other: SchemaRegistryClient, brokers: str
) -> None:
    released = client.get_latest_version(f"{TOPIC}-value")
    assert json.loads(str(released.schema.schema_str)) == ORDER
    to_bytes = AvroSerializer(client, conf={"auto.register.schemas": False, "use.latest.version": True})
    context = SerializationContext(TOPIC, MessageField.VALUE)
    order = {"orderId": "4711", "quantity": 12}
    payload = to_bytes(order, context)
    assert payload[:5] == b"\0" + (released.schema_id or 0).to_bytes(4, "big")
    message = exchanged(brokers, TOPIC, payload, StringSerializer()("4711") or b"")
    assert AvroDeserializer(other)(message.value(), context) == order
    assert StringDeserializer()(message.key()) == "4711"


def test_a_producer_with_a_later_schema_registers_it_and_an_older_consumer_reads_on(
    client: SchemaRegistryClient, other: SchemaRegistryClient, brokers: str
) -> None:
    to_bytes = AvroSerializer(client, json.dumps(LATER))
    context = SerializationContext(EVOLVING, MessageField.VALUE)
    message = exchanged(brokers, EVOLVING, to_bytes({"orderId": "1", "quantity": 2, "note": "now"}, context), b"1")
    assert client.get_versions(f"{EVOLVING}-value") == [1, 2]
    read = AvroDeserializer(other, json.dumps(ORDER))
    assert read(message.value(), context) == {"orderId": "1", "quantity": 2}


def test_json_goes_from_a_producer_to_a_consumer(
    client: SchemaRegistryClient, other: SchemaRegistryClient, brokers: str
) -> None:
    to_bytes = JSONSerializer(json.dumps(COUNTED), client, conf={"auto.register.schemas": False})
    context = SerializationContext(JSON_TOPIC, MessageField.VALUE)
    message = exchanged(brokers, JSON_TOPIC, to_bytes({"count": 3}, context), b"k")
    from_bytes = JSONDeserializer(json.dumps(COUNTED), schema_registry_client=other)
    assert from_bytes(message.value(), context) == {"count": 3}


@pytest.mark.parametrize(("strategy", "subject"), [
    (None, "elsewhere-value"), (record_subject_name_strategy, "com.example.orders.Order"),
])
def test_a_schema_that_the_repository_lacks_gets_the_id_of_its_content(
    client: SchemaRegistryClient, strategy: Callable[..., str] | None, subject: str
) -> None:
    conf = {"subject.name.strategy": strategy} if strategy else {}
    to_bytes = AvroSerializer(client, json.dumps(ORDER), conf=conf)
    payload = to_bytes({"orderId": "1", "quantity": 2}, SerializationContext("elsewhere", MessageField.VALUE))
    assert subject in client.get_subjects()
    assert int.from_bytes(payload[1:5], "big") == client.get_latest_version(f"{TOPIC}-value").schema_id


def test_an_incompatible_schema_is_refused_as_a_confluent_registry_refuses_it(client: SchemaRegistryClient) -> None:
    with pytest.raises(SchemaRegistryError) as refused:
        client.register_schema(f"{TOPIC}-value", Schema(json.dumps(INCOMPATIBLE), "AVRO"))
    assert (refused.value.http_status_code, refused.value.error_code) == (409, 409)
    assert not client.test_compatibility(f"{TOPIC}-value", Schema(json.dumps(INCOMPATIBLE), "AVRO"))
    assert client.test_compatibility(f"{TOPIC}-value", Schema(json.dumps(LATER), "AVRO"))
    with pytest.raises(SchemaRegistryError) as refused:
        AvroSerializer(client, json.dumps(INCOMPATIBLE))({"orderId": "1", "quantity": "2"},
                                                         SerializationContext(TOPIC, MessageField.VALUE))
    assert refused.value.http_status_code == 409
    assert client.get_versions(f"{TOPIC}-value") == [1]


@pytest.mark.parametrize(("ask", "expected"), [
    (lambda client: client.get_latest_version("nowhere-value"), (404, 40401)),
    (lambda client: client.get_version(f"{TOPIC}-value", 99), (404, 40402)),
    (lambda client: client.get_schema(1), (404, 40403)),
    (lambda client: client.lookup_schema(f"{TOPIC}-value", Schema(json.dumps(LATER), "AVRO")), (404, 40403)),
    (lambda client: client.register_schema("x", Schema('{"type": "nothing"}', "AVRO")), (422, 42201)),
    (lambda client: client.set_compatibility(f"{TOPIC}-value", "SIDEWAYS"), (422, 42203)),
], ids=["subject", "version", "id", "lookup", "invalid", "level"])
def test_what_is_not_there_or_not_right_is_said_by_status_and_code(
    client: SchemaRegistryClient, ask: Callable[[Any], object], expected: tuple[int, int]
) -> None:
    with pytest.raises(SchemaRegistryError) as refused:
        ask(client)
    assert (refused.value.http_status_code, refused.value.error_code) == expected


def test_the_level_is_that_of_the_manifest(client: SchemaRegistryClient) -> None:
    assert client.get_compatibility(f"{TOPIC}-value") == "FULL_TRANSITIVE"
