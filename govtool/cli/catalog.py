"""`govtool catalog`: what there is, whose it is, and who uses it."""

import json
from collections.abc import Sequence
from typing import Any

import click

_FORMAT = click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True,
                       help="For people or for machines.")


@click.group("catalog", invoke_without_command=True)
@_FORMAT
@click.pass_context
def command(ctx: click.Context, format_: str) -> None:
    """The contracts of the repository: version, owner, tier, lifecycle, releases, providers, consumers.

    \b
    Examples:
      govtool catalog
      govtool catalog graph --format mermaid
      govtool catalog impact production-order@1#batchId
    """
    if ctx.invoked_subcommand is None:
        from govtool.gate import catalog

        found = catalog.contracts()
        _print(catalog.contracts_data(found) if format_ == "json" else catalog.contracts_table(found))


@command.command("graph")
@click.option("--format", "format_", type=click.Choice(["mermaid", "dot", "json"]), default="mermaid",
              show_default=True, help="What draws it.")
def graph(format_: str) -> None:
    """The systems and the contracts between them, from who provides to who consumes.

    \b
    Examples:
      govtool catalog graph >> README.md
      govtool catalog graph --format dot | dot -Tsvg > landscape.svg
    """
    from govtool.gate import catalog

    if format_ == "json":
        _print(catalog.graph_data())
    else:
        click.echo("\n".join(catalog.graph_lines(format_)))


@command.command("impact")
@click.argument("reference", metavar="CONTRACT[#PLACE]")
@_FORMAT
def impact(reference: str, format_: str) -> None:
    """Who reads or writes a contract, or one place of it, and what carries it.

    PLACE is a JSON pointer or the name of a field. A place that other contracts refer to concerns them too. Systems
    that declare in adapters.yaml which fields they use are named only where one of those is concerned.

    \b
    Examples:
      govtool catalog impact production-order@1
      govtool catalog impact production-order@1#components.materialId
      govtool catalog impact common@1#/components/schemas/Quantity
    """
    from govtool.gate import catalog

    found = catalog.impacts(reference)
    _print(catalog.impacts_data(found) if format_ == "json" else catalog.impacts_table(found))


def _print(found: dict[str, Any] | Sequence[tuple[str, ...]]) -> None:
    """One JSON document in ASCII, or aligned columns."""
    from govtool.report.columns import columns

    click.echo(json.dumps(found, indent=2) if isinstance(found, dict) else "\n".join(columns(found)))
