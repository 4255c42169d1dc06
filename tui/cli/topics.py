"""`topics`: curated, own and suggested topics, and how much of each source is on them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tui.cli import leaving, output
from tui.cli.completing import document_names
from tui.cli.progress import bar
from tui.cli.verb import Asked, nothing, open_searchable, said_empty, verb

if TYPE_CHECKING:
    from index.model import Document


@verb("topics", short_help="Curated and suggested topics, with their coverage a source.")
@click.argument("docs", nargs=-1, metavar="[DOC]...", shell_complete=document_names)
@click.option("--save", "words", metavar="TOPIC", help="Keep a topic as your own: any words, an id or a name.")
@click.option("--without", "off", metavar="TERM", multiple=True, help="With --save: a term to switch off; repeatable.")
@click.option("--with", "also", metavar="TERM", multiple=True, help="With --save: a term to add; repeatable.")
def command(asked: Asked, docs: tuple[str, ...], words: str | None, off: tuple[str, ...], also: tuple[str, ...]) -> int:
    """List the topics: those that ship, your own, and those suggested by what several documents speak of; with the
    share of each document's text that is on them. Your own are YAML files in the folder `topics` of the settings.

    \b
    Example:
      variorum topics
      variorum topics --save "electric cars" --without battery --with charging
    """
    if (off or also) and words is None:
        raise click.UsageError("--without and --with change the topic of --save: name it")
    from index.compare import curated_topics, overview

    library = open_searchable(asked)
    if said_empty(library):
        return leaving.NOTHING
    for problem in curated_topics()[1]:
        output.note(problem)
    with bar("reading") as tell:
        read = library.prepared(docs, tell)
    saved = _save(words, read, off, also) if words is not None else ""
    with bar("looking through") as tell:
        found = [row for row in overview(read, tell=tell) if not saved or row.topic.id == saved]
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


def _save(words: str, read: Sequence[Document], off: Iterable[str], also: Iterable[str]) -> str:
    """Save a topic as the reader's own and say where; the id it is saved under."""
    from index.compare import find_topic, save_topic, topic_id

    topic = find_topic(words, read).without(*off)
    for term in also:
        topic = topic.including(term)
    path = Path(save_topic(topic))
    output.note(f"saved to {path}")
    return topic_id(path.stem)
