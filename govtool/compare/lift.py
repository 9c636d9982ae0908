"""A proof led up to a use: the value is built into what an operation really sends, and judged again there."""

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Final

from govtool.compare.dialects import Schema
from govtool.compare.focus import NoWay, focused
from govtool.compare.pairs import Pair
from govtool.compare.patterns import Undecided
from govtool.compare.prove import Proof, Prover
from govtool.compare.rows import Edge, Mode
from govtool.compare.scene import Overrides, Scene

_WAYS: Final = 4
_STEPS: Final = 200
_BUILT: Final = 6
_UNLIFTED: Final = "refused by the schema itself, but no use was shown to send it"
Steps = list[tuple[Edge, Pair]]


class Lifter:
    """`scene` gives the scene of a pair."""

    def __init__(self, prover: Prover, scene: Callable[[Pair], Scene]) -> None:
        self._prover, self._scene = prover, scene

    def lifted(self, pair: Pair, proof: Proof, overrides: Overrides) -> Proof | str:
        """The proof at a use; a reason where none was found; an empty one where nothing is refused at any use.

        `overrides` hold the writer's schemas with the suspect alone as the reader has it.
        """
        if pair.is_root:
            return proof
        reason = _UNLIFTED
        for at, steps in enumerate(islice(ways_up(pair), _WAYS)):
            reason = "" if at == 0 else reason
            try:
                lifted = self._led_up(steps, proof)
            except Undecided as error:
                reason = str(error)
                continue
            if lifted is not None:
                return lifted
            if not any(self._takes_up(above, overrides) for _, above in steps):
                reason = reason or _UNLIFTED
        return reason

    def _takes_up(self, pair: Pair, overrides: Overrides) -> bool:
        """Whether what stands around the suspect takes up the slack: then nothing is refused there."""
        return self._scene(pair).is_harmless(overrides, whole=True)

    def _led_up(self, steps: Steps, proof: Proof) -> Proof | None:
        value: object = proof.value
        while steps:
            alone = 1 + next((at for at, (_, pair) in enumerate(steps) if pair.stands_alone), len(steps) - 1)
            home = steps[alone - 1][1]
            proofs = (self._prover.found(home, built) for built in self.built(steps[:alone], value))
            found = next(filter(None, proofs), None)
            if found is None:
                return None
            value, steps = found.value, steps[alone:]
            proof = found
        return proof

    def built(self, steps: Steps, value: object) -> Iterator[object]:
        """What the writer of the last pair may send with a value in it, where the first edge leads."""
        scene = self._scene(steps[-1][1])
        for whole in (False, True):  # an atom does not tell what else must hold beside it
            try:
                overrides = self._leading(steps, {"const": value}, lean=not whole)
            except NoWay:
                return
            yield from scene.some(scene.writer(overrides, whole=whole), _BUILT)

    def _leading(self, steps: Steps, leaf: Schema, *, lean: bool) -> dict[str, Schema]:
        """The writer's schemas on the way up, each made to lead to the leaf; NoWay where one cannot be."""
        overrides: dict[str, Schema] = {}
        for edge, pair in steps:
            if edge.mode is not Mode.CHILD:
                overrides.setdefault(edge.new if pair.new_writes else edge.old, leaf)
            path = edge.new_path if pair.new_writes else edge.old_path
            leaf = overrides[pair.writer] = focused(self._prover.lowered(pair.writer), path, leaf, lean=lean)
        return overrides


def way_down(pair: Pair, to: Pair) -> Steps:
    """The edges from one pair up to another that it is judged with."""
    came: dict[int, tuple[Edge, Pair]] = {}
    todo = [pair]
    while todo and id(to) not in came:
        above = todo.pop(0)
        for edge, below in above.edges:
            if id(below) not in came and below is not pair:
                came[id(below)] = (edge, above)
                todo.append(below)
    steps: Steps = []
    while to is not pair and id(to) in came:
        steps.append(came[id(to)])
        to = came[id(to)][1]
    return steps


def ways_up(pair: Pair) -> Iterator[Steps]:
    """Shortest ways from a pair to uses, by each edge that leads to it."""
    for edge, parent in pair.parents:
        if edge.mode is Mode.ENTANGLED:
            continue
        came: dict[int, Steps] = {id(parent): [(edge, parent)]}
        todo = [parent]
        while todo:
            above = todo.pop(0)
            steps = came[id(above)]
            if above.is_root:
                yield steps
                break
            if len(steps) < _STEPS:
                for further, higher in above.parents:
                    if id(higher) not in came and further.mode is not Mode.ENTANGLED:
                        came[id(higher)] = [*steps, (further, higher)]
                        todo.append(higher)
