"""Whether a default is a value of its type (specification 1.12, Records, table of default values)."""

from typing import Any, TypeAlias

from govtool.finding import Pointer
from govtool.model.avro.types import Type

_RANGES = {"int": 2**31, "long": 2**63}
NOT_FINITE = frozenset({"NaN", "Infinity", "-Infinity", "INF", "-INF"})
_MOST = 255
_JSON = {"null": type(None), "boolean": bool, "string": str, "array": list, "map": dict, "record": dict}

Found: TypeAlias = tuple[Pointer, str] | None
"""Where a default is not of its type, and what was expected there."""
Known: TypeAlias = dict[tuple[Pointer, int], Found]
"""What is known of places and unions: branches that hold the same union would be tried in all their combinations."""


def mismatch(default: Any, type_: Type, pointer: Pointer) -> Found:
    """The first place where a default is not of its type, and what was expected there."""
    return _mismatch(default, type_, pointer, {})


def _mismatch(default: Any, type_: Type, pointer: Pointer, known: Known) -> Found:
    kind = type_.kind
    if kind == "union":
        place = (pointer, id(type_))
        if place not in known:
            known[place] = _of_union(default, type_, pointer, known)
        return known[place]
    if kind == "unknown" or (kind not in _JSON and _fits(default, type_)):
        return None
    if kind not in _JSON or not isinstance(default, _JSON[kind]):
        return pointer, _expected(type_)
    return _inside(default, type_, pointer, known)


def _of_union(default: Any, union: Type, pointer: Pointer, known: Known) -> Found:
    if not union.branches or any(_mismatch(default, branch, pointer, known) is None for branch in union.branches):
        return None
    return pointer, f"a value of one of the branches of the {union.label}"


def _inside(default: Any, type_: Type, pointer: Pointer, known: Known) -> Found:
    """The first mismatch among the parts of a default that is of the right kind."""
    if type_.kind == "record":
        for field in type_.fields:
            if field.name in default:
                if found := _mismatch(default[field.name], field.type, (*pointer, field.name), known):
                    return found
            elif not field.has_default:
                return pointer, f"a value for its field `{field.name}`, which has no default of its own"
    if type_.items:
        for key, value in default.items() if type_.kind == "map" else enumerate(default):
            if found := _mismatch(value, type_.items, (*pointer, key), known):
                return found
    return None


def _fits(default: Any, type_: Type) -> bool:
    """Whether a value is of a type that has no parts."""
    match type_.kind:
        case "int" | "long":
            limit = _RANGES[type_.kind]
            return isinstance(default, int) and not isinstance(default, bool) and -limit <= default < limit
        case "float" | "double":
            return (isinstance(default, int | float) and not isinstance(default, bool)) or is_not_finite(default)
        case "bytes":
            return _is_bytes(default)
        case "fixed":
            return _is_bytes(default) and len(default) == type_.size
        case _:
            return isinstance(default, str) and default in type_.symbols


def is_not_finite(default: Any) -> bool:
    """Whether this is one of the words for a number that JSON cannot write."""
    return isinstance(default, str) and default in NOT_FINITE


def _is_bytes(default: Any) -> bool:
    return isinstance(default, str) and all(ord(character) <= _MOST for character in default)


def _expected(type_: Type) -> str:
    match type_.kind:
        case "int" | "long":
            return f"a whole number of the range of `{type_.kind}`"
        case "float" | "double":
            return "a number"
        case "bytes":
            return "text of the characters U+0000 to U+00FF, one for each byte"
        case "fixed":
            return f"text of {type_.size} characters from U+0000 to U+00FF, one for each byte"
        case "enum":
            return f"one of the symbols of `{type_.name}`"
        case "array":
            return "an array"
        case "map" | "record":
            return "an object"
        case _:
            return f"`{type_.kind}`"
