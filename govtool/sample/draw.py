"""Random values: how they are drawn is worked out once for each place, then a value costs little."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from govtool.compare.values import shown, text_of
from govtool.sample.formats import FORMATS
from govtool.sample.numbers import Grid
from govtool.sample.shapes import Fields, Lengths, fields_of, lengths_of, name_of
from govtool.sample.site import Draw, Site, implied
from govtool.sample.smallest import MISSING, clone, smallest
from govtool.sample.texts import pool
from govtool.sample.trouble import NoValue, Unsatisfiable

_DEEPEST: Final = 9  # below, values are as small as may be
_NODES: Final = 3_000  # the same after so many
_OPTIONAL: Final = 0.8  # how often an optional property is there
_AGAIN: Final = 12  # draws of an item that is to differ
_MORE: Final = 3  # entries and items beyond the least
_ENTRIES: Final = 2


@dataclass(slots=True)
class State:
    """What one value is drawn with."""

    random: Callable[[], float]
    optional: float = _OPTIONAL
    left: int = _NODES
    depth: int = 0


def draw_of(site: Site) -> Draw:
    """How a random value of a place is drawn; it raises Unsatisfiable where that is not possible."""
    if site.draw is None:
        site.draw = _later(site)  # a schema that reaches itself finds this one
        try:
            site.draw = _made(site)
        except NoValue as trouble:
            site.draw = _failing(trouble)
            raise
    return site.draw


def _failing(trouble: NoValue) -> Draw:
    def drawn(_: State) -> Any:
        raise trouble

    return drawn


def _later(site: Site) -> Draw:
    def drawn(state: State) -> Any:
        return draw_of(site)(state)

    return drawn


def _made(site: Site) -> Draw:
    if site.merged.choices:
        return _one_of([_later(option) for option in site.options])
    if site.merged.values is not None:
        return _listed(site.listed)
    made = [_TYPES[name](site) for name in implied(site.merged)]
    return _one_of([draw for draw in made if draw is not None])


def _one_of(draws: list[Draw]) -> Draw:
    if not draws:
        raise Unsatisfiable("nothing meets all keywords of one place")
    if len(draws) == 1:
        return draws[0]
    count = len(draws)
    return lambda state: draws[int(state.random() * count)](state)


def _listed(values: list[Any]) -> Draw:
    if not values:
        raise Unsatisfiable("none of the listed values meets the other keywords")
    plain = [shown(value) for value in values]
    count = len(plain)
    if any(isinstance(value, dict | list) for value in plain):
        return lambda state: clone(plain[int(state.random() * count)])
    return lambda state: plain[int(state.random() * count)]


def _null(site: Site) -> Draw | None:
    return None if None in site.merged.barred else lambda _: None


def _boolean(site: Site) -> Draw | None:
    left = [value for value in (True, False) if not any(value is barred for barred in site.merged.barred)]
    return _listed(left) if left else None


def _number(site: Site) -> Draw | None:
    grid = Grid(site.merged.numbers)
    if grid.is_empty or grid.nearest(0) is None:
        return None
    draw, barred = grid.draw(), {text_of(value) for value in site.merged.barred}
    if not barred:
        return lambda state: draw(state.random)

    def drawn(state: State) -> Any:
        found = draw(state.random)
        for _ in range(_AGAIN):
            if text_of(found) not in barred:
                break
            found = draw(state.random)
        return found

    return drawn


def _string(site: Site) -> Draw | None:
    merged = site.merged
    texts = pool(site)
    if not texts:
        return None
    named_format = next((name for name in merged.formats if name in FORMATS), None)
    bounded = merged.patterns or merged.barred_patterns or merged.barred or merged.length.least or merged.length.most
    if named_format and not bounded and len(merged.formats) == 1:
        draw = FORMATS[named_format][1]
        return lambda state: draw(state.random)
    count = len(texts)
    return lambda state: texts[int(state.random() * count)]


def _array(site: Site) -> Draw | None:
    lengths = lengths_of(site)
    return None if lengths is None else _Items(site, lengths).draw


class _Items:
    """Draws lists."""

    def __init__(self, site: Site, lengths: Lengths) -> None:
        self.site, self.lengths = site, lengths
        self.unique = site.merged.is_unique

    def draw(self, state: State) -> list[Any]:
        lengths = self.lengths
        state.depth += 1
        try:
            if state.depth > _DEEPEST or state.left < 0:
                return _small(self.site)  # type: ignore[no-any-return] # a list
            top = min(lengths.most, lengths.least + _MORE)
            count = lengths.least + int(state.random() * (top - lengths.least + 1))
            state.left -= count
            out: list[Any] = []
            seen: set[bytes] = set()
            for at in range(count):
                draw = draw_of(lengths.site(self.site, at))
                item = self._other(draw, state, seen) if self.unique else draw(state)
                if item is MISSING and at >= lengths.least:
                    break
                out.append(draw(state) if item is MISSING else item)
            return out
        finally:
            state.depth -= 1

    def _other(self, draw: Draw, state: State, seen: set[bytes]) -> Any:
        for _ in range(_AGAIN):
            item = draw(state)
            text = text_of(item)
            if text not in seen:
                seen.add(text)
                return item
        return MISSING


def _object(site: Site) -> Draw | None:
    fields = fields_of(site)
    return None if fields is None else _Members(site, fields).draw


class _Members:
    """Draws objects."""

    def __init__(self, site: Site, fields: Fields) -> None:
        self.site, self.fields = site, fields
        self.members = [(name, _later(site.property(name)), name in fields.required) for name in fields.names]
        self._is_compiled = False
        self.is_map = not fields.names and bool(site.merged.rests or site.merged.patterned)

    def _compile(self) -> None:
        self._is_compiled = True
        self.members = [(name, draw_of(self.site.property(name)), needed) for name, _, needed in self.members]

    def draw(self, state: State) -> dict[str, Any]:
        if not self._is_compiled:
            self._compile()
        fields, random, optional = self.fields, state.random, state.optional
        state.depth += 1
        state.left -= len(self.members)
        try:
            if state.depth > _DEEPEST or state.left < 0:
                return _small(self.site)  # type: ignore[no-any-return] # an object
            if fields.is_free:
                out = {name: draw(state) for name, draw, needed in self.members if needed or random() < optional}
            else:
                out = self._bounded(state)
            if self.is_map or len(out) < fields.least:
                self._fill(out, state)
            return out
        finally:
            state.depth -= 1

    def _bounded(self, state: State) -> dict[str, Any]:
        fields = self.fields
        room = fields.most - len(fields.required)
        out: dict[str, Any] = {}
        for name, draw, needed in self.members:
            if needed:
                out[name] = draw(state)
            elif room > 0 and state.random() < state.optional:
                group = [each for each in fields.closed((name,)) if each not in out and each not in fields.required]
                if len(group) <= room:
                    room -= len(group)
                    out |= {each: draw_of(self.site.property(each))(state) for each in group}
        return out

    def _fill(self, out: dict[str, Any], state: State) -> None:
        fields = self.fields
        wanted = max(fields.least, 1 + int(state.random() * _ENTRIES) if self.is_map else 0)
        for name in fields.names:
            if len(out) >= fields.least:
                break
            if name not in out:
                out[name] = draw_of(self.site.property(name))(state)
        for at in range(wanted * 2):
            if len(out) >= min(wanted, fields.most):
                break
            extra = name_of(self.site, at)
            if extra is None:
                break
            if extra not in out:
                out[extra] = draw_of(self.site.property(extra))(state)


def _small(site: Site) -> Any:
    found = smallest(site)
    if found is MISSING:
        raise Unsatisfiable("every value needs another one inside of it, without end")
    return clone(found)


_TYPES: Final[dict[str, Callable[[Site], Draw | None]]] = {
    "null": _null, "boolean": _boolean, "number": _number, "string": _string, "array": _array, "object": _object,
}
