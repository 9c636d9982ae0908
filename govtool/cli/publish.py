"""`govtool publish`: the event schemas of the repository, into a schema registry."""

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from govtool.cli.options import Wishes, exit_code, report_options, show

if TYPE_CHECKING:  # `--help` reads this file
    from govtool.registry.publish import Published
    from govtool.registry.publish_plan import Plan

_REGISTRY = "GOVTOOL_REGISTRY"


@click.command("publish")
@click.argument("contracts", nargs=-1, metavar="[CONTRACT]...")
@click.option("--registry", required=True, metavar="URL", envvar=_REGISTRY, show_envvar=True,
              help="The registry, up to where `/subjects` begins.")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and change nothing.")
@click.option("--unreleased", is_flag=True, help="After the releases, also what the working tree says.")
@report_options
def command(contracts: tuple[str, ...], *, registry: str, dry_run: bool, unreleased: bool, wishes: Wishes) -> None:
    """Register the released event schemas with a Confluent-compatible schema registry, and set compatibility levels.

    CONTRACT is a name, NAME@MAJOR, a folder or a document; without one, every contract with event schemas. The
    releases are registered in their order. What the registry has is left alone: a second run has nothing to do, and
    what it has beyond the releases is told. The level of each subject is the `compatibilityMode` of its contract.

    Credentials come from GOVTOOL_REGISTRY_AUTH: `user:password`, an API key as `key:secret`, or `Bearer TOKEN`. A
    certificate authority of your own comes from SSL_CERT_FILE.

    \b
    Examples:
      govtool publish --registry https://registry.example.com --dry-run
      govtool publish production-order@1 --registry http://localhost:8081 --format json
    """
    from govtool.gate.desk import Desk
    from govtool.gate.limits import limits
    from govtool.registry.client import Client
    from govtool.registry.connection import AUTH, Connection
    from govtool.registry.publish import publish
    from govtool.registry.publish_plan import plan

    desk = Desk.at(Path.cwd())
    planned = plan(desk.repository(), contracts, desk.start, unreleased=unreleased)
    with Connection(registry, os.environ.get(AUTH, "")) as connection:
        done = publish(Client(connection), planned.subjects.values(), dry_run=dry_run)
    _show(done, planned, wishes, limits(wishes.fail_on or desk.config.fail_on))
    if done.stopped is not None:
        raise done.stopped


def _show(done: "Published", planned: "Plan", wishes: Wishes, limits: dict[str, Any]) -> None:
    """The report, and the exit code that it means unless the run was stopped."""
    from govtool.finding import Report, in_order
    from govtool.registry.publish_told import closing, data, table
    from govtool.report.columns import columns

    notes = (*columns(table(done)), closing(done))
    report = Report("publish", in_order(done.findings), notes=notes, skipped=tuple(planned.skipped),
                    show_waived=wishes.show_waived, **limits)
    if wishes.format == "json":
        from govtool.report.plain import report_data

        click.echo(json.dumps(data(done, report_data(report)), indent=2))
    else:
        show(report, wishes)
    if done.stopped is None:
        click.get_current_context().exit(exit_code(report))
