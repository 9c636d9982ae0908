"""`govtool mock`: a stand-in for the provider of contracts."""

import click


@click.command("mock")
@click.argument("refs", nargs=-1, metavar="[REF]...")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=4010, show_default=True, type=click.IntRange(0, 65535), help="0 takes a free one.")
@click.option("--seed", default=0, metavar="NUMBER", help="Another seed makes other random values.")
@click.option("--dynamic", is_flag=True, help="Make random values instead of taking the examples.")
@click.option("--warm", is_flag=True, help="Make everything ready before the first request.")
@click.option("--quiet", is_flag=True, help="No line for each request.")
@click.option("--output", "outputs", multiple=True, metavar="FORMAT=FILE",
              help="At the end, write what was called to a file: json, junit and the other formats.")
def command(refs: tuple[str, ...], *, host: str, port: int, seed: int, dynamic: bool, warm: bool, quiet: bool,
            outputs: tuple[str, ...]) -> None:
    """Answer as the provider would: validated, negotiated and secured as the contracts say.

    Without REF, every OpenAPI contract of the repository. `Prefer: code=404, example=gone, dynamic=true, seed=1` picks
    the answer. Ctrl-C ends it with a summary of what was called.

    \b
    Examples:
      govtool mock openapi.yaml
      govtool mock contracts/ --port 0 --output junit=called.xml
    """
    from pathlib import Path

    from govtool.gate.mock import served_contracts
    from govtool.mock.app import serving
    from govtool.mock.mount import mounted
    from govtool.mock.plan import Settings
    from govtool.mock.tally import introduction, report, summary
    from govtool.report.choose import parse_output
    from govtool.report.write import write
    from govtool.serve import address, bound, serve

    files = [parse_output(output) for output in outputs]
    found = served_contracts(Path.cwd(), refs)
    taken = bound(host, port)

    def say(line: str) -> None:
        click.echo(line, err=True)

    settings = Settings(seed=seed, dynamic=dynamic, say=say, log=None if quiet else say)
    served = mounted(found.contracts, settings)
    if warm:
        for endpoint in served.endpoints:
            endpoint.plan.answers.warm()
    for line in (*found.notes, *served.clashes):
        say(f"note: {line}")
    for line in introduction(served.endpoints, address(taken)):
        click.echo(line)
    serve(serving(served, settings), taken)
    for line in summary(served.endpoints):
        click.echo(line)
    for output in files:
        write(report(served.endpoints, found.contracts), output)
