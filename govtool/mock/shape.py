"""What values of a schema look like, as far as a text must know to become one: types, items and properties.

Text has no types: `5` is a number where the schema takes numbers, and a text where it takes texts. A shape is read off
a schema without judging anything; whether the value that comes out is valid is asked of the validator.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from govtool.model.contract import Spot
from govtool.model.shape import mapping, sequence, text
from govtool.source.refs import Bundle, RefError

_INTEGER = re.compile(r"-?[0-9]{1,400}", re.ASCII)
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]{1,3})?", re.ASCII)
_LONGEST = 400
"""Characters of a number."""
_DEEPEST = 6
_CHAIN = 32
_NAMES = ((bool, "boolean"), (int, "integer"), (float, "number"), (str, "string"), (list, "array"), (dict, "object"))
_CONTAINERS = frozenset({"array", "object"})


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """The form of values; no types at all means any."""

    types: frozenset[str] = frozenset()
    items: "Shape | None" = None
    properties: Mapping[str, "Shape"] = field(default_factory=dict)
    rest: "Shape | None" = None
    """The form of other properties; None where none are declared."""
    spot: Spot | None = None
    """The schema, with references followed."""

    @property
    def containers(self) -> tuple[str, ...]:
        """`array`, `object`, both or neither: what a text may have to be taken apart for."""
        found = self.types & _CONTAINERS
        if not self.types:
            found = frozenset(({"array"} if self.items else set()) | ({"object"} if self.properties else set()))
        return tuple(sorted(found))

    @property
    def scalar(self) -> bool:
        """Whether values that are no containers belong to it."""
        return bool(self.types - _CONTAINERS) or not (self.types or self.containers)

    def below(self, name: str) -> "Shape":
        """The form of a property."""
        return self.properties.get(name) or self.rest or ANY


ANY = Shape()


def shape_of(bundle: Bundle, spot: Spot | None, depth: int = 0) -> Shape:
    """The shape of a schema; what lies deeper than anyone writes as text has any."""
    found = _followed(bundle, spot) if spot and depth < _DEEPEST else None
    if found is None:
        return ANY
    value = found.value
    own = _own(bundle, found, depth)
    every = [shape_of(bundle, _below(found, "allOf", at), depth + 1) for at in range(len(sequence(value.get("allOf"))))]
    for keyword in ("anyOf", "oneOf"):
        some = [shape_of(bundle, _below(found, keyword, at), depth + 1)
                for at in range(len(sequence(value.get(keyword))))]
        every += [_either(some)] if some else []
    if "$ref" in value:
        every.append(shape_of(bundle, _target(bundle, found), depth + 1))
    return _both((own, *every), found)


def _own(bundle: Bundle, spot: Spot, depth: int) -> Shape:
    value = spot.value
    named = value.get("type")
    types = {item for item in (named if isinstance(named, list) else [named]) if isinstance(item, str)} - {"file"}
    if types and (value.get("nullable") is True or value.get("x-nullable") is True):
        types.add("null")
    if not types:
        known = [value["const"]] if "const" in value else sequence(value.get("enum"))
        types = {_type_of(item) for item in known}
    items = value.get("items")
    names = mapping(value, "properties")
    rest = value.get("additionalProperties")
    return Shape(
        frozenset(types),
        shape_of(bundle, _below(spot, "items"), depth + 1) if isinstance(items, dict) else None,
        {name: shape_of(bundle, _below(spot, "properties", name), depth + 1) for name in names},
        shape_of(bundle, _below(spot, "additionalProperties"), depth + 1) if isinstance(rest, dict)
        else ANY if rest is True else None,
    )


def _type_of(value: Any) -> str:
    return next((name for kind, name in _NAMES if isinstance(value, kind)), "null")


def _below(spot: Spot, *steps: str | int) -> Spot:
    value = spot.value
    for step in steps:
        value = value[step]
    return Spot(spot.document, (*spot.pointer, *steps), value)


def _target(bundle: Bundle, spot: Spot) -> Spot | None:
    try:
        found = bundle.follow(spot.document, text(spot.value.get("$ref")), spot.pointer)
    except RefError:
        return None
    return Spot(found.document, found.pointer, found.value)


def _followed(bundle: Bundle, spot: Spot) -> Spot | None:
    """The schema that a chain of references ends at, as far as nothing stands beside them."""
    found: Spot | None = spot
    for _ in range(_CHAIN):
        if found is None or not isinstance(found.value, dict):
            return None
        if list(found.value) != ["$ref"]:
            return found
        found = _target(bundle, found)
    return None


def _both(shapes: Iterable[Shape], spot: Spot) -> Shape:
    """Values of all the shapes at once."""
    types: frozenset[str] = frozenset()
    items = rest = None
    properties: dict[str, Shape] = {}
    for shape in shapes:
        narrower = (types & shape.types) | ({"integer"} if "integer" in types | shape.types and "number" in types |
                                            shape.types else set())
        types = frozenset(narrower) if types and shape.types else types or shape.types
        items = items or shape.items
        rest = rest or shape.rest
        properties.update(shape.properties)
    return Shape(types, items, properties, rest, spot)


def _either(shapes: list[Shape]) -> Shape:
    """Values of any of the shapes."""
    is_open = any(not shape.types for shape in shapes)
    types = frozenset() if is_open else frozenset().union(*(shape.types for shape in shapes))
    properties = {name: shape for each in reversed(shapes) for name, shape in each.properties.items()}
    return Shape(types, next((shape.items for shape in shapes if shape.items), None), properties,
                 next((shape.rest for shape in shapes if shape.rest), None))


def typed(text: str, shape: Shape, *, as_text: bool = False) -> Any:
    """The value that a text most likely is; the text itself where no type fits, or where it may and shall stay one."""
    types = shape.types
    if not types or (as_text and "string" in types):
        return text
    if "integer" in types and len(text) <= _LONGEST and _INTEGER.fullmatch(text):
        return int(text)
    if ("number" in types or "integer" in types) and len(text) <= _LONGEST and _NUMBER.fullmatch(text):
        number = float(text)
        if number in (float("inf"), float("-inf")):
            return text
        return int(text) if _INTEGER.fullmatch(text) else number
    if "boolean" in types and text in ("true", "false"):
        return text == "true"
    return None if "null" in types and text in ("null", "") else text
