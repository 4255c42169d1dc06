"""`excerpt note`: give an excerpt a note, or take it away."""

from __future__ import annotations

import click

from tui.cli import leaving, typed
from tui.cli.excerpt.records import print_changed
from tui.cli.verb import Asked, verb


@verb("note", short_help="Give an excerpt a note.")
@click.argument("name", metavar="ID")
@click.argument("note", metavar="TEXT|-")
def command(asked: Asked, name: str, note: str) -> int:
    """Give the excerpt ID (or the beginning of its id) the note TEXT; "" takes it away, - is standard input.

    \b
    Example:
      variorum excerpt note k3f9 "for the introduction"
    """
    from index.excerpts import ExcerptStore

    text = typed.text(typed.standard_input("the note")) if note == "-" else note
    print_changed(ExcerptStore().note(name, text), asked.as_json)
    return leaving.FOUND
