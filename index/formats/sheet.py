"""A sheet: canonical text written block by block, with its marks, by every format whose text is no text file.

Blocks are parted by a blank line, the rows of one list or table by a line break, so that structure, search and
excerpts read a page, a book or subtitles as they read plain text. Cleaning happens here, once a block.
"""

from __future__ import annotations

from collections.abc import Iterable

from index.errors import FormatError
from index.model import Extraction, Mark, MarkKind, Metadata, Span
from index.text.clean import clean, clean_line

MOST_CHARACTERS = 64 << 20
"""Of canonical text. A book has one million; what unpacks to more is no reading."""


class Sheet:
    """Grows from top to bottom. Raises FormatError when it grows past MOST_CHARACTERS."""

    def __init__(self) -> None:
        self.marks: list[Mark] = []
        self._pieces: list[str] = []
        self._at = 0  # where the next block begins, without what parts it from the last
        self._places: dict[MarkKind, tuple[int, str]] = {}
        self._waiting: dict[MarkKind, str] = {}

    def block(
        self,
        text: str,
        kind: MarkKind | None = None,
        level: int = 0,
        *,
        tight: bool = False,
        inside: Iterable[Mark] = (),
        cleaned: bool = False,
    ) -> Span:
        """Write a block, marked as `kind`; `tight` puts it on the line right below the last one.

        `cleaned` says that `text` came through `clean` already. `inside` are marks on `text` as it is given: their
        offsets are moved to where it stands. A blank block is left out. Returns the span written.
        """
        tidy = text if cleaned else clean(text)
        bare = tidy.strip("\n") if kind is MarkKind.PREFORMATTED else tidy.strip()
        if not bare or bare.isspace():
            return self._at, self._at
        if self._at:
            self._write("\n" if tight else "\n\n")
        start = self._at
        for place, value in self._waiting.items():
            self._end(place)
            self._places[place] = start, value
        self._waiting.clear()
        self._write(bare)
        if kind is not None:
            self.marks.append(Mark(start, self._at, kind, level))
        for mark in inside:
            first, last = _moved(text, tidy, mark.start), _moved(text, tidy, mark.end)
            shift = start - (len(tidy) - len(tidy.lstrip()))
            if last > first and last + shift <= self._at and first + shift >= start:
                value = clean_line(mark.value, 200)
                self.marks.append(Mark(first + shift, last + shift, mark.kind, mark.level, value))
        return start, self._at

    def place(self, kind: MarkKind, value: str) -> None:
        """From the next block on, text stands on this page, at this time, in this chapter."""
        value = _on_a_line(value)
        if value and self._places.get(kind, (0, ""))[1] != value:
            self._waiting[kind] = value
        elif value:
            self._waiting.pop(kind, None)

    def turn(self, kind: MarkKind, value: str, offset: int) -> None:
        """From `offset`, inside the last block, the text stands on another page."""
        self._waiting.pop(kind, None)
        if kind in self._places:
            start, before = self._places.pop(kind)
            self.marks.append(Mark(start, offset, kind, value=before))
        self._places[kind] = offset, _on_a_line(value)

    @property
    def at(self) -> int:
        """The offset behind the last block."""
        return self._at

    @property
    def next(self) -> int:
        """The offset at which the next block will begin, unless it is a tight one."""
        return self._at + 2 if self._at else 0

    def around(self, kind: MarkKind, start: int, level: int = 0) -> None:
        """Mark all that was written since `next` was `start`."""
        if start < self._at:
            self.marks.append(Mark(start, self._at, kind, level))

    def mark(self, start: int, end: int, kind: MarkKind, value: str = "") -> None:
        """Mark a stretch that was written."""
        if start < min(end, self._at):
            self.marks.append(Mark(start, min(end, self._at), kind, value=_on_a_line(value)))

    def extraction(
        self, metadata: Metadata | None = None, encoding: str = "utf-8", problems: Iterable[str] = ()
    ) -> Extraction:
        """All that was written, ended by a line break."""
        for kind in list(self._places):
            self._end(kind)
        text = "".join(self._pieces)
        marks = sorted(self.marks, key=lambda mark: (mark.start, -mark.end))
        return Extraction(
            text + "\n" if text else "", metadata or Metadata(), tuple(marks), encoding, tuple(dict.fromkeys(problems))
        )

    def _write(self, text: str) -> None:
        self._pieces.append(text)
        self._at += len(text)
        if self._at > MOST_CHARACTERS:
            raise FormatError(f"it unpacks to more than the {MOST_CHARACTERS >> 20} million characters that are read")

    def _end(self, kind: MarkKind) -> None:
        if kind in self._places:
            start, value = self._places.pop(kind)
            self.marks.append(Mark(start, self._at, kind, value=value))


def _on_a_line(value: str) -> str:
    return clean_line(" ".join(value.split()), 200)


def _moved(text: str, cleaned: str, offset: int) -> int:
    """Where an offset of `text` lies once it is cleaned."""
    return offset if text is cleaned or text == cleaned else len(clean(text[:offset]))
