"""`topics`: curated, own and suggested topics, and how much of each source is on them."""

from __future__ import annotations

import click

from tui.cli import leaving, output
from tui.cli.verb import Asked, document_names, nothing, open_searchable, verb


@verb("topics", short_help="Curated and suggested topics, with their coverage a source.")
@click.argument("docs", nargs=-1, metavar="[DOC]...", shell_complete=document_names)
def command(asked: Asked, docs: tuple[str, ...]) -> int:
    """List the topics: those that ship, your own, and those suggested by what several documents speak of; with the
    share of each document's text that is on them.

    \b
    Example:
      variorum topics
      variorum topics --json
    """
    library = open_searchable(asked)
    found = library.topics(docs)
    if not found:
        return nothing("no topics in these documents; `variorum compare WORDS` takes any words")
    if asked.as_json:
        for item in found:
            output.record(item.to_json())
        return leaving.FOUND
    docs_shown = [source.doc for source in found[0].sources]
    rows = [
        (
            item.topic.id,
            item.topic.name,
            str(item.topic.origin),
            *(f"{s.share:.0%}" if s.passages else "" for s in item.sources),
        )
        for item in found
    ]
    if not output.on_terminal():
        output.row("id", "name", "origin", *docs_shown)
        for row in rows:
            output.row(*row)
        return leaving.FOUND
    from tui.cli import page

    letters = [f"[{number}]" for number in range(1, len(docs_shown) + 1)]
    most = max(1, (page.width() - 50) // 6)  # columns that fit beside id, name and origin
    page.table([row[: 3 + most] for row in rows], ("id", "name", "origin", *letters[:most]), range(3, 3 + most), 1)
    page.show("")
    for letter, doc in zip(letters, docs_shown, strict=True):
        page.show((letter, "faint"), f" {doc}")
    return leaving.FOUND
