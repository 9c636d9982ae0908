"""Candidates for a witness: values that a row may turn from taken to refused."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import islice
from typing import Any, Final

from govtool.compare.branches import values_of
from govtool.compare.dialects import Schema
from govtool.compare.languages import some_words
from govtool.compare.rows import Row
from govtool.compare.scalars import FORMATS, SCALARS
from govtool.compare.scene import Scene
from govtool.compare.values import MISSING, text_of

MUTATIONS: Final = 160
_APART: Final = 24
_BASES: Final = 12
_LONGEST: Final = 100_000
_LISTED: Final = 20


def candidates(scene: Scene, row: Row, overrides: Mapping[str, Schema]) -> Iterator[Any]:
    """Values to try for a row, the likeliest first: from the algebra, then mutations of what the writer sends."""
    changed = {}
    for whole in (False, True):
        writer = scene.writer(whole=whole)
        changed[whole] = scene.changed(overrides, whole=whole)
        yield from scene.refused(writer, changed[whole])
        yield from scene.refused(writer, scene.reader(whole=whole))
    for whole in (False, True):
        yield from islice(scene.refused_apart(scene.writer(whole=whole), changed[whole]), _APART)
    bases = [value for whole in (False, True) for value in scene.some(scene.writer(whole=whole), _BASES)]
    bases.sort(key=lambda value: not isinstance(value, dict | list))
    yield from islice(mutated(bases, hints(row)), MUTATIONS)


def hints(row: Row) -> list[Any]:
    """Values near the edge of what a keyword admits, old and new."""
    found: list[Any] = []
    if row.keyword == "enum" and isinstance(row.old, list) and isinstance(row.new, list):
        before, after = ({text_of(item) for item in side} for side in (row.old, row.new))
        found += [item for item in (*row.new, *row.old) if (text_of(item) in before) != (text_of(item) in after)][
            :_LISTED
        ]
    for bound in (row.old, row.new):
        if isinstance(bound, bool) or bound is MISSING:
            continue
        if isinstance(bound, int | Decimal):
            found += [bound, bound + 1, bound - 1]
            if "Length" in row.keyword:
                found += ["a" * int(size) for size in (bound, bound + 1, bound - 1) if 0 <= size <= _LONGEST]
        elif row.keyword == "pattern" and isinstance(bound, str):
            found += _unmatched(bound, row.new if bound is row.old else row.old)
        elif row.keyword == "format":
            found += FORMATS.get(str(bound), ())
        elif row.keyword == "enum" and isinstance(bound, list):
            found += bound[:_LISTED]
        else:
            found += _constants(bound)
    return found


def _unmatched(pattern: str, other: Any) -> Iterator[str]:
    """Strings of several lengths that one version's pattern refuses, and the other's, if any, takes."""
    for least in (0, 1, 4, 12):
        yield from islice(some_words([other] if isinstance(other, str) else [], [pattern], least), 2)


def _constants(schemas: Any) -> Iterator[Any]:
    """The values that a schema, or each of a list, is said to have."""
    for schema in schemas[:_LISTED] if isinstance(schemas, list) else [schemas]:
        values = values_of(schema) if isinstance(schema, dict) else MISSING
        yield from values[:_LISTED] if isinstance(values, list) else ()


def mutated(bases: list[Any], hinted: list[Any]) -> Iterator[Any]:
    """The bases, then each with one place replaced, added or left out: breadth over depth, always in the same order."""
    yield from bases
    yield from hinted
    pool = [*hinted, *SCALARS]
    for base in bases:
        yield from _reduced(base)
        yield from _extended(base, pool)
    for value in pool:
        for base in bases:
            yield from _replaced(base, value)
    yield from SCALARS


def _replaced(base: Any, value: Any) -> Iterator[Any]:
    if isinstance(base, dict):
        for name, item in base.items():
            yield {**base, name: value}
            yield from ({**base, name: inner} for inner in islice(_replaced(item, value), 4))
    elif isinstance(base, list):
        for at, item in enumerate(base[:4]):
            yield [*base[:at], value, *base[at + 1 :]]
            yield from ([*base[:at], inner, *base[at + 1 :]] for inner in islice(_replaced(item, value), 4))


def _reduced(base: Any) -> Iterator[Any]:
    if isinstance(base, dict):
        yield from ({name: item for name, item in base.items() if name != gone} for gone in base)
    elif isinstance(base, list):
        yield from (base[:at] + base[at + 1 :] for at in range(min(len(base), 4)))


def _extended(base: Any, pool: list[Any]) -> Iterator[Any]:
    if isinstance(base, list):
        yield from ([*base, value] for value in (*base[:2], *pool[:8]))
        yield base * 2
    elif isinstance(base, dict):
        yield from ({**base, "x-other": value} for value in pool[:6])
