"""A `Report` in the formats that people and machines read; a format is a file in `format/`, found by its name."""

from importlib import import_module
from pathlib import Path
from typing import Protocol, TextIO, cast

from govtool.errors import UserError, suggestion
from govtool.finding import Report

WIDTH = 100
"""The columns of a text report when nothing better is known."""


class _Format(Protocol):
    def render(self, report: Report, out: TextIO, *, color: bool, width: int) -> None: ...


def formats() -> tuple[str, ...]:
    """The names that `render` takes, in alphabetical order."""
    return tuple(sorted(path.stem for path in (Path(__file__).parent / "format").glob("[!_]*.py")))


def known(name: str) -> str:
    """The name itself when there is such a format; `UserError` with a suggestion when not."""
    if name not in formats():
        hint = suggestion(name, formats()) or f"known formats: {', '.join(formats())}"
        raise UserError(f"there is no format `{name}`", hint)
    return name


def render(report: Report, format: str, out: TextIO, *, color: bool = False, width: int = WIDTH) -> None:  # noqa: A002 - the word of the command line
    """Write the report in a format; only text uses the colour.

    Raises `UserError` for a format that does not exist, before anything is written.
    """
    reporter = cast("_Format", import_module(f"govtool.report.format.{known(format)}"))
    reporter.render(report, out, color=color, width=width)
