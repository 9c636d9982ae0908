"""A new version against a history, by the modes that schema registries know, and by what is still alive."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from govtool.compare.avro.clash import Resolution
from govtool.compare.avro.registry import Profile, registry_accepts
from govtool.compare.avro.resolve import Memory, can_read
from govtool.compare.modes import CompatibilityMode
from govtool.model.avro.types import Type
from govtool.model.contract import REQUEST

Arrow: TypeAlias = Literal["backward", "forward"]
"""Backward: the new version reads what an old one wrote. Forward: an old one reads what the new one writes."""
_BACKWARD: Arrow = "backward"
_FORWARD: Arrow = "forward"


def arrows_of(mode: CompatibilityMode) -> tuple[Arrow, ...]:
    """The directions in which a mode compares; where nothing is promised, both are told.

    In a window they are asked of different versions: of those whose data is left, and of those that are still read.
    """
    return tuple(_BACKWARD if role is REQUEST else _FORWARD for role in mode.roles)


@dataclass(frozen=True, slots=True)
class Window:
    """The versions that matter, as indexes into the history."""

    retained: Collection[int] = ()
    """Their data is inside the topic's retention, so that new readers meet it."""
    read: Collection[int] = ()
    """A consumer still reads by them, so that they meet new data."""


@dataclass(frozen=True, slots=True)
class Against:
    """What there is between the new version and one of the history, in one direction."""

    version: int
    """The index in the history."""
    arrow: Arrow
    resolution: Resolution


def check_history(
    new: Type, history: Sequence[Type], mode: CompatibilityMode,
    window: Window | None = None, memory: Memory | None = None,
) -> tuple[Against, ...]:
    """Every version, oldest first, with which there is a clash or hazard; not only the first.

    A `memory` that is kept makes later calls look only at what is new.
    """
    memory = memory or Memory()
    found = []
    for version, arrow in pairs(len(history), mode, window):
        old = history[version]
        if arrow == "backward":
            resolution = can_read(new, old, memory, "writer")
        else:
            resolution = can_read(old, new, memory, "reader")
        if resolution.clashes or resolution.hazards:
            found.append(Against(version, arrow, resolution))
    return tuple(found)


def check_all(
    history: Sequence[Type], mode: CompatibilityMode, memory: Memory | None = None
) -> dict[int, tuple[Against, ...]]:
    """What each version has against those before it, by its index: what a change of the mode must ask first."""
    memory = memory or Memory()
    told = {version: check_history(new, history[:version], mode, memory=memory) for version, new in enumerate(history)}
    return {version: found for version, found in told.items() if found}


def pairs(count: int, mode: CompatibilityMode, window: Window | None = None) -> Iterator[tuple[int, Arrow]]:
    """The versions that a mode compares with, as indexes into a history of so many, each with its direction."""
    window = window or Window()
    alive = {_BACKWARD: window.retained, _FORWARD: window.read}
    everything = range(count) if mode.is_transitive or mode.is_window else range(count)[-1:]
    for arrow in arrows_of(mode) if mode.promises else ():
        for version in everything:
            if not mode.is_window or version in alive[arrow]:
                yield version, arrow


def registry_refuses(new: Type, history: Sequence[Type], mode: CompatibilityMode, profile: Profile) -> tuple[int, ...]:
    """The versions for which a registry will refuse the new one, oldest first; registries know no window."""
    asked = pairs(len(history), mode)
    return tuple(sorted({version for version, arrow in asked if not _accepts(new, history[version], arrow, profile)}))


def _accepts(new: Type, old: Type, arrow: Arrow, profile: Profile) -> bool:
    reader, writer = (new, old) if arrow == "backward" else (old, new)
    return registry_accepts(reader, writer, profile)
