"""What objects and lists of a place are made of: which properties, how many items, and what stands at each."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Final

from govtool.compare.dialects import Schema
from govtool.sample.merge import Merged, meets
from govtool.sample.site import Site
from govtool.sample.texts import pool
from govtool.sample.words import words

_ENDLESS: Final = 10_000  # what has no bound may have so many items or properties; what needs more is not made
_NAMES: Final = 24


@dataclass(frozen=True, slots=True)
class Fields:
    """The properties of the objects of a place."""

    names: tuple[str, ...]
    """In the order of the schema."""
    required: frozenset[str]
    needs: dict[str, list[str]]
    least: int
    most: int

    @property
    def is_free(self) -> bool:
        """Whether any set of optional properties will do."""
        return not self.needs and len(self.names) <= self.most

    def closed(self, names: Iterable[str]) -> list[str]:
        """The names with all that they need."""
        found = dict.fromkeys(names)
        todo = list(found)
        while todo:
            for name in self.needs.get(todo.pop(), ()):
                if name not in found:
                    found[name] = None
                    todo.append(name)
        return list(found)


def fields_of(site: Site) -> Fields | None:
    """The properties; None where no object meets all keywords."""
    merged = site.merged
    named = [name for name in dict.fromkeys((*merged.properties, *merged.required))
             if name in merged.required or (name not in merged.unsent and _may_be(site, name))]
    fields = Fields(tuple(named), frozenset(), merged.needs, merged.size.least,
                    _ENDLESS if merged.size.most is None else merged.size.most)
    required = frozenset(fields.closed(merged.required))
    names = [*named, *sorted(required - set(named))]
    names = [name for name in names if all(each in names for each in fields.closed((name,)))]
    if len(required) > fields.most or merged.size.is_empty or fields.least > _ENDLESS or not required <= set(names):
        return None
    if any(site.property(name).is_dead(1) or not _is_name(site, name) for name in required):
        return None
    return Fields(tuple(names), required, merged.needs, fields.least, fields.most)


def _may_be(site: Site, name: str) -> bool:
    return _is_name(site, name) and not site.property(name).is_dead(1)


def _is_name(site: Site, name: str) -> bool:
    if not site.merged.names:
        return True
    return any(_takes(option, name) for option in _alternatives(_names_site(site)))


def _takes(names: Site, name: str) -> bool:
    merged = names.merged
    listed = merged.values is None or name in merged.values
    return not merged.is_never and "string" in merged.types and listed and meets(merged, name)


def _names_site(site: Site) -> Site:
    return site.sites.at(site.merged.names, (), "key")


def _alternatives(site: Site, depth: int = 4) -> Iterator[Site]:
    if not site.merged.choices:
        yield site
    elif depth:
        for option in site.options:
            yield from _alternatives(option, depth - 1)


def name_of(site: Site, at: int) -> str | None:
    """The name of an undeclared property, by number; None where there is no further one."""
    if site.names is None:
        found = (name for name in _candidates(site, site.merged) if name not in site.merged.properties)
        good = (name for name in dict.fromkeys(found) if _is_name(site, name) and site.is_open(name))
        site.names = tuple(islice(good, max(_NAMES, min(site.merged.size.least, _ENDLESS))))
    return site.names[at] if at < len(site.names) else None


def _candidates(site: Site, merged: Merged) -> Iterator[str]:
    for pattern, _ in merged.patterned:
        yield from words((pattern,), (), 0, None, _NAMES)
    if merged.names:
        for option in _alternatives(_names_site(site)):
            yield from (str(value) for value in option.listed)
            yield from pool(option)
    yield from (f"key{number}" for number in range(1, 2 + max(_NAMES, min(merged.size.least, _ENDLESS))))
    yield from ("a", "b", "x", "other", "A", "0", "")


@dataclass(slots=True)
class Lengths:
    """How many items, and what holds at each beside what holds at all."""

    least: int
    most: int
    placed: dict[int, list[Schema]] = field(default_factory=dict)
    elsewhere: list[Schema] = field(default_factory=list)
    """What holds where nothing is placed: `maxContains` keeps others out."""

    def site(self, site: Site, at: int) -> Site:
        """The place of an item."""
        parts = self.placed.get(at, self.elsewhere)
        return site.item(at).with_parts(*parts) if parts else site.item(at)


def lengths_of(site: Site) -> Lengths | None:
    """The items of lists of a place; None where no list meets all keywords."""
    merged = site.merged
    most = _ENDLESS if merged.items.most is None else merged.items.most
    longest = max((len(prefix) for prefix, _ in merged.lists), default=0)
    for at in range(min(longest + 1, most, _ENDLESS)):
        if site.item(at).is_dead(1):
            most = at
            break
    found = Lengths(merged.items.least, min(most, _ENDLESS))
    for schema, least, limit in merged.contains:
        if not _place(site, found, schema, least):
            return None
        if limit is not None:
            key = (id(schema), "others")
            found.elsewhere += site.sites.derived(key, lambda schema=schema: ({"not": schema},))  # type: ignore[misc]
            if limit < sum(schema in parts for parts in found.placed.values()):
                return None
    return found if found.least <= found.most else None


def _place(site: Site, found: Lengths, schema: Schema, count: int) -> bool:
    """Puts what a list must contain at places that can have it, free ones first."""
    possible = [at for at in range(min(found.most, max(count, 1) + len(found.placed) + 8))
                if not _with(site, found, at, schema).is_dead(1)]
    free = [at for at in possible if at not in found.placed]
    chosen = (free + [at for at in possible if at in found.placed])[:count]
    for at in chosen:
        found.placed.setdefault(at, []).append(schema)
        found.least = max(found.least, at + 1)
    return len(chosen) == count


def _with(site: Site, found: Lengths, at: int, schema: Any) -> Site:
    return site.item(at).with_parts(*found.placed.get(at, ()), schema)
