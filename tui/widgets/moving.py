"""Moves through a text by what it is made of: rows, pages, lines, passages, headings, the spans of a layer.

Every move takes a count and ends on a place, at once; nothing glides.
"""

from __future__ import annotations

from index.model import Kind, Span
from tui.widgets import selection
from tui.widgets.text_pane import TextPane

HEADINGS = frozenset({Kind.TITLE, Kind.HEADING, Kind.QUESTION})


class MovingPane(TextPane):
    """A text on screen and the ways through it."""

    def scroll_rows(self, count: int) -> None:
        """Move the text `count` rows (negative: towards the start)."""
        self._set_first(self._flow.step(self._first, count))

    def scroll_pages(self, count: float) -> None:
        """Move by pages of the pane's height less one row; 0.5 is half a page."""
        self.scroll_rows(round(count * max(1, self._height - 1)))

    def go_start(self) -> None:
        """The first row."""
        self.caret = 0
        self._set_first((0, 0))

    def go_end(self) -> None:
        """The last row at the foot of the pane."""
        self.caret = max(0, len(self.text.rstrip()) - 1)
        self._set_first(self._flow.last_top(self._height))

    def go_line(self, number: int) -> None:
        """Line `number` (from 1) of the canonical text to the first row."""
        starts = self.document.line_starts if self.document is not None else (0,)
        self._jump(starts[min(max(number, 1), len(starts)) - 1])

    def go_passage(self, count: int) -> None:
        """`count` passages on from the caret (negative: back); the passage starts on the first row."""
        self._jump(selection.moved(self.document, self.text, self.caret, "passage", count))

    def go_heading(self, count: int) -> None:
        """`count` headings or questions on from the caret (negative: back)."""
        target = None
        number = self._flow.block_at(self.caret)
        step = 1 if count > 0 else -1
        if count < 0 and self._flow.blocks and self._flow.blocks[number].start < self.caret:
            number += 1
        while count and 0 <= (number := number + step) < len(self._flow.blocks):
            block = self._flow.blocks[number]
            if block.kind in HEADINGS and block.first:
                target = block.start
                count -= step
        if target is not None:
            self._jump(target)

    def go_layer(self, name: str, count: int) -> Span | None:
        """`count` spans of a layer on from the caret (negative: back), round the end; the span, or None without any."""
        layer = self._overlays.get(name)
        span = layer.step(self.caret, count) if layer is not None else None
        if layer is None or span is None:
            return None
        self._overlays[name] = layer.at(span)
        self.go_to(span[0], centre=True)
        return span
