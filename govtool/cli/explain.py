"""`govtool explain`: what a finding means and what to do."""

from pathlib import Path

import click

from govtool.errors import UserError, suggestion


@click.command("explain")
@click.argument("rule", required=False, metavar="[ID]")
def command(rule: str | None) -> None:
    """The page of a rule, change or check; without an ID, the list of all.

    \b
    Examples:
      govtool explain max-length-narrowed
      govtool explain | grep retry
    """
    from govtool.gate.desk import Desk
    from govtool.gate.pages import pages

    known = pages(Desk.at(Path.cwd()).rules().rules)
    if rule is None:
        width = max(len(name) for name in known)
        for name, page in sorted(known.items()):
            click.echo(f"{name.ljust(width)}  {page.title}")
        return
    if rule not in known:
        raise UserError(f"no rule or change `{rule}`", suggestion(rule, known) or "`govtool explain` lists all")
    page = known[rule]
    click.echo(f"{rule}  ({page.kind})\n\n{page.text.strip()}")
