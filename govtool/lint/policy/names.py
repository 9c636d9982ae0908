"""Names as people read them: their words, and the styles that they are written in."""

import re
from collections.abc import Mapping
from functools import cache

from govtool.errors import UserError, suggestion

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")

STYLES: Mapping[str, re.Pattern[str]] = {
    style: re.compile(pattern) for style, pattern in {
        "lowerCamelCase": r"[a-z][a-z0-9]*([A-Z][a-z0-9]*)*",
        "UpperCamelCase": r"[A-Z][a-z0-9]*([A-Z][a-z0-9]*)*",
        "snake_case": r"[a-z][a-z0-9]*(_[a-z0-9]+)*",
        "kebab-case": r"[a-z0-9]+(-[a-z0-9]+)*",
        "UPPER_SNAKE": r"[A-Z0-9]+(_[A-Z0-9]+)*",
    }.items()
}
"""The name of a style, which shows it, and what names in it look like."""


def is_in(style: str, name: str) -> bool:
    """Whether a name is written in a style; UserError where there is no such style."""
    if style not in STYLES:
        raise UserError(f"no style of names `{style}`", suggestion(style, STYLES) or f"known: {', '.join(STYLES)}")
    return STYLES[style].fullmatch(name) is not None


def restyled(style: str, name: str) -> str:
    """The same words in another style."""
    found = words(name)
    if style == "lowerCamelCase":
        return found[0] + "".join(map(str.capitalize, found[1:])) if found else name
    if style == "UpperCamelCase":
        return "".join(map(str.capitalize, found))
    joined = ("-" if style == "kebab-case" else "_").join(found)
    return joined.upper() if style == "UPPER_SNAKE" else joined


@cache
def words(name: str) -> tuple[str, ...]:
    """The words of a name in lower case, whatever its style: `workOrderID` and `work-order_id` are the same."""
    return tuple(word.lower() for word in _WORD.findall(name))


def literals(path: str) -> list[str]:
    """The segments of a path template that are no parameters."""
    return [segment for segment in path.split("/") if segment and "{" not in segment]


_NUMBERED = frozenset({"order", "material", "batch", "lot", "serial", "equipment", "operation", "customer", "supplier",
                       "delivery", "document", "shipment", "reservation", "notification"})
"""What is known by a number that is none: nobody calculates with it."""


def identifies(name: str) -> bool:
    """Whether a name is that of an identifier: `workOrderId`, `id`, `batchNumber`."""
    found = words(name)
    return found[-1:] == ("id",) or (len(found) > 1 and found[-1] in ("number", "no", "nr") and found[-2] in _NUMBERED)
