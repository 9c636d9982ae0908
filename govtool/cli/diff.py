"""`govtool diff`: what changed between two versions, for people."""

import gc
import os
import sys
from typing import TYPE_CHECKING

import click

from govtool.cli.options import Wishes, emit, report_options

if TYPE_CHECKING:
    from govtool.gate.diff import Options


@click.command("diff")
@click.argument("refs", nargs=-1, metavar="[OLD] [NEW]")
@click.option("--only", type=click.Choice(["breaking", "possible", "compatible"]), multiple=True,
              help="Only changes with this verdict; may be given several times.")
@click.option("--path", "paths", multiple=True, metavar="PATTERN",
              help="Only changes of operations at such a path or below: `/orders`, `/orders/*/lines`, `lines`.")
@click.option("--map-prefix", "prefixes", multiple=True, metavar="OLD=NEW",
              help="A base path that moved and is no change: `/api=/v2`; `/api=` strips one, `=/v2` adds one.")
@click.option("--git-range", metavar="A..B", default="",
              help="A changelog, newest first: what each commit of B that A has not did to the contracts (below OLD).")
@click.option("--git-driver", is_flag=True, help="Be git's external diff (see below).")
@click.option("--literal", is_flag=True,
              help="Take schemas as sets of values: writers may send what they do not declare.")
@click.option("--mode", metavar="MODE", default="",
              help="The compatibility mode of schema contracts instead of their own: `BACKWARD` (the old version "
                   "writes, the new one reads), `FORWARD`, `FULL` or `NONE`.")
@report_options
def command(refs: tuple[str, ...], *, only: tuple[str, ...], paths: tuple[str, ...], prefixes: tuple[str, ...],
            git_range: str, git_driver: bool, literal: bool, mode: str, wishes: Wishes) -> None:
    """Everything that changed from OLD to NEW, and what it breaks, with a value that proves it.

    OLD and NEW are files, folders, `REV:path`, or releases as `contract@version`. `REV..REV` alone compares every
    contract of two revisions, `REV...REV` from where they parted, `REV..REV:path` one file or folder. With OLD alone,
    NEW is the same file in the working tree; with neither, every contract is compared with its baseline. Folders are
    joined by the paths in them; a file brings along what its `$ref`s name. The exit code is 0 unless
    `--fail-on breaking` or `possible` asks for more.

    \b
    Examples:
      govtool diff old.yaml new.yaml
      govtool diff main:openapi.yaml openapi.yaml --fail-on breaking
      govtool diff production-order@1.0.0 production-order@1.1.0
      govtool diff v1.0..v1.1 --path /orders --output html=review.html
      govtool diff old.yaml new.yaml --map-prefix /api=/v2
      govtool diff --git-range v1.0..HEAD --format markdown

    \b
    In git, so that `git diff` and `git log -p --ext-diff` speak of contracts:
      git config diff.govtool.command 'govtool diff --git-driver'
      echo '*.yaml diff=govtool' >> .gitattributes
    """
    from govtool.gate.diff import Options, diff
    from govtool.gate.scope import parse_prefix

    old, new = (None, None) if git_driver else _two(refs, git_range, prefixes)
    options = Options(old, new, frozenset(only), literal, wishes.today, wishes.fail_on, paths,
                      tuple(map(parse_prefix, prefixes)), mode)
    if git_driver:
        _drive(refs, options, wishes)
    elif git_range:
        from govtool.gate.changelog import changelog

        emit(changelog(git_range, options), wishes)
    else:
        gc.disable()  # millions of small objects that all stay until the process ends; those of a changelog do not
        emit(diff(options), wishes)


def _two(refs: tuple[str, ...], git_range: str, prefixes: tuple[str, ...]) -> tuple[str | None, str | None]:
    """OLD and NEW; UserError for what makes no sense together."""
    from govtool.errors import UserError

    if git_range and prefixes:
        raise UserError("`--map-prefix` says what moved between two versions, a changelog has many",
                        "leave it out, or compare the two ends: `govtool diff A..B --map-prefix OLD=NEW`")
    if len(refs) > (1 if git_range else 2):
        raise UserError(f"{len(refs)} references, where {'one is' if git_range else 'two are'} the most",
                        "`govtool diff --git-range A..B PATH`" if git_range else "`govtool diff OLD NEW`")
    return (refs[0] if refs else None), (refs[1] if len(refs) > 1 else None)


def _drive(refs: tuple[str, ...], options: "Options", wishes: Wishes) -> None:
    """Answer git: a report on a contract, the usual diff of everything else, and always exit code 0."""
    from govtool.cli.options import show
    from govtool.errors import UserError
    from govtool.gate import driver

    call, report = driver.parse_call(refs), None
    try:
        report = driver.report(call, options)
    except UserError as error:
        click.echo(f"govtool: {error.message}; {error.hint}", err=True)
    try:
        sys.stdout.write(driver.heading(call))
        if report is None:
            sys.stdout.writelines(driver.plain(call))
        else:
            show(report, wishes)
        sys.stdout.flush()
    except BrokenPipeError:  # the reader has left the pager: git takes any other code for a crash
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
