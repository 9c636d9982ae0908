"""`govtool init`: the few files that adopt a repository."""

import click


@click.command("init")
@click.option("--baseline", is_flag=True, help="Waive every finding of today, so that only new ones count.")
@click.option("--from", "origin", metavar="FILE", default="", help="Take over an ignore file of oasdiff as waivers.")
def command(*, baseline: bool, origin: str) -> None:
    """Write govtool.toml, the pre-commit entry and, if asked, waivers; what is there already stays.

    Safe to run again. No manifest, no release and no other file is needed: the gate works on the contracts as they are.

    \b
    Examples:
      govtool init
      govtool init --baseline
      govtool init --from oasdiff-err-ignore.txt
    """
    from datetime import date

    from govtool.gate.init import initialise
    from govtool.report.terminal import one_line

    # A plant's calendar day is local, as for every other date of waivers.
    for line in initialise(baseline=baseline, origin=origin, today=date.today()):  # noqa: DTZ011
        click.echo(one_line(line))
