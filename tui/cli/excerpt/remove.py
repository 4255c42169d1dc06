"""`excerpt rm`: delete excerpts; `excerpt restore` brings them back."""

from __future__ import annotations

import click

from tui.cli import leaving
from tui.cli.excerpt.records import print_changed
from tui.cli.verb import Asked, verb


@verb("rm", short_help="Delete excerpts; restore brings them back.")
@click.argument("names", nargs=-1, required=True, metavar="ID...")
def command(asked: Asked, names: tuple[str, ...]) -> int:
    """Delete excerpts by ID, or the beginning of it. `variorum excerpt list --deleted` shows what can be restored.

    \b
    Example:
      variorum excerpt rm k3f9
    """
    from index.excerpts import ExcerptStore

    store = ExcerptStore()
    for excerpt in [store.get(name) for name in names]:  # all of them exist, or none is deleted
        print_changed(store.delete(excerpt.id), asked.as_json)
    return leaving.FOUND
