"""The saved excerpts of one log: what is there, and every change to it.

A change is on the disk when the call returns. When it cannot be written, nothing of what was saved before is affected,
the error says why, and the change waits in `unsaved` until `retry` or `write_elsewhere`.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.errors import ExcerptError
from index.excerpts.anchors import anchored
from index.excerpts.compaction import back_up, compact
from index.excerpts.describe import describe, new_id
from index.excerpts.events import Event, encode, now
from index.excerpts.excerpt import Excerpt
from index.excerpts.log import Log, Position
from index.excerpts.records import from_record, to_record
from index.excerpts.state import LogProblem, State
from index.model import Document, DocumentInfo, Span
from index.paths import data_dir
from index.text.clean import clean, clean_line

LOG_NAME = "excerpts.jsonl"
_COMMAS = re.compile(r"[,;\n]")


@dataclass(frozen=True, slots=True)
class Unsaved:
    """A change that is not on the disk. It is lost when the program ends before it is retried or written elsewhere."""

    event: str  # add, note, tag, untag, delete, restore, place or rank
    id: str
    excerpt: Excerpt | None  # what would have been added, None for another event
    cause: str


@dataclass(frozen=True, slots=True)
class Draft:
    """An excerpt to be: for saving several with one write."""

    document: Document
    spans: tuple[Span, ...]
    note: str = ""
    tags: tuple[str, ...] = ()


class ExcerptStore:
    """The excerpts in the log at `path`, by default the user's own. Opening reads nothing; threads may share it."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or data_dir() / LOG_NAME
        self._log = Log(self.path)
        self._state = State()
        self._position = Position()
        self._tail = b""
        self._unsaved: list[tuple[Event, str]] = []
        self._lock = threading.RLock()

    # --- what is there

    def refresh(self) -> bool:
        """Notice what this or another process has written since; reads only that. Returns whether anything changed.

        Raises ExcerptError when the log exists and cannot be read.
        """
        with self._lock:
            if not self._tail and self._log.unchanged_since(self._position):
                return False
            reading = self._log.read(self._position)
            if reading.again:
                self._state = State()
            elif not reading.lines and reading.tail == self._tail:
                return False
            self._state.play(reading.lines, reading.first, reading.tail)
            self._position, self._tail = reading.position, reading.tail
            return True

    def all(self) -> tuple[Excerpt, ...]:
        """Every excerpt on the disk, in the order saved. Raises ExcerptError when the log cannot be read."""
        with self._lock:
            self.refresh()
            return self._state.get(self._state.names)

    @property
    def deleted(self) -> tuple[Excerpt, ...]:
        """The excerpts that `restore` can bring back, the last deleted one last."""
        with self._lock:
            self.refresh()
            return self._state.get(self._state.deleted)

    @property
    def problems(self) -> tuple[LogProblem, ...]:
        """The lines of the log that do not count: damaged, cut off, or of a newer version. They stay as they are."""
        with self._lock:
            self.refresh()
            return self._state.problems

    @property
    def unsaved(self) -> tuple[Unsaved, ...]:
        """The changes that could not be written, oldest first."""
        with self._lock:
            return tuple(
                Unsaved(event["event"], event["id"], from_record(event) if event["event"] == "add" else None, cause)
                for event, cause in self._unsaved
            )

    def get(self, name: str) -> Excerpt:
        """The excerpt with this id, or whose id alone begins so. Raises ExcerptError."""
        with self._lock:
            self.refresh()
            return self._find(name, self._state.names)

    def for_document(self, document: Document | DocumentInfo) -> tuple[Excerpt, ...]:
        """The excerpts of this document: of this file, or of one that was moved here, in order of place."""
        with self._lock:
            self.refresh()
            likely = self._state.mentioning(document.digest, document.path, document.id)
        found = [
            excerpt
            for excerpt in likely
            if (document.digest and excerpt.digest == document.digest)
            or excerpt.path == document.path
            or (excerpt.doc == document.id and not Path(excerpt.path).exists())
        ]
        return tuple(sorted(found, key=lambda excerpt: excerpt.start))

    # --- changes

    def add(self, document: Document, start: int, end: int, note: str = "", tags: Iterable[str] = ()) -> Excerpt:
        """Save `document.text[start:end]`. On the disk when it returns; raises ExcerptError, then see `unsaved`."""
        return self.add_many([Draft(document, ((start, end),), note, tuple(tags))])[0]

    def add_many(self, drafts: Sequence[Draft]) -> tuple[Excerpt, ...]:
        """Save several excerpts with one write: all are on the disk when it returns, or none. Raises ExcerptError.

        An ExcerptError for a span that is empty or outside its text comes before anything is written.
        """
        return self.save([drafted(draft) for draft in drafts])

    def save(
        self, excerpts: Sequence[Excerpt], restored: Sequence[str] = (), changes: Sequence[Event] = ()
    ) -> tuple[Excerpt, ...]:
        """Save excerpts that were made elsewhere, with one write; one whose id is taken gets another.

        `restored` are the ids of deleted ones to bring back, `changes` other events to follow. Returns the excerpts
        saved and brought back. Raises ExcerptError.
        """
        with self._lock:
            self.refresh()
            taken: set[str] = set()
            named = []
            for excerpt in excerpts:
                record = to_record(excerpt)
                while record["id"] in taken or record["id"] in self._state:
                    record["id"] = new_id()
                taken.add(record["id"])
                named.append(record)
            adds = [_added(record) for record in named]
            restores = [{"event": "restore", "id": name, "at": now()} for name in restored]
            self._write([*adds, *restores, *changes])
            return self._state.get([*(record["id"] for record in named), *restored])

    def change(self, events: Sequence[Event]) -> None:
        """Write events about excerpts that are there, all with one write. Raises ExcerptError."""
        with self._lock:
            self._write(list(events))

    def note(self, name: str, note: str) -> Excerpt:
        """Give an excerpt this note in place of its own; "" takes it away. Raises ExcerptError."""
        return self._change("note", name, note=clean(note).strip())

    def tag(self, name: str, *tags: str) -> Excerpt:
        """Add tags. A comma, semicolon or line break divides tags, so none holds one. Raises ExcerptError."""
        return self._change("tag", name, tags=list(tag_names(tags)))

    def untag(self, name: str, *tags: str) -> Excerpt:
        """Take tags away. Raises ExcerptError."""
        return self._change("untag", name, tags=list(tag_names(tags)))

    def delete(self, name: str) -> Excerpt:
        """Delete an excerpt; `restore` brings it back. Returns it as it was. Raises ExcerptError."""
        return self._change("delete", name)

    def restore(self, name: str) -> Excerpt:
        """Bring a deleted excerpt back. Raises ExcerptError."""
        return self._change("restore", name)

    def place(self, name: str, document: Document, start: int, end: int) -> Excerpt:
        """Say by hand where an excerpt stands now. Its words stay as they were saved. Raises ExcerptError."""
        record = to_record(anchored(describe(document, [(start, end)], now(), name="placed"), document))
        del record["id"]
        return self._change("place", name, **record)

    def retry(self) -> tuple[Unsaved, ...]:
        """Try to write what is unsaved again; returns what was saved by it. Raises ExcerptError when it fails again."""
        with self._lock:
            waiting = self.unsaved
            self._write([])
            return waiting

    def write_elsewhere(self, path: Path) -> int:
        """Write what is unsaved to a new log at `path`, which `excerpt import` takes back; returns how many changes.

        Raises ExcerptError, and all stays unsaved, when `path` exists or cannot be written.
        """
        with self._lock:
            if path.exists():
                raise ExcerptError(f"{clean_line(str(path))} exists already: choose another name")
            Log(path.absolute()).append(b"".join(encode(event) for event, _ in self._unsaved))
            count = len(self._unsaved)
            self._unsaved = []
            return count

    def back_up(self) -> Path | None:
        """Copy the log to today's backup, once a day; of older ones the last seven days stay. Raises ExcerptError."""
        with self._lock:
            return back_up(self.path)

    def compact(self) -> None:
        """Rewrite the log without superseded notes and tags, after a backup. Raises ExcerptError, the log as before.

        Deleted excerpts, damaged lines and what a newer version wrote stay in it.
        """
        with self._lock:
            compact(self.path)
            self.refresh()

    def _change(self, kind: str, name: str, /, **values: object) -> Excerpt:
        with self._lock:
            self.refresh()
            excerpt = self._find(name, self._state.deleted if kind == "restore" else self._state.names)
            self._write([{"event": kind, "id": excerpt.id, "at": now(), **values}])
            return self._state.get([excerpt.id])[0]

    def _write(self, events: list[Event]) -> None:
        """Append the events after those that are still unsaved, all with one write."""
        waiting = [*(event for event, _ in self._unsaved), *events]
        if not waiting:
            return
        try:
            self._log.append(b"".join(map(encode, waiting)))
        except ExcerptError as error:
            self._unsaved = [(event, str(error)) for event in waiting]
            raise
        self._unsaved = []
        self.refresh()
        # A compaction that carries our line over to the new log may not have got there yet.
        missing = [event for event in waiting if event["event"] == "add" and event["id"] not in self._state]
        self._state.play([encode(event).rstrip(b"\n") for event in missing], 0, b"")

    def _find(self, name: str, among: list[str]) -> Excerpt:
        matches = [name] if name in among else [key for key in among if name and key.startswith(name)]
        found = self._state.get(matches)
        if len(found) == 1:
            return found[0]
        shown = clean_line(name, 60)
        if found:
            raise ExcerptError(f"{shown} is the beginning of {len(found)} excerpts: type more of the id")
        raise ExcerptError(f"no excerpt {shown}: `variorum excerpt list` shows the ids")


def drafted(draft: Draft) -> Excerpt:
    """The excerpt of a draft, saved nowhere yet. Raises ExcerptError for a span that is empty or outside its text."""
    excerpt = anchored(describe(draft.document, draft.spans, now()), draft.document)
    return excerpt.edit(note=clean(draft.note).strip(), tags=tag_names(draft.tags))


def _added(record: dict[str, Any]) -> Event:
    return {"event": "add", "id": record["id"], "at": now(), **record}


def tag_names(tags: Iterable[str]) -> tuple[str, ...]:
    """Tags as they are kept: cleaned, without a leading #, each once, in the order given."""
    single = (part for tag in tags for part in _COMMAS.split(clean(tag)))
    names = (" ".join(part.split()).lstrip("#").strip()[:100] for part in single)
    return tuple(dict.fromkeys(name for name in names if name))
