"""Reading data that may have any shape: what is not of the expected kind is as if it were not there."""

from typing import Any


def mapping(value: Any, *keys: str) -> dict[str, Any]:
    """The mapping below the keys; empty where there is none."""
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value if isinstance(value, dict) else {}


def sequence(value: Any) -> list[Any]:
    """The list; empty where it is none."""
    return value if isinstance(value, list) else []


def text(value: Any) -> str:
    """The text; numbers as they are printed, empty for anything else."""
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def texts(value: Any) -> tuple[str, ...]:
    """The texts of a list."""
    return tuple(item for item in sequence(value) if isinstance(item, str))
