"""A ruleset as a file: its data, and complaints that name the line."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from govtool.errors import UserError, suggestion
from govtool.finding import On, Pointer, Severity
from govtool.source.document import Document, parse

WEIGHTS: dict[Any, Severity | None] = {
    "error": Severity.ERROR, "warn": Severity.WARNING, "warning": Severity.WARNING, "info": Severity.INFO,
    "information": Severity.INFO, "hint": Severity.HINT, "off": None,
    0: Severity.ERROR, 1: Severity.WARNING, 2: Severity.INFO, 3: Severity.HINT, -1: None,
}
"""How a ruleset writes a severity; None for off."""


@dataclass(frozen=True, slots=True, eq=False)
class RuleFile:
    """A ruleset's text and data."""

    path: Path
    document: Document

    @property
    def data(self) -> dict[str, Any]:
        """What the file says."""
        found: dict[str, Any] = self.document.data
        return found

    def wrong(self, pointer: Pointer, message: str, hint: str, on: On = "key") -> UserError:
        """The error to raise about a place of the file."""
        line = self.document.span(pointer, on).line
        return UserError(f"{self.document.name}:{line}: {message}", hint)

    def at(self, pointer: Pointer) -> dict[Any, Any]:
        """The mapping at a place that is there; UserError for anything else."""
        found: Any = self.document.get(pointer)
        if not isinstance(found, dict):
            what = "this item" if isinstance(pointer[-1], int) else f"`{pointer[-1]}`"
            raise self.wrong(pointer, f"{what} is no mapping", "write `name: value` lines below it")
        return found

    def table(self, *pointer: str | int) -> dict[Any, Any]:
        """The mapping at a place; empty where there is nothing. UserError for anything else."""
        return self.at(pointer) if self.at(pointer[:-1]).get(pointer[-1]) is not None else {}

    def list_at(self, *pointer: str | int) -> list[Any]:
        """The list at a place; empty where there is nothing. UserError for anything else."""
        found = self.at(pointer[:-1]).get(pointer[-1], [])
        if not isinstance(found, list):
            raise self.wrong(pointer, f"`{pointer[-1]}` is no list", "write `- item` lines below it")
        return found

    def weight(self, pointer: Pointer, value: Any) -> Severity | None:
        """A severity as it is written; None for off. UserError for what is none."""
        if isinstance(value, str | int) and not isinstance(value, bool) and value in WEIGHTS:
            return WEIGHTS[value]
        raise self.wrong(pointer, f"`{value}` is no severity", one_of(value, ("error", "warn", "info", "hint", "off")))


def one_of(word: Any, known: Iterable[str]) -> str:
    """The hint for a word of a closed set: what is close, or all of a small set."""
    names = sorted(known)
    few = len(names) <= 20  # noqa: PLR2004 - more is no help
    return suggestion(str(word), names) or (f"known: {', '.join(names)}" if few else "")


def read(path: Path, name: str) -> RuleFile:
    """The ruleset in a file; UserError where it cannot be read or is no mapping."""
    try:
        text = path.read_bytes()
    except OSError as error:
        raise UserError(f"cannot read the ruleset `{name}`: {error.strerror}", "check the path") from None
    document = parse(text, name, path.as_posix())
    for problem in document.problems:
        if problem.severity is Severity.ERROR:
            line = (problem.at.span or document.span(problem.at.pointer, problem.at.on)).line
            raise UserError(f"{name}:{line}: {problem.message}", problem.help)
    if not isinstance(document.data, dict):
        raise UserError(f"{name}:1: the ruleset is no mapping", "it needs `extends` or `rules`")
    return RuleFile(path, document)
