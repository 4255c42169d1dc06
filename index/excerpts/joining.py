"""Several passages as one excerpt, when they are found one after the other: "the first words […] the last ones".

The text of a saved excerpt never changes. So a passage that is added makes another excerpt, of all the passages, and
the one before is deleted in the same write; undoing puts it back.
"""

from __future__ import annotations

from dataclasses import replace

from index.errors import ExcerptError
from index.excerpts.anchors import anchored, resolve
from index.excerpts.describe import describe
from index.excerpts.events import now
from index.excerpts.excerpt import Excerpt
from index.excerpts.placement import Status
from index.excerpts.store import ExcerptStore
from index.model import Document, Span


def join(store: ExcerptStore, name: str, document: Document, span: Span) -> Excerpt:
    """Save an excerpt of the passages of another one and `span`, in the order of the text, in its place.

    Note, tags and the place on the board go over to it. Raises ExcerptError, also when the passages of the other do not
    stand in `document` as they were saved, or the span is in one of them.
    """
    before = store.get(name)
    placed = resolve(before, document)
    if placed.status is not Status.EXACT:
        raise ExcerptError(f"{before.id} does not stand in {document.id} as it was saved: save this on its own")
    start, end = span
    if any(start < other_end and end > other_start for other_start, other_end in placed.spans):
        raise ExcerptError(f"{before.id} has this passage already")
    described = describe(document, sorted((*placed.spans, span)), now())
    joined = replace(
        anchored(described, document), note=before.note, tags=before.tags, rank=before.rank, joined=before.id
    )
    return store.save([joined], changes=[{"event": "delete", "id": before.id, "at": now()}])[0]


def bring_back(store: ExcerptStore) -> Excerpt | None:
    """Undo the last deletion; None when there is none. One that stands in its place goes. Raises ExcerptError."""
    deleted = store.deleted
    if not deleted:
        return None
    last = deleted[-1]
    instead = [excerpt for excerpt in store.all() if excerpt.joined == last.id or excerpt.id == last.joined]
    changes = [{"event": "delete", "id": excerpt.id, "at": now()} for excerpt in instead]
    return store.save([], restored=[last.id], changes=changes)[0]
