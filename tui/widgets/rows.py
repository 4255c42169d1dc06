"""Blocks become display rows, and only those somebody looks at.

A block is wrapped when one of its rows is asked for. A place in the text is `(block, row)`: there is no row number in
the whole document, because knowing it would mean wrapping all of it. Steps and pages count rows from a place, so they
cost the same in ten kilobytes and in ten megabytes.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from typing import NamedTuple

from index.model import Kind
from tui.widgets.blocks import Block
from tui.widgets.cells import wrap

Place = tuple[int, int]
"""A row: the number of its block and its number in the block, both from 0."""


class Row(NamedTuple):
    """One row of the screen. `start, end` are offsets; the blank or line break a row ends with belongs to none."""

    start: int
    end: int
    block: int
    number: int  # in the block
    indent: int = 0
    shape: str = "text"  # "text", "blank", "fold" or "label"
    opening: bool = False  # the first row of the text of its passage


class Layout:
    """The rows of one text at one measure (cells of the text column)."""

    def __init__(self, text: str, blocks: list[Block], measure: int) -> None:
        self.text = text
        self.blocks = blocks
        self.measure = measure
        self._starts = [block.start for block in blocks]
        self.rows_of = lru_cache(maxsize=1024)(self._rows_of)

    def replace(self, number: int, blocks: list[Block]) -> None:
        """Put other blocks in the place of one: a fold opened or closed."""
        self.blocks[number : number + 1] = blocks
        self._starts = [block.start for block in self.blocks]
        self.rows_of.cache_clear()

    def _rows_of(self, number: int) -> tuple[Row, ...]:
        block = self.blocks[number]
        rows = [Row(block.start, block.start, number, n, shape="blank") for n in range(block.gap)]
        if block.folded:
            return (*rows, Row(block.start, block.end, number, len(rows), shape="fold", opening=True))
        if block.label:
            rows.append(Row(block.start, block.start, number, len(rows), shape="label"))
        # A hanging indent takes what it can and no more than a third: in a very narrow pane the text matters more.
        indent = min(block.indent, self.measure // 3)
        own = indent if block.kind in (Kind.QUOTE, Kind.CAPTION) else 0
        opening = block.first
        for start, end in wrap(self.text, block.start, block.end, self.measure - indent, reflow=block.reflow):
            if start == end and block.reflow:
                rows.append(Row(start, end, number, len(rows), shape="blank"))
                continue
            rows.append(Row(start, end, number, len(rows), own if opening else indent, opening=opening))
            opening = False
        return tuple(rows) or (Row(block.start, block.end, number, 0, shape="blank"),)

    def block_at(self, offset: int) -> int:
        """The number of the block that holds `offset`, or the last one before it, or 0."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def place(self, offset: int) -> Place:
        """The row that shows `offset`, or the last row before it."""
        if not self.blocks:
            return 0, 0
        number = self.block_at(offset)
        rows = self.rows_of(number)
        at = min(self.blocks[number].gap + self.blocks[number].label, len(rows) - 1)
        while at + 1 < len(rows) and rows[at + 1].start <= offset:
            at += 1
        return number, at

    def top(self, offset: int) -> Place:
        """Where to begin a screen so that `offset` stands on its first row, under the name of its speaker."""
        number, at = self.place(offset)
        if self.blocks and at and self.rows_of(number)[at - 1].shape == "label":
            at -= 1
        return number, at

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

    def last_top(self, height: int) -> Place:
        """The place from which the last row of the text stands on the last of `height` rows."""
        if not self.blocks:
            return 0, 0
        last = len(self.blocks) - 1
        return self.step((last, len(self.rows_of(last)) - 1), 1 - height)
