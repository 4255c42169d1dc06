"""`excerpt board`: chosen excerpts in the order in which a draft will use them."""

from __future__ import annotations

import click

from tui.cli import leaving, output
from tui.cli.excerpt.records import print_changed
from tui.cli.verb import Asked, nothing, verb


@verb("board", short_help="Chosen excerpts in order, for a draft.")
@click.argument("names", nargs=-1, metavar="[ID]...")
@click.option("--before", default="", metavar="ID", help="Put them before this one; default: at the end.")
@click.option("--off", is_flag=True, help="Take them off the board; they stay saved.")
def command(asked: Asked, names: tuple[str, ...], before: str, off: bool) -> int:
    """Put the excerpts on the board in the order given, and print the board; without IDs only print it.

    \b
    Example:
      variorum excerpt board k3f9 m27a
      variorum excerpt board m27a --before k3f9
      variorum excerpt export --board --format markdown > draft.md
    """
    from index.excerpts import ExcerptStore, on_board, put, take_off

    store = ExcerptStore()
    if names and off:
        take_off(store, names)
    elif names:
        put(store, names, store.get(before).id if before else "")
    board = on_board(store.all())
    for excerpt in board:
        print_changed(excerpt, asked.as_json)
    if not board and not names:
        return nothing("the board is empty; `variorum excerpt board ID...` puts excerpts on it")
    output.flush()
    return leaving.FOUND
