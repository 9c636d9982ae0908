"""`govtool release`: freeze a version; announce the end of one; delete what has ended."""

from typing import Any

import click

from govtool.cli.options import Wishes, emit, report_options
from govtool.errors import UserError


@click.command("release")
@click.argument("contract", metavar="CONTRACT")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and write nothing.")
@click.option("--tag", is_flag=True, help="Also let a git tag NAME@VERSION name the commit that was released.")
@click.option("--deprecate", is_flag=True, help="Announce the end of the contract in its manifest.")
@click.option("--sunset", type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD",
              help="With --deprecate: the last day.")
@click.option("--successor", metavar="NAME@MAJOR", default="", help="With --deprecate: what takes its place.")
@click.option("--prune", is_flag=True, help="Delete the contract with its releases, after its sunset.")
@report_options
def command(
    contract: str, *, dry_run: bool, tag: bool, deprecate: bool, sunset: Any, successor: str, prune: bool,
    wishes: Wishes,
) -> None:
    """Freeze the version of a contract that its manifest names: self-contained documents that never change again.

    CONTRACT is a name, NAME@MAJOR, a folder or a document. Everything that `check` says must hold, against the last
    release: a version that promises too little is refused. Nothing is written unless everything is; what is released
    already is left alone.

    \b
    Examples:
      govtool release production-order --dry-run
      govtool release contracts/production-order/v1 --tag
      govtool release production-order@1 --deprecate --sunset 2027-12-31 --successor production-order@2
    """
    _ensure_together(deprecate=deprecate, prune=prune, sunset=sunset, successor=successor, tag=tag)
    if deprecate:
        from govtool.gate import retire

        emit(retire.deprecate(retire.Options(contract, sunset.date(), successor, dry_run, wishes.today)), wishes)
    elif prune:
        from govtool.gate.retire import prune as remove

        emit(remove(contract, wishes.today, dry_run=dry_run), wishes)
    else:
        from govtool.gate.release import Options, release

        emit(release(Options(contract, dry_run, tag, wishes.today, wishes.fail_on, wishes.show_waived)), wishes)


def _ensure_together(*, deprecate: bool, prune: bool, sunset: Any, successor: str, tag: bool) -> None:
    if deprecate and prune:
        raise UserError("`--deprecate` and `--prune` are two steps", "a contract is deleted after its sunset")
    if tag and (deprecate or prune):
        raise UserError("`--tag` belongs to a release, and nothing is released", "leave it out")
    if deprecate and sunset is None:
        raise UserError("`--deprecate` needs the last day", "give it by `--sunset YYYY-MM-DD`")
    if (sunset or successor) and not deprecate:
        raise UserError("`--sunset` and `--successor` announce an end", "say so: `--deprecate`")
