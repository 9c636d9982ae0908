"""`govtool check`: the gate."""

import click

from govtool.cli.options import Wishes, emit, report_options


@click.command("check")
@click.argument("refs", nargs=-1, metavar="[REF]...")
@click.option("--against", metavar="REF", default="", help="Compare with this revision, release or file.")
@click.option("--only", metavar="PART,...", default="", help="Only these parts: validity, lint, compat, releases.")
@click.option("--mode", metavar="MODE", default="",
              help="The compatibility mode of schema contracts instead of their own: `govtool explain policy.mode`.")
@click.option("--changed", is_flag=True, help="Only contracts that changed since what they are compared with.")
@click.option("--staged", is_flag=True, help="Check what is staged for the next commit instead of the working tree.")
@report_options
def command(refs: tuple[str, ...], *, against: str, only: str, mode: str, changed: bool, staged: bool,
            wishes: Wishes) -> None:
    """Gate every contract of the repository: validity, rules, breaking changes, versions, releases.

    Finds the contracts by itself and compares each with its last release, or with the merge base of the default
    branch. REF limits the run to some files or folders; `-` reads a document from standard input.

    \b
    Examples:
      govtool check
      govtool check --against origin/main --output sarif=govtool.sarif
      generate-openapi | govtool check - --against origin/main:openapi.json
    """
    from govtool.gate.check import Options, check, parts

    emit(check(Options(refs, against, parts(only), changed, staged, wishes.today, wishes.fail_on,
                       wishes.show_waived, mode)), wishes)
