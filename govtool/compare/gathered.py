"""Changes that are the same in many places, told once: by what they say, with everything that they reach."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Final

from govtool.finding import Change, Verdict

UNREADABLE: Final = "schema-unreadable"


def gathered(changes: Iterable[Change]) -> list[Change]:
    """One change for each sentence and verdict; it stands at the first of its places."""
    groups: dict[tuple[Any, ...], list[Change]] = {}
    for change in changes:
        key = (
            change.id,
            change.message,
            change.verdict,
            change.confidence,
            change.reason,
            change.effect,
            change.bump,
            change.writer,
        )
        groups.setdefault(key, []).append(change)
    return [_one(group) for group in groups.values()]


def explained(changes: Iterable[Change]) -> list[Change]:
    """The changes without those that are doubtful only because something cannot be read: that is said once."""
    listed = list(changes)
    reach: dict[str, dict[str, None]] = {}
    for change in listed:
        if change.id == UNREADABLE:
            reach.setdefault(change.message, {}).update(dict.fromkeys(change.reach))
    kept = []
    for change in listed:
        if change.verdict is Verdict.POSSIBLE and change.reason in reach:
            reach[change.reason].update(dict.fromkeys(change.reach))
        else:
            kept.append(change)
    return [
        replace(change, reach=tuple(reach[change.message]), writer="") if change.id == UNREADABLE else change
        for change in kept
    ]


def _one(group: list[Change]) -> Change:
    if len(group) == 1:
        return group[0]
    first = min(group, key=Change.sort_key)
    return replace(first, reach=tuple(dict.fromkeys(name for change in group for name in change.reach)))
