"""What the checks said, once for each root cause, with every operation that it reaches."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeAlias

from govtool.finding import Change, Confidence, Location, Verdict

_Cause: TypeAlias = tuple[str, str, str, Location | None, Location | None]
_WEIGHT = (Verdict.COMPATIBLE, Verdict.POSSIBLE, Verdict.BREAKING)


class Told:
    """Collects changes; the same event at the same definition is one, and its heaviest verdict counts."""

    def __init__(self) -> None:
        self._changes: dict[_Cause, Change] = {}
        self._reach: dict[_Cause, dict[str, None]] = {}

    def add(self, changes: Iterable[Change], operation: str) -> None:
        """What was said of a part that the operation uses."""
        for change in changes:
            cause = _cause(change)
            known = self._changes.get(cause)
            if known is None or _weight(change) > _weight(known):
                self._changes[cause] = change
            if operation:
                self._reach.setdefault(cause, {})[operation] = None

    def changes(self) -> list[Change]:
        """All of them, in no particular order."""
        return [replace(change, reach=tuple(self._reach.get(cause, ()))) for cause, change in self._changes.items()]


def _cause(change: Change) -> _Cause:
    """The definition is the cause: for what came or went, the one place where it stands."""
    was, where = change.was, change.where
    if change.id.endswith("-removed") and was is not None:
        where = None
    return (change.id, change.writer, change.message, was, where)


def _weight(change: Change) -> tuple[int, bool]:
    return (_WEIGHT.index(change.verdict), change.confidence is Confidence.CERTAIN)
