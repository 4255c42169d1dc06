"""`cite`: a citation of some lines of a document."""

from __future__ import annotations

import click

from index.model import place_in
from tui.cli import leaving, output
from tui.cli.completing import document_names
from tui.cli.places import parse, words_span
from tui.cli.verb import Asked, open_library, verb


@verb("cite", short_help="A citation of some lines.")
@click.argument("place", metavar="DOC:L1[-L2]", shell_complete=document_names)
@click.option("--format", "style", default="", metavar="STYLE", help="The style; default: the one in the settings.")
def command(asked: Asked, place: str, style: str) -> int:
    """Print a citation of the lines L1 to L2 of DOC.

    \b
    Example:
      variorum cite interview.txt:12-14
      variorum cite interview.txt:12 --format chicago
    """
    library = open_library(asked)
    where = parse(library, place)
    document = library.read(where.doc)
    start, end = words_span(document, where)
    citation = library.cite(document.id, start, end, style)
    if asked.as_json:
        place = place_in(document.marks, start, end)
        line = document.line_of(start)
        record = {"doc": document.id, "start": start, "end": end, "line": line, "citation": citation}
        output.record({**record, "place": place} if place else record)
    else:
        output.block(citation)
    return leaving.FOUND
