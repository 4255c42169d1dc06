"""Several passages as one excerpt, when they are found one after the other: "the first words […] the last ones".

The text of a saved excerpt never changes. So a passage that is added makes another excerpt, of all the passages, and
the one before is deleted in the same write; undoing puts it back.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from index.errors import ExcerptError
from index.excerpts.anchors import anchored, resolve
from index.excerpts.describe import describe
from index.excerpts.events import now
from index.excerpts.excerpt import Excerpt
from index.excerpts.placement import Status
from index.excerpts.store import ExcerptStore, tag_names
from index.model import Document, Span
from index.text.clean import clean


def join(
    store: ExcerptStore, name: str, document: Document, *spans: Span, note: str = "", tags: Iterable[str] = ()
) -> Excerpt:
    """Save an excerpt of the passages of another one and `spans`, in the order of the text, in its place.

    Note, tags and the place on the board go over to it; `note` takes the place of the note, `tags` are added. It is one
    write: all is on the disk when this returns, or nothing. Raises ExcerptError, also when the passages of the other do
    not stand in `document` as they were saved, or a span is in one of them or in another span.
    """
    before = store.get(name)
    placed = resolve(before, document)
    if placed.status is not Status.EXACT:
        raise ExcerptError(f"{before.id} does not stand in {document.id} as it was saved: save this on its own")
    passages = list(placed.spans)
    for start, end in spans:
        if any(start < other_end and end > other_start for other_start, other_end in passages):
            raise ExcerptError(f"{before.id} has this passage already")
        passages.append((start, end))
    joined = replace(
        anchored(describe(document, sorted(passages), now()), document),
        note=clean(note).strip() or before.note,
        tags=tuple(dict.fromkeys((*before.tags, *tag_names(tags)))),
        rank=before.rank,
        joined=before.id,
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
