"""How declared rules write values and places into their messages."""

import re
from typing import Any

from govtool.lint.declared.place import MISSING, Place

_LONGEST = 60
_BLANK = re.compile(r"#?\{\{([^}\n]+)\}\}")
_PRINT = re.compile(r"""\s*print\(\s*["'](\w+)["']\s*\)\s*""")


def shown(value: Any) -> str:
    """A value in backticks; of long texts the beginning, of lists and mappings their size."""
    return f"`{plainly(value)}`"


def plainly(value: Any) -> str:
    """A value as a message holds it."""
    if isinstance(value, bool) or value is None:
        return {True: "true", False: "false", None: "null"}[value]
    if isinstance(value, dict | list):
        return f"{'{…}' if isinstance(value, dict) else '[…]'}" if value else "{}" if isinstance(value, dict) else "[]"
    text = "" if value is MISSING else str(value)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def name_of(place: Place) -> str:
    """The place by its key."""
    return "the document" if place.key is None else f"`{place.key}`"


def filled(template: str, place: Place, error: str, description: str) -> str:
    """A message with its blanks filled: `{{error}}`, `{{path}}`, `{{property}}`, `{{value}}`, `{{description}}`."""
    location = place.location
    words = {
        "error": error,
        "path": f"#{location.fragment}",
        "property": "" if place.key is None else str(place.key),
        "value": plainly(place.value),
        "description": description,
    }

    def fill(found: re.Match[str]) -> str:
        printed = _PRINT.fullmatch(found[1])
        return words.get(printed[1] if printed else found[1].strip(), "")

    return _BLANK.sub(fill, template).strip()
