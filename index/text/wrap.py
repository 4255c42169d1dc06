"""Rows: which stretch of text stands on which row of a terminal, and how many cells a stretch takes.

For whoever prints text without a screen; the reader's panes measure as their compositor does. Rows are spans of the
text, so that what is shown keeps its offsets. A base character is never parted from its marks, a joined emoji never
from its parts. Text stays in logical order; the terminal turns right-to-left.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from index.model import Span

TAB = 4
"""Cells from one tab stop to the next."""

_JOINER = "\u200d"
_EMOJI_STYLE = "\ufe0f"
# One cell a character and nothing joined: most text, and a tenth of the work.
_NARROW = re.compile(
    "[ -~\n\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0377\u0400-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e]*"
)
_OPENING = "「『（［｛〈《【〔‘“([{"
_CLOSING = "、。，．・：；？！」』）］｝〉》】〕’”…ー々!?,.:;)]}%"


def cells(text: str) -> int:
    """The cells that `text` takes in a terminal, tabs counted from its beginning; a line break takes none."""
    if _NARROW.fullmatch(text):
        return len(text) - text.count("\n")
    total = 0
    for start, _, wide in _clusters(text, 0, len(text)):
        total += TAB - total % TAB if text[start] == "\t" else wide
    return total


def wrap(text: str, start: int, end: int, width: int, *, reflow: bool = False) -> list[Span]:
    """Rows of at most `width` cells that show `text[start:end]`; at least one, empty for an empty stretch.

    Rows break at blanks, which then belong to no row (nor do those at the end of a line), between wide characters, or
    inside a word too long for any row. A line break ends a row; with `reflow` a single one counts as a blank and only a
    blank line ends a row. What is wider than `width` by itself has a row of its own.
    """
    rows: list[Span] = []
    for first, last in _lines(text, start, end, reflow):
        if _NARROW.fullmatch(text, first, last):
            _fill_narrow(text, first, last, max(width, 1), rows)
        else:
            _fill(text, first, last, max(width, 1), rows)
    return rows


def _lines(text: str, start: int, end: int, reflow: bool) -> Iterator[Span]:
    at = start
    while at <= end:
        stop = text.find("\n", at, end)
        while reflow and at < stop < end - 1 and text[stop + 1] != "\n":
            stop = text.find("\n", stop + 1, end)
        stop = end if stop < 0 else stop
        last = stop
        while last > at and text[last - 1] in " \t\n":
            last -= 1
        yield at, last
        at = stop + 1


def _fill_narrow(text: str, start: int, end: int, width: int, rows: list[Span]) -> None:
    while end - start > width:
        cut = max(text.rfind(" ", start, start + width + 1), text.rfind("\n", start, start + width + 1))
        piece = text[start:cut].rstrip()
        if cut <= start or not piece.strip():
            rows.append((start, start + width))
            start += width
            continue
        rows.append((start, start + len(piece)))
        while cut < end and text[cut] in " \n":
            cut += 1
        start = cut
    rows.append((start, end))


def _fill(text: str, start: int, end: int, width: int, rows: list[Span]) -> None:
    row = start  # where the row begins
    used = 0  # its cells so far
    gap = resume = -1  # the latest place to break: where the row would end, and the next begin
    kept = 0  # cells of the row up to `resume`
    before = ""
    for first, last, wide in _clusters(text, start, end):
        here = text[first]
        if here in " \t\n":
            if not before.isspace() and before:
                gap = first
            used += TAB - used % TAB if here == "\t" else 1
            resume, kept, before = last, used, " "
            continue
        if _may_part(before, here, wide):
            gap, resume, kept = first, first, used
        if used + wide > width and first > row:
            if gap > row:
                rows.append((row, gap))
                row, used = resume, used - kept
            if used + wide > width and first > row:
                if not text[row:first].isspace():
                    rows.append((row, first))
                row, used = first, 0
            gap = -1
        used += wide
        before = text[last - 1]
    rows.append((row, end))


def _may_part(before: str, here: str, wide: int) -> bool:
    """Whether a row may end between two characters of which neither is a blank."""
    return wide == 2 and bool(before) and before not in _OPENING and here not in _CLOSING and _cells_of(before) == 2


def _clusters(text: str, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """(start, end, cells) of each character with what cannot be parted from it."""
    at = start
    while at < end:
        first, here = at, text[at]
        wide = _cells_of(here)
        at += 1
        if _is_flag(here) and at < end and _is_flag(text[at]):
            wide, at = 2, at + 1
        while here not in " \t\n" and at < end and text[at] not in " \t\n":
            after = text[at]
            if after == _JOINER and wide == 2 and text[at + 1 : min(at + 2, end)] >= "\u2190":
                at += 2
            elif after == _EMOJI_STYLE and wide == 1:
                wide, at = 2, at + 1
            elif not _cells_of(after) or "\U0001f3fb" <= after <= "\U0001f3ff":
                at += 1
            else:
                break
        yield first, at, wide


def _is_flag(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


@lru_cache(maxsize=1 << 14)
def _cells_of(character: str) -> int:
    if character.isascii():
        return 1 if character.isprintable() else 0
    if unicodedata.category(character) in ("Mn", "Me", "Cf") or "\u1160" <= character <= "\u11ff":
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
