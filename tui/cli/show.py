"""`show`: the canonical text of a document, of some lines of it, or passage by passage as JSON."""

from __future__ import annotations

from typing import Any

import click

from index.model import Document, Kind, Passage, Span, place_in
from tui.cli import leaving, output
from tui.cli.completing import document_names
from tui.cli.places import line_span, parse
from tui.cli.verb import Asked, nothing, open_library, verb


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


def print_passages(document: Document, span: Span, as_json: bool = True) -> int:
    """The passages that touch `span`, as JSON lines, as rows, or under their speakers on a terminal; returns how many.

    Boilerplate is left out where it is not JSON: it is folded away in the reader as well.
    """
    start, end = span
    touched = [passage for passage in document.passages if passage.start < max(end, start + 1) and passage.end > start]
    for passage in touched:
        if as_json:
            output.record(as_record(document, passage))
        elif passage.kind is not Kind.BOILERPLATE:
            _print_passage(document, passage)
    return len(touched)


def _print_passage(document: Document, passage: Passage) -> None:
    line, text = document.line_of(passage.start), " ".join(document.text[passage.start : passage.end].split())
    if not output.on_terminal():
        output.row(f"{document.id}:{line}", passage.speaker, text)
        return
    from tui.cli import page

    page.show((f"{line:>4}  ", "name"), (page.who(passage) or str(passage.kind), "faint"))
    page.paragraph(text, 6)
    page.show("")


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
@click.option("--passages", is_flag=True, help="Passage by passage: where it stands, who speaks, and the words.")
def command(asked: Asked, place: str, passages: bool) -> int:
    """Print the text of DOC, all of it or its lines L1 to L2, counted from 1.

    Into a pipe it is the canonical text of those lines and nothing else. With --passages, or --json, one line a
    passage: those that touch the lines asked for.

    \b
    Example:
      variorum show interview.txt:12-40
      variorum show interview.txt --passages
    """
    library = open_library(asked)
    where = parse(library, place)
    document = library.read(where.doc)
    span = line_span(document, where)
    if not asked.as_json and not passages:
        print_text(document, span)
    elif not print_passages(document, span, asked.as_json):
        return nothing(f"no passage in these lines of {document.id}")
    return leaving.FOUND
