"""JSON values as they are: exact numbers, and bytes that tell any two of them apart."""

import json
import re
from decimal import Decimal
from typing import Any, Final

import orjson

_EXACT_FLOATS: Final = 2**53
_LONGEST: Final = 60
_MANY: Final = 4
_NOUNS: Final = {"characters": "character", "items": "item", "properties": "property"}
_ONE: Final = re.compile(rf"\b1 ({'|'.join(_NOUNS)})\b")


class _Missing:
    def __repr__(self) -> str:
        return "MISSING"


MISSING: Final = _Missing()
"""The value of what is not there; JSON has no such value."""


def exact(value: Any) -> Any:
    """The value with every float as the decimal number that was written."""
    if isinstance(value, float):
        number = Decimal(repr(value))
        return int(number) if abs(value) < _EXACT_FLOATS and number == number.to_integral_value() else number
    if isinstance(value, dict):
        return {key: exact(item) for key, item in value.items()}
    return [exact(item) for item in value] if isinstance(value, list) else value


def shown(value: Any) -> Any:
    """The value as plain JSON data again."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() and abs(value) < _EXACT_FLOATS else float(value)
    if isinstance(value, dict):
        return {name: shown(item) for name, item in value.items()}
    return [shown(item) for item in value] if isinstance(value, list) else value


def text_of(value: Any) -> bytes:
    """The value as bytes: key order is no difference, `1` and `true` are."""
    try:
        return orjson.dumps(value, option=orjson.OPT_SORT_KEYS, default=_written)
    except (TypeError, ValueError):  # an integer beyond 64 bits, a lone surrogate
        return json.dumps(value, sort_keys=True, default=_rounded).encode("ascii")


def _written(value: Any) -> Any:
    """A decimal number as the number it is, not as a text that looks the same."""
    return orjson.Fragment(str(value)) if isinstance(value, Decimal) else str(value)


def _rounded(value: Any) -> Any:
    """As `_written`, for a parser that has no words for it: what was read as a float is that float again."""
    return float(value) if isinstance(value, Decimal) else str(value)


def is_same(old: Any, new: Any) -> bool:
    """Whether two JSON values are equal as JSON."""
    if isinstance(old, str) or isinstance(new, str) or old is MISSING or new is MISSING:
        return type(old) is type(new) and bool(old == new)
    return text_of(old) == text_of(new)


def counted(words: str) -> str:
    """The words with `1 character` where they say `1 characters`."""
    return _ONE.sub(lambda found: f"1 {_NOUNS[found[1]]}", words)


def json_of(value: Any) -> str:
    """A value as JSON between backticks, cut where it is long."""
    text = text_of(shown(value)).decode()
    return f"`{text if len(text) <= _LONGEST else text[:_LONGEST] + '…'}`"


def listed(values: list[Any]) -> str:
    """The first of some values as JSON: `"A"`, `"B"` and 7 more."""
    more = f" and {len(values) - _MANY} more" if len(values) > _MANY else ""
    return ", ".join(json_of(value) for value in values[:_MANY]) + more
