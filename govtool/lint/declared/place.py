"""Where a path through a document has come to: a value, how it was reached, and where it is defined."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from govtool.finding import Location, On, Pointer
from govtool.lint.rule import RuleError
from govtool.model.contract import Contract
from govtool.source.document import Document
from govtool.source.refs import RefError


class Missing:
    """The value where there is none; what JavaScript calls undefined."""

    def __bool__(self) -> bool:
        return False


MISSING = Missing()


@dataclass(slots=True, eq=False)
class Place:
    """A value on the way: `key` and `parent` say how it was reached.

    Not frozen, because a path makes one for every value it passes, and frozen ones take four times as long.
    """

    document: Document
    value: Any
    key: str | int | None = None
    parent: "Place | None" = None
    start: Pointer | None = None
    """Where the value is written, if that is not below the parent: at the root, and where a reference led."""
    on: On = "value"

    @property
    def pointer(self) -> Pointer:
        """Where the value is written."""
        steps: list[str | int] = []
        place = self
        while place.start is None and place.parent is not None and place.key is not None:
            steps.append(place.key)
            place = place.parent
        steps.reverse()
        return (*(place.start or ()), *steps)

    @property
    def location(self) -> Location:
        """Where to show it; what is not there is shown at the key of what it should stand in."""
        place = self
        while place.value is MISSING and place.parent is not None:
            place = place.parent
        return place.document.at(place.pointer, place.on if place is self else "key")

    def child(self, key: str | int) -> "Place":
        """The place one step down; MISSING where there is nothing."""
        value: Any = MISSING
        if isinstance(self.value, dict) and isinstance(key, str):
            value = self.value.get(key, MISSING)
        elif isinstance(self.value, list) and isinstance(key, int) and -len(self.value) <= key < len(self.value):
            key %= len(self.value)
            value = self.value[key]
        return Place(self.document, value, key, self)

    def children(self, having: frozenset[str] = frozenset()) -> Iterator["Place"]:
        """Every entry or item; with names, only the objects that have all of these, and references."""
        value = self.value
        items = value.items() if value.__class__ is dict else enumerate(value) if value.__class__ is list else ()
        for key, item in items:
            if not having or (item.__class__ is dict and (having <= item.keys() or "$ref" in item)):
                yield Place(self.document, item, key, self)


_MOST_WORK = 4_000_000
"""Steps that one rule may take over one contract, and as many again as its text has characters; some seconds."""
_PER_PLACE = 4
"""Steps that a place costs."""


@dataclass(slots=True, eq=False)
class Scope:
    """What the rules over one contract share; `resolved` rules see the target where a reference stands."""

    contract: Contract
    resolved: bool = True
    passed: dict[str, list[Place]] = field(default_factory=dict)
    """The beginning of a path → the places it led to: rules that begin alike walk there once."""
    _left: int = _MOST_WORK
    _written: "Scope | None" = None

    def for_rule(self, *, as_written: bool) -> "Scope":
        """The same for the next rule, which has its own bounds; `as_written` for one that sees references."""
        if as_written and self._written is None:
            self._written = Scope(self.contract, resolved=False)
        found = self._written if as_written and self._written else self
        found._left = _MOST_WORK + len(self.contract.document.text)  # noqa: SLF001 - its own kind
        return found

    def most_places(self) -> int:
        """How many places a step of a path may still lead to."""
        return self._left // _PER_PLACE + 1

    def spend(self, places: int = 0, steps: int = 0) -> None:
        """Counts work; RuleError once a rule has done more than is sensible for any document."""
        self._left -= places * _PER_PLACE + steps
        if self._left < 0:
            raise RuleError("it takes too many steps in this document, narrow its path")

    def root(self) -> Place:
        """The contract's own document."""
        return Place(self.contract.document, self.contract.document.data, start=())

    def seen(self, place: Place) -> Place:
        """The place, or where its reference leads; a reference that leads nowhere stays what it is."""
        value = place.value
        if not self.resolved or value.__class__ is not dict or not isinstance(value.get("$ref"), str):
            return place
        try:
            target = self.contract.bundle.resolve(place.document, place.pointer, value)
        except RefError:
            return place
        return Place(target.document, target.value, place.key, place.parent, target.pointer, place.on)
