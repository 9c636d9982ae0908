"""Traits of AsyncAPI put into the objects that they are for, field by field, each with the place it is from."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from govtool.model.contract import Spot
from govtool.model.reach import Reach

Fields: TypeAlias = Mapping[str, Spot]
"""The fields of an object with its traits, by name."""


def fields(reach: Reach, spot: Spot, *, traits_win: bool) -> Fields:
    """The fields of an object with its traits applied in their order.

    By JSON Merge Patch (RFC 7396) they replace what the object says itself (2.x, "Operation Trait Object"); since 3.0
    what it says itself stays ("Traits Merge Mechanism").
    """
    own = _fields(spot)
    own.pop("traits", None)
    if "traits" not in spot.value:
        return own
    traits = [_fields(trait) for trait in reach.items(spot, "traits")]
    return _merged([own, *traits] if traits_win else [*traits, own])


def _fields(spot: Spot) -> dict[str, Spot]:
    return {name: Spot(spot.document, (*spot.pointer, name), value) for name, value in spot.value.items()}


def _merged(layers: Iterable[Fields]) -> Fields:
    found: dict[str, Spot] = {}
    for layer in layers:
        for name, spot in layer.items():
            if spot.value is None:
                found.pop(name, None)
            else:
                found[name] = _patched(found[name], spot) if name in found else spot
    return found


def _patched(below: Spot, above: Spot) -> Spot:
    """Two values of a field as one. What refers to something is not mixed with what says it, nor are two documents."""
    mixes = all(isinstance(each.value, dict) and "$ref" not in each.value for each in (below, above))
    if not mixes or below.document is not above.document:
        return above
    return Spot(above.document, above.pointer, merge_patch(below.value, above.value))


def merge_patch(target: Any, patch: Any) -> Any:
    """A value after a patch (RFC 7396, section 2); neither is changed."""
    if not isinstance(patch, dict):
        return patch
    found: dict[str, Any] = dict(target) if isinstance(target, dict) else {}
    for name, value in patch.items():
        if value is None:
            found.pop(name, None)
        else:
            found[name] = merge_patch(found.get(name), value)
    return found
