"""From paths to the running reader: which library is meant, whether it is there, and that it is the last one now.

Knows no options and no click, so that `variorum PATH` is on the screen before a command line is parsed; `read` comes
through here too.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from index.errors import LibraryError
from tui.cli import VERBS, output
from tui.recent import choose, last_library, remember, sample_library


def open_reader(
    named: Sequence[str], at: str | None = None, find: str | None = None, display: str = "", theme: str | None = None
) -> int:
    """Open the reader on `named`, else on the last library; its exit status. Raises VariorumError."""
    roots = existing(named)
    note(roots, named)
    from tui.app import run

    return run(roots, at=at, find=find, display=display, theme=theme, verbs=_verbs)


def existing(named: Sequence[str]) -> tuple[Path, ...]:
    """The roots that are meant, or LibraryError; for a last library that is gone, the sample library."""
    roots = choose(named)
    missing = [root for root in roots if not root.exists()]
    if not missing:
        return roots
    if not named and roots == last_library():
        output.note(f"the last library is gone ({missing[0]}); this is the sample library")
        return sample_library()
    word = str(missing[0])
    raise LibraryError(f"{word}: no such file or folder{_verb_like(word)}")


def note(roots: tuple[Path, ...], named: Sequence[str]) -> None:
    """Remember the library that was named as the last one."""
    if not named:
        return
    try:
        remember(roots)
    except OSError as error:
        output.note(f"this library will not be remembered: {error.strerror or error}")


def _verb_like(word: str) -> str:
    if "/" in word:
        return ""
    from difflib import get_close_matches

    close = get_close_matches(word, VERBS, 1)
    return f"; did you mean the verb {close[0]}?" if close else ", and no verb either"


def _verbs() -> list[tuple[str, str]]:
    """The verbs with their help, for the reader's palette, which asks for them when it is opened."""
    import click

    from tui.cli.group import variorum

    context = click.Context(variorum)
    commands = ((name, variorum.get_command(context, name)) for name in variorum.list_commands(context))
    return [(name, command.get_short_help_str(200)) for name, command in commands if command and name != "read"]
