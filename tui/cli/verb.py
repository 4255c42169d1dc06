"""What every verb has in common: -L, --json and --plain, wherever they are written, and the library they name.

Owns the way from the arguments to an open library, so that no verb can read them differently. The core is imported in
here when it is needed: `variorum keys` opens no library and must not pay for one.
"""

from __future__ import annotations

import functools
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from tui.cli import output
from tui.recent import choose

if TYPE_CHECKING:
    from index.api import Library

Verb = Callable[..., int]

_PATIENCE = 120.0  # seconds to wait for another process that is bringing the same index up to date
_BETWEEN = 0.2  # seconds between two looks


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked of every verb alike: the library's roots as typed (none: the default), and JSON or text."""

    roots: tuple[str, ...] = ()
    as_json: bool = False


class Worded(click.Command):
    """A verb that names an unknown option as it was typed: click takes `-china` for `-c -h -i …` and names `-i`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        typed = list(args)  # click takes out what it has read
        try:
            return super().parse_args(ctx, args)
        except click.NoSuchOption as error:
            letter = error.option_name.lstrip("-")
            words = (word for word in typed if word[:1] == "-" != word[1:2] and letter in word)
            raise click.NoSuchOption(next(words, error.option_name), None, error.possibilities, ctx) from error


def _be_plain(_ctx: click.Context, _option: click.Parameter, asked: bool) -> None:
    if asked:
        os.environ["VARIORUM_PLAIN"] = "1"  # processes of our own are to do the same


def plain_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """The option --plain, which stands before a verb or behind it."""
    about = "Plain lines on a terminal too, for a screen reader; VARIORUM_PLAIN=1 does so always."
    option = click.option("--plain", is_flag=True, expose_value=False, callback=_be_plain, help=about)
    return option(function)


def verb(name: str, **settings: Any) -> Callable[[Verb], click.Command]:
    """Make `function(asked, …) -> exit status` the verb `name`. -L, --json and --plain may stand before it."""

    def decorate(function: Verb) -> click.Command:
        @click.command(name, cls=Worded, context_settings={"help_option_names": ["-h", "--help"]}, **settings)
        @click.option(
            "-L",
            "--library",
            "roots",
            multiple=True,
            metavar="PATH",
            help="A folder or file of the library; repeatable. Default: VARIORUM_LIBRARY, then the last library.",
        )
        @click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
        @plain_option
        @click.pass_context
        @functools.wraps(function)
        def called(ctx: click.Context, /, roots: tuple[str, ...], as_json: bool, **arguments: Any) -> int:
            before: tuple[tuple[str, ...], bool] = ctx.find_root().obj or ((), False)
            return function(Asked(roots or before[0], as_json or before[1]), **arguments)

        command: click.Command = called
        return command

    return decorate


def open_library(asked: Asked) -> Library:
    """The library that was asked for. Raises LibraryError when a named folder or file is not there."""
    import index

    return index.open_library(*choose(asked.roots))


def open_searchable(asked: Asked) -> Library:
    """The same with its index up to date: cheap when nothing changed, narrated when it takes long."""
    from tui.cli.progress import bar

    library = open_library(asked)
    if library.is_current():
        return library
    with bar("reading") as progress:
        # Two commands may meet on a library that is new to both: the second waits, or it would search half of it.
        waited = 0.0
        while library.update(progress).busy and waited < _PATIENCE:
            time.sleep(_BETWEEN)
            waited += _BETWEEN
    return library


def said_empty(library: Library) -> bool:
    """Say that there is no document in the library, where there is none: nothing else is wrong then. Whether it is."""
    if library.documents:
        return False
    output.note("no documents here; a library is a folder of texts (.txt, .md and others): -L FOLDER names one")
    return True


def nothing(message: str) -> int:
    """Say on standard error that nothing was found and what to do next; the exit status for it."""
    from tui.cli import leaving

    output.note(message)
    return leaving.NOTHING
