"""Values with their references written out, for whoever can only judge plain data."""

from typing import Any

from govtool.lint.declared.place import Place, Scope
from govtool.lint.rule import RuleError

_DEEPEST = 150
"""Levels at most; the validators read 254."""
_MOST_NODES = 200_000


def written_out(place: Place, scope: Scope, depth: int | None) -> Any:
    """A value with its references written out down to a depth; RuleError for one that grows beyond bounds.

    A reference that leads back into what is being written stays a reference, as does everything below the depth.
    """
    levels = _DEEPEST if depth is None else min(depth, _DEEPEST)
    return _Writer(scope).out(place, levels)[0] if scope.resolved else place.value


class _Writer:
    """One value while it is written; targets that are shared are written once."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self._open: set[int] = set()
        self._done: dict[tuple[int, int], tuple[Any, int]] = {}

    def out(self, place: Place, levels: int) -> tuple[Any, int]:
        """The value and the number of its nodes."""
        here = self._scope.seen(place)
        value = here.value
        if value.__class__ not in (dict, list) or levels < 0 or id(value) in self._open:
            return place.value, 1
        key = (id(value), levels)
        if key not in self._done:
            self._open.add(id(value))
            parts = [(child.key, *self.out(child, levels - 1)) for child in here.children()]
            self._open.remove(id(value))
            size = 1 + sum(part[2] for part in parts)
            self._scope.spend(places=1)
            if size > _MOST_NODES:
                raise RuleError(f"the value has more than {_MOST_NODES} nodes with its references written out")
            items = {name: item for name, item, _ in parts}
            self._done[key] = items if value.__class__ is dict else list(items.values()), size
        return self._done[key]
