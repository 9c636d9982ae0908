"""Values at the edges of what a schema takes: each one differs from the example in one place."""

from collections.abc import Iterator
from itertools import islice
from typing import Any, Final

from govtool.compare.values import shown
from govtool.sample.example import Taste, example
from govtool.sample.formats import EDGES
from govtool.sample.merge import meets
from govtool.sample.numbers import Grid
from govtool.sample.shapes import fields_of, lengths_of, name_of
from govtool.sample.site import Site, implied
from govtool.sample.smallest import MISSING
from govtool.sample.texts import fitted, pool
from govtool.sample.trouble import NoValue
from govtool.sample.words import words

_DEEPEST: Final = 8
_BELOW: Final = 60  # edges of one property or item
_LONGEST: Final = 10_000  # characters of a text, as the longest is none too handy
_MOST: Final = 100  # items of a list
_UNUSUAL: Final = ("é", "日本語", "0", " a", "\U0001f529", "a'\"<&>\\")


def edges(site: Site, depth: int = 0) -> Iterator[Any]:
    """Candidates, shared parts and all, so to be judged and cloned; some are given twice."""
    if depth > _DEEPEST:
        return
    merged = site.merged
    if merged.choices:
        for option in site.options:
            yield from edges(option, depth + 1)
        return
    if merged.values is not None:
        yield from (shown(value) for value in site.listed)
        return
    for name in implied(merged):
        if name == "null":
            yield None
        elif name == "boolean":
            yield from (True, False)
        elif name == "number":
            grid = Grid(merged.numbers)
            yield from () if grid.is_empty else grid.edges()
        elif name == "string":
            yield from _texts(site)
        else:
            yield from _lists(site, depth) if name == "array" else _objects(site, depth)


def _texts(site: Site) -> Iterator[str]:
    merged, length = site.merged, site.merged.length
    longest = min(_LONGEST, length.least + _LONGEST if length.most is None else length.most)
    sizes = dict.fromkeys((length.least, length.least + 1, *(() if length.most is None else (longest - 1, longest))))
    found: list[str] = []
    if merged.patterns:
        for size in sizes:
            found += words(tuple(merged.patterns), tuple(merged.barred_patterns), size, size, 1)
    elif not merged.formats:
        found += [fitted("", size, size) for size in sizes if size >= 0]
        found += [fitted(text, length.least, length.most) for text in _UNUSUAL]
    for name in merged.formats:
        found += EDGES.get(name, ())
    found += pool(site)[:2]
    yield from (text for text in found if meets(merged, text))


def _base(site: Site) -> Any:
    """The example of a place; MISSING where there is none."""
    try:
        return example(site, Taste(hints=False))
    except NoValue:
        return MISSING


def _lists(site: Site, depth: int) -> Iterator[list[Any]]:
    lengths = lengths_of(site)
    if lengths is None:
        return
    bounded = min(lengths.most, _MOST)
    largest = () if site.merged.items.most is None else (bounded,)
    for size in dict.fromkeys((lengths.least, lengths.least + 1, *largest)):
        if size <= lengths.most:
            items = _items(site, size)
            yield from () if items is None else (items,)
    count = max(lengths.least, 1)
    base = _items(site, count) if count <= lengths.most else None
    for at in range(len(base or ())):
        if base is not None and (at == 0 or at < len(site.merged.lists[0][0] if site.merged.lists else ())):
            for item in islice(edges(lengths.site(site, at), depth + 1), _BELOW):
                yield [*base[:at], item, *base[at + 1 :]]


def _items(site: Site, size: int) -> list[Any] | None:
    """A list of a size; distinct items where they have to be."""
    lengths = lengths_of(site)
    if lengths is None:
        return None
    out: list[Any] = []
    for at in range(size):
        inner = lengths.site(site, at)
        item = _base(inner)
        if site.merged.is_unique and item in out:
            item = next((other for other in islice(_varied(inner), size + _BELOW) if other not in out), MISSING)
        if item is MISSING:
            return None
        out.append(item)
    return out


def _varied(site: Site) -> Iterator[Any]:
    yield from edges(site, _DEEPEST - 1)
    for turn in range(1, _MOST):
        try:
            yield example(site, Taste(hints=False, turn=turn))
        except NoValue:
            return


def _objects(site: Site, depth: int) -> Iterator[dict[str, Any]]:
    fields = fields_of(site)
    base = _base(site)
    if fields is None or not isinstance(base, dict):
        return
    yield base
    try:
        least = example(site, Taste(hints=False, lean=True))
    except NoValue:
        least = base
    yield least
    for name in fields.names:
        if name in base and name not in fields.required:
            yield {key: item for key, item in base.items() if key != name}
    for name in fields.names:
        if name not in base and name in least:
            continue
        for item in islice(edges(site.property(name), depth + 1), _BELOW):
            yield {**base, name: item}
    if site.merged.rests or site.merged.patterned:
        extra = name_of(site, 0)
        if extra is not None and extra not in base:
            yield from ({**base, extra: item} for item in islice(edges(site.property(extra), depth + 1), 2))
