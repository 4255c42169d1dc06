"""`excerpt import`: what JSON Lines, YAML and Web Annotation say, saved again, and nothing saved twice.

One file a format, each with `read(text)`, which gives a record for each entry, None for one that holds no excerpt, and
the changes of excerpts that stand elsewhere.
An excerpt is known by its id, or by the same words at the same place of the same document. A known one stays as it is;
one that was deleted comes back.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from importlib import import_module
from typing import Any

from index.errors import ExcerptError
from index.excerpts.describe import new_id
from index.excerpts.events import Event, encode, now
from index.excerpts.excerpt import Excerpt
from index.excerpts.records import from_record
from index.excerpts.store import ExcerptStore, tag_names
from index.text.clean import clean_line

IMPORTED = ("json", "yaml", "annotation")
"""The formats that can be taken back."""

_ROOMS = {"json": "json_lines", "yaml": "yaml_list", "annotation": "annotation"}


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What an import did. `problems` name the entries, from 1, that say no excerpt."""

    added: tuple[Excerpt, ...]
    known: int  # that were there already
    problems: tuple[str, ...]


def take_back(store: ExcerptStore, text: str, form: str = "json") -> TakenBack:
    """Save what `text` holds and the store does not, with one write.

    Raises ExcerptError when the whole is not of the format, or cannot be written.
    """
    if form not in IMPORTED:
        raise ExcerptError(f"cannot import {clean_line(form, 60)}: there are {', '.join(IMPORTED)}")
    records: list[dict[str, Any] | None]
    changes: list[Event]
    records, changes = import_module(f"{__name__}.{_ROOMS[form]}").read(text)
    problems: list[str] = []
    found: list[Excerpt] = []
    for number, record in enumerate(records, 1):
        try:
            found.append(_excerpt(record))
        except ValueError as error:
            problems.append(f"entry {number}: {error}")
    return _saved(store, found, changes, problems)


def _excerpt(record: dict[str, Any] | None) -> Excerpt:
    if record is None:
        raise ValueError("not an excerpt")
    excerpt = from_record({"id": new_id(), **record})
    return replace(excerpt, created=excerpt.created or now(), tags=tag_names(excerpt.tags))


def _saved(store: ExcerptStore, found: list[Excerpt], changes: list[Event], problems: list[str]) -> TakenBack:
    present = {excerpt.id for excerpt in store.all()}
    places = {_place(excerpt) for excerpt in store.all()}
    deleted = {excerpt.id for excerpt in store.deleted}
    fresh: list[Excerpt] = []
    restored: list[str] = []
    known = 0
    for excerpt in found:
        if excerpt.id in deleted:
            deleted.remove(excerpt.id)
            restored.append(excerpt.id)
        elif excerpt.id in present or _place(excerpt) in places:
            known += 1
        else:
            fresh.append(excerpt)
        present.add(excerpt.id)
        places.add(_place(excerpt))
    # A change that the log holds already is not written again: it could undo a later one.
    there = store.path.read_bytes() if changes and store.path.exists() else b""
    changes = [event for event in changes if encode(event) not in there]
    return TakenBack(store.save(fresh, restored, changes), known, tuple(problems))


def _place(excerpt: Excerpt) -> tuple[str, str, int, int]:
    return excerpt.doc, excerpt.text, excerpt.start, excerpt.end
