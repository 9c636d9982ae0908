"""The log: records with the moment at which they happened, and how logs are put together.

An entry is named by the digest of its text, so the same entry that comes twice, from two files or two stores, is one.
Its text is one line of JSON; a log is a file of such lines, which git merges line by line.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any, Final

from govtool.errors import UserError
from govtool.store.records import Record, read, written

_MOMENT: Final = "%Y-%m-%dT%H:%M:%S.%fZ"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log; `at` is UTC to the microsecond: `2026-05-04T10:00:00.000000Z`."""

    at: str
    record: Record

    @property
    def text(self) -> str:
        """The line: sorted keys, ASCII, no spaces."""
        return json.dumps({"at": self.at, **written(self.record)}, sort_keys=True, separators=(",", ":"))

    @property
    def id(self) -> str:
        """The SHA-256 of the line, in hex."""
        return sha256(self.text.encode()).hexdigest()


def entries_of(records: Iterable[Record], now: datetime) -> list[Entry]:
    """What happens now, one after another: each a microsecond after the one before it, so that the order stays."""
    moment = now.astimezone(UTC)
    return [Entry((moment + timedelta(microseconds=count)).strftime(_MOMENT), record)
            for count, record in enumerate(records)]


def lines(entries: Iterable[Entry]) -> Iterator[str]:
    """The log as text, the oldest first."""
    return (entry.text for entry in in_order(entries))


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """Each entry once, in the order in which things happened."""
    return sorted({entry.id: entry for entry in entries}.values(), key=lambda entry: (entry.at, entry.id))


def read_lines(text: str, name: str) -> list[Entry]:
    """The entries of a log file; UserError with the line of the first that is none."""
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            try:
                found.append(_entry(json.loads(line)))
            except (ValueError, UserError) as error:
                hint = error.hint if isinstance(error, UserError) else "each line is one record in JSON"
                raise UserError(f"{name}:{number}: {error}", hint) from error
    return found


def _entry(data: Any) -> Entry:
    if not isinstance(data, dict):
        raise UserError("a record is a JSON object")
    at = data.pop("at", None)
    try:
        moment = datetime.strptime(str(at), _MOMENT).replace(tzinfo=UTC)
    except ValueError:
        raise UserError(f"`at` is {at!r}", "write a moment in UTC: 2026-05-04T10:00:00.000000Z") from None
    return Entry(moment.strftime(_MOMENT), read(data))
