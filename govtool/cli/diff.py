"""`govtool diff`: what changed between two versions, for people."""

import gc

import click

from govtool.cli.options import Wishes, emit, report_options


@click.command("diff")
@click.argument("old", required=False, metavar="[OLD]")
@click.argument("new", required=False, metavar="[NEW]")
@click.option("--only", type=click.Choice(["breaking", "possible", "compatible"]), multiple=True,
              help="Only changes with this verdict; may be given several times.")
@click.option("--literal", is_flag=True,
              help="Take schemas as sets of values: writers may send what they do not declare.")
@report_options
def command(old: str | None, new: str | None, *, only: tuple[str, ...], literal: bool, wishes: Wishes) -> None:
    """Everything that changed from OLD to NEW, and what it breaks, with a value that proves it.

    OLD and NEW are files, folders, `REV:path`, or releases as `contract@version`. With OLD alone, NEW is the same file
    in the working tree; with neither, every contract is compared with its baseline. The exit code is 0 unless
    `--fail-on breaking` or `possible` asks for more.

    \b
    Examples:
      govtool diff old.yaml new.yaml
      govtool diff main:openapi.yaml openapi.yaml --fail-on breaking
      govtool diff production-order@1.0.0 production-order@1.1.0
    """
    from govtool.gate.diff import Options, diff

    gc.disable()  # millions of small objects that all stay until the process ends
    emit(diff(Options(old, new, frozenset(only), literal, wishes.today, wishes.fail_on)), wishes)
