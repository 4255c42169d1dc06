"""Rows: which stretch of text stands on which row of a terminal, and how many cells a stretch takes.

Rows are spans of the canonical text, so that everything on screen knows its offset. A base character is never parted
from its marks, a joined emoji never from its parts. Text stays in logical order; the terminal turns right-to-left.
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
_PLAIN = re.compile(r"[ -~\n]*")


@lru_cache(maxsize=1 << 14)
def _cells_of(character: str) -> int:
    if character.isascii():
        return 1 if character.isprintable() else 0
    category = unicodedata.category(character)
    if category in ("Mn", "Me", "Cf") or "\u1160" <= character <= "\u11ff":
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _clusters(text: str, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """(start, end, cells) of each cluster: a character with what cannot be parted from it."""
    at = start
    while at < end:
        first = at
        cells = _cells_of(text[at])
        regional = "\U0001f1e6" <= text[at] <= "\U0001f1ff"
        at += 1
        if regional and at < end and "\U0001f1e6" <= text[at] <= "\U0001f1ff":
            at += 1
            cells = 2
        while at < end:
            here = text[at]
            if here == _JOINER and at + 1 < end and _is_pictograph(text[at + 1]) and cells == 2:
                at += 2
            elif here == "\ufe0f" and _is_pictograph(text[at - 1]):
                cells = 2
                at += 1
            elif (_cells_of(here) == 0 and not here.isspace()) or "\U0001f3fb" <= here <= "\U0001f3ff":
                at += 1
            else:
                break
        yield first, at, cells


def _is_pictograph(character: str) -> bool:
    return "\u2190" <= character <= "\u2bff" or "\U0001f000" <= character <= "\U0001faff"


def cells(text: str) -> int:
    """The cells that `text` takes in a terminal, tabs counted from its beginning; line breaks take none."""
    if _PLAIN.fullmatch(text):
        return len(text) - text.count("\n")
    total = 0
    for start, _, cells in _clusters(text, 0, len(text)):
        total += TAB - total % TAB if text[start] == "\t" else cells
    return total


def wrap(text: str, start: int, end: int, width: int, *, reflow: bool = False) -> list[Span]:
    """Rows of at most `width` cells that show `text[start:end]`; at least one, empty for an empty stretch.

    Rows break at blanks, which then belong to no row, or inside a word too long for any row. A line break ends a row;
    with `reflow` a single one counts as a blank and only a blank line ends a row.
    """
    rows: list[Span] = []
    for first, last in _lines(text, start, end, reflow):
        _fill(text, first, last, max(width, 1), rows)
    return rows or [(start, start)]


def _lines(text: str, start: int, end: int, reflow: bool) -> Iterator[Span]:
    at = start
    while at <= end:
        stop = text.find("\n", at, end)
        while reflow and 0 <= stop < end - 1 and text[stop + 1] != "\n" and stop > at:
            stop = text.find("\n", stop + 1, end)
        stop = end if stop < 0 else stop
        yield at, stop
        at = stop + 1


def _fill(text: str, start: int, end: int, width: int, rows: list[Span]) -> None:
    if end - start <= width and _PLAIN.fullmatch(text, start, end):
        rows.append((start, end))
        return
    row = start  # where the row begins
    cells = 0
    gap = -1  # where the last blank inside the row begins
    resume = start  # where the word after it begins
    after_gap = 0  # cells of the row up to `resume`
    for first, last, columns in _clusters(text, start, end):
        blank = text[first] in " \t\n"
        wide = columns
        if blank:
            wide = TAB - cells % TAB if text[first] == "\t" else 1
            if gap < 0 or resume != first:
                gap = first
            resume = last
            cells += wide
            after_gap = cells
            continue
        if cells + wide > width and first > row:
            if gap > row:
                rows.append((row, gap))
                row = resume
                cells -= after_gap
            else:
                rows.append((row, first))
                row = first
                cells = 0
            gap = -1
            if cells + wide > width and first > row:
                rows.append((row, first))
                row, cells = first, 0
        cells += wide
    rows.append((row, end))
