"""Whether the branches of a `oneOf` exclude each other: then it is an `anyOf`, and a wider branch widens the whole.

Shown by what is written: types that differ, or a required property whose values differ (as a discriminator has them).
Branches that say nothing of a type all take what is no object, so that `oneOf` refuses it: it is an `anyOf` of objects.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any, Final

import orjson

from govtool.compare.branches import values_of
from govtool.compare.dialects import KEYWORDS, Schema
from govtool.compare.languages import matches, never_together
from govtool.compare.lowering import Lowered
from govtool.compare.patterns import Undecided
from govtool.compare.values import MISSING, text_of
from govtool.model.shape import mapping, sequence

_HOPS: Final = 16
_OF_OBJECTS: Final = frozenset(
    {
        "properties",
        "required",
        "additionalProperties",
        "patternProperties",
        "minProperties",
        "maxProperties",
        "propertyNames",
        "dependentRequired",
        "allOf",
        "$ref",
    }
)
_MANY: Final = 100
_ALL: Final = frozenset({"null", "boolean", "number", "string", "array", "object"})
_TYPES: Final = ((bool, "boolean"), (str, "string"), (list, "array"), (dict, "object"))


@dataclass(slots=True)
class _Known:
    """What surely holds for every value of a branch."""

    types: frozenset[str] = _ALL
    required: set[str] = field(default_factory=set)
    values: dict[str, frozenset[bytes]] = field(default_factory=dict)
    """The values that a property may have, where they are listed."""
    patterns: dict[str, list[str]] = field(default_factory=dict)
    """The patterns that a property matches where it is a text."""
    texts: set[str] = field(default_factory=set)
    """The properties that are texts."""
    of_objects: bool = True
    """It speaks of objects only and takes everything else."""

    def listed(self, name: str) -> frozenset[bytes]:
        """The values of a property that its patterns leave."""
        values = {text: orjson.loads(text) for text in self.values[name]}
        return frozenset(
            text
            for text, value in values.items()
            if not isinstance(value, str) or all(_fits(pattern, value) for pattern in self.patterns.get(name, ()))
        )


def exclusion(branches: Sequence[Any], lowered: Lowered) -> Schema | None:
    """What must hold beside an `anyOf` of the branches so that it says what their `oneOf` says; None where unknown."""
    if len(branches) > _MANY:
        return None
    known = [_known(branch, lowered) for branch in branches]
    if len(known) > 1 and all(one.of_objects for one in known):
        return {"type": "object"} if all(_differ(one, two) for one, two in combinations(known, 2)) else None
    return True if all(_excludes(one, two) for one, two in combinations(known, 2)) else None


def _excludes(one: _Known, two: _Known) -> bool:
    common = one.types & two.types
    return not common or (common == {"object"} and _differ(one, two))


def _differ(one: _Known, two: _Known) -> bool:
    """Whether no object is taken by both."""
    return any(_has_other_values(name, one, two) for name in sorted(one.required & two.required))


def _has_other_values(name: str, one: _Known, two: _Known) -> bool:
    """Whether a required property cannot have one value in both."""
    if name in one.values and name in two.values:
        return not one.listed(name) & two.listed(name)
    if name not in one.texts & two.texts or name not in one.patterns or name not in two.patterns:
        return False
    return never_together(tuple(dict.fromkeys((*one.patterns[name], *two.patterns[name]))))


def _known(branch: Any, lowered: Lowered) -> _Known:
    known = _Known(frozenset() if branch is False else _ALL, of_objects=isinstance(branch, dict))
    for schema in _together(branch, lowered, _HOPS):
        known.types &= _types(schema)
        known.of_objects &= all(keyword in _OF_OBJECTS or keyword not in KEYWORDS for keyword in schema)
        known.required |= {name for name in sequence(schema.get("required")) if isinstance(name, str)}
        for name, child in mapping(schema, "properties").items():
            for part in _together(child, lowered, _HOPS):
                listed = values_of(part)
                if listed is not MISSING:
                    known.values[name] = known.values.get(name, frozenset(map(text_of, listed))) & {
                        *map(text_of, listed)
                    }
                if isinstance(part.get("pattern"), str):
                    known.patterns.setdefault(name, []).append(part["pattern"])
                if _types(part) == {"string"}:
                    known.texts.add(name)
    return known


def _fits(pattern: str, text: str) -> bool:
    try:
        return matches(pattern, text)
    except Undecided:
        return True


def _types(schema: dict[str, Any]) -> frozenset[str]:
    listed = values_of(schema)
    found = _ALL if listed is MISSING else frozenset(map(_type_of, listed))
    if "type" not in schema:
        return found
    named = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    return found & {"number" if name == "integer" else str(name) for name in named}


def _together(schema: Any, lowered: Lowered, hops: int) -> Iterator[dict[str, Any]]:
    """The schemas that hold at the same place."""
    if not isinstance(schema, dict) or not hops:
        # Something that is not looked into may say anything.
        yield {"not": True} if schema is not True and schema is not None else {}
        return
    yield schema
    if isinstance(schema.get("$ref"), str):
        yield from _together(lowered(schema["$ref"]), lowered, hops - 1)
    for part in sequence(schema.get("allOf")):
        yield from _together(part, lowered, hops - 1)


def _type_of(value: Any) -> str:
    if value is None:
        return "null"
    return next((name for kind, name in _TYPES if isinstance(value, kind)), "number")
