"""`excerpt restore`: bring deleted excerpts back."""

from __future__ import annotations

import click

from tui.cli import leaving
from tui.cli.excerpt.records import print_changed
from tui.cli.verb import Asked, verb


@verb("restore", short_help="Bring deleted excerpts back.")
@click.argument("names", nargs=-1, required=True, metavar="ID...")
def command(asked: Asked, names: tuple[str, ...]) -> int:
    """Bring back excerpts that were deleted, by ID or the beginning of it.

    \b
    Example:
      variorum excerpt list --deleted
      variorum excerpt restore k3f9
    """
    from index.excerpts import ExcerptStore

    store = ExcerptStore()
    for name in names:
        print_changed(store.restore(name), asked.as_json)
    return leaving.FOUND
