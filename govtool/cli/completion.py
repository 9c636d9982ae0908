"""`govtool completion`: the script that completes commands, options and names in a shell."""

import click
from click.shell_completion import get_completion_class

from govtool.errors import UserError


@click.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def command(ctx: click.Context, shell: str) -> None:
    """Print the completion script of a shell.

    \b
    Examples:
      govtool completion bash > ~/.local/share/bash-completion/completions/govtool
      govtool completion fish > ~/.config/fish/completions/govtool.fish
    """
    maker = get_completion_class(shell)
    if maker is None:
        raise UserError(f"no completion for `{shell}`", "bash, zsh and fish have one")
    click.echo(maker(ctx.find_root().command, {}, "govtool", "_GOVTOOL_COMPLETE").source())
