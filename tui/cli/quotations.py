"""`quotations`: who is quoted in the sources, where, and in what words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from tui.cli import leaving, output
from tui.cli.completing import document_names
from tui.cli.verb import Asked, nothing, open_searchable, said_empty, verb

if TYPE_CHECKING:
    from index.model import Document, Quotation


def as_record(document: Document, quotation: Quotation) -> dict[str, Any]:
    """The JSON line of one quotation."""
    return {
        "doc": document.id,
        "start": quotation.start,
        "end": quotation.end,
        "line": document.line_of(quotation.start),
        "text": document.text[quotation.start : quotation.end],
        "attributed_to": quotation.attributed_to,
        "evidence": str(quotation.evidence),
        "second_hand": quotation.second_hand,
    }


@verb("quotations", short_help="Who is quoted, where, in the sources.")
@click.argument("docs", nargs=-1, metavar="[DOC]...", shell_complete=document_names)
def command(asked: Asked, docs: tuple[str, ...]) -> int:
    """List what the documents put in quotation marks or set off as a quotation, and who is quoted if the text says so.

    \b
    Example:
      variorum quotations brief.md
      variorum quotations --json
    """
    library = open_searchable(asked)
    found = library.quotations(docs)
    if not found:
        return leaving.NOTHING if said_empty(library) else nothing("no quotations in these documents")
    on_terminal = not asked.as_json and output.on_terminal()
    shown = ""
    for document, quotation in found:
        if asked.as_json:
            output.record(as_record(document, quotation))
            continue
        text = " ".join(document.text[quotation.start : quotation.end].split())
        line = document.line_of(quotation.start)
        if not on_terminal:
            output.row(f"{document.id}:{line}", _who(quotation), text)
            continue
        from tui.cli import page

        if document.id != shown:
            if shown:
                page.show("")
            page.show(*page.heading(document.title, document.id))
            shown = document.id
        page.show((f"{line:>5}  ", "name"), (_who(quotation) or "unknown", "faint"))
        page.paragraph(text, indent=7)
    return leaving.FOUND


def _who(quotation: Quotation) -> str:
    if not quotation.attributed_to:
        return ""
    return quotation.attributed_to + (" (second-hand)" if quotation.second_hand else "")
