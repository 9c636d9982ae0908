"""Whether a reader can read what a writer writes: all pairs of types that data can come to, each looked at once.

Which pairs come next never depends on a verdict, as the first branch that matches is taken and no other: so a pair is
compatible exactly if no pair that it leads to clashes. This is the greatest fixpoint; recursion needs no assumption.
"""

from collections.abc import Iterable
from typing import TypeAlias

from govtool.compare.avro.clash import CLEAN, Clash, Reading, Resolution
from govtool.compare.avro.step import Older, Part, Step, take
from govtool.model.avro.fingerprints import wire
from govtool.model.avro.types import Type

_Pair: TypeAlias = tuple[str, str, bool]


class Memory:
    """What is known of pairs from earlier comparisons.

    A pair is remembered as clean only with all that it leads to, and when nothing there clashes; what is not clean
    is remembered for these very types, as its places are theirs.
    """

    __slots__ = ("clean", "found")

    def __init__(self) -> None:
        self.clean: dict[Older, set[_Pair]] = {"reader": set(), "writer": set(), "": set()}
        self.found: dict[tuple[int, int, Older], tuple[Type, Type, Resolution]] = {}
        """By identity; the types are held so that none can take the place of another."""


def can_read(reader: Type, writer: Type, memory: Memory | None = None, older: Older = "") -> Resolution:
    """How much of what the writer may write the reader can read, with every clash and hazard.

    `older` says which of the two is the older version; without it, defaults that are taken are no hazard.
    """
    root: Part = (reader, writer, (), False)
    pair = _pair(root)
    if pair[0] == pair[1]:
        return CLEAN
    memory = memory or Memory()
    if pair in memory.clean[older]:
        return CLEAN
    place = (id(reader), id(writer), older)
    if place in memory.found:
        return memory.found[place][2]
    steps = _steps(root, memory.clean[older], older)
    if not any(step.clashes or step.hazards for step in steps.values()):
        memory.clean[older].update(steps)
        return CLEAN
    everywhere = _everywhere(root, steps, older)
    clashes = _once(clash for step in everywhere for clash in step.clashes)
    hazards = _once(hazard for step in everywhere for hazard in step.hazards)
    verdict = Reading.FULL
    if clashes:
        verdict = Reading.NONE if pair in _surely_failing(steps) else Reading.PARTIAL
    resolution = Resolution(verdict, clashes, hazards)
    memory.found[place] = (reader, writer, resolution)
    return resolution


def _steps(root: Part, clean: set[_Pair], older: Older) -> dict[_Pair, Step]:
    """The pairs that data can come to, nearest first; without those that are known to be clean."""
    steps: dict[_Pair, Step] = {}
    todo = [root]
    for part in todo:
        pair = _pair(part)
        if pair not in steps and pair[0] != pair[1] and pair not in clean:
            steps[pair] = take(part, older)
            todo += steps[pair].parts
    return steps


def _everywhere(root: Part, steps: dict[_Pair, Step], older: Older) -> list[Step]:
    """The same pairs at every place where they stand, not the first only."""
    found: list[Step] = []
    seen: set[tuple[int, int, bool]] = set()
    todo = [root]
    for part in todo:
        place = (id(part[0]), id(part[1]), part[3])
        first = steps.get(_pair(part))
        if place not in seen and first is not None:
            seen.add(place)
            found.append(first if (first.reader, first.writer) == part[:2] else take(part, older))
            todo += found[-1].parts
    return found


def _pair(part: Part) -> _Pair:
    return wire(part[0]), wire(part[1]), part[3]


def _surely_failing(steps: dict[_Pair, Step]) -> set[_Pair]:
    """The pairs for which no data can be read: the least fixpoint, so that recursion alone proves nothing."""
    failing = {pair for pair, step in steps.items() if any(clash.sure and not clash.runtimes for clash in step.clashes)}
    grown = True
    while grown:
        grown = False
        for pair, step in steps.items():
            if pair not in failing and _fails(step, failing):
                failing.add(pair)
                grown = True
    return failing


def _fails(step: Step, failing: set[_Pair]) -> bool:
    if step.need == "never" or not step.parts:
        return False
    parts = (_pair(part) in failing for part in step.parts)
    return all(parts) if step.need == "all" else any(parts)


def _once(clashes: Iterable[Clash]) -> tuple[Clash, ...]:
    seen = {(clash.id, id(clash.reader), id(clash.writer), clash.message): clash for clash in clashes}
    return tuple(seen.values())
