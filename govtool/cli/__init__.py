"""The command line: one file per command, found by name and imported only when it is called."""

import atexit
import gc
import os
import sys
from importlib import import_module
from typing import NoReturn

import click

from govtool import __version__
from govtool.errors import Exit, UserError, suggestion

_NOT_COMMANDS = {"__init__", "options"}
_OBJECTS = 100_000
"""How many new objects call for a collection: what a command loads stays until it ends, and is no garbage."""


class _Commands(click.Group):
    """The commands are the files of this folder: `list_commands` reads names, `get_command` imports one."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return sorted(name for file in os.listdir(os.path.dirname(__file__))  # noqa: PTH120, PTH208 - pathlib costs 10 ms
                      if file.endswith(".py") and (name := file[:-3]) not in _NOT_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        name = cmd_name.replace("-", "_")
        if name not in self.list_commands(ctx):
            return None
        command: click.Command = import_module(f"govtool.cli.{name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            hint = suggestion(args[0], self.list_commands(ctx)) or "`govtool --help` lists them"
            raise UserError(f"no command `{args[0]}`", hint)
        return super().resolve_command(ctx, args)


EXIT_CODES = """\b
Exit codes: 0 clean, 1 findings at or above --fail-on, 2 the call cannot be carried out,
3 a bug in govtool (the report is still whole), 130 interrupted."""


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=EXIT_CODES,
)
@click.version_option(__version__, prog_name="govtool")
@click.option("-v", "--verbose", is_flag=True, help="Show the traceback of an internal error.")
@click.pass_context
def cli(ctx: click.Context, *, verbose: bool) -> None:
    """Contract testing and API governance.

    \b
    Start here, in any git repository, without any configuration:
      govtool check              gate every contract: validity, rules, breaking changes
      govtool diff OLD NEW       what changed between two versions, for people
      govtool explain RULE       what a finding means and what to do
    """
    ctx.obj["verbose"] = verbose


def run() -> NoReturn:
    """The program: `main`, and out of the process at once.

    To give back millions of objects one by one, as Python does at its end, takes a sixth of the time of a large `diff`.
    """
    code = _outcome()
    atexit._run_exitfuncs()  # noqa: SLF001 - what an interpreter that ends in the usual way calls
    for stream in filter(None, (sys.stdout, sys.stderr)):
        try:
            stream.flush()
        except OSError:  # a full disk, or a reader that has gone
            code = code or int(Exit.UNUSABLE)
    os._exit(code)


def main() -> None:
    """Run the command line and leave with one of the codes of `Exit`."""
    sys.exit(_outcome())


def _outcome() -> int:
    """The exit code of the command line once it was run; never a traceback unless `-v` asks."""
    gc.set_threshold(_OBJECTS)
    state = {"verbose": False}
    try:
        code = cli.main(prog_name="govtool", standalone_mode=False, obj=state)
    except UserError as error:
        _complain(error.message, error.hint)
        code = Exit.UNUSABLE
    except click.ClickException as error:
        error.show()
        code = Exit.UNUSABLE
    except (KeyboardInterrupt, click.Abort):
        click.echo("interrupted", err=True)
        code = Exit.INTERRUPTED
    except BrokenPipeError:
        # The reader of a pipe has gone (`| head`): nothing more can be said, and nothing is wrong.
        sys.stdout = None
        code = Exit.CLEAN
    except Exception as error:
        if state["verbose"]:
            raise
        _complain(f"internal error: {type(error).__name__}: {error}", "run again with `govtool -v` for the traceback")
        code = Exit.BUG
    return int(code or Exit.CLEAN)


def _complain(message: str, hint: str) -> None:
    click.echo(f"error: {message}", err=True)
    if hint:
        click.echo(f"  hint: {hint}", err=True)
