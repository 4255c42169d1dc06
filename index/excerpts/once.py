"""Saving the same words again: the excerpt that there is answers for them, and no second one is made.

Who reads with a key for saving presses it twice; two rows of the same words say nothing that one does not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

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
    notes: dict[str, str] = {}  # that excerpts get in this call, by id
    answered: list[Excerpt | int] = []  # an excerpt there is, or the number of a new one
    new: list[Excerpt] = []
    changes: list[Event] = []
    for draft in drafts:
        asked = drafted(draft)
        at = next((n for n, one in enumerate(new) if one.doc == asked.doc and _holds(one, asked, one.note)), None)
        if at is not None:
            new[at] = replace(new[at], note=new[at].note or asked.note, tags=(*new[at].tags, *_lacking(new[at], asked)))
            answered.append(at)
            continue
        kept = (*store.for_document(draft.document), *waiting)
        there = next((one for one in kept if _holds(one, asked, notes.get(one.id, one.note))), None)
        if there is None:
            answered.append(len(new))
            new.append(asked)
            continue
        answered.append(there)
        if asked.note and not notes.get(there.id, there.note):
            notes[there.id] = asked.note
            changes.append({"event": "note", "id": there.id, "at": now(), "note": asked.note})
        if lacking := _lacking(there, asked):
            changes.append({"event": "tag", "id": there.id, "at": now(), "tags": lacking})
    saved = store.save(new, changes=changes)
    return tuple(
        (saved[one], one not in answered[:n]) if isinstance(one, int) else (store.get(one.id), one in waiting)
        for n, one in enumerate(answered)
    )


def _lacking(there: Excerpt, asked: Excerpt) -> list[str]:
    return [tag for tag in asked.tags if tag not in there.tags]


def _holds(there: Excerpt, asked: Excerpt, note: str) -> bool:
    """Whether an excerpt with that note has just the passages asked for, and room for theirs."""
    return (
        there.text_digest == asked.text_digest
        and [(part.start, part.end) for part in there.anchors] == [(part.start, part.end) for part in asked.anchors]
        and (not asked.note or note in ("", asked.note))
    )
