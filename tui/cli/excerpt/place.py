"""`excerpt place`: say by hand where an excerpt stands now, when the program does not find it again."""

from __future__ import annotations

import click

from tui.cli import leaving
from tui.cli.completing import document_names
from tui.cli.excerpt.records import print_changed
from tui.cli.places import excerpt_span, parse
from tui.cli.verb import Asked, open_library, verb


@verb("place", short_help="Say where an excerpt stands now.")
@click.argument("name", metavar="ID")
@click.argument("place", metavar="DOC:START-END|DOC:LINE[-LINE]", shell_complete=document_names)
def command(asked: Asked, name: str, place: str) -> int:
    """Give the excerpt ID the place in a document that is named; its words stay as they were saved.

    \b
    Example:
      variorum excerpt verify
      variorum excerpt place k3f9 interview.txt:5120-5304
    """
    library = open_library(asked)
    where = parse(library, place)
    document = library.read(where.doc)
    placed = library.excerpts.place(name, document, *excerpt_span(document, where))
    print_changed(placed, asked.as_json)
    return leaving.FOUND
