"""A report into a file: whole or not at all."""

import os
from pathlib import Path
from typing import Literal

from govtool.errors import UserError
from govtool.finding import Report
from govtool.report import WIDTH, render
from govtool.report.choose import Output


def write(report: Report, output: Output, *, width: int = WIDTH) -> None:
    """Write the report to the output's path; a file that is replaced stays as it was until the new one is complete.

    Raises `UserError` when the file cannot be written.
    """
    path = Path(output.path)
    try:
        if output.append:
            _pour(report, output.format, path, "a", width)
        elif path.exists() and not path.is_file():
            # A device or a pipe has no content to protect, and must not be replaced by a file.
            _pour(report, output.format, path, "w", width)
        else:
            _replace(report, output.format, Path(os.path.realpath(path)), width)
    except OSError as error:
        raise UserError(f"cannot write `{output.path}`: {error.strerror or error}", "choose another file") from error


def _replace(report: Report, format: str, path: Path, width: int) -> None:  # noqa: A002 - as in `render`
    aside = path.with_name(f".{path.name}.{os.urandom(4).hex()}")
    try:
        _pour(report, format, aside, "x", width)
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


def _pour(report: Report, format: str, path: Path, mode: Literal["a", "w", "x"], width: int) -> None:  # noqa: A002 - as in `render`
    with path.open(mode, encoding="utf-8", newline="\n") as out:
        render(report, format, out, width=width)
        out.flush()
        if mode == "x":
            os.fsync(out.fileno())
