"""Passages become display rows, and only those somebody looks at.

A document is a list of blocks (a passage, a piece of a giant passage, a fold of boilerplate); a block is wrapped when one
of its rows is asked for. A place in the text is `(block, row)`: there is no row number of the whole document, because
knowing it would mean wrapping the whole document. Steps and pages count rows from a place, so they cost the same in ten
kilobytes and in ten megabytes.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from textual._cells import cell_len

from index.model import Document, Kind, Passage, Span

Place = tuple[int, int]
"""A row: the number of its block and its number in the block, both from 0."""

PIECE = 4000
"""Characters after which a giant passage is cut into blocks, at the next end of a line, sentence or word."""


@dataclass(frozen=True, slots=True)
class Block:
    """What is wrapped at one go. `first` and `last`: whether it holds the first and last characters of its passage."""

    start: int
    end: int
    kind: Kind = Kind.PARAGRAPH
    passage: int = -1
    first: bool = True
    last: bool = True
    folded: int = 0  # lines hidden behind this one row; 0: shown
    gap: int = 1  # blank rows above


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the screen. `start, end` are offsets; the blank or line break a row ends with belongs to none."""

    start: int
    end: int
    block: int
    number: int
    indent: int = 0
    blank: bool = False
    opening: bool = False  # the first row of its passage


def _cut(text: str, start: int, end: int) -> Iterator[Span]:
    """A giant stretch in pieces of about PIECE characters."""
    while end - start > 2 * PIECE:
        upto = start + 2 * PIECE
        for mark in ("\n", ". ", " "):
            at = text.find(mark, start + PIECE, upto)
            if at >= 0:
                at += len(mark)
                break
        else:
            at = start + PIECE
        yield start, at
        start = at
    yield start, end


def blocks_of_text(text: str) -> list[Block]:
    """Blocks of a text whose structure is not known yet: its paragraphs, by blank lines."""
    blocks = []
    start = 0
    while start < len(text):
        at = text.find("\n\n", start)
        end = len(text) if at < 0 else at
        if text[start:end].strip():
            for piece, (a, b) in enumerate(_cut(text, start, end)):
                blocks.append(Block(a, b, gap=0 if piece or not blocks else 1, first=not piece, last=b == end))
        start = end + 1
        while start < len(text) and text[start] == "\n":
            start += 1
    return blocks


def _gap(text: str, before: Passage, passage: Passage) -> int:
    """Blank rows between two passages: list items and lines of front matter that touch in the source stay together."""
    together = passage.kind in (Kind.ITEM, Kind.META) and before.kind is passage.kind
    return 0 if together and text.count("\n", before.end, passage.start) < 2 else 1


def blocks_of_document(document: Document, unfolded: Iterable[int] = ()) -> list[Block]:
    """Blocks of a document: its passages, runs of boilerplate folded unless one of their passages is in `unfolded`."""
    text, passages = document.text, document.passages
    if not passages:
        return blocks_of_text(text)
    shown = set(unfolded)
    blocks: list[Block] = []
    number = 0
    while number < len(passages):
        passage = passages[number]
        gap = _gap(text, passages[number - 1], passage) if number else 0
        if passage.kind is Kind.BOILERPLATE:
            last = number
            while last + 1 < len(passages) and passages[last + 1].kind is Kind.BOILERPLATE:
                last += 1
            if shown.isdisjoint(range(number, last + 1)):
                end = passages[last].end
                lines = sum(1 for line in text[passage.start : end].split("\n") if line.strip())
                blocks.append(Block(passage.start, end, passage.kind, number, folded=lines, gap=gap))
                number = last + 1
                continue
        if passage.end - passage.start <= 2 * PIECE:
            blocks.append(Block(passage.start, passage.end, passage.kind, number, gap=gap))
        else:
            for a, b in _cut(text, passage.start, passage.end):
                first = a == passage.start
                blocks.append(Block(a, b, passage.kind, number, first, b == passage.end, gap=gap if first else 0))
        number += 1
    return blocks


INDENT = {Kind.QUOTE: (2, 2), Kind.ITEM: (0, 2), Kind.CAPTION: (2, 2)}
"""Cells that the first and the other rows of a kind of passage are set in."""


def wrap(text: str, start: int, end: int, first: int, rest: int) -> list[Span]:
    """Rows of `text[start:end]` of at most `first`, then `rest` cells, broken at blanks, long words cut."""
    rows: list[Span] = []
    width = first
    at = start
    while at < end:
        stop = min(end, at + width)
        if not text.isascii():
            while stop > at + 1 and cell_len(text[at:stop]) > width:
                stop -= 1
        if stop < end and not text[stop].isspace():
            cut = max(text.rfind(" ", at, stop), text.rfind("\n", at, stop))
            if cut > at:
                stop = cut
        rows.append((at, stop))
        at = stop
        while at < end and text[at].isspace():
            at += 1
        width = rest
    return rows


class Layout:
    """The rows of one text at one measure.

    `measure` is the width of the text column in cells, at least 8.
    """

    def __init__(self, text: str, blocks: list[Block], measure: int) -> None:
        self.text = text
        self.blocks = blocks
        self.measure = max(8, measure)
        self._starts = [block.start for block in blocks]
        self.rows_of = lru_cache(maxsize=1024)(self._rows_of)

    def _rows_of(self, number: int) -> tuple[Row, ...]:
        block = self.blocks[number]
        rows = [Row(block.start, block.start, number, n, blank=True) for n in range(block.gap)]
        if block.folded:
            return (*rows, Row(block.start, block.end, number, len(rows), opening=True))
        first, rest = INDENT.get(block.kind, (0, 0))
        spans = wrap(self.text, block.start, block.end, self.measure - first, self.measure - rest)
        for n, (start, end) in enumerate(spans):
            indent = first if n == 0 and block.first else rest
            rows.append(Row(start, end, number, len(rows), indent, opening=n == 0 and block.first))
        return tuple(rows)

    def block_at(self, offset: int) -> int:
        """The number of the block that holds `offset`, or the last one before it, or 0."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def place(self, offset: int) -> Place:
        """The row that shows `offset` (or the last row before it)."""
        if not self.blocks:
            return 0, 0
        number = self.block_at(offset)
        rows = self.rows_of(number)
        at = self.blocks[number].gap
        while at + 1 < len(rows) and rows[at + 1].start <= offset:
            at += 1
        return number, min(at, len(rows) - 1)

    def row(self, place: Place) -> Row:
        """The row at a place that exists."""
        return self.rows_of(place[0])[place[1]]

    def step(self, place: Place, count: int) -> Place:
        """The place `count` rows further (back when negative), kept inside the text."""
        number, at = place
        if not self.blocks:
            return 0, 0
        at += count
        while at < 0 and number > 0:
            number -= 1
            at += len(self.rows_of(number))
        while at >= (rows := len(self.rows_of(number))):
            if number + 1 == len(self.blocks):
                return number, rows - 1
            at -= rows
            number += 1
        return number, max(0, at)

    def rows(self, place: Place, count: int) -> list[Row]:
        """Up to `count` rows from `place` on."""
        found: list[Row] = []
        number, at = place
        while number < len(self.blocks) and len(found) < count:
            found.extend(self.rows_of(number)[at : at + count - len(found)])
            number, at = number + 1, 0
        return found

    def distance(self, start: Place, end: Place, limit: int) -> int:
        """How many rows `end` lies after `start`: negative before it, cut to ±`limit`."""
        if end < start:
            return -self.distance(end, start, limit)
        rows = 0
        number, at = start
        while number < end[0] and rows < limit:
            rows += len(self.rows_of(number)) - at
            number, at = number + 1, 0
        return min(limit, rows + (end[1] - at if number == end[0] else 0))

    def last_top(self, height: int) -> Place:
        """The place from which the last row of the text stands on the last of `height` rows."""
        if not self.blocks:
            return 0, 0
        last = len(self.blocks) - 1
        return self.step((last, len(self.rows_of(last)) - 1), 1 - height)
