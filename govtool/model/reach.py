"""Objects through their references: what cannot be reached, or is no object, is as if it were not there."""

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from govtool.model.contract import Spot
from govtool.model.shape import mapping, sequence
from govtool.source.refs import Bundle, RefError

T = TypeVar("T")


class Reach:
    """The objects of a bundle as they are seen from one root document.

    References are followed wherever an object is expected, also where a specification allows none: people split their
    documents everywhere, and saying that a `$ref` may not stand somewhere is the task of a rule.
    """

    def __init__(self, bundle: Bundle, root: Spot) -> None:
        self.bundle = bundle
        self.root = root
        self._made: dict[tuple[object, int], Any] = {}

    def resolved(self, spot: Spot) -> Spot | None:
        """The object where it is defined."""
        value = spot.value
        if not isinstance(value, dict):
            return None
        if "$ref" not in value:
            return spot
        try:
            target = self.bundle.resolve(spot.document, spot.pointer, value)
        except RefError:
            return None
        return Spot(target.document, target.pointer, target.value) if isinstance(target.value, dict) else None

    def below(self, spot: Spot, *keys: str) -> Spot | None:
        """The object under a path of fields, resolved at every step."""
        found: Spot | None = spot
        for key in keys:
            if found is None or key not in found.value:
                return None
            found = self.resolved(Spot(found.document, (*found.pointer, key), found.value[key]))
        return found

    def entries(self, spot: Spot, *keys: str) -> Iterator[tuple[str, Spot]]:
        """The objects of a map by name; here every name counts, also `x-…`."""
        found = self.below(spot, *keys)
        for name, value in found.value.items() if found else ():
            entry = self.resolved(Spot(found.document, (*found.pointer, name), value)) if found else None
            if entry is not None:
                yield name, entry

    def items(self, spot: Spot, key: str) -> Iterator[Spot]:
        """The objects of a list."""
        for index, value in enumerate(sequence(spot.value.get(key))):
            item = self.resolved(Spot(spot.document, (*spot.pointer, key, index), value))
            if item is not None:
                yield item

    def layers(self, spot: Spot) -> list[Spot]:
        """An object with fields beside its `$ref`: first its own, then what the reference brings, to the end."""
        found: list[Spot] = []
        seen: set[int] = set()
        while isinstance(spot.value, dict) and id(spot.value) not in seen:
            seen.add(id(spot.value))
            found.append(spot)
            ref = spot.value.get("$ref")
            if not isinstance(ref, str):
                break
            try:
                target = self.bundle.follow(spot.document, ref, spot.pointer)
            except RefError:
                break
            spot = Spot(target.document, target.pointer, target.value)
        return found

    def once(self, make: Callable[["Reach", Spot], T], spot: Spot) -> T:
        """What is made of an object of a document, made once however many references lead to it."""
        key = (make, id(spot.value))
        if key not in self._made:
            self._made[key] = make(self, spot)
        found: T = self._made[key]
        return found


def conjuncts(bundle: Bundle, spot: Spot, *, whole: bool = True) -> Iterator[Spot]:
    """A schema and all that its references and `allOf` add, each once.

    RefError where a reference leads nowhere; with `whole` off, that one adds nothing.
    """
    todo, seen = [spot], set[int]()
    while todo:
        here = todo.pop()
        value = mapping(here.value)
        if id(here.value) in seen:
            continue
        seen.add(id(here.value))
        yield here
        if isinstance(value.get("$ref"), str):
            try:
                target = bundle.follow(here.document, value["$ref"], here.pointer)
                todo.append(Spot(target.document, target.pointer, target.value))
            except RefError:
                if whole:
                    raise
        todo += [Spot(here.document, (*here.pointer, "allOf", index), item)
                 for index, item in enumerate(sequence(value.get("allOf")))]
