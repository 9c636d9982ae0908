"""What a walk of two schemas finds: keywords that differ, and other pairs that lie behind them."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from govtool.compare.values import MISSING
from govtool.finding import Pointer


class Mode(StrEnum):
    """How a pair behind an edge counts for the pair that leads to it."""

    CHILD = "child"
    """Another location: compared by itself."""
    BRANCH = "branch"
    """The same location, and nothing stands beside it: compared by itself."""
    MERGED = "merged"
    """The same location with constraints beside it: judged together with them."""
    ENTANGLED = "entangled"
    """Under `not`, `if`, `oneOf` and the like: wider there need not be wider here."""


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """One keyword that differs at one schema object; paths lead to the object in the lowered schemas."""

    keyword: str
    old_path: Pointer
    new_path: Pointer
    old: Any
    new: Any
    name: str = ""
    """The entry that differs, where the keyword is judged entry by entry: a property, a required name."""
    is_text: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Edge:
    """Two schemas to compare elsewhere; paths lead to them in the lowered schemas."""

    old: str
    new: str
    old_path: Pointer
    new_path: Pointer
    mode: Mode


@dataclass(slots=True)
class Differences:
    """What the walk of one pair finds."""

    rows: list[Row] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)


def types_of(value: Any) -> tuple[str, ...]:
    """The types that a `type` keyword allows; an integer is a number too."""
    if value is MISSING:
        return ("null", "boolean", "number", "integer", "string", "array", "object")
    names = value if isinstance(value, list) else [value]
    found = tuple(str(name) for name in names)
    return (*found, "integer") if "number" in found and "integer" not in found else found
