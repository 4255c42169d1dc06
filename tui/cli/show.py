"""`show`: the canonical text of a document, of some lines of it, or passage by passage as JSON."""

from __future__ import annotations

from typing import Any

import click

from index.model import Document, Passage, Span, place_in
from tui.cli import leaving, output
from tui.cli.places import line_span, parse
from tui.cli.verb import Asked, document_names, nothing, open_library, verb


def as_record(document: Document, passage: Passage) -> dict[str, Any]:
    """The JSON line of one passage."""
    place = place_in(document.marks, passage.start, passage.end)
    return {
        "doc": document.id,
        "passage": passage.number,
        "start": passage.start,
        "end": passage.end,
        "line": document.line_of(passage.start),
        "kind": str(passage.kind),
        "speaker": passage.speaker,
        "evidence": str(passage.evidence),
        "text": document.text[passage.start : passage.end],
        **({"place": place} if place else {}),
    }


def print_passages(document: Document, span: Span) -> int:
    """The JSON lines of the passages that touch `span`; returns how many."""
    start, end = span
    touched = [passage for passage in document.passages if passage.start < max(end, start + 1) and passage.end > start]
    for passage in touched:
        output.record(as_record(document, passage))
    return len(touched)


def print_text(document: Document, span: Span) -> None:
    """The text of `span`: wrapped at its blanks on a terminal, as it is into a pipe."""
    text = document.text[slice(*span)]
    if not output.on_terminal():
        output.block(text)
        return
    from tui.cli import page

    for line in text.removesuffix("\n").split("\n"):
        if line.strip():
            page.paragraph(line)
        else:
            page.show("")


@verb("show", short_help="The text of a document, or some of its lines.")
@click.argument("place", metavar="DOC[:L1[-L2]]", shell_complete=document_names)
def command(asked: Asked, place: str) -> int:
    """Print the text of DOC, all of it or its lines L1 to L2, counted from 1.

    Into a pipe it is the canonical text of those lines and nothing else. With --json one line a passage: those that
    touch the lines asked for.

    \b
    Example:
      variorum show interview.txt:12-40
      variorum show interview.txt --json
    """
    library = open_library(asked)
    where = parse(library, place)
    document = library.read(where.doc)
    span = line_span(document, where)
    if not asked.as_json:
        print_text(document, span)
    elif not print_passages(document, span):
        return nothing(f"no passage in these lines of {document.id}")
    return leaving.FOUND
