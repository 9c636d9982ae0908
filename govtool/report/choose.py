"""What to write where, and whether in colour: decided from the environment by pure functions."""

from collections.abc import Mapping
from dataclasses import dataclass

from govtool.errors import UserError
from govtool.report import known


@dataclass(frozen=True, slots=True)
class Output:
    """One rendering of a report; an empty path is standard output."""

    format: str
    path: str = ""
    append: bool = False
    """Add to the file instead of replacing it."""


def automatic(environ: Mapping[str, str]) -> tuple[Output, ...]:
    """What `--format auto` writes: text; under GitHub Actions annotations and the summary of the step too."""
    if environ.get("GITHUB_ACTIONS") != "true":
        return (Output("text"),)
    summary = environ.get("GITHUB_STEP_SUMMARY", "")
    return (Output("text"), Output("github"), *([Output("markdown", summary, append=True)] if summary else []))


def parse_output(text: str) -> Output:
    """The `FORMAT=FILE` of `--output`; raises `UserError` for anything else."""
    name, equals, path = text.partition("=")
    if not (equals and path):
        raise UserError(f"`{text}` names no file", "write FORMAT=FILE, such as sarif=report.sarif")
    return Output(known(name), path)


def colored(flag: bool | None, environ: Mapping[str, str], *, isatty: bool) -> bool:  # noqa: FBT001 - the value of --color/--no-color
    """Whether to colour: the flag, then FORCE_COLOR, NO_COLOR, TERM=dumb, and last whether it is a terminal."""
    if flag is not None:
        return flag
    if environ.get("FORCE_COLOR"):
        return environ["FORCE_COLOR"] != "0"
    return isatty and not environ.get("NO_COLOR") and environ.get("TERM") != "dumb"
