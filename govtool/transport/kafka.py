"""Kafka, by librdkafka: a connection to a broker, and a broker of our own.

The broker of our own is the one that librdkafka carries for its tests. It speaks Kafka's protocol on a port of this
machine and lives inside of this process, so that other processes and other clients can talk to it too; it keeps its
records in memory until it is closed. It makes a topic, of four partitions, when a topic is first asked for.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from time import monotonic, sleep, time
from typing import TYPE_CHECKING, Any, cast
from uuid import uuid4

from govtool.errors import UserError
from govtool.transport.record import Position, Record, Start, Tap

if TYPE_CHECKING:
    from confluent_kafka import Message, Producer

_PATIENCE = 10.0
"""Seconds until a broker that does not answer is not there."""
_PAUSE = 0.1
_ASKED = 500
"""How many records are taken from the client at once."""
_POLLED = 50
"""Milliseconds between two questions for records: our own broker answers the first one only when it is over."""
_QUIET = {"log_level": 2}
"""Trouble is told by what we raise, not by lines on stderr."""
_NOT_SAID = 0
"""How the client says that a record has no timestamp."""


class Kafka:
    """A connection to a cluster; a `Transport`. Needs the extra `govtool[events]`."""

    def __init__(self, servers: str, settings: Mapping[str, str | int | bool] | None = None) -> None:
        """`servers` are `host:port`, with commas between; `settings` those of librdkafka, such as its security."""
        self._servers = servers
        self._settings = {**_QUIET, **(settings or {}), "bootstrap.servers": servers}
        # Keys go to the partitions to which the Java client sends them.
        self._producer = _producer({**self._settings, "partitioner": "murmur2_random",
                                    "message.timeout.ms": int(_PATIENCE * 1000)})
        self._taps: list[_KafkaTap] = []

    def send(self, record: Record) -> Record:
        """Send, and wait until every replica has it."""
        from confluent_kafka import KafkaException

        answers: list[tuple[Any, Message]] = []
        # Said by us, and not left to the client: what it answers then is its broker's clock, or nobody's.
        at = int(time() * 1000) if record.timestamp is None else record.timestamp
        try:
            self._producer.produce(
                record.channel, record.payload, record.key, headers=list(record.headers),
                on_delivery=lambda error, message: answers.append((error, message)),
                timestamp=at)
            self._producer.flush(_PATIENCE)
        except (KafkaException, BufferError) as error:
            raise UserError(f"`{record.channel}` takes no record: {_words(error)}") from error
        if not answers:
            raise self._silent()
        refused, message = answers[0]
        if refused is not None:
            raise UserError(f"`{record.channel}` did not take the record: {refused.str()}",
                            "see that the topic is there, and that this user may write to it")
        return replace(record, position=_record(message).position, timestamp=at)

    def tap(self, channels: Sequence[str], start: Start = "next") -> Tap:
        """Begin to receive, with a consumer that is in no group: it moves no offsets of others."""
        partitions = [(channel, number) for channel in channels for number in self._partitions(channel)]
        tap = _KafkaTap(self._settings, partitions, start)
        self._taps.append(tap)
        return tap

    def _partitions(self, channel: str) -> list[int]:
        from confluent_kafka import KafkaException

        deadline = monotonic() + _PATIENCE
        try:
            topic = self._producer.list_topics(channel, timeout=_PATIENCE).topics[channel]
            while topic.error is not None and topic.error.retriable() and monotonic() < deadline:
                sleep(_PAUSE)  # a topic that was made just now has no leader yet
                topic = self._producer.list_topics(channel, timeout=_PATIENCE).topics[channel]
        except KafkaException as error:
            raise self._silent() from error
        if topic.error is not None:
            raise UserError(f"the topic `{channel}` cannot be read: {topic.error.str()}",
                            "see that it is there, and that this user may read it")
        return sorted(topic.partitions)

    def _silent(self) -> UserError:
        return UserError(f"no Kafka broker answers at {self._servers}", "is it running, and is this its address?")

    def close(self) -> None:
        """Leave the broker; its taps are closed too."""
        for tap in self._taps:
            tap.close()
        self._producer.close()


class _KafkaTap:
    """A consumer that was given its partitions, each from an offset."""

    def __init__(self, settings: Mapping[str, Any], partitions: Sequence[tuple[str, int]], start: Start) -> None:
        from confluent_kafka import Consumer, TopicPartition

        self._consumer: Consumer | None = Consumer({
            **settings, "group.id": f"govtool-{uuid4()}", "enable.auto.commit": False, "enable.partition.eof": False,
            "auto.offset.reset": "earliest", "fetch.wait.max.ms": _POLLED,
        })
        at = {} if isinstance(start, str) else {(place.channel, place.partition): place.offset for place in start}
        assigned = []
        for channel, number in partitions:
            # Where a tap begins is asked now: what is sent before the consumer has started is then received too.
            place = TopicPartition(channel, number)
            first, end = self._consumer.get_watermark_offsets(place, timeout=_PATIENCE)
            place.offset = at.get((channel, number), end if start == "next" else first)
            assigned.append(place)
        self._consumer.assign(assigned)

    def records(self, most: int, seconds: float) -> list[Record]:
        found: list[Record] = []
        deadline = monotonic() + seconds
        while self._consumer and len(found) < most:
            left = deadline - monotonic()
            for message in self._consumer.consume(min(most - len(found), _ASKED), max(left, 0)):
                if (error := message.error()) is not None:
                    raise UserError(f"the broker gives no records of `{message.topic()}`: {error.str()}")
                found.append(_record(message))
            if left <= 0:
                break
        return found

    def close(self) -> None:
        if self._consumer:
            self._consumer.close()
        self._consumer = None


@contextmanager
def local_kafka() -> Iterator[str]:
    """A broker of our own for as long as the block runs; gives its address."""
    holder = _producer({**_QUIET, "test.mock.num.brokers": 1, "bootstrap.servers": "localhost"})
    try:
        broker = next(iter(holder.list_topics(timeout=_PATIENCE).brokers.values()))
        yield f"{broker.host}:{broker.port}"
    finally:
        holder.close()


def _producer(settings: Mapping[str, Any]) -> "Producer":
    try:
        from confluent_kafka import KafkaException, Producer
    except ImportError:
        raise UserError("Kafka needs the client confluent-kafka", "pip install 'govtool[events]'") from None
    try:
        return Producer(dict(settings))
    except KafkaException as error:
        raise UserError(f"these settings of Kafka are refused: {_words(error)}") from error


def _words(error: Exception) -> str:
    reason = error.args[0] if error.args else error
    return str(reason.str() if hasattr(reason, "str") else reason)


def _record(message: "Message") -> Record:
    channel = message.topic() or ""
    kind, timestamp = message.timestamp()
    return Record(
        channel=channel,
        payload=message.value(),
        key=message.key(),
        # The client gives pairs, in order, where it was given pairs.
        headers=tuple(cast("list[tuple[str, bytes | None]]", message.headers() or [])),
        timestamp=None if kind == _NOT_SAID else timestamp,
        position=Position(channel, message.partition() or 0, message.offset() or 0),
    )
