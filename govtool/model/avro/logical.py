"""Logical types: which are in force on what, as one that does not fit is ignored (specification, Logical Types)."""

import math
from collections.abc import Mapping
from typing import Any

from govtool.model.avro.faults import shown

_ON: Mapping[str, frozenset[str]] = {
    "decimal": frozenset({"bytes", "fixed"}),
    "big-decimal": frozenset({"bytes"}),
    "uuid": frozenset({"string", "fixed"}),
    "date": frozenset({"int"}),
    "time-millis": frozenset({"int"}),
    "time-micros": frozenset({"long"}),
    "timestamp-millis": frozenset({"long"}),
    "timestamp-micros": frozenset({"long"}),
    "timestamp-nanos": frozenset({"long"}),
    "local-timestamp-millis": frozenset({"long"}),
    "local-timestamp-micros": frozenset({"long"}),
    "local-timestamp-nanos": frozenset({"long"}),
    "duration": frozenset({"fixed"}),
}
_SIZES = {"uuid": 16, "duration": 12}


def is_known(logical: Any) -> bool:
    """Whether the specification has a logical type of that name."""
    return isinstance(logical, str) and logical in _ON


def in_force(raw: Mapping[str, Any], kind: str, size: int) -> str:
    """The logical type with its numbers, `decimal(10,2)`; empty where it does not fit and is ignored."""
    logical = raw["logicalType"]
    if not is_known(logical):
        return logical if isinstance(logical, str) else ""
    return "" if misfit(raw, kind, size) else _written(raw)


def _written(raw: Mapping[str, Any]) -> str:
    if raw["logicalType"] == "decimal":
        return f"decimal({raw['precision']},{raw.get('scale', 0)})"
    return str(raw["logicalType"])


def misfit(raw: Mapping[str, Any], kind: str, size: int) -> str:
    """Why a known logical type is ignored, with what was expected; empty where it is in force."""
    logical = raw["logicalType"]
    if kind not in _ON[logical]:
        return f"`{logical}` stands on `{kind}`, expected " + " or ".join(f"`{on}`" for on in sorted(_ON[logical]))
    if kind == "fixed" and size != _SIZES.get(logical, size):
        return f"`{logical}` stands on a fixed of {size} bytes, expected {_SIZES[logical]}"
    return _misfit_of_decimal(raw, kind, size) if logical == "decimal" else ""


def _misfit_of_decimal(raw: Mapping[str, Any], kind: str, size: int) -> str:
    precision, scale = raw.get("precision"), raw.get("scale", 0)
    if not isinstance(precision, int) or isinstance(precision, bool) or precision < 1:
        return f"the precision of a decimal is `{shown(precision)}`, expected a whole number from 1 on"
    if not isinstance(scale, int) or isinstance(scale, bool) or not 0 <= scale <= precision:
        return f"the scale of a decimal is `{shown(scale)}`, expected a whole number from 0 to {precision}"
    if kind == "fixed" and precision > (most := digits(size)):
        return f"a precision of {precision} digits stands on a fixed of {size} bytes, expected at most {most}"
    return ""


def digits(size: int) -> int:
    """How many decimal digits a signed number of so many bytes can hold."""
    return math.floor(math.log10(2) * (8 * size - 1)) if size else 0
