"""Stability levels: how far a contract, or one operation of it, is meant to be relied on."""

from typing import Any, Final

from govtool.model.contract import Operation
from govtool.model.shape import text

KEY: Final = "x-stability-level"
LEVELS: Final = ("alpha", "beta", "stable")
"""The lowest first."""
_WORDS: Final = {
    "draft": "alpha", "development": "alpha", "experimental": "alpha", "alpha": "alpha", "beta": "beta",
    "stable": "stable", "ga": "stable", "production": "stable", "active": "stable",
}


def level_of(word: str) -> str:
    """The level that a word means; empty for one that means none."""
    return _WORDS.get(word.strip().lower(), "")


def level_of_status(status: str) -> str:
    """The level of a contract at this point of its life; what says nothing is stable."""
    return level_of(status) or "stable"


def written_level(operation: Operation) -> str:
    """What an operation says of itself, or else its path of all of its operations; empty for nothing."""
    return next(filter(None, (_said(spot.value) for spot in (operation.spot, operation.path_spot))), "")


def _said(value: Any) -> str:
    return text(value.get(KEY)) if isinstance(value, dict) else ""
