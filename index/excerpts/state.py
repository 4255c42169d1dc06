"""The events of the log, played one after another: which excerpts there are now, and which lines could not be used.

Playing an event twice changes nothing, and an event may come before the one it speaks of: logs are joined by hand, and
a save that failed half-way is written again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from index.excerpts.events import VERSION, Event, decode, salvage
from index.excerpts.excerpt import Excerpt, from_record

_ID = re.compile(rb'"id":"([0-9a-z]{1,40})"')


@dataclass(frozen=True, slots=True)
class LogProblem:
    """A line of the log that does not count. It stays in the log as it is."""

    line: int  # from 1
    what: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.what}"


class State:
    """What the log says so far."""

    def __init__(self) -> None:
        self.saved: dict[str, Excerpt] = {}  # the deleted ones too
        self._deleted: dict[str, None] = {}
        self._waiting: dict[str, list[tuple[int, Event]]] = {}
        self._problems: list[LogProblem] = []
        self._cut_off: list[LogProblem] = []
        self._reported = self._problems

    @property
    def excerpts(self) -> dict[str, Excerpt]:
        """The excerpts that are not deleted, by id, in the order in which they were saved."""
        if not self._deleted:
            return self.saved
        return {name: excerpt for name, excerpt in self.saved.items() if name not in self._deleted}

    @property
    def deleted(self) -> dict[str, Excerpt]:
        """The deleted excerpts, by id, the last deleted one last."""
        return {name: self.saved[name] for name in self._deleted}

    @property
    def problems(self) -> tuple[LogProblem, ...]:
        """The lines that do not count, in order."""
        lost = (
            LogProblem(number, f"{event.get('event')} of an excerpt that is not in the log: {name}")
            for name, events in self._waiting.items()
            for number, event in events
        )
        return tuple(sorted((*self._problems, *lost, *self._cut_off), key=lambda problem: problem.line))

    def play(self, lines: Sequence[bytes], first: int, tail: bytes) -> None:
        """Play the lines from number `first` on, and `tail`, a last line without its line end, if it is whole."""
        for number, line in enumerate(lines, first):
            event = decode(line)
            if event is not None:
                self._play(number, event)
            elif line:
                self._play_damaged(number, line)
        # The tail is read again with the next lines: what it has to report now holds only until then.
        self._cut_off = self._reported = []
        number = first + len(lines)
        event = decode(tail)
        if event is not None:
            self._play(number, event)
        elif tail:
            what = f"cut off, a save that was interrupted{_named(tail)}; it is kept and passed over"
            self._cut_off.append(LogProblem(number, what))
        self._reported = self._problems

    def _play_damaged(self, number: int, line: bytes) -> None:
        event = salvage(line)
        name = _named(line) if event is None else ""
        self._reported.append(LogProblem(number, f"damaged{name}; it is kept and passed over"))
        if event is not None:
            self._play(number, event)

    def _play(self, number: int, event: Event) -> None:
        version, kind, name = event.get("v"), event.get("event"), event.get("id")
        if version != VERSION:
            self._reported.append(
                LogProblem(number, f"of version {version!r}, not {VERSION}; it is kept and passed over")
            )
        elif kind not in _CHANGES and kind != "add":
            self._reported.append(LogProblem(number, f"an unknown event, {kind!r}; it is kept and passed over"))
        elif not isinstance(name, str):
            self._reported.append(LogProblem(number, f"{kind} of no excerpt; it is kept and passed over"))
        else:
            try:
                self._change(number, str(kind), name, event)
            except ValueError as error:
                self._reported.append(LogProblem(number, f"{kind} cannot be used: {error}; it is kept and passed over"))

    def _change(self, number: int, kind: str, name: str, event: Event) -> None:
        if kind == "add":
            if name not in self.saved:
                self.saved[name] = from_record(event)
                for earlier, waiting in self._waiting.pop(name, ()):
                    self._play(earlier, waiting)
        elif name in self.saved:
            _CHANGES[kind](self, name, event)
        elif (number, event) not in (others := self._waiting.setdefault(name, [])):
            others.append((number, event))

    def _note(self, name: str, event: Event) -> None:
        note = event.get("note")
        if not isinstance(note, str):
            raise ValueError("the note is not a text")
        self.saved[name] = self.saved[name].edit(note=note)

    def _tag(self, name: str, event: Event) -> None:
        excerpt = self.saved[name]
        self.saved[name] = excerpt.edit(tags=tuple(dict.fromkeys((*excerpt.tags, *_tags(event)))))

    def _untag(self, name: str, event: Event) -> None:
        excerpt, gone = self.saved[name], set(_tags(event))
        self.saved[name] = excerpt.edit(tags=tuple(tag for tag in excerpt.tags if tag not in gone))

    def _delete(self, name: str, event: Event) -> None:
        self._deleted.setdefault(name)

    def _restore(self, name: str, event: Event) -> None:
        self._deleted.pop(name, None)

    def _place(self, name: str, event: Event) -> None:
        """Set by hand to another place: the words stay as saved, the anchors are those of the new place."""
        there, excerpt = from_record(event), self.saved[name]
        self.saved[name] = replace(
            there, id=excerpt.id, text=excerpt.text, created=excerpt.created, note=excerpt.note, tags=excerpt.tags
        )


_CHANGES = {
    "note": State._note,
    "tag": State._tag,
    "untag": State._untag,
    "delete": State._delete,
    "restore": State._restore,
    "place": State._place,
}


def _tags(event: Event) -> Iterable[str]:
    tags = event.get("tags")
    if not isinstance(tags, list) or not all(isinstance(tag, str) for tag in tags):
        raise ValueError("the tags are not a list of texts")
    return tags


def _named(line: bytes) -> str:
    found = _ID.search(line)
    return f" (excerpt {found.group(1).decode()})" if found else ""
