"""The caret and the selection: units of text that a key moves by or selects.

Pure functions of the text and its passages; what is on screen plays no part here.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from index.model import Document, Span
from index.text.sentences import sentences

Unit = Literal["word", "sentence", "passage"]
REACH = 4000
"""Characters looked at on each side of the caret for the ends of a unit: a passage may be as long as a book."""

# A word with the marks that touch it, since a quotation is copied with them; one ideograph at a time.
_WORD = re.compile(r"[\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff]|[^\s\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff]+")


def word_at(text: str, offset: int) -> Span:
    """The word that holds `offset`, else the next one, else the last."""
    start = max(0, offset - REACH)
    before: Span = (min(offset, len(text)), min(offset, len(text)))
    for found in _WORD.finditer(text, start, min(len(text), offset + REACH)):
        if found.end() > offset:
            return found.span()
        before = found.span()
    return before


def passage_at(document: Document | None, text: str, offset: int) -> Span:
    """The passage that holds `offset`; without structure the paragraph, by blank lines."""
    passage = document.passage_at(offset) if document is not None else None
    if passage is not None:
        return passage.span
    start = text.rfind("\n\n", 0, offset + 1)
    end = text.find("\n\n", offset)
    return (start + 2 if start >= 0 else 0), (end if end >= 0 else len(text))


@lru_cache(maxsize=32)
def _sentences(text: str, start: int, end: int) -> tuple[Span, ...]:
    return tuple(sentences(text, start, end))


def sentences_round(document: Document | None, text: str, offset: int) -> tuple[Span, ...]:
    """The sentences of the passage at `offset`, as far as REACH; at least one."""
    start, end = passage_at(document, text, offset)
    # Whole multiples of REACH, so that neighbouring questions have the same answer and the cache serves them.
    first = max(start, (offset // REACH - 1) * REACH)
    last = min(end, (offset // REACH + 2) * REACH)
    return _sentences(text, first, last) or ((start, end),)


def sentence_at(document: Document | None, text: str, offset: int) -> Span:
    """The sentence that holds `offset`, else the last one before it in its passage."""
    found = sentences_round(document, text, offset)
    return found[max(0, bisect_right(found, (offset, len(text) + 1)) - 1)]


def unit_at(document: Document | None, text: str, offset: int, unit: Unit) -> Span:
    """The word, sentence or passage at `offset`."""
    if unit == "word":
        return word_at(text, offset)
    return sentence_at(document, text, offset) if unit == "sentence" else passage_at(document, text, offset)


def moved(document: Document | None, text: str, offset: int, unit: Unit, count: int) -> int:
    """The start of the unit `count` units on from the one at `offset` (negative: back), as far as there are any."""
    for _ in range(abs(count)):
        start, end = unit_at(document, text, offset, unit)
        if count > 0:
            target = _next(document, text, max(end, offset + 1), unit)
        else:
            target = _previous(document, text, start, unit) if offset <= start else start
        if target is None:
            break
        offset = target
    return offset


def _next(document: Document | None, text: str, offset: int, unit: Unit) -> int | None:
    """The start of the first unit that begins at `offset` or later."""
    while offset < len(text) and text[offset].isspace():
        offset += 1
    if offset >= len(text):
        return None
    if unit != "passage" or document is None or not document.passages:
        return max(offset, unit_at(document, text, offset, unit)[0])
    passage = document.passage_at(offset)
    assert passage is not None
    if passage.start >= offset:
        return passage.start
    following = passage.number + 1
    return document.passages[following].start if following < len(document.passages) else None


def _previous(document: Document | None, text: str, offset: int, unit: Unit) -> int | None:
    """The start of the last unit that begins before `offset`."""
    at = offset - 1
    while at >= 0 and text[at].isspace():
        at -= 1
    return None if at < 0 else unit_at(document, text, at, unit)[0]


@dataclass(frozen=True, slots=True)
class Selection:
    """From the unit at `anchor` to the unit at `caret`, whichever comes first. `span` is what it covers."""

    unit: Unit
    anchor: int
    caret: int
    span: Span
    free: bool = False  # made with the mouse: characters, not units

    @classmethod
    def at(cls, document: Document | None, text: str, offset: int, unit: Unit) -> Selection:
        """One unit."""
        span = unit_at(document, text, offset, unit)
        return cls(unit, span[0], span[0], span)

    def to(self, document: Document | None, text: str, caret: int) -> Selection:
        """The same selection with its moving end at `caret`."""
        if self.free:
            low, high = sorted((self.anchor, caret))
            return replace(self, caret=caret, span=(low, high))
        first = unit_at(document, text, self.anchor, self.unit)
        last = unit_at(document, text, caret, self.unit)
        return replace(self, caret=caret, span=(min(first[0], last[0]), max(first[1], last[1])))

    def swapped(self) -> Selection:
        """The same span with its other end moving."""
        return replace(self, anchor=self.caret, caret=self.anchor)


_BREAK = re.compile(r"[ \t]*\n[ \t]*")


def unwrapped(document: Document | None, text: str, span: Span) -> str:
    """The text of a span as one copies it: line breaks inside a passage are blanks, a blank line between passages."""
    start, end = span
    if document is None or not document.passages:
        return "\n\n".join(_BREAK.sub(" ", part) for part in re.split(r"\n[ \t]*\n\s*", text[start:end]))
    first = document.passage_at(start)
    parts: list[str] = []
    number = first.number if first is not None else 0
    while number < len(document.passages) and document.passages[number].start < end:
        passage = document.passages[number]
        piece = text[max(start, passage.start) : min(end, passage.end)]
        if piece.strip():
            parts.append(_BREAK.sub(" ", piece))
        number += 1
    return "\n\n".join(parts) if parts else _BREAK.sub(" ", text[start:end])
