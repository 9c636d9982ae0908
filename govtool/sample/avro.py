"""Values of Avro types, as fastavro takes and gives them: `bytes`, `Decimal`, `datetime`; a branch of a union by name.

Where a union has several branches beside `null`, its value is a pair `(name of the branch, value)`.
"""

import random
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any, Final

from govtool.model.avro.types import Type
from govtool.sample import named
from govtool.sample.avro_plain import Plain, plain_of
from govtool.sample.trouble import NotFound, Unsatisfiable

_DEEPEST: Final = 6  # below, values are as small as may be
_NODES: Final = 2_000  # the same after so many
_MOST: Final = 5_000  # boundaries
_BELOW: Final = 60  # of one field
_FEW: Final = 4
_NULLS: Final = 0.2  # how often a union is null, where it may be

Random = Callable[[], float]


class AvroSampler:
    """Values of one Avro type; all raise `NoValue` where there is none."""

    def __init__(self, type_: Type) -> None:
        self._type = type_
        self._heights = _heights(type_)
        if id(type_) not in self._heights:
            raise Unsatisfiable("every value needs another one inside of it, or a type is not known", type_.label)

    def example(self) -> Any:
        """The value that a reader would like to see; the same each time."""
        return _Maker(self._heights, None).make(self._type, "", 0)

    def value(self, seed: int) -> Any:
        """A random value; the same seed gives the same value, in every process."""
        return _Maker(self._heights, random.Random(seed).random).make(self._type, "", 0)  # noqa: S311 - no secret

    def boundaries(self) -> Iterator[Any]:
        """Values at the edges of what the type holds, the example first; not endless."""
        yield self.example()
        yield from islice(self._edges(self._type, "", 0), _MOST)

    def _edges(self, type_: Type, name: str, depth: int) -> Iterator[Any]:
        if depth > _DEEPEST or id(type_) not in self._heights:
            return
        match type_.kind:
            case "record":
                base = _Maker(self._heights, None).make(type_, name, depth)
                for field in type_.fields:
                    edges = islice(self._edges(field.type, field.name, depth + 1), _BELOW)
                    yield from ({**base, field.name: item} for item in edges)
            case "union":
                for branch in type_.branches:
                    yield from (_in_union(type_, branch, item) for item in self._edges(branch, name, depth + 1))
            case "array" | "map":
                items = list(islice(self._edges(_inner(type_), name, depth + 1), _BELOW))
                keys = ("", "key", "é")
                yield [] if type_.kind == "array" else {}
                yield from ([item] if type_.kind == "array" else {"key": item} for item in items)
                yield items[:_FEW] if type_.kind == "array" else dict(zip(keys, items, strict=False))
            case _:
                yield from plain_of(type_).edges


class _Maker:
    """One value in the making: random, or, without random numbers, an example."""

    def __init__(self, heights: dict[int, int], random_: Random | None) -> None:
        self.heights, self.random = heights, random_
        self.left = _NODES

    def make(self, type_: Type, name: str, depth: int) -> Any:
        self.left -= 1
        if self.left < -_NODES * _FEW:
            raise NotFound("its values are too large", type_.label)
        match type_.kind:
            case "record":
                return {field.name: self.make(field.type, field.name, depth + 1) for field in type_.fields}
            case "union":
                branch = self.branch(type_, depth)
                return _in_union(type_, branch, self.make(branch, name, depth + 1))
            case "array" | "map":
                count = self.count(_inner(type_), depth)
                items = [self.make(_inner(type_), name, depth + 1) for _ in range(count)]
                return items if type_.kind == "array" else {f"key{at}": item for at, item in enumerate(items, 1)}
        return self.plain(plain_of(type_), name)

    def plain(self, plain: Plain, name: str) -> Any:
        if self.random is None:
            suggested = named.number(name) if plain.is_number else named.texts(name)[0] if plain.is_text else None
            return plain.example if suggested is None else plain.kind(suggested)
        if plain.is_text:
            texts = named.texts(name)
            return texts[int(self.random() * len(texts))]
        return plain.draw(self.random)

    def branch(self, type_: Type, depth: int) -> Type:
        possible = [branch for branch in type_.branches if id(branch) in self.heights]
        if depth >= _DEEPEST or self.left < 0:
            return min(possible, key=lambda branch: self.heights[id(branch)])
        filled = [branch for branch in possible if branch.kind != "null"] or possible
        if self.random is None:
            return filled[0]
        if len(filled) < len(possible) and self.random() < _NULLS:
            return next(branch for branch in possible if branch.kind == "null")
        return filled[int(self.random() * len(filled))]

    def count(self, items: Type, depth: int) -> int:
        if depth >= _DEEPEST or self.left < 0 or id(items) not in self.heights:
            return 0
        return 1 + (depth == 0) if self.random is None else int(self.random() * _FEW)


def _inner(type_: Type) -> Type:
    return type_.items or Type("unknown")


def _in_union(union: Type, branch: Type, value: Any) -> Any:
    """A value as it stands in a union: by the name of its branch, where that is not plain."""
    others = sum(each.kind != "null" for each in union.branches)
    return value if value is None or others < 2 else (branch.name or branch.kind, value)  # noqa: PLR2004 - a pair


def _heights(root: Type) -> dict[int, int]:
    """How many levels the smallest value of each type has; types without a value are left out."""
    types: dict[int, Type] = {}
    todo = [root]
    while todo:
        type_ = todo.pop()
        if id(type_) not in types:
            types[id(type_)] = type_
            todo.extend(type_.children)
    found: dict[int, int] = {}
    is_changed = True
    while is_changed:
        is_changed = False
        for key, type_ in types.items():
            height = _height(type_, found)
            if height is not None and height != found.get(key):
                found[key], is_changed = height, True
    return found


def _height(type_: Type, known: dict[int, int]) -> int | None:
    inner = [known.get(id(child)) for child in type_.children]
    match type_.kind:
        case "record":
            heights = [height for height in inner if height is not None]
            return None if len(heights) < len(inner) else 1 + max(heights, default=0)
        case "union":
            heights = [height for height in inner if height is not None]
            return 1 + min(heights) if heights else None
        case "unknown":
            return None
        case "enum":
            return 0 if type_.symbols else None
    return 0
