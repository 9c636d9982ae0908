"""Which pairs of schemas count at all: those that a use reaches by what is sent and read."""

from collections.abc import Collection

from govtool.compare.lower import UNSENT, Lowered
from govtool.compare.pairs import Pair
from govtool.compare.patch import at_path
from govtool.compare.rows import Edge, Mode
from govtool.finding import Pointer


def sent_pairs(pairs: Collection[Pair], lowered: Lowered) -> list[Pair]:
    """The pairs in order, without those that only properties lead to that are `readOnly` in a request, or the like."""
    reached = {id(pair): pair for pair in pairs if pair.is_root}
    todo = list(reached.values())
    while todo:
        above = todo.pop()
        for edge, behind in above.edges:
            if id(behind) not in reached and not _is_unsent(above, edge, lowered):
                reached[id(behind)] = behind
                todo.append(behind)
    return [pair for pair in pairs if id(pair) in reached]


def _is_unsent(pair: Pair, edge: Edge, lowered: Lowered) -> bool:
    return edge.mode is Mode.CHILD and (
        _hides(lowered(pair.old), edge.old_path) or _hides(lowered(pair.new), edge.new_path)
    )


def _hides(schema: object, path: Pointer) -> bool:
    """Whether the property at a path is never sent by this view's writer, nor looked at by its reader."""
    if path[-2:-1] != ("properties",):
        return False
    owner = at_path(schema, path[:-2])
    return isinstance(owner, dict) and path[-1] in owner.get(UNSENT, ())
