"""The broker in memory: what it keeps, in which order, and who receives it."""

from threading import Thread

from govtool.transport.memory import Memory
from govtool.transport.record import Position, Record


def test_what_is_sent_is_received_as_it_was_sent_with_its_position() -> None:
    broker = Memory()
    tap = broker.tap(["orders"])
    sent = broker.send(Record("orders", b"1", b"k", (("a", b"1"), ("a", None)), timestamp=5, properties={"qos": "1"}))
    assert tap.records(9, 0) == [sent]
    assert sent == Record("orders", b"1", b"k", (("a", b"1"), ("a", None)), 5, Position("orders", 0, 0), {"qos": "1"})
    assert sent.header("a") is None
    assert Record("orders", None, headers=(("a", b"1"), ("a", b"2"))).header("a") == b"2"


def test_a_tap_begins_with_the_next_record_or_the_first_or_at_a_position() -> None:
    broker = Memory()
    for payload in (b"0", b"1", b"2"):
        broker.send(Record("orders", payload))
    taps = [broker.tap(["orders"], start) for start in ("next", "first", [Position("orders", 0, 2)])]
    broker.send(Record("orders", b"3"))
    assert [[record.payload for record in tap.records(9, 0)] for tap in taps] == [
        [b"3"], [b"0", b"1", b"2", b"3"], [b"2", b"3"]]


def test_each_tap_receives_everything_once_over_several_calls_and_only_its_channels() -> None:
    broker = Memory()
    one, other = broker.tap(["a", "b"]), broker.tap(["b"])
    for channel, payload in (("a", b"1"), ("b", b"2"), ("c", b"3"), ("a", b"4")):
        broker.send(Record(channel, payload))
    assert sorted(str(record.payload) for most in (2, 2) for record in one.records(most, 0)) == [
        "b'1'", "b'2'", "b'4'"]
    assert one.records(1, 0) == []
    assert [record.payload for record in other.records(9, 0)] == [b"2"]
    other.close()
    broker.send(Record("b", b"5"))
    assert other.records(1, 0) == []


def test_a_tap_waits_for_what_another_thread_sends() -> None:
    broker = Memory()
    tap = broker.tap(["a"])
    sender = Thread(target=lambda: [broker.send(Record("a", str(number).encode())) for number in range(50)])
    sender.start()
    found = tap.records(50, 30)
    sender.join()
    assert [record.payload for record in found] == [str(number).encode() for number in range(50)]


def test_a_closed_broker_has_forgotten_everything() -> None:
    broker = Memory()
    broker.send(Record("a", b"1"))
    broker.close()
    assert broker.tap(["a"], "first").records(1, 0) == []
