"""`excerpt export`: the saved excerpts in a form that other programs read, on standard output."""

from __future__ import annotations

import click

from index.excerpts import FORMATS, ExcerptStore, export
from tui.cli import leaving, output
from tui.cli.excerpt.records import choose, chosen_by, none_chosen, tell_problems
from tui.cli.verb import Asked, verb


@verb("export", short_help="The saved excerpts in other formats.")
@click.argument("names", nargs=-1, metavar="[ID]...")
@click.option("--format", "form", type=click.Choice(FORMATS), help="Default: markdown; with --json: json.")
@click.option("--style", default="", metavar="STYLE", help="The citation style, where the format has citations.")
@chosen_by
def command(
    asked: Asked,
    names: tuple[str, ...],
    form: str | None,
    style: str,
    tag: str,
    doc: str,
    speaker: str,
    words: str,
    board: bool,
) -> int:
    """Write the excerpts (all, those with the IDs, the board, or those chosen) to standard output.

    \b
    Example:
      variorum excerpt export --format markdown --tag labour > labour.md
      variorum excerpt export --format bibtex > sources.bib
      variorum excerpt export --board > draft.md
    """
    store = ExcerptStore()
    excerpts = [store.get(name) for name in names] or choose(store.all(), tag, doc, speaker, words, board)
    tell_problems(store)
    output.data(export(excerpts, form or ("json" if asked.as_json else "markdown"), style))
    return leaving.FOUND if excerpts else none_chosen(store)
