"""The values of YAML's plain scalars by the core schema (YAML 1.2.2 section 10.3.2)."""

import re
from typing import Any

SPECIAL = frozenset(["", *"0123456789-+.~nNtTfF"])
"""What a plain scalar that may be more than text begins with; nothing, for the empty one."""

_NUMERIC = frozenset("0123456789-+.")
_CONSTANTS: dict[str, Any] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}
_INT = re.compile(r"[-+]?[0-9]+")
_BASED = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_BITS = 14_000
"""Of the largest integer with a base: Python refuses to print longer ones, as it does to read them (4,300 digits)."""
_NOT_FINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")


def plain(text: str) -> Any:
    """The value of a plain scalar; ValueError for a number that JSON cannot say or Python cannot read."""
    if text[:1] not in _NUMERIC:
        return _CONSTANTS.get(text, text)
    if _INT.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text):
        number = float(text)
        if number - number != 0:
            raise ValueError(text)
        return number
    if _BASED.fullmatch(text):
        number = int(text, 0)
        if number.bit_length() > _BITS:
            raise ValueError(text)
        return number
    if _NOT_FINITE.fullmatch(text):
        raise ValueError(text)
    return text


def tagged(name: str, text: str) -> Any:
    """The value of a scalar under a core tag, such as `int`; ValueError where they do not fit."""
    if name == "str":
        return text
    value = plain(text)
    if name == "float" and type(value) is int:
        value = float(text)
        if value - value != 0:
            raise ValueError(text)
    if type(value).__name__ != {"null": "NoneType"}.get(name, name):
        raise ValueError(text)
    return value
