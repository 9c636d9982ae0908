"""JSONPath as rulesets write it, compiled to steps over a document: `$.paths[*][get,post].responses`, `$..[?(…)]`, `~`.

What this reads runs directly, following references. Anything else is tried as RFC 9535. Nothing is ever evaluated as
code. A path passes each object once, so that references that meet or turn in circles cost nothing. Only where it asks
for the way itself does it take several: each entry that leads to an object, or even each way from the root.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from itertools import islice
from typing import Any, Literal, NamedTuple, Protocol, TypeAlias

from govtool.lint.declared import foreign
from govtool.lint.declared.filters import needed, parse_filter
from govtool.lint.declared.place import MISSING, Place, Scope
from govtool.lint.declared.script import plain, truthy
from govtool.lint.rule import RuleError

Step: TypeAlias = Callable[[Iterable[Place], Scope], Iterator[Place]]

class Select(Protocol):
    """A compiled path."""

    def __call__(self, scope: Scope, start: Place | None = None) -> Iterator[Place]:
        """The places it leads to, from the root or from another place."""


_NAME = re.compile(r"[^.\[\]()~^*?,'\"\s]+")
_MEMBER = re.compile(r"""\s*('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|[^,'"\[\]()?*]+)\s*(?:,|$)""")
_SLICE = re.compile(r"\s*(-?\d*)\s*:\s*(-?\d*)\s*(?::\s*(-?\d*)\s*)?")
Ways: TypeAlias = Literal["once", "each entry", "every way"]
_ASKS_FOR_THE_WAY = re.compile(r"@path|\^.*\^.*\^")
_ASKS_FOR_THE_ENTRY = re.compile(r"@parent|\^.*[~^]")


class _Piece(NamedTuple):
    """A step, and the text of the path up to its end."""

    step: Step
    upto: str


@cache
def compile_path(text: str) -> Select:
    """The places that a path means in a contract; RuleError, when it is run, for one that is not understood."""
    text = text.strip()
    ways: Ways = "every way" if _ASKS_FOR_THE_WAY.search(text) else \
        "each entry" if _ASKS_FOR_THE_ENTRY.search(text) else "once"
    try:
        pieces = _pieces(text, ways)
    except RuleError as error:
        fault = error
        return lambda scope, start=None: foreign.places(text, scope, start or scope.root(), fault)

    def select(scope: Scope, start: Place | None = None) -> Iterator[Place]:
        places = [start or scope.root()]
        passed = scope.passed if start is None else {}
        for piece in pieces:
            key = f"{ways} {piece.upto}"
            if key not in passed:
                found = list(islice(piece.step(places, scope), scope.most_places()))
                scope.spend(places=len(found))
                passed[key] = found
            places = passed[key]
        return map(scope.seen, places)

    return select


def _pieces(text: str, ways: Ways) -> list[_Piece]:
    if not text.startswith("$"):
        raise RuleError(f"the path `{text}` does not start with `$`")
    pieces: list[_Piece] = []
    offset = 1
    while offset < len(text) and text[offset:] != ".":
        rest = text[offset:]
        if rest[0] in "~^":
            offset += 1
            pieces.append(_Piece(_keys if rest[0] == "~" else _parents, text[:offset]))
            continue
        deep = rest.startswith("..")
        size = 2 if deep else 1 if rest[0] == "." else 0
        if deep:
            pieces.append(_Piece(partial(_descend, ways=ways), text[: offset + 2]))
        offset += size
        if deep and text[offset:] in ("", "^", "~"):
            continue
        step, used = _selector(text, offset, dotted=size > 0)
        offset += used
        pieces.append(_Piece(_once(step) if ways == "once" else step, text[:offset]))
    return pieces


def _once(step: Step) -> Step:
    """The step, from each object once."""
    def taken(places: Iterable[Place], scope: Scope) -> Iterator[Place]:
        fresh: dict[int, Place] = {}
        for place in places:
            here = scope.seen(place)
            fresh.setdefault(id(here.value), here)
        return step(fresh.values(), scope)

    return taken


def _selector(text: str, offset: int, *, dotted: bool) -> tuple[Step, int]:
    """The selector that starts at an offset, and how long it is."""
    rest = text[offset:]
    if rest.startswith("["):
        inside = _bracket(text, offset)
        return _bracketed(text, inside.strip()), len(inside) + 2
    if dotted and rest.startswith("*"):
        return _all, 1
    found = _NAME.match(rest) if dotted else None
    if found is None:
        raise RuleError(f"the path `{text}` is not understood at `{rest or 'its end'}`")
    return _named((found[0],)), found.end()


def _bracket(text: str, offset: int) -> str:
    """What stands between a bracket and the one that closes it; quotes and regular expressions are passed over."""
    depth, index, quote = 0, offset, ""
    while index < len(text):
        char = text[index]
        if char == "\\":
            index += 1
        elif quote:
            quote = "" if char == quote else quote
        elif char in "'\"":
            quote = char
        elif char == "[":
            depth += 1
        elif char == "]":
            depth -= 1
            if depth == 0:
                return text[offset + 1 : index]
        index += 1
    raise RuleError(f"the path `{text}` has a `[` that is not closed")


def _bracketed(text: str, inside: str) -> Step:
    if inside == "*":
        return _all
    if inside.startswith("?"):
        return _filtered(inside[1:].strip())
    if inside.startswith("("):
        return _computed(inside)
    if sliced := _SLICE.fullmatch(inside):
        return _sliced(slice(*(int(part) if part else None for part in sliced.groups())))
    names: list[str | int] = []
    offset = 0
    while offset < len(inside):
        found = _MEMBER.match(inside, offset)
        if found is None:
            raise RuleError(f"the path `{text}` is not understood at `[{inside}]`")
        names.append(_name(found[1].strip()))
        offset = found.end()
    if not names:
        raise RuleError(f"the path `{text}` has empty brackets")
    return _named(tuple(names))


def _name(text: str) -> str | int:
    if text[:1] in ("'", '"'):
        return re.sub(r"\\(.)", r"\1", text[1:-1])
    return int(text) if re.fullmatch(r"-?\d+", text) else text


def _named(names: tuple[Any, ...]) -> Step:
    def step(places: Iterable[Place], scope: Scope) -> Iterator[Place]:
        for place in places:
            here = scope.seen(place)
            for name in names:
                # `[200]` is a status code below a mapping, an index below a list.
                key = str(name) if isinstance(here.value, dict) else _index(name)
                if key is not None and (found := here.child(key)).value is not MISSING:
                    yield found

    return step


def _index(name: str | int) -> int | None:
    if isinstance(name, int):
        return name
    return int(name) if name.isascii() and name.isdecimal() else None


def _all(places: Iterable[Place], scope: Scope) -> Iterator[Place]:
    for place in places:
        yield from scope.seen(place).children()


def _filtered(text: str) -> Step:
    expression, names = parse_filter(text), needed(text)

    def step(places: Iterable[Place], scope: Scope) -> Iterator[Place]:
        for place in places:
            for child in scope.seen(place).children(names):
                if truthy(expression(child, scope)):
                    yield child

    return step


def _computed(text: str) -> Step:
    """`[(@.length - 1)]`: the name or index that an expression gives."""
    expression = parse_filter(text)

    def step(places: Iterable[Place], scope: Scope) -> Iterator[Place]:
        for place in places:
            key = plain(expression(place, scope))
            if isinstance(key, str | int) and (found := scope.seen(place).child(key)).value is not MISSING:
                yield found

    return step


def _sliced(part: slice) -> Step:
    def step(places: Iterable[Place], scope: Scope) -> Iterator[Place]:
        for place in places:
            here = scope.seen(place)
            if isinstance(here.value, list):
                yield from (here.child(index) for index in range(*part.indices(len(here.value))))

    return step


def _descend(places: Iterable[Place], scope: Scope, ways: Ways) -> Iterator[Place]:
    """Each mapping and list at or below the places, in the order of the text."""
    known: set[int] = set()
    for start in places:
        todo = [start]
        while todo:
            here = scope.seen(todo.pop())
            value = here.value
            if value.__class__ not in (dict, list):
                continue
            new = id(value) not in known
            known.add(id(value))
            if ways == "every way":
                depth = _depth(here)
                if depth is None:
                    continue
                new = True
                scope.spend(steps=depth * len(value))
            elif not new and ways == "each entry":
                scope.spend(places=len(value))
            if new or ways == "each entry":
                yield here
            if new:
                below = [child for child in here.children() if child.value.__class__ in (dict, list)]
                below.reverse()
                todo += below


def _depth(place: Place) -> int | None:
    """How long the way is that led here; None where it went in a circle."""
    depth, above = 1, place.parent
    while above is not None:
        if above.value is place.value:
            return None
        depth, above = depth + 1, above.parent
    return depth


def _keys(places: Iterable[Place], _scope: Scope) -> Iterator[Place]:
    for place in places:
        yield Place(place.document, place.key, place.key, place.parent, on="key")


def _parents(places: Iterable[Place], _scope: Scope) -> Iterator[Place]:
    return (place.parent for place in places if place.parent is not None)
