"""`completion`: the script that teaches a shell to complete verbs, options and documents."""

from __future__ import annotations

import click

from tui.cli import leaving, output
from tui.cli.verb import Asked, verb


@verb("completion", short_help="Completion for your shell.")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(asked: Asked, shell: str) -> int:
    """Print the completion script for SHELL.

    \b
    Example:
      variorum completion bash >> ~/.bashrc
      variorum completion fish > ~/.config/fish/completions/variorum.fish
    """
    from click.shell_completion import ShellComplete, get_completion_class

    from tui.cli.group import variorum

    made_for = get_completion_class(shell)
    assert made_for is not None
    # The base class's `source`: bash's own asks an installed bash for its version first, and we start no shell.
    script = ShellComplete.source(made_for(variorum, {}, "variorum", "_VARIORUM_COMPLETE"))
    if asked.as_json:
        output.record({"shell": shell, "script": script})
    else:
        output.block(script)
    return leaving.FOUND
