"""Where the reader was: places, marks, jumps and what was typed, kept from one start to the next.

This module alone reads and writes these files. One file a library and one for what was typed, in the state folder,
0600. Each is written beside the old one, synced, and put in its place, so that a crash leaves the old or the new,
never half; what a second reader wrote meanwhile is merged in. A damaged or foreign file counts as
empty: a place is worth keeping, not worth refusing to start for.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import threading
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from index.model import Document
from index.paths import library_cache, private_dir, state_dir

JUMPS = 100
HISTORY = 200
_AROUND = 60


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a document. `digest` and `words` (the text there) find it again in a file that has changed."""

    doc: str
    offset: int
    top: int = -1  # the first offset on the screen; -1: unknown
    digest: str = ""
    words: str = ""

    @classmethod
    def of(cls, document: Document, offset: int, top: int = -1) -> Place:
        return cls(document.id, offset, top, document.digest, document.text[offset : offset + _AROUND])

    def found_in(self, document: Document) -> int:
        """The offset of this place in `document`: where it was, or in a changed file where its words stand closest."""
        offset = min(max(self.offset, 0), len(document.text))
        if self.digest == document.digest or not self.words.strip():
            return offset
        after, before = (
            document.text.find(self.words, offset),
            document.text.rfind(self.words, 0, offset + len(self.words)),
        )
        near = [at for at in (after, before) if at >= 0]
        return min(near, key=lambda at: abs(at - offset)) if near else offset


@dataclass
class ReadingState:
    """What is remembered of one library. The key of a mark is a capital letter, or `doc` + tab + a small letter."""

    file: Path
    last: str = ""
    places: dict[str, Place] = field(default_factory=dict)
    marks: dict[str, Place] = field(default_factory=dict)
    jumps: list[Place] = field(default_factory=list)
    at: int = 0  # the position in `jumps`; len(jumps) when the reader is at none of them
    welcomed: bool = False
    draft: tuple[str, str] | None = None  # the prompt that is open, and what is half typed in it
    unfinished: tuple[str, str] | None = None  # what was half typed when the last session ended, until it is taken up
    _touched: set[str] = field(default_factory=set)
    _marked: set[str] = field(default_factory=set)

    @classmethod
    def load(cls, roots: Sequence[Path]) -> ReadingState:
        file = state_dir() / "libraries" / f"{library_cache(roots).name}.json"
        kept = _read(file)
        state = cls(file)
        state.last = _text(kept.get("last"))
        state.places = _places(kept.get("places"))
        state.marks = _places(kept.get("marks"))
        state.jumps = [place for item in _list(kept.get("jumps")) if (place := _place(item)) is not None][-JUMPS:]
        state.at = len(state.jumps)
        state.welcomed = kept.get("welcomed") is True
        draft = _list(kept.get("draft"))
        if len(draft) == 2 and all(isinstance(part, str) and part.strip() for part in draft):
            state.unfinished = draft[0], draft[1]
        return state

    def take_up(self, prompt: str) -> str:
        """What was half typed in `prompt` when the last session was ended, once."""
        if self.unfinished is None or self.unfinished[0] != prompt:
            return ""
        text, self.unfinished = self.unfinished[1], None
        return text

    def visit(self, place: Place) -> None:
        """The reader is at `place`."""
        self.last = place.doc
        self.places.pop(place.doc, None)  # the one read last stands last
        self.places[place.doc] = place
        self._touched.add(place.doc)

    def set_mark(self, letter: str, place: Place) -> None:
        key = _mark_key(letter, place.doc)
        self.marks[key] = place
        self._marked.add(key)

    def mark(self, letter: str, doc: str) -> Place | None:
        return self.marks.get(_mark_key(letter, doc))

    def jump(self, here: Place) -> None:
        """The reader leaves `here` by a jump; places that lay forward are given up, as in an editor."""
        del self.jumps[self.at :]
        if not self.jumps or (self.jumps[-1].doc, self.jumps[-1].offset) != (here.doc, here.offset):
            self.jumps.append(here)
        del self.jumps[:-JUMPS]
        self.at = len(self.jumps)

    def back(self, here: Place) -> Place | None:
        """The place before the last jump. `here` can be reached again with `forward`."""
        if self.at == 0:
            return None
        if self.at == len(self.jumps):
            self.jumps.append(here)
        self.at -= 1
        return self.jumps[self.at]

    def forward(self) -> Place | None:
        if self.at + 1 >= len(self.jumps):
            return None
        self.at += 1
        return self.jumps[self.at]

    def save(self) -> None:
        """Write to disk; what another reader wrote of other documents and marks meanwhile stays. Raises OSError.

        May run in a thread while the reader goes on: it takes what there is when it begins.
        """
        kept = _read(self.file)
        mine = {doc: place for doc, place in self.places.copy().items() if doc in self._touched}
        places = {doc: place for doc, place in _places(kept.get("places")).items() if doc not in mine} | mine
        marks = {**_places(kept.get("marks")), **{key: self.marks[key] for key in tuple(self._marked)}}
        _write(
            self.file,
            {
                "version": 1,
                "last": self.last,
                "welcomed": self.welcomed or kept.get("welcomed") is True,
                "places": {doc: asdict(place) for doc, place in places.items()},
                "marks": {key: asdict(place) for key, place in marks.items()},
                "draft": self.draft or self.unfinished,
                "jumps": [asdict(place) for place in self.jumps[-JUMPS:]],
            },
        )


@dataclass
class History:
    """What was typed in each prompt, newest last; and the theme chosen last."""

    lines: dict[str, list[str]] = field(default_factory=dict)
    theme: str = ""  # the one chosen last in the reader
    _worn: bool = False
    _new: dict[str, list[str]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock, init=False, repr=False, compare=False)

    @classmethod
    def load(cls) -> History:
        kept = _read(state_dir() / "history.json")
        return cls(_history(kept), _text(kept.get("theme")))

    def wear(self, theme: str) -> None:
        """The reader has chosen `theme`."""
        self.theme, self._worn = theme, True

    def add(self, prompt: str, line: str) -> None:
        if line.strip():
            self.lines[prompt] = _newest([*self.lines.get(prompt, ()), line])
            with self._lock:
                self._new.setdefault(prompt, []).append(line)

    def of(self, prompt: str) -> list[str]:
        """Newest first."""
        return self.lines.get(prompt, [])[::-1]

    def save(self) -> None:
        """Add what was typed in this session to the file. Raises OSError.

        May run in a thread while the reader goes on: what is typed meanwhile is written the next time.
        """
        with self._lock:
            new, self._new = self._new, {}
            worn, self._worn = self._worn, False
        if not new and not worn:
            return
        file = state_dir() / "history.json"
        try:
            kept = _read(file)
            lines = _history(kept)
            for prompt, typed in new.items():
                lines[prompt] = _newest([*lines.get(prompt, ()), *typed])
            theme = self.theme if worn else _text(kept.get("theme"))
            _write(file, {"version": 1, "lines": lines, "theme": theme})
        except OSError:
            with self._lock:
                for prompt, typed in new.items():
                    self._new[prompt] = [*typed, *self._new.get(prompt, ())]
                self._worn = self._worn or worn
            raise


def _mark_key(letter: str, doc: str) -> str:
    return letter if letter.isupper() else f"{doc}\t{letter}"


def _newest(lines: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(reversed(lines)))[:HISTORY][::-1]


def _read(file: Path) -> dict[str, Any]:
    with contextlib.suppress(OSError, ValueError, RecursionError):
        data = json.loads(file.read_bytes())
        if isinstance(data, dict) and data.get("version") == 1:
            return data
    return {}


def _write(file: Path, data: Mapping[str, Any]) -> None:
    folder = private_dir(file.parent)
    beside = folder / f".{file.name}.{secrets.token_hex(4)}"
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(json.dumps(data, ensure_ascii=False).encode("utf-8", "surrogatepass"))
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(file)
    finally:
        beside.unlink(missing_ok=True)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _place(value: object) -> Place | None:
    if not isinstance(value, dict):
        return None
    doc, offset, top = value.get("doc"), value.get("offset"), value.get("top")
    if not isinstance(doc, str) or not isinstance(offset, int) or not isinstance(top, int):
        return None
    return Place(doc, offset, top, _text(value.get("digest")), _text(value.get("words")))


def _places(value: object) -> dict[str, Place]:
    items = value.items() if isinstance(value, dict) else ()
    return {str(key): place for key, item in items if (place := _place(item)) is not None}


def _history(data: Mapping[str, Any]) -> dict[str, list[str]]:
    lines = data.get("lines")
    items = lines.items() if isinstance(lines, dict) else ()
    return {str(name): [line for line in _list(kept) if isinstance(line, str)] for name, kept in items}
