"""Where the parts of a text stand, for either syntax; children are told by their rank in their container."""

from typing import Any

Extent = tuple[int, int]
"""Two offsets of a text, in characters, the end exclusive."""


def rank(container: Any, part: str | int) -> int:
    """Which child of its container a part of a pointer is, in the order of the text."""
    return list(container).index(part) if isinstance(container, dict) else int(part)


def child(container: Any, part: str | int) -> Any:
    """What a part of a pointer names; LookupError where there is nothing."""
    if isinstance(container, dict):
        return container[part]
    if isinstance(container, list) and isinstance(part, int) and part >= 0:
        return container[part]
    raise LookupError(part)
