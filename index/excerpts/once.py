"""Saving the same words again: the excerpt that there is answers for them, and no second one is made.

Who reads with a key for saving presses it twice; two rows of the same words say nothing that one does not.
"""

from __future__ import annotations

from collections.abc import Sequence

from index.excerpts.events import Event, now
from index.excerpts.excerpt import Excerpt
from index.excerpts.store import Draft, ExcerptStore, drafted


def add_once(store: ExcerptStore, drafts: Sequence[Draft]) -> tuple[tuple[Excerpt, bool], ...]:
    """For each draft the excerpt on the disk that holds its words, and whether it is new; all with one write.

    An excerpt of the same passages of the same text is not made again: it gets the tags, and the note if it has none.
    Only where it has another note than the draft, a second excerpt is made, so that no note is lost. Raises
    ExcerptError as `add_many` does.
    """
    waiting = [unsaved.excerpt for unsaved in store.unsaved if unsaved.excerpt is not None]
    answered: list[Excerpt] = []
    new: list[Excerpt] = []
    changes: list[Event] = []
    for draft in drafts:
        asked = drafted(draft)
        there = next((one for one in (*store.for_document(draft.document), *waiting) if _holds(one, asked)), None)
        answered.append(there or asked)
        if there is None:
            new.append(asked)
            continue
        if asked.note and not there.note:
            changes.append({"event": "note", "id": there.id, "at": now(), "note": asked.note})
        if lacking := [tag for tag in asked.tags if tag not in there.tags]:
            changes.append({"event": "tag", "id": there.id, "at": now(), "tags": lacking})
    saved = iter(store.save(new, changes=changes))
    return tuple((next(saved), True) if one in new else (store.get(one.id), one in waiting) for one in answered)


def _holds(there: Excerpt, asked: Excerpt) -> bool:
    """Whether an excerpt has just the passages asked for, and room for the note."""
    return (
        there.text_digest == asked.text_digest
        and [(part.start, part.end) for part in there.anchors] == [(part.start, part.end) for part in asked.anchors]
        and (not asked.note or there.note in ("", asked.note))
    )
