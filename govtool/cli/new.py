"""`govtool new`: a scaffold to start from."""

import click


@click.command("new")
@click.argument("kind", type=click.Choice(["contract", "event", "rule", "change"]))
@click.argument("name")
@click.option("--from", "origin", metavar="REF", default="", help="Adopt this document instead of a template.")
def command(kind: str, name: str, origin: str) -> None:
    """Make a contract, an event, a rule or a change called NAME; nothing is ever overwritten.

    A contract or event is a package: manifest, document, behaviour, examples. With --from, a document that is there
    already becomes a package, byte for byte, with what it refers to. A rule is an entry of the team's ruleset.

    \b
    Examples:
      govtool new contract stock-level
      govtool new contract orders --from api/orders.yaml
      govtool new rule operation-has-summary
    """
    from govtool.gate.new import create
    from govtool.report.terminal import one_line

    files, step = create(kind, name, origin)
    for path in files:
        click.echo(one_line(path))
    click.echo(one_line(f"next: {step}"))
