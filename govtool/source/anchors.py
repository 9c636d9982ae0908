"""What YAML aliases repeat, and how much of it: else a few lines could write out to billions of nodes."""

from dataclasses import dataclass
from typing import Any

from govtool.source.problem import Limits, cut

_CHARACTERS = 100
"""Of a text that is repeated, as heavy as one node."""


class StopError(Exception):
    """The rest of the text is not read; the problem says why."""

    def __init__(self, rule: str, message: str) -> None:
        super().__init__(message)
        self.rule = rule
        self.message = message


@dataclass(frozen=True, slots=True)
class Anchored:
    """A value that aliases repeat: what each adds, how deep it is, and its text where it is a scalar."""

    value: Any
    weight: int
    height: int
    text: str | None


class Anchors:
    """The anchors of one document by name; the latest of a name counts.

    Of a container that has not ended yet, what aliases had added when it began is known.
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._added = 0
        self._known: dict[str, Anchored | int] = {}

    def scalar(self, name: str, value: Any, text: str) -> None:
        """A scalar has an anchor."""
        self._known[name] = Anchored(value, 1 + len(text) // _CHARACTERS, 0, text)

    def begin(self, name: str) -> None:
        """A container with an anchor begins: until it ends, an alias would repeat what it stands in."""
        self._known[name] = self._added

    def end(self, name: str, value: Any, nodes: int, characters: int, height: int) -> None:
        """A container with an anchor ends; one inside of it may have taken the name meanwhile."""
        known = self._known[name]
        if isinstance(known, int):
            weight = nodes + characters // _CHARACTERS + self._added - known
            self._known[name] = Anchored(value, weight, height, None)

    def repeated(self, name: str, depth: int) -> Anchored:
        """What an alias repeats below so many containers; StopError where it leads nowhere or too far."""
        shown = cut(name)
        if name not in self._known:
            raise StopError("syntax-error", f"alias `*{shown}` has no anchor `&{shown}` before it")
        known = self._known[name]
        if isinstance(known, int):
            raise StopError("alias-cycle", f"alias `*{shown}` stands inside of the value that it repeats")
        self._added += known.weight
        if self._added > self._limits.expansion:
            raise StopError("alias-bomb", f"the aliases add more than {self._limits.expansion} nodes")
        if depth + known.height > self._limits.depth:
            raise StopError("too-deep", f"alias `*{shown}` nests deeper than {self._limits.depth} levels")
        return known
