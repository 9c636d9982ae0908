"""`govtool lint`: rules only."""

import click

from govtool.cli.options import Wishes, emit, report_options


@click.command("lint")
@click.argument("refs", nargs=-1, metavar="[REF]...")
@click.option("--ruleset", "rulesets", multiple=True, metavar="NAME|FILE", help="Use these rulesets instead.")
@click.option("--select", metavar="RULE,...", default="", help="Only these rules, prefixes or tags.")
@click.option("--ignore", metavar="RULE,...", default="", help="Not these rules, prefixes or tags.")
@click.option("--contracts-only", is_flag=True, help="Pass over files that are no contracts, as a commit hook must.")
@report_options
def command(
    refs: tuple[str, ...], *, rulesets: tuple[str, ...], select: str, ignore: str, contracts_only: bool, wishes: Wishes
) -> None:
    """Judge contracts by rules: validity, structure, naming, governance.

    Without REF, every contract of the repository. `.spectral.yaml` rulesets without JavaScript work as they are.

    \b
    Examples:
      govtool lint openapi.yaml
      govtool lint --ruleset manufacturing --select idempotency,retry
      govtool lint --ruleset .spectral.yaml api/
    """
    from govtool.gate.lint import Options, lint

    emit(lint(Options(refs, rulesets, select, ignore, contracts_only, wishes.today, wishes.fail_on,
                      wishes.show_waived)), wishes)
