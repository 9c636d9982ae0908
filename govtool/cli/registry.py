"""`govtool registry`: the schema registry of the repository."""

from pathlib import Path

import click


@click.group("registry")
def command() -> None:
    """The schema registry of the repository's event contracts."""


@command.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8081, show_default=True, help="0 takes a free one.")
@click.option("--store", type=click.Path(dir_okay=False, path_type=Path), default=None, metavar="FILE",
              help="Keep what clients register in this file; else it is gone when the server ends.")
def serve_command(host: str, port: int, store: Path | None) -> None:
    """Serve the event contracts as a Confluent-compatible schema registry, for any Kafka client.

    \b
    Subjects:
      <address>-value         the payload of a channel with a fixed address
      <address>-key           the key that its Kafka binding declares
      <address>-<name>        where several payloads share a channel
      <name>                  any other message, and an .avsc file that no channel uses:
                              the full name of the record, or the title of the schema

    Versions are the releases in their order, then the working copy. The level of a subject is the `compatibilityMode`
    of its contract, else BACKWARD. Avro is judged as a Confluent registry judges it; JSON by whether every value of
    the one schema is a value of the other; Protobuf is kept, and any other text of it refused unless the level is NONE.
    An id is made of the schema's content, so that it is the same after every start.

    \b
    Examples:
      govtool registry serve
      govtool registry serve --port 0 --store .registry.json
      curl http://127.0.0.1:8081/subjects
    """
    from govtool import serve
    from govtool.gate.desk import Desk
    from govtool.registry.application import application
    from govtool.registry.repository import registry_of
    from govtool.registry.store import Store

    taken = serve.bound(host, port)
    kept = Store(store) if store else None
    registry, problems = registry_of(Desk.at(Path.cwd()).repository(), kept.load() if kept else None)
    for problem in problems:
        click.echo(f"warning: {problem}", err=True)
    names = registry.names()
    click.echo(f"{len(names)} subject{'' if len(names) == 1 else 's'} at {serve.address(taken)}")
    serve.serve(application(registry, kept.save if kept else None), taken)
