"""What a shell offers for the words behind a verb: documents, topics, tags. Silent where there are none.

Each is what click calls while somebody presses Tab, so nothing here reads a text.
"""

from __future__ import annotations

import click

from index.errors import VariorumError
from tui.cli.verb import Asked, open_library


def document_names(ctx: click.Context, _parameter: click.Parameter, incomplete: str) -> list[str]:
    """The documents of the library that is meant."""
    roots = ctx.params.get("roots") or ctx.find_root().params.get("roots") or ()
    try:
        documents = open_library(Asked(roots)).folder.ids()
    except (VariorumError, OSError):
        return []
    return [doc for doc in documents if doc.startswith(incomplete)]


def topic_names(_ctx: click.Context, _parameter: click.Parameter, incomplete: str) -> list[str]:
    """The ids of curated topics and of the reader's own."""
    from index.compare import curated_topics

    return [topic.id for topic in curated_topics()[0] if topic.id.startswith(incomplete)]


def tag_names(_ctx: click.Context, _parameter: click.Parameter, incomplete: str) -> list[str]:
    """The tags of the saved excerpts."""
    from index.excerpts import ExcerptStore

    try:
        excerpts = ExcerptStore().all()
    except (VariorumError, OSError):
        return []
    return sorted({tag for excerpt in excerpts for tag in excerpt.tags if tag.startswith(incomplete)})
