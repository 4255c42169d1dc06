"""The events of the log, played one after another: which excerpts there are now, and which lines could not be used.

Playing an event twice changes nothing, and an event may come before the one it speaks of: logs are joined by hand, and
a save that failed half-way is written again. An excerpt is parsed when it is asked for: who opens one document
does not pay for ten thousand excerpts of others.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from index.excerpts.events import VERSION, Event, added, decode, salvage
from index.excerpts.excerpt import Excerpt
from index.excerpts.records import from_record

_ID = re.compile(rb'"id":"([0-9a-z]{1,40})"')
_KEPT = "it is kept and passed over"


@dataclass(frozen=True, slots=True)
class LogProblem:
    """A line of the log that does not count. It stays in the log as it is."""

    line: int  # from 1
    what: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.what}"


_Unparsed = tuple[int, bytes]


class State:
    """What the log says so far."""

    def __init__(self) -> None:
        self._saved: dict[str, Excerpt | _Unparsed] = {}  # the deleted ones too
        self._deleted: dict[str, None] = {}
        self._waiting: dict[str, list[tuple[int, Event]]] = {}
        self._problems: list[LogProblem] = []
        self._cut_off: list[LogProblem] = []
        self._reported = self._problems

    # --- what there is

    def __contains__(self, name: str) -> bool:
        return name in self._saved

    @property
    def names(self) -> list[str]:
        """The ids of the excerpts that are not deleted, in the order in which they were saved."""
        return [name for name in self._saved if name not in self._deleted] if self._deleted else list(self._saved)

    @property
    def everything(self) -> list[str]:
        """The ids of all excerpts, deleted or not, in the order in which they were saved."""
        return list(self._saved)

    @property
    def deleted(self) -> list[str]:
        """The ids of the deleted excerpts, the last deleted one last."""
        return [name for name in self._deleted if name in self._saved]

    def get(self, names: Iterable[str]) -> tuple[Excerpt, ...]:
        """The excerpts with these ids, without those whose line turns out to be of no use."""
        return tuple(excerpt for name in names if (excerpt := self._parsed(name)) is not None)

    def mentioning(self, *texts: str) -> tuple[Excerpt, ...]:
        """The excerpts whose record may hold one of these texts; no other does."""
        quoted = [json.dumps(text, ensure_ascii=False).encode("utf-8", "surrogatepass") for text in texts if text]

        def may(value: Excerpt | _Unparsed) -> bool:
            return isinstance(value, Excerpt) or any(text in value[1] for text in quoted)

        return self.get([name for name in self.names if may(self._saved[name])])

    @property
    def problems(self) -> tuple[LogProblem, ...]:
        """The lines that do not count, in order."""
        self.get(list(self._saved))
        lost = (
            LogProblem(number, f"{event.get('event')} of an excerpt that is not in the log: {name}")
            for name, events in self._waiting.items()
            for number, event in events
        )
        return tuple(sorted((*self._problems, *lost, *self._cut_off), key=lambda problem: problem.line))

    # --- what the log says

    def play(self, lines: Sequence[bytes], first: int, tail: bytes) -> None:
        """Play the lines from number `first` on, and `tail`, a last line without its line end, if it is whole."""
        for number, line in enumerate(lines, first):
            name = added(line)
            if name is not None:
                self._add(name, (number, line))
            elif line:
                self._play_line(number, line)
        # The tail is read again with the next lines: what it has to report now holds only until then.
        self._cut_off = self._reported = []
        number = first + len(lines)
        event = decode(tail)
        if event is not None:
            self._play(number, event)
        elif tail:
            self._report(number, f"cut off, a save that was interrupted{_named(tail)}")
        self._reported = self._problems

    def _report(self, number: int, what: str) -> None:
        self._reported.append(LogProblem(number, f"{what}; {_KEPT}"))

    def _play_line(self, number: int, line: bytes) -> None:
        event = decode(line)
        if event is None:
            event = salvage(line)
            self._report(number, f"damaged{_named(line) if event is None else ''}")
        if event is not None:
            self._play(number, event)

    def _play(self, number: int, event: Event) -> None:
        version, kind, name = event.get("v"), event.get("event"), event.get("id")
        if version != VERSION:
            self._report(number, f"of version {version!r}, not {VERSION}")
        elif kind != "add" and kind not in _CHANGES:
            self._report(number, f"an unknown event, {kind!r}")
        elif not isinstance(name, str):
            self._report(number, f"{kind} of no excerpt")
        elif kind != "add" and name not in self._saved:
            others = self._waiting.setdefault(name, [])
            if (number, event) not in others:
                others.append((number, event))
        else:
            try:
                if kind == "add":
                    self._add(name, from_record(event))
                elif (excerpt := self._parsed(name)) is not None:
                    _CHANGES[kind](self, excerpt, event)
            except ValueError as error:
                self._report(number, f"{kind} cannot be used: {error}")

    def _add(self, name: str, saved: Excerpt | _Unparsed) -> None:
        if name not in self._saved:
            self._saved[name] = saved
            for earlier, event in self._waiting.pop(name, ()):
                self._play(earlier, event)

    def _parsed(self, name: str) -> Excerpt | None:
        saved = self._saved[name]
        if isinstance(saved, Excerpt):
            return saved
        number, line = saved
        try:
            excerpt = from_record(decode(line) or {})
        except ValueError as error:
            self._report(number, f"add cannot be used: {error}")
            del self._saved[name]
            return None
        self._saved[name] = excerpt
        return excerpt

    def _note(self, excerpt: Excerpt, event: Event) -> None:
        note = event.get("note")
        if not isinstance(note, str):
            raise ValueError("the note is not a text")
        self._saved[excerpt.id] = excerpt.edit(note=note)

    def _tag(self, excerpt: Excerpt, event: Event) -> None:
        self._saved[excerpt.id] = excerpt.edit(tags=tuple(dict.fromkeys((*excerpt.tags, *_tags(event)))))

    def _untag(self, excerpt: Excerpt, event: Event) -> None:
        gone = set(_tags(event))
        self._saved[excerpt.id] = excerpt.edit(tags=tuple(tag for tag in excerpt.tags if tag not in gone))

    def _delete(self, excerpt: Excerpt, event: Event) -> None:
        self._deleted.setdefault(excerpt.id)

    def _restore(self, excerpt: Excerpt, event: Event) -> None:
        self._deleted.pop(excerpt.id, None)

    def _place(self, excerpt: Excerpt, event: Event) -> None:
        """Set by hand to another place: the words stay as saved, the anchors are those of the new place."""
        there = from_record(event)
        kept = {name: getattr(excerpt, name) for name in ("id", "text", "created", "note", "tags", "rank", "joined")}
        self._saved[excerpt.id] = replace(there, **kept)

    def _rank(self, excerpt: Excerpt, event: Event) -> None:
        rank = event.get("rank")
        if rank is not None and type(rank) is not int:
            raise ValueError("the rank is not a number")
        self._saved[excerpt.id] = replace(excerpt, rank=rank)


_CHANGES = {
    "note": State._note,
    "tag": State._tag,
    "untag": State._untag,
    "delete": State._delete,
    "restore": State._restore,
    "place": State._place,
    "rank": State._rank,
}


def _tags(event: Event) -> list[str]:
    tags = event.get("tags")
    if not isinstance(tags, list) or not all(isinstance(tag, str) for tag in tags):
        raise ValueError("the tags are not a list of texts")
    return tags


def _named(line: bytes) -> str:
    found = _ID.search(line)
    return f" (excerpt {found.group(1).decode()})" if found else ""
