"""How much work the algebra would have: the cases that it would tell apart, estimated before it is asked.

A case is a conjunction of keywords: `anyOf` adds the cases up and `allOf` multiplies them. What a schema refuses has
a case for each keyword and each property, and `not` swaps the two; what `anyOf` refuses the library keeps together.
"""

from math import prod
from typing import Any, Final, NamedTuple

from govtool.compare.dialects import Schema

# Limits measured on real and made schemas: below them a call takes at most tenths of a second and of a gigabyte.
_CASES: Final = 100  # that one schema takes
_FORMING: Final = 6_000  # these, times schema objects
_COVERING: Final = 100  # cases that both take, times thousands of bytes
_MEETING: Final = 50_000  # cases that the reader refuses, times thousands of bytes
_SUBTRACTING: Final = 20  # as _COVERING
_REFUSING: Final = 100  # as _MEETING
_OBJECTS: Final = 4_000
_TOGETHER: Final = 4  # so many refusals make a case where it counts which branches refuse, as measured
_CHOICES: Final = frozenset({"anyOf", "oneOf", "if", "dependentSchemas"})
_UNEVALUATED: Final = frozenset({"unevaluatedProperties", "unevaluatedItems"})
_MOST: Final = 100_000  # no count passes it, so that products stay small numbers


class _Cases(NamedTuple):
    """Estimates of the cases that a schema takes and refuses."""

    taken: int = 1
    refused: int = 1
    rivals: int = 1
    """As `taken`, where every branch of `oneOf` meets every other."""


_ENDLESS: Final = _Cases(_MOST, _MOST, _MOST)


class Work(NamedTuple):
    """What there is of one schema, as far as it was counted."""

    cases: _Cases
    objects: int
    size: int
    """Of its text, in bytes."""


class _TooMany(Exception):  # noqa: N818 - internal signal
    pass


def work_of(schema: Schema, text: bytes) -> Work:
    """The cases and the schema objects; the most there can be where there are too many to look through."""
    left = [_OBJECTS]
    try:
        return Work(_cases(schema, left), _OBJECTS - left[0], len(text))
    except (RecursionError, _TooMany):
        return Work(_ENDLESS, _OBJECTS, len(text))


def is_complex(schema: Work) -> bool:
    """Whether the canonical form alone could take seconds."""
    return schema.cases.taken > _CASES or schema.cases.taken * schema.objects > _FORMING


def is_long_to_cover(reader: Work, writer: Work) -> bool:
    """Whether it could take seconds to say if one schema covers the other: their cases meet each other."""
    return _exceeds(writer, reader, _COVERING, _MEETING)


def is_long_to_subtract(writer: Work, reader: Work) -> bool:
    """Whether it could take seconds to say what the writer sends and the reader refuses."""
    return _exceeds(writer, reader, _SUBTRACTING, _REFUSING)


def _exceeds(writer: Work, reader: Work, taken: int, refused: int) -> bool:
    wide, narrow = reader.cases, writer.cases
    size = (reader.size + writer.size) / 1_000
    return size * wide.rivals * narrow.rivals > taken or size * wide.refused * narrow.taken > refused


def _cases(schema: Any, left: list[int]) -> _Cases:
    """As in `work_of`; `left` counts down the schema objects."""
    if not isinstance(schema, dict):
        return _Cases()
    left[0] -= 1
    if left[0] < 0:
        raise _TooMany
    if schema.keys().isdisjoint(_TELLING):
        return _Cases(refused=len(schema) or 1)
    found = [_keyword(keyword, value, left) for keyword, value in schema.items()]
    if "if" in schema:
        test = _cases(schema["if"], left)
        sides = [("then", _not(test)), ("else", test)]
        found += [_any([other, _cases(schema[keyword], left)]) for keyword, other in sides if keyword in schema]
    whole = _all(found)
    if _chooses(schema) and not schema.keys().isdisjoint(_UNEVALUATED):
        whole = whole._replace(taken=min(_MOST, whole.taken * (1 + whole.refused // _TOGETHER)))
    return whole


def _chooses(schema: dict[str, Any]) -> bool:
    """Whether a schema says alternatives, be it in one that it is composed of."""
    parts = (schema, *(part for part in schema.get("allOf", ()) if isinstance(part, dict)))
    return any(not part.keys().isdisjoint(_CHOICES) for part in parts)


def _all(parts: list[_Cases]) -> _Cases:
    """Schemas that hold together."""
    return _Cases(
        min(_MOST, prod(min(part.taken, _MOST) for part in parts)),
        min(_MOST, sum(part.refused for part in parts) or 1),
        min(_MOST, prod(part.rivals for part in parts)),
    )


def _any(parts: list[_Cases]) -> _Cases:
    """Schemas of which one holds."""
    return _Cases(
        min(_MOST, sum(part.taken for part in parts) or 1),
        min(_MOST, sum(part.refused for part in parts) or 1),
        min(_MOST, sum(part.rivals for part in parts) or 1),
    )


def _one(parts: list[_Cases]) -> _Cases:
    """Schemas of which exactly one holds: each meets each, the longer the more the others can refuse."""
    once = _any(parts)
    met = sum(part.rivals * (len(parts) + (once.refused - part.refused) // _TOGETHER) for part in parts)
    return once._replace(rivals=min(_MOST, met or 1))


def _each(parts: list[_Cases], meeting: int = 1) -> _Cases:
    """Schemas of different places: what is taken stays where it is, and any of them refuses."""
    return _Cases(
        max((part.taken for part in parts), default=1),
        min(_MOST, meeting * sum(part.refused for part in parts) or 1),
        max((part.rivals for part in parts), default=1),
    )


def _not(part: _Cases) -> _Cases:
    return _Cases(part.refused, part.taken, max(part.refused, part.rivals))


def _same(part: _Cases) -> _Cases:
    return part


def _or_none(part: _Cases) -> _Cases:
    return _any([_Cases(), part])


_OF_LISTS: Final = {"allOf": _all, "anyOf": _any, "oneOf": _one, "prefixItems": _each}
_OF_ONE: Final = {
    "not": _not,
    "contains": _or_none,
    "items": _same,
    "additionalProperties": _same,
    "propertyNames": _same,
    "unevaluatedItems": _same,
    "unevaluatedProperties": _same,
}


_TELLING: Final = frozenset(
    {*_OF_LISTS, *_OF_ONE, "if", "properties", "patternProperties", "dependentSchemas", "dependentRequired", "required"}
)
"""Any other keyword is one case by itself."""


def _keyword(keyword: str, value: Any, left: list[int]) -> _Cases:
    """The cases of one keyword by itself."""
    if keyword in _OF_LISTS:
        return _OF_LISTS[keyword]([_cases(item, left) for item in value])
    if keyword in _OF_ONE:
        return _OF_ONE[keyword](_cases(value, left))
    match keyword:
        case "properties":
            told = [_cases(item, left) for item in value.values() if isinstance(item, dict)]
            return _each([*told, _Cases(refused=len(value) - len(told))])
        case "patternProperties":
            return _each([_cases(item, left) for item in value.values()], len(value))
        case "dependentSchemas":
            return _all([_or_none(_cases(item, left)) for item in value.values()])
        case "dependentRequired":
            return _all([_Cases(2, len(names) or 1, 2) for names in value.values()])
        case "required":
            return _Cases(refused=len(value) or 1)
    return _Cases()
