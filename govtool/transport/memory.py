"""Messages inside of one process: a broker without a network, for tests that need none."""

from collections.abc import Sequence
from dataclasses import replace
from threading import Condition
from time import monotonic, time

from govtool.transport.record import Position, Record, Start, Tap


class Memory:
    """A broker of one partition for each channel; safe to use from several threads."""

    def __init__(self) -> None:
        self._kept: dict[str, list[Record]] = {}
        self._changed = Condition()

    def send(self, record: Record) -> Record:
        """Keep the record; it has its position and timestamp at once."""
        with self._changed:
            channel = self._kept.setdefault(record.channel, [])
            at = int(time() * 1000) if record.timestamp is None else record.timestamp
            kept = replace(record, position=Position(record.channel, 0, len(channel)), timestamp=at)
            channel.append(kept)
            self._changed.notify_all()
            return kept

    def tap(self, channels: Sequence[str], start: Start = "next") -> Tap:
        """Begin to receive; a channel that does not exist yet has no records."""
        with self._changed:
            if isinstance(start, str):
                ends = {channel: len(self._kept.get(channel, ())) for channel in channels}
                return _MemoryTap(self, ends if start == "next" else dict.fromkeys(channels, 0))
            return _MemoryTap(self, dict.fromkeys(channels, 0) | {place.channel: place.offset for place in start})

    def close(self) -> None:
        """Forget every record."""
        with self._changed:
            self._kept.clear()

    def after(self, offsets: dict[str, int], most: int, seconds: float) -> list[Record]:
        """The records from these offsets on, which are moved behind them."""
        deadline = monotonic() + seconds
        found: list[Record] = []
        with self._changed:
            while True:
                for channel, offset in offsets.items():
                    taken = self._kept.get(channel, [])[offset:offset + most - len(found)]
                    offsets[channel] += len(taken)
                    found += taken
                left = deadline - monotonic()
                if len(found) >= most or left <= 0:
                    return found
                self._changed.wait(left)


class _MemoryTap:
    def __init__(self, memory: Memory, offsets: dict[str, int]) -> None:
        self._memory = memory
        self._offsets = offsets

    def records(self, most: int, seconds: float) -> list[Record]:
        return self._memory.after(self._offsets, most, seconds)

    def close(self) -> None:
        self._offsets = {}
