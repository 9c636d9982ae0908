"""What it costs to judge a value: schemas that repeat each other can make a validator run for ever."""

from collections.abc import Iterator, Mapping
from typing import Any

_MOST = 5_000_000
"""Steps of a validator, of which it makes some millions in a second."""
_IN_PLACE = frozenset({"allOf", "anyOf", "oneOf", "not", "if", "then", "else", "dependentSchemas", "dependencies"})
_MAPS = frozenset({"dependentSchemas", "dependencies", "patternProperties"})
_OF_ENTRIES = frozenset({"additionalProperties", "unevaluatedProperties", "patternProperties"})
_OF_ITEMS = frozenset({"items", "additionalItems", "unevaluatedItems", "contains"})
_AGAIN = frozenset({"unevaluatedProperties", "patternProperties", "unevaluatedItems", "contains"})
"""Keywords that may ask about an entry or item of which another keyword asked already."""


class Cost:
    """Upper bounds of what a validator asks by definitions; a schema that asks itself about one value adds nothing."""

    def __init__(self, definitions: Mapping[str, Any]) -> None:
        self._definitions = definitions
        self._breadths: dict[int, int] = {}
        self._steps: dict[tuple[int, int], int] = {}
        try:
            self._broadest = max(map(self._breadth, definitions.values()), default=1)
        except RecursionError:
            self._broadest = _MOST + 1

    def is_bearable(self, name: str, value: Any) -> bool:
        """Whether a value can be judged by a definition in reasonable time."""
        size, depth = _extent(value)
        if size * self._broadest ** (depth + 1) <= _MOST:
            return True
        try:
            return self._exact(self._definitions[name], value) <= _MOST
        except RecursionError:
            return False

    def _breadth(self, schema: Any) -> int:
        """How often a schema may ask about one part of a value."""
        if not isinstance(schema, dict):
            return 1
        if id(schema) not in self._breadths:
            self._breadths[id(schema)] = 0
            again = sum(len(list(_schemas(keyword, schema[keyword]))) for keyword in _AGAIN & schema.keys())
            self._breadths[id(schema)] = 1 + again + sum(self._breadth(each) for each in self._in_place(schema))
        return self._breadths[id(schema)]

    def _exact(self, schema: Any, value: Any) -> int:
        """The steps for a value, with repetitions; each pair of a schema and a value is counted once."""
        if not isinstance(schema, dict):
            return 1
        key = (id(schema), id(value))
        if key not in self._steps:
            self._steps[key] = 0
            here = sum(self._exact(each, value) for each in self._in_place(schema))
            self._steps[key] = 1 + here + sum(self._exact(each, part) for each, part in _below(schema, value))
        return self._steps[key]

    def _in_place(self, schema: Mapping[str, Any]) -> Iterator[Any]:
        """The schemas that a schema asks about the same value."""
        for keyword, item in schema.items():
            if keyword == "$ref":
                yield self._definitions[item.rsplit("/", 1)[-1]]
            elif keyword in _IN_PLACE:
                yield from _schemas(keyword, item)


def _below(schema: Mapping[str, Any], value: Any) -> Iterator[tuple[Any, Any]]:
    """The schemas that a schema asks about entries and items of a value, each with what it is asked about."""
    for keyword, item in schema.items():
        if isinstance(value, dict):
            if keyword == "properties":
                yield from ((each, value[name]) for name, each in item.items() if name in value)
            elif keyword in _OF_ENTRIES:
                yield from ((each, entry) for each in _schemas(keyword, item) for entry in value.values())
        elif isinstance(value, list):
            if keyword in _OF_ITEMS:
                yield from ((each, entry) for each in _schemas(keyword, item) for entry in value)
            elif keyword == "prefixItems":
                yield from zip(item, value, strict=False)


def _schemas(keyword: str, item: Any) -> Iterator[Any]:
    """The schemas in a keyword: one, a list, or a map of them."""
    if isinstance(item, list):
        yield from item
    elif isinstance(item, dict):
        yield from item.values() if keyword in _MAPS else [item]


def _extent(value: Any) -> tuple[int, int]:
    """How many values there are in a value, and how deep."""
    size, depth, level = 1, 0, [value]
    while level := [each for each in level if isinstance(each, dict | list)]:
        level = [part for each in level for part in (each.values() if isinstance(each, dict) else each)]
        size, depth = size + len(level), depth + 1
    return size, depth
