"""Values out of canonical forms: for each form a few small ones, smallest first.

The builder is not trusted: a value that it makes is a candidate, and the independent validator decides.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice, product
from typing import Any, Final

from govtool.compare.algebra import CanonicalSchema, atom_number, canonical
from govtool.compare.languages import some_words
from govtool.compare.scalars import OF_TYPE, SCALARS, fits, numbers, strings
from govtool.compare.values import exact, text_of

_DEPTH: Final = 12
_FEW: Final = 4
_ITEMS: Final = 200
Built = Iterator[Any]


class Builder:
    """Builds values; `resolve` gives a few values of what an atom stands for, `spend` is told of every form looked at.

    A `lean` one puts nothing into an object that is not required.
    """

    def __init__(self, resolve: Callable[[int], list[Any]], spend: Callable[[], None], *, lean: bool = False) -> None:
        self._resolve, self._spend, self._lean = resolve, spend, lean

    def values(self, schema: CanonicalSchema | None, limit: int = 12) -> list[Any]:
        """At most `limit` different candidates."""
        if schema is None:
            return []
        seen: dict[bytes, Any] = {}
        for value in islice(self._build(schema, 0), limit * 4):
            seen.setdefault(text_of(value), value)
            if len(seen) >= limit:
                break
        return list(seen.values())

    def _few(self, schema: CanonicalSchema | None, depth: int, count: int = _FEW) -> list[Any]:
        return list(islice(self._build(schema, depth + 1), count)) if schema is not None else [0, "a"][:count]

    def _build(self, schema: CanonicalSchema, depth: int) -> Built:  # noqa: C901 - one case for each kind of form
        self._spend()
        if depth > _DEPTH:
            return
        match schema.view():
            case canonical.TrueView():
                yield from SCALARS
            case canonical.ConstView(value):
                yield exact(value)
            case canonical.EnumView(values):
                yield from (exact(value) for value in values)
            case canonical.MultiTypeView(types):
                yield from _turns(iter(OF_TYPE.get(str(name), ())) for name in types)
            case canonical.TypedGroupView(_, body):
                yield from self._build(body, depth + 1)
            case canonical.StringView() as view:
                yield from strings(view)
            case canonical.IntegerView() as view:
                yield from numbers(view, integer=True)
            case canonical.NumberView() as view:
                yield from numbers(view, integer=False)
            case canonical.ArrayView() as view:
                yield from self._arrays(view, depth)
            case canonical.ObjectView() as view:
                yield from self._objects(view, depth)
            case canonical.AnyOfView(branches) | canonical.OneOfView(branches) | canonical.AllOfView(branches):
                yield from _turns(self._build(branch, depth + 1) for branch in branches)
            case canonical.ReferenceView(uri):
                number = atom_number(uri)
                yield from self._resolve(number) if number is not None else ()
            case canonical.NotView() | canonical.RawView():
                yield from SCALARS

    def _arrays(self, view: canonical.ArrayView, depth: int) -> Built:
        least = view.min_items or 0
        if least > _ITEMS:
            return
        wanted = [
            self._few(part.schema, depth) * (part.min_contains or 1) for part in view.contains if part.min_contains != 0
        ]
        prefix = [self._few(item, depth) for item in view.prefix_items]
        rest = self._few(view.items, depth, min(max(_FEW, least), _ITEMS))
        most = _ITEMS if view.max_items is None else min(view.max_items, _ITEMS)
        repeated = str(view.distinctness) == "some_repeated"
        for length in dict.fromkeys(
            max(0, size) for size in (least, least + 1, len(prefix), len(prefix) + 1, least + 2)
        ):
            if length > most or (repeated and length < 2):  # noqa: PLR2004 - a pair repeats
                continue
            heads = [choices for choices in prefix[:length] if choices]
            tail = rest if rest or length <= len(prefix) else []
            if len(heads) < min(length, len(prefix)) or (length > len(prefix) and not tail):
                continue
            yield from self._fill(heads, tail, length, wanted, repeated=repeated)

    def _fill(
        self, heads: list[list[Any]], tail: list[Any], length: int, wanted: list[list[Any]], *, repeated: bool
    ) -> Built:
        plain = [choices[0] for choices in heads] + [tail[at % len(tail)] for at in range(length - len(heads))]
        if repeated:
            yield [*plain[:-1], plain[0]]
            yield [plain[0]] * length
        yield plain
        if tail:
            yield [choices[0] for choices in heads] + [tail[0]] * (length - len(heads))
        for needed in wanted:
            yield [*needed[:length], *plain[len(needed) :]]
            yield [*plain[: max(0, length - len(needed))], *needed]
        if len(wanted) > 1:
            yield [choices[0] for choices in wanted if choices]
        for at, choices in enumerate(heads):
            yield from ([*plain[:at], other, *plain[at + 1 :]] for other in choices[1:])

    def _objects(self, view: canonical.ObjectView, depth: int) -> Built:
        required = list(view.required)
        choices = [self._property(view, name, depth) for name in required]
        if any(not found for found in choices):
            return
        more = [name for name in view.properties if name not in required]
        extra = self._names(view)
        for chosen in islice(product(*(found[:2] for found in choices)), _FEW):
            value = dict(zip(required, chosen, strict=True))
            for name in (*more, *extra):
                if len(value) >= (view.min_properties or 0):
                    break
                found = self._property(view, name, depth) if name not in value else []
                value |= {name: found[0]} if found else {}
            yield from self._violated(view, value, depth)
            if not view.violations:
                yield value
                if self._lean:
                    continue
                yield from (
                    {**value, name: found[0]}
                    for name in islice((*more, *extra), 6)
                    if name not in value and (found := self._property(view, name, depth))
                )

    def _property(self, view: canonical.ObjectView, name: str, depth: int) -> list[Any]:
        if name in view.properties:
            return self._few(view.properties[name], depth)
        found = [schema for pattern, schema in view.pattern_properties.items() if fits(pattern, name)]
        return self._few(found[0] if found else view.additional_properties, depth)

    def _names(self, view: canonical.ObjectView) -> list[str]:
        named = [str(name) for name in self._few(view.property_names, 0, 8)] if view.property_names is not None else []
        patterned = [name for pattern in view.pattern_properties for name in islice(some_words([pattern]), 2)]
        count = min(view.min_properties or 0, _ITEMS)
        return [*named, *patterned, "x-other", "other", *(f"p{at}" for at in range(count))]

    def _violated(self, view: canonical.ObjectView, value: dict[str, Any], depth: int) -> Built:
        for violation in view.violations:
            match violation:
                case canonical.NameFailsView(schema):
                    names = [
                        name
                        for name in ("", "x-other", "A b", "0", "aaaaaaaaaaaaaaaaaaaa", *self._bad(schema, depth))
                        if isinstance(name, str)
                    ]
                    yield from (
                        {**value, name: found[0]} for name in names if (found := self._property(view, name, depth))
                    )
                case canonical.UndeclaredValueFailsView(names, _, additional):
                    bad = self._bad(additional, depth)
                    yield from (
                        {**value, name: item}
                        for name in ("x-other", "other", "A", "0")
                        if name not in names
                        for item in bad
                    )
                case canonical.PatternValueFailsView(pattern, schema):
                    bad = self._bad(schema, depth)
                    yield from ({**value, name: item} for name in islice(some_words([pattern]), 2) for item in bad)

    def _bad(self, schema: CanonicalSchema, depth: int) -> list[Any]:
        try:
            return self._few(schema.negate(), depth)
        except canonical.CanonicalizationError:
            return []


def _turns(sources: Iterable[Iterator[Any]]) -> Built:
    """One of each source in turn, so that every branch is tried early."""
    waiting = list(sources)
    for _ in range(_ITEMS):
        for source in list(waiting):
            try:
                yield next(source)
            except StopIteration:
                waiting.remove(source)
        if not waiting:
            return
