"""`list`: the documents of a library, refused files with the reason included."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tui.cli import leaving, output
from tui.cli.verb import Asked, open_searchable, said_empty, verb

if TYPE_CHECKING:
    from index.model import DocumentInfo


def as_record(info: DocumentInfo) -> dict[str, Any]:
    """The JSON line of one document."""
    return {
        "doc": info.id,
        "title": info.title,
        "outlet": info.outlet,
        "date": info.date,
        "kind": info.kind,
        "words": info.words,
        "passages": info.passages,
        "speakers": list(info.speakers),
        "encoding": info.encoding,
        "path": info.path,
        "problems": list(info.problems),
    }


def print_documents(infos: Sequence[DocumentInfo], as_json: bool = False) -> None:
    """The list as JSON lines, as a table on a terminal, as tab-separated rows into a pipe."""
    if as_json:
        for info in infos:
            output.record(as_record(info))
        return
    rows = [
        (info.id, info.title, info.outlet, info.date, info.kind, _count(info.words), "; ".join(info.problems))
        for info in infos
    ]
    if not output.on_terminal():
        for row in rows:
            output.row(*row)
        return
    from tui.cli import page

    page.table(
        rows,
        ("document", "title", "outlet", "date", "kind", "words", "problems"),
        right=[5],
        flexible=1,
        spare=[4, 2, 3],
    )


def _count(words: int) -> str:
    return str(words) if words else ""


@verb("list", short_help="The documents of the library.")
def command(asked: Asked) -> int:
    """List the documents: name, title, outlet, date, kind, words, and what is wrong with a refused file.

    \b
    Example:
      variorum list -L ~/sources
      variorum list --json
    """
    library = open_searchable(asked)
    if said_empty(library):
        return leaving.NOTHING
    print_documents(library.documents, asked.as_json)
    return leaving.FOUND
