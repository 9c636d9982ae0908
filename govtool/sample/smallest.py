"""The smallest value of a place that needs the fewest levels, so that values of circular schemas end."""

from typing import Any, Final

from govtool.compare.values import MISSING, shown
from govtool.sample.numbers import Grid
from govtool.sample.shapes import fields_of, lengths_of, name_of
from govtool.sample.site import Site, implied
from govtool.sample.texts import pool

__all__ = ["MISSING", "clone", "is_large", "smallest"]

_LEVELS: Final = 24
_LARGEST: Final = 20_000  # values in a value


def smallest(site: Site) -> Any:
    """The value, shared with others, so to be cloned; MISSING where every value is too deep or too large."""
    for level in range(_LEVELS):
        found = _within(site, level)
        if found is not MISSING:
            return found
    return MISSING


def clone(value: Any) -> Any:
    """A value of one's own."""
    if isinstance(value, dict):
        return {name: clone(item) for name, item in value.items()}
    return [clone(item) for item in value] if isinstance(value, list) else value


def is_large(value: Any, most: int) -> bool:
    """Whether a value holds more than so many values; counted no further."""
    count, todo = 0, [value]
    while todo and count <= most:
        item = todo.pop()
        count += 1
        if isinstance(item, dict | list):
            todo.extend(item.values() if isinstance(item, dict) else item)
    return count > most


def _within(site: Site, level: int) -> Any:
    """A value of at most so many levels; MISSING where none was found."""
    if level < 0:
        return MISSING
    if level not in site.least:
        site.least[level] = MISSING
        found = _made(site, level)
        site.least[level] = MISSING if found is MISSING or is_large(found, _LARGEST) else found
    return site.least[level]


def _made(site: Site, level: int) -> Any:
    merged = site.merged
    if merged.choices:
        # A branch stands at the same place: it costs no level, but circles among branches must end.
        return next((found for option in site.options if (found := _within(option, level)) is not MISSING), MISSING)
    if merged.values is not None:
        return next((shown(value) for value in site.listed), MISSING)
    for name in reversed(implied(merged)):
        found = _of_type(site, name, level)
        if found is not MISSING:
            return found
    return MISSING


def _of_type(site: Site, name: str, level: int) -> Any:
    barred = site.merged.barred
    if name == "null":
        return MISSING if None in barred else None
    if name == "boolean":
        return next((value for value in (False, True) if not any(value is each for each in barred)), MISSING)
    if name == "number":
        found = Grid(site.merged.numbers).nearest(0)
        return MISSING if found is None or found in barred else found
    if name == "string":
        return next(iter(pool(site)), MISSING)
    return _list(site, level) if name == "array" else _object(site, level)


def _list(site: Site, level: int) -> Any:
    lengths = lengths_of(site)
    if lengths is None:
        return MISSING
    out = []
    for at in range(lengths.least):
        item = _within(lengths.site(site, at), level - 1)
        if item is MISSING:
            return MISSING
        out.append(item)
        if len(out) > _LARGEST:
            return MISSING
    return out


def _object(site: Site, level: int) -> Any:
    fields = fields_of(site)
    if fields is None:
        return MISSING
    names = [name for name in fields.names if name in fields.required]
    more = (name for name in fields.names if name not in fields.required)
    while len(names) < fields.least:
        name = next(more, None) or name_of(site, len(names))
        if name is None:
            return MISSING
        names.append(name)
    out = {}
    for name in names:
        out[name] = _within(site.property(name), level - 1)
        if out[name] is MISSING:
            return MISSING
    return out
