"""`govtool can-i-deploy`: whether a version may go where it is wanted, and what that rests on."""

import json
from typing import TYPE_CHECKING

import click

from govtool.errors import Exit, UserError

if TYPE_CHECKING:
    from govtool.store.deploy import Target


@click.command("can-i-deploy")
@click.argument("app")
@click.argument("version", required=False)
@click.option("--branch", default="", help="Instead of VERSION: what was built on a branch.")
@click.option("--to", "environment", metavar="ENVIRONMENT", help="Beside what is deployed or released there.")
@click.option("--tag", help="Beside the latest versions with a tag.")
@click.option("--main", is_flag=True, help="Beside the heads of the main branches: may it be merged?")
@click.option("--latest", is_flag=True, help="Beside the latest version of each application.")
@click.option("--store", metavar="FILE|URL", help="Else $GOVTOOL_STORE, else .govtool/store.db.")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True,
              help="For people or for machines.")
@click.pass_context
def command(ctx: click.Context, /, app: str, version: str | None, *, branch: str, environment: str | None,
            tag: str | None, main: bool, latest: bool, store: str | None, format_: str) -> None:
    """Whether every pact between a version and what it will meet was verified.

    Exit code 0 for yes, 1 for no, 4 for unknown: never verified is not yes.

    \b
    Examples:
      govtool can-i-deploy mes-adapter 2.1.0 --to prod
      govtool can-i-deploy mes-adapter 2.1.0 --main --format json
    """
    from govtool.report.columns import columns
    from govtool.store import database, deploy, place, told
    from govtool.store.history import History

    if bool(version) is bool(branch):
        raise UserError("name one version, or a branch with `--branch`", "govtool can-i-deploy mes 2.1.0 --to prod")
    beside = _target(environment, tag, main=main, latest=latest)
    with database.opened(place.to_read(store)) as opened:
        history = History(entry.record for entry in opened.entries())
    if version:
        answer = deploy.can_i_deploy(history, app, version, beside)
    else:
        answer = deploy.can_branch_deploy(history, app, branch, beside)
    if format_ == "json":
        click.echo(json.dumps(told.data(answer), indent=2))
    else:
        rows = told.table(answer)
        click.echo("\n".join([*(columns(rows) if rows else ()), *([""] if rows else []), told.sentence(answer)]))
    ctx.exit({"yes": Exit.CLEAN, "no": Exit.FINDINGS, "unknown": Exit.UNKNOWN}[answer.verdict])


def _target(environment: str | None, tag: str | None, *, main: bool, latest: bool) -> "Target":
    from govtool.store import deploy

    asked = [deploy.in_environment(environment)] if environment else []
    asked += [deploy.tagged(tag)] if tag else []
    asked += [deploy.on_main()] if main else []
    asked += [deploy.latest()] if latest else []
    if len(asked) != 1:
        raise UserError("say where to: one of `--to`, `--tag`, `--main` and `--latest`", "`--to prod` is the usual one")
    return asked[0]
