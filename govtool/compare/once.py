"""Several comparisons that come to the same definition: each change is told once, with everything that it reaches."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from govtool.finding import Change, Location, Verdict


def once(comparisons: Iterable[Sequence[Change]]) -> list[Change]:
    """The changes of some comparisons, in their order; of one event at one definition the heaviest verdict counts.

    A schema and a document that refers to it see its changes both, and maybe from other sides. Who sees a break at a
    place does not speak of the compatible change that it is for others: neither is it told beside the break.
    """
    listed = [found for found in comparisons if found]
    groups: dict[tuple[Any, ...], list[Change]] = {}
    for found in listed:
        for change in found:
            groups.setdefault(_event(change), []).append(change)
    broken = [_broken(found) for found in listed] if len(listed) > 1 else []
    known = [frozenset(map(_event, found)) for found in listed] if any(broken) else []
    return [_joined(group) for event, group in groups.items() if not _is_hidden(event, group, broken, known)]


def _event(change: Change) -> tuple[Any, ...]:
    """What went is told where it stood; the place that is the nearest now may be another one for everybody."""
    where = None if change.id.endswith("-removed") and change.was else change.where
    return change.id, change.message, where, change.was


def _joined(group: list[Change]) -> Change:
    """One change of several; the comparison of the definition itself, which reaches nothing else, is preferred."""
    if len(group) == 1:
        return group[0]
    heaviest = min(group, key=lambda change: (*change.sort_key()[:2], bool(change.reach)))
    return replace(heaviest, reach=_union(change.reach for change in group),
                   affects=_union(change.affects for change in group))


def _union(names: Iterable[Collection[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for some in names for name in some))


def _broken(found: Iterable[Change]) -> frozenset[Location]:
    """The definitions of which a comparison says that they may break somebody."""
    return frozenset(place for change in found if change.verdict is not Verdict.COMPATIBLE for place in _places(change))


def _places(change: Change) -> Iterator[Location]:
    return (place for place in (change.where, change.was) if place is not None)


def _is_hidden(
    event: tuple[Any, ...], group: list[Change], broken: Sequence[Collection[Any]], known: Sequence[Collection[Any]]
) -> bool:
    """Whether all call it compatible, and one that does not speak of it sees a break in its place."""
    if not known or any(change.verdict is not Verdict.COMPATIBLE for change in group):
        return False
    places = list(_places(group[0]))
    return any(event not in said and any(place in there for place in places)
               for there, said in zip(broken, known, strict=True))
