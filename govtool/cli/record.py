"""`govtool record`: what happened to running systems, for `govtool can-i-deploy`."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:  # `--help` reads this file: it must not load the vocabulary of records
    from datetime import datetime

    from govtool.store.records import Record

STORE = click.option("--store", metavar="FILE|URL", help="Else $GOVTOOL_STORE, else .govtool/store.db.")
_FILE = click.argument("file", type=click.Path(path_type=Path))


def _of_kind(kind: str, of: "type[Record]") -> click.Command:
    """A command whose options are the fields of the record."""
    from dataclasses import MISSING, fields

    def write(*, store: str | None, **given: Any) -> None:
        _add(store, of(**given))

    options: list[click.Parameter] = []
    for one in fields(of):
        name = f"--{one.name.replace('_', '-')}"
        given = {"required": True} if one.default is MISSING else {"default": one.default}
        options.append(click.Option([name], **given))
    return STORE(click.Command(kind, params=options, callback=write, help=of.__doc__))


class _Kinds(click.Group):
    """The commands below, and one for each further kind of record."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        from govtool.store.records import KINDS

        return sorted({*super().list_commands(ctx), *KINDS})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        from govtool.store.records import KINDS

        found = super().get_command(ctx, cmd_name)
        return _of_kind(cmd_name, KINDS[cmd_name]) if found is None and cmd_name in KINDS else found


@click.group("record", cls=_Kinds)
def command() -> None:
    """Write down versions, pacts, verifications, deployments and releases.

    \b
    Examples:
      govtool record pact pacts/mes-erp.json --version 2.1.0 --branch main
      govtool record verification pacts/mes-erp.json --provider-version 4.0.0 --success
      govtool record deployment --app erp --version 4.0.0 --environment prod
      govtool record log > log.jsonl
      govtool record merge other-plant.jsonl
    """


def _add(store: str | None, *records: "Record") -> None:
    from datetime import UTC, datetime

    from govtool.store import database, log, place

    with database.opened(place.to_write(store)) as opened:
        opened.add(log.entries_of(records, datetime.now(UTC)))


@command.command("pact")
@_FILE
@click.option("--version", required=True, help="The consumer's version that wrote it.")
@click.option("--branch", default="", help="Where that version was built.")
@STORE
def pact(file: Path, version: str, branch: str, store: str | None) -> None:
    """What a version of a consumer expects: a pact file."""
    from govtool.store.pacts import between
    from govtool.store.records import Built, Published

    of = between(file)
    built = Built(app=of.consumer, version=version, branch=branch)
    _add(store, built, Published(consumer=of.consumer, version=version, provider=of.provider, content=of.content))


@command.command("verification")
@_FILE
@click.option("--provider-version", required=True, help="The provider's version that was held against it.")
@click.option("--branch", default="", help="Where that version was built.")
@click.option("--success/--failure", required=True, help="Whether it kept the pact.")
@STORE
def verification(file: Path, provider_version: str, branch: str, store: str | None, *, success: bool) -> None:
    """Whether a version of a provider kept a pact."""
    from govtool.store.pacts import between
    from govtool.store.records import Built, Verified

    of = between(file)
    kept = Verified(consumer=of.consumer, provider=of.provider, content=of.content, provider_version=provider_version,
                    success=success)
    _add(store, Built(app=of.provider, version=provider_version, branch=branch), kept)


@command.command("log")
@STORE
def show(store: str | None) -> None:
    """Print the whole log, one record in JSON on each line."""
    from govtool.store import database, log, place

    with database.opened(place.to_read(store)) as opened:
        for line in log.lines(opened.entries()):
            click.echo(line)


@command.command("merge")
@click.argument("files", nargs=-1, required=True, type=click.File(encoding="utf-8"))
@STORE
def merge(files: tuple[Any, ...], store: str | None) -> None:
    """Take in logs of other stores; what is there already is not added again."""
    from govtool.store import database, log, place

    found = [entry for file in files for entry in log.read_lines(file.read(), file.name)]
    with database.opened(place.to_write(store)) as opened:
        click.echo(f"{opened.add(found)} of {len(found)} records are new")


@command.command("forget")
@click.argument("kind")
@click.option("--before", type=click.DateTime(["%Y-%m-%d"]), required=True, metavar="YYYY-MM-DD")
@STORE
def forget(kind: str, before: "datetime", store: str | None) -> None:
    """Drop old records of a kind; what rested on them is unknown then."""
    from govtool.store import database, place
    from govtool.store.records import named

    of = named(kind).kind
    with database.opened(place.to_write(store)) as opened:
        click.echo(f"{opened.forget(of, before.strftime('%Y-%m-%d'))} records dropped")
