"""`govtool config`: the settings that hold here, where each comes from, and what may be written where."""

import click


@click.group("config")
def command() -> None:
    """The settings that hold here, and the schemas of the files that people write."""


@command.command("show")
@click.argument("contract", required=False, metavar="[CONTRACT]")
def show(contract: str | None) -> None:
    """Every setting with its origin; with CONTRACT, every fact that is known of it, with its origin.

    CONTRACT is a name such as production-order@1, a folder or a document.

    \b
    Examples:
      govtool config show
      govtool config show production-order@1
    """
    from govtool.gate.settings import fact_rows, setting_rows
    from govtool.report.columns import columns

    click.echo("\n".join(columns(setting_rows() if contract is None else fact_rows(contract))))


@command.command("schema")
@click.argument("kind", required=False, metavar="[KIND]")
def schema(kind: str | None) -> None:
    """The JSON Schema of a kind of file, for editors; without KIND, the list of kinds.

    \b
    Examples:
      govtool config schema manifest > contract.schema.json
      govtool config schema config > govtool.schema.json
    """
    import json

    from govtool.gate.settings import file_schema, schema_kinds

    click.echo("\n".join(schema_kinds()) if kind is None else json.dumps(file_schema(kind), indent=2))
