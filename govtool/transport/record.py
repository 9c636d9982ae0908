"""What every broker carries, and what can be done with one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol, TypeAlias


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """Where a record lies: records of one channel and partition are in the order of their offsets."""

    channel: str
    partition: int
    offset: int


@dataclass(frozen=True, slots=True)
class Record:
    """One message, as it is sent or as it was received."""

    channel: str
    """The topic, queue or subject."""
    payload: bytes | None
    """The bytes as they are on the wire; None is Kafka's tombstone."""
    key: bytes | None = None
    """Records with equal keys stay in order."""
    headers: tuple[tuple[str, bytes | None], ...] = ()
    """Names may stand several times, and the order is kept."""
    timestamp: int | None = None
    """Milliseconds since 1970, UTC: when it happened, as the sender says; None is the time of sending."""
    position: Position | None = None
    """Given by the broker; None before a record was sent."""
    properties: Mapping[str, str] = field(default_factory=dict)
    """What only one kind of broker knows, by its own names."""

    def header(self, name: str) -> bytes | None:
        """The last header of that name; None where there is none."""
        return next((value for known, value in reversed(self.headers) if known == name), None)


Start: TypeAlias = Literal["first", "next"] | Sequence[Position]
"""Where to begin: with the oldest record, with the next one that is sent, or at a position in each partition."""


class Tap(Protocol):
    """Receives what is sent to some channels, apart from all other receivers."""

    def records(self, most: int, seconds: float) -> list[Record]:
        """The next records, in order within each partition: as soon as there are `most`, or those of so many seconds.

        None is lost or given twice over several calls.
        """

    def close(self) -> None:
        """Receive no more."""


class Transport(Protocol):
    """A connection to a broker. UserError for one that cannot be reached or refuses."""

    def send(self, record: Record) -> Record:
        """Send, and wait until the broker has it; the record with its position and timestamp."""

    def tap(self, channels: Sequence[str], start: Start = "next") -> Tap:
        """Begin to receive: what is sent after this returned is not missed."""

    def close(self) -> None:
        """Leave the broker; its taps are closed too."""
