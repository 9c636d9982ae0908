"""The value that a reader would like to see: what the author gives as an example, else what the names suggest."""

from dataclasses import dataclass, field
from typing import Any, Final

from govtool.compare.values import shown
from govtool.finding import Pointer
from govtool.sample import named
from govtool.sample.numbers import Grid
from govtool.sample.shapes import fields_of, lengths_of, name_of
from govtool.sample.site import Site, implied, type_of
from govtool.sample.smallest import MISSING, clone, smallest
from govtool.sample.texts import pool
from govtool.sample.trouble import Unsatisfiable

_DEEPEST: Final = 7  # below, only what is required
_NODES: Final = 1_500  # the same after so many
_FEW: Final = 2  # items of a list


@dataclass(slots=True)
class Taste:
    """How an example is made."""

    hints: bool = True
    """Whether the author's examples are taken."""
    barred: frozenset[Pointer] = frozenset()
    """Where they were refused."""
    turn: int = 0
    """Which branch is tried first."""
    lean: bool = False
    """Only what is required."""
    taken: set[Pointer] = field(default_factory=set)
    """Where an author's example stands."""
    left: int = _NODES


def example(site: Site, taste: Taste) -> Any:
    """The value, a fresh one; Unsatisfiable where none is possible."""
    found = _Maker(taste).below(site, ())
    if found is MISSING:
        raise Unsatisfiable("no value meets all of its keywords")
    return found


class _Maker:
    """One example in the making; `stack` holds the places that are open."""

    def __init__(self, taste: Taste) -> None:
        self.taste = taste
        self.stack: list[tuple[int, ...]] = []

    def make(self, site: Site, path: Pointer) -> Any:
        if len(path) > 2 * _DEEPEST:
            return clone(smallest(site))
        hinted = self.hinted(site, path)
        if hinted is not MISSING:
            return hinted
        merged = site.merged
        if merged.choices:
            return self.branch(site, path)
        if merged.values is not None:
            values = sorted(site.listed, key=lambda value: value is None)
            return clone(shown(values[self.taste.turn % len(values)])) if values else MISSING
        types = implied(merged)
        for name in types:
            found = self.typed(site, name, path)
            if found is not MISSING:
                return found
        return MISSING

    def hinted(self, site: Site, path: Pointer) -> Any:
        """The first of the author's examples that may do."""
        taste, merged = self.taste, site.merged
        if not taste.hints or not merged.hints or path in taste.barred:
            return MISSING
        turn = taste.turn % len(merged.hints)
        for hint in (*merged.hints[turn:], *merged.hints[:turn]):
            value = _sent(site, shown(hint))
            if type_of(value) in merged.types and (value is not None or len(merged.types) == 1):
                taste.taken.add(path)
                return value
        return MISSING

    def branch(self, site: Site, path: Pointer) -> Any:
        options = site.options
        turn = self.taste.turn % len(options) if options else 0
        turned = sorted((*options[turn:], *options[:turn]), key=lambda option: option.merged.types == {"null"})
        fresh = [option for option in turned if option.key[-1:] not in self.stack]
        for option in fresh or turned:
            self.stack.append(option.key[-1:])
            found = self.make(option, path)
            self.stack.pop()
            if found is not MISSING:
                return found
        return MISSING

    def typed(self, site: Site, name: str, path: Pointer) -> Any:
        barred = site.merged.barred
        if name == "null":
            return MISSING if None in barred else None
        if name == "boolean":
            wanted = named.boolean(site.name)
            return next((value for value in (wanted, not wanted) if not any(value is each for each in barred)), MISSING)
        if name == "number":
            return number(site, self.taste.turn)
        if name == "string":
            texts = pool(site)
            return texts[self.taste.turn % len(texts)] if texts else MISSING
        return self.items(site, path) if name == "array" else self.members(site, path)

    def items(self, site: Site, path: Pointer) -> Any:
        lengths = lengths_of(site)
        if lengths is None:
            return MISSING
        wanted = max(lengths.least, min(_FEW if len(path) < _FEW else 1, lengths.most))
        out: list[Any] = []
        for at in range(wanted):
            inner = lengths.site(site, at)
            needed = at < lengths.least
            if not needed and (self.taste.lean or self.is_open(inner) or self.is_late(path)):
                break
            item = self.item(inner, (*path, at), out, unique=site.merged.is_unique)
            if item is MISSING:
                return out if not needed else MISSING
            out.append(item)
        return out

    def item(self, inner: Site, path: Pointer, before: list[Any], *, unique: bool) -> Any:
        found = self.below(inner, path)
        if found in before:
            turn = self.taste.turn
            for other in range(1, 2 + len(before) if unique else 2):  # items differ, where they can
                if found not in before:
                    break
                self.taste.turn = turn + other
                found = self.below(inner, path)
            self.taste.turn = turn
            if unique and found in before:
                return MISSING
        return found

    def members(self, site: Site, path: Pointer) -> Any:
        fields = fields_of(site)
        if fields is None:
            return MISSING
        self.taste.left -= len(fields.names)
        room = fields.most - len(fields.required)
        out: dict[str, Any] = {}
        for name in fields.names:
            needed = name in fields.required
            if not needed and (room <= 0 or not self.is_wanted(site.property(name), path, len(out) < fields.least)):
                continue
            found = self.below(site.property(name), (*path, name))
            if found is MISSING and needed:
                return MISSING
            if found is not MISSING:
                out[name] = found
                room -= not needed
        if fields.needs:
            missing = [name for name in fields.closed(out) if name not in out]
            out |= {name: self.below(site.property(name), (*path, name)) for name in missing}
        return self.filled(site, path, out, max(fields.least, 0 if fields.names or self.taste.lean else 1))

    def is_wanted(self, inner: Site, path: Pointer, is_short: bool) -> bool:  # noqa: FBT001 - one caller
        return is_short or not (self.taste.lean or self.is_open(inner) or self.is_late(path))

    def filled(self, site: Site, path: Pointer, out: dict[str, Any], wanted: int) -> Any:
        """The object with undeclared properties, where there are to be more."""
        merged = site.merged
        is_map = any(rest.schema not in (True, False) for rest in merged.rests) or bool(merged.patterned)
        least = merged.size.least
        for at in range(wanted if is_map or least else 0):
            name = name_of(site, at)
            if name is None or len(out) >= wanted:
                break
            if not self.is_open(site.property(name)) or len(out) < least:
                found = self.below(site.property(name), (*path, name))
                out |= {} if found is MISSING else {name: found}
        return out if len(out) >= least else MISSING

    def below(self, site: Site, path: Pointer) -> Any:
        self.stack.append(site.key)
        try:
            return self.make(site, path)
        finally:
            self.stack.pop()

    def is_open(self, site: Site) -> bool:
        """Whether a place stands in another one of its kind."""
        return bool(site.key) and site.key in self.stack

    def is_late(self, path: Pointer) -> bool:
        return len(path) >= _DEEPEST or self.taste.left < 0


def number(site: Site, turn: int) -> Any:
    """The number that the name suggests, within all bounds."""
    grid, merged = Grid(site.merged.numbers), site.merged
    wanted = named.number(site.name)
    if wanted is None:
        wanted = 1 if merged.numbers.whole else 1.5
    found = grid.nearest(wanted + turn)
    if found is None or found not in merged.barred:
        return MISSING if found is None else found
    return next((other for other in grid.edges() if other not in merged.barred), MISSING)


def _sent(site: Site, value: Any) -> Any:
    """A copy of the author's example without what this writer does not send."""
    if isinstance(value, dict):
        merged = site.merged
        return {name: _sent(site.property(name), item) for name, item in value.items()
                if name not in merged.unsent or name in merged.required}
    if isinstance(value, list):
        return [_sent(site.item(at), item) for at, item in enumerate(value)]
    return value
