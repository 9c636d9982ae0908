"""Bindings, by tables: one row for each thing that may change, with the verdict and the reason.

A file of `changes` gives its protocol's table as ROWS. What no row speaks of is told as possible, for its effect is not
known; `bindingVersion` says nothing about messages.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, Final, Literal, TypeAlias

from govtool.compare.match import Changes, place
from govtool.compare.rulings import Event
from govtool.compare.values import MISSING, is_same, json_of
from govtool.finding import Effect, Verdict
from govtool.model.contract import Spot

Holder: TypeAlias = Literal["server", "channel", "operation", "message"]
Test: TypeAlias = Callable[[Any, Any], bool]

BREAKING: Final = Verdict.BREAKING
POSSIBLE: Final = Verdict.POSSIBLE
OK: Final = Verdict.COMPATIBLE


def changed(old: Any, new: Any) -> bool:
    """Another value; lists in whatever order."""
    one, two = (sorted(map(str, value)) if isinstance(value, list) else value for value in (old, new))
    return MISSING not in (old, new) and not is_same(one, two)


def lower(old: Any, new: Any) -> bool:
    """A smaller number; a negative one stands for no limit."""
    return _is_number(old) and _is_number(new) and _limit(new) < _limit(old)


def higher(old: Any, new: Any) -> bool:
    """A larger number, or no limit any more."""
    return lower(new, old)


def presence(old: Any, new: Any) -> bool:
    """Written in one version only."""
    return (old is MISSING) != (new is MISSING)


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that may change in the binding of a protocol."""

    id: str
    protocol: str
    holder: Holder
    path: str
    """The fields down to it, with `/` between them: names of settings have dots."""
    test: Test
    verdict: Verdict
    reason: str = ""
    default: Any = MISSING
    """What holds where nothing is written, by the binding's specification."""


def told(rows: Sequence[Row], holder: Holder, bindings: tuple[Mapping[str, Spot], Mapping[str, Spot]],
         around: tuple[Spot, Spot], name: str) -> Changes:
    """What changed in the bindings of a part of both versions; `around` is the part itself."""
    old, new = bindings
    for protocol in dict.fromkeys((*old, *new)):
        one, two = (side.get(protocol) or _empty(part) for side, part in zip(bindings, around, strict=True))
        rest = [_copy(one.value), _copy(two.value)]
        for row in rows:
            if (row.protocol, row.holder) == (protocol, holder):
                yield from _row(row, (one, two), rest, name)
        if not is_same(*map(_filled, rest)):
            said = f"the {protocol} binding of {name} has changed"
            event = Event("binding-changed", said, (one.at(), two.at()), Effect.DIFFERENT)
            yield event.possible("what this does to others is not known")


def _row(row: Row, spots: tuple[Spot, Spot], rest: list[Any], name: str) -> Iterator[Any]:
    keys = row.path.split("/")
    before, now = (_value(spot.value, keys, row.default) for spot in spots)
    if not row.test(before, now):
        if not changed(before, now) and before is not MISSING and now is not MISSING:
            _drop(rest, keys)
        return
    _drop(rest, keys)
    old, new = spots
    said = f"`{row.path.replace('/', '.')}` of {name} is {_shown(now)}, before {_shown(before)}"
    event = Event(row.id, said, (place(old, *keys), place(new, *keys)), Effect.DIFFERENT)
    if row.verdict is BREAKING:
        yield event.breaking_by_policy(row.reason)
    else:
        yield event.possible(row.reason) if row.verdict is POSSIBLE else event.compatible(row.reason)


def _shown(value: Any) -> str:
    return "not written" if value is MISSING else json_of(value)


def _value(value: Any, keys: Sequence[str], default: Any) -> Any:
    for key in keys:
        if not isinstance(value, dict) or key not in value:
            return default
        value = value[key]
    return value


def _drop(rest: list[Any], keys: Sequence[str]) -> None:
    """Leave a field out of what is still to be told."""
    for value in rest:
        inner = _value(value, keys[:-1], None)
        if isinstance(inner, dict):
            inner.pop(keys[-1], None)


def _copy(value: Any) -> Any:
    copied = deepcopy(value)
    if isinstance(copied, dict):
        copied.pop("bindingVersion", None)
    return copied


def _filled(value: Any) -> Any:
    """Without objects that say nothing."""
    if not isinstance(value, dict):
        return value
    inner = {key: _filled(item) for key, item in value.items()}
    return {key: item for key, item in inner.items() if item != {}}


def _empty(part: Spot) -> Spot:
    return Spot(part.document, part.pointer, {})


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _limit(value: float) -> float:
    return float("inf") if value < 0 else value
