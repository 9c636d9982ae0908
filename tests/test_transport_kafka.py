"""Kafka against a real broker: librdkafka's own, on a port of this machine."""

import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

import pytest

from govtool.errors import UserError
from govtool.transport import kafka
from govtool.transport.kafka import Kafka, local_kafka
from govtool.transport.record import Position, Record

pytest.importorskip("confluent_kafka", reason="needs the extra govtool[events]")
WAIT = 30
"""Seconds: far more than any answer takes."""


@pytest.fixture(scope="module")
def servers() -> Iterator[str]:
    with local_kafka() as address:
        yield address


@pytest.fixture
def broker(servers: str) -> Iterator[Kafka]:
    connection = Kafka(servers)
    yield connection
    connection.close()


def test_what_is_sent_is_received_as_it_was_sent(broker: Kafka) -> None:
    tap = broker.tap(["whole"])
    headers = (("ce_id", b"1"), ("trace", b""), ("trace", b"\xff"), ("none", None))
    sent = broker.send(Record("whole", b"\x00\x01payload", b"key", headers, timestamp=1_700_000_000_123))
    assert sent.position is not None
    assert tap.records(1, WAIT) == [sent]
    assert sent == Record("whole", b"\x00\x01payload", b"key", headers, 1_700_000_000_123, sent.position)


def test_neither_key_nor_payload_has_to_be_there(broker: Kafka) -> None:
    tap = broker.tap(["bare"])
    broker.send(Record("bare", None, b"gone"))
    broker.send(Record("bare", b"", None))
    found = tap.records(2, WAIT)
    assert {(record.key, record.payload, record.headers) for record in found} == {(b"gone", None, ()), (None, b"", ())}
    assert all(record.timestamp for record in found)


def test_records_of_one_key_stay_in_order_and_in_one_partition(broker: Kafka) -> None:
    tap = broker.tap(["keyed"])
    sent = [broker.send(Record("keyed", f"{number}".encode(), f"key-{number % 7}".encode())) for number in range(70)]
    found = tap.records(70, WAIT)
    by_key: dict[bytes | None, list[Record]] = defaultdict(list)
    for record in found:
        by_key[record.key].append(record)
    assert len(by_key) == 7
    for key, records in by_key.items():
        assert records == [record for record in sent if record.key == key]
        assert len({record.position.partition for record in records if record.position}) == 1
    assert len({record.position.partition for record in found if record.position}) > 1


def test_keys_go_where_the_java_client_sends_them(broker: Kafka) -> None:
    # The partitions of Kafka's own Utils.murmur2 for these keys, whose hashes its UtilsTest states, of four.
    hashes = {b"21": -973932308, b"foobar": -790332482, b"a-little-bit-long-string": -985981536, b"abc": 479470107}
    for key, hashed in hashes.items():
        position = broker.send(Record("java", b"", key)).position
        assert position is not None
        assert position.partition == (hashed & 0x7FFFFFFF) % 4


def test_several_taps_receive_everything_each_by_itself(broker: Kafka, servers: str) -> None:
    other = Kafka(servers)
    taps = [broker.tap(["shared"]), broker.tap(["shared", "further"]), other.tap(["shared"])]
    sent = {broker.send(Record("shared", f"{number}".encode())).position for number in range(10)}
    for tap in taps:
        # In two calls: none is lost in between, and none is given twice.
        found = [*tap.records(4, WAIT), *tap.records(6, WAIT)]
        assert len(found) == 10
        assert {record.position for record in found} == sent
    other.close()


def test_a_tap_begins_with_the_next_record_or_the_first_or_at_a_position(broker: Kafka) -> None:
    sent = [broker.send(Record("replayed", f"{number}".encode(), b"k")) for number in range(5)]
    third = sent[3].position
    assert third == Position("replayed", third.partition if third else -1, 3)
    taps = [broker.tap(["replayed"], "next"), broker.tap(["replayed"], "first"), broker.tap(["replayed"], [third])]
    last = broker.send(Record("replayed", b"5", b"k"))
    assert [tap.records(count, WAIT) for tap, count in zip(taps, (1, 6, 3), strict=True)] == [
        [last], [*sent, last], [*sent[3:], last]]


def test_a_tap_that_receives_nothing_ends_in_its_time(broker: Kafka) -> None:
    tap = broker.tap(["quiet"])
    assert tap.records(1, 0.05) == []
    tap.close()
    assert tap.records(1, WAIT) == []


def test_another_process_talks_to_the_same_broker(broker: Kafka, servers: str) -> None:
    tap = broker.tap(["elsewhere"])
    code = ("import sys\nfrom govtool.transport.kafka import Kafka\nfrom govtool.transport.record import Record\n"
            "broker = Kafka(sys.argv[1])\nbroker.send(Record('elsewhere', b'from there'))\nbroker.close()\n")
    done = subprocess.run([sys.executable, "-c", code, servers], capture_output=True, text=True, timeout=60, check=True)
    assert [record.payload for record in tap.records(1, WAIT)] == [b"from there"]
    assert done.stderr == ""


def test_a_broker_that_is_not_there_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kafka, "_PATIENCE", 0.3)
    with local_kafka() as gone:
        pass
    connection = Kafka(gone)
    with pytest.raises(UserError, match=f"no Kafka broker answers at {gone}"):
        connection.tap(["a"])
    with pytest.raises(UserError, match=r"no Kafka broker answers|did not take the record"):
        connection.send(Record("a", b""))
    connection.close()


def test_what_the_broker_refuses_is_said(broker: Kafka) -> None:
    with pytest.raises(UserError, match="no record"):
        broker.send(Record("large", b"x" * 2_000_000))
    with pytest.raises(UserError, match="settings of Kafka are refused"):
        Kafka("localhost:1", {"no.such.setting": 1})


def test_without_the_client_the_way_to_get_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "confluent_kafka", None)
    with pytest.raises(UserError) as refused, local_kafka():
        pass
    assert refused.value.hint == "pip install 'govtool[events]'"


def test_a_record_can_be_sent_on_as_it_was_received(broker: Kafka) -> None:
    tap = broker.tap(["first", "dead-letter"])
    first = broker.send(Record("first", b"x", b"k", (("a", b"1"),)))
    again = broker.send(replace(first, channel="dead-letter"))
    assert {record.channel: record for record in tap.records(2, WAIT)} == {"first": first, "dead-letter": again}
    assert (again.key, again.headers, again.timestamp) == (first.key, first.headers, first.timestamp)
