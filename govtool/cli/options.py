"""What the reporting commands share: their options, and how a report leaves the process."""

from __future__ import annotations

import os
import sys
from functools import wraps
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from govtool.errors import Exit

if TYPE_CHECKING:  # `--help` reads this file: it must not load the vocabulary of findings
    from collections.abc import Callable
    from datetime import date

    from govtool.finding import Report

_COLUMNS = 80
"""The width where no terminal is."""

FAIL_ON = ("never", "possible", "breaking", "hint", "info", "warning", "error")


class Wishes(NamedTuple):
    """What the shared options say."""

    format: str
    outputs: tuple[str, ...]
    color: bool | None
    fail_on: str | None
    show_waived: bool
    today: date


def report_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--format`, `--output`, `--color`, `--fail-on`, `--show-waived` and `--as-of`, gathered in one `wishes`."""

    @wraps(command)
    def gathered(*, format_: str, outputs: tuple[str, ...], color: bool | None, fail_on: str | None, show_waived: bool,
                 as_of: Any, **others: Any) -> Any:
        from datetime import date

        # A plant's calendar day is local: sunset dates and waivers are judged by it.
        today = as_of.date() if as_of else date.today()  # noqa: DTZ011
        return command(wishes=Wishes(format_, outputs, color, fail_on, show_waived, today), **others)

    decorated: Callable[..., Any] = gathered
    options = (
        click.option("--format", "format_", default="auto", metavar="FORMAT", show_default=True,
                     help="text, concise, markdown, html, json, jsonl, sarif, junit, github, gitlab; auto: by the CI."),
        click.option("--output", "outputs", multiple=True, metavar="FORMAT=FILE",
                     help="Also write this format to a file; may be given several times."),
        click.option("--color/--no-color", "color", default=None, help="Colour; by default on terminals only."),
        click.option("--fail-on", type=click.Choice(FAIL_ON), default=None,
                     help="The lightest finding that makes the exit code 1."),
        click.option("--show-waived", is_flag=True, help="Show waived findings too."),
        click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), default=None, metavar="YYYY-MM-DD",
                     help="Judge dates (sunset, waivers) as of this day instead of today."),
    )
    for option in reversed(options):
        decorated = option(decorated)
    return decorated


def emit(report: Report, wishes: Wishes) -> None:
    """Write the report to where it is wished, and leave with its exit code."""
    show(report, wishes)
    click.get_current_context().exit(exit_code(report))


def show(report: Report, wishes: Wishes) -> None:
    """Write the report to where it is wished."""
    from govtool.report import known, render
    from govtool.report.choose import Output, automatic, colored, parse_output
    from govtool.report.write import write

    chosen = automatic(os.environ) if wishes.format == "auto" else (Output(known(wishes.format)),)
    files = [parse_output(output) for output in wishes.outputs]
    width = _width()
    color = colored(wishes.color, os.environ, isatty=sys.stdout.isatty())
    for output in (*files, *chosen):
        if output.path:
            write(report, output)
        else:
            render(report, output.format, sys.stdout, color=color, width=width)
    sys.stdout.flush()


def _width() -> int:
    """The columns of the terminal, as `shutil.get_terminal_size` gives them; that module costs a start 4 ms."""
    try:
        return int(os.environ.get("COLUMNS", "0")) or os.get_terminal_size().columns or _COLUMNS
    except (ValueError, OSError):
        return _COLUMNS


def exit_code(report: Report) -> Exit:
    """The code that says the same as the report."""
    if report.crashed:
        return Exit.BUG
    return Exit.FINDINGS if report.failed else Exit.CLEAN
