"""The reading pane: a text on screen that one can select in, by keyboard and by mouse.

A selection is a span of offsets, made of whole words, sentences or passages by keys and of characters by the mouse;
what is copied is the text without our line breaks.
"""

from __future__ import annotations

from textual import events

from index.model import Span
from tui.widgets import selection
from tui.widgets.cells import clusters, painted
from tui.widgets.layers import Layer
from tui.widgets.messages import LayerClicked, Selected
from tui.widgets.moving import MovingPane
from tui.widgets.rows import Row
from tui.widgets.selection import Selection, Unit

WHEEL = 3
"""Rows that one notch of the wheel moves."""


class DocumentView(MovingPane):
    """A document to read, with a caret and a selection."""

    _picked: Selection | None = None
    _pressed: int | None = None  # the offset under the mouse button when it went down

    # -- selecting with keys
    @property
    def selection(self) -> Span | None:
        """What is selected."""
        return self._picked.span if self._picked is not None else None

    @property
    def selecting(self) -> bool:
        """Whether keys that move the caret change a selection."""
        return self._picked is not None

    def start_selection(self, by: Unit = "word") -> None:
        """Select the "word", "sentence" or "passage" at the caret; moving the caret then adds more of them."""
        self._pick(Selection.at(self.document, self.text, self.caret, by), final=False)

    def select(self, span: Span) -> None:
        """Select a span as if it had been dragged over."""
        self._pick(Selection("word", span[0], span[1], span, free=True))

    def swap_ends(self) -> None:
        """Let the other end of the selection move."""
        if self._picked is not None:
            self._picked = self._picked.swapped()
            self._move_to(self._picked.caret)

    def clear_selection(self) -> None:
        """Select nothing."""
        if self._picked is not None:
            self._picked = None
            self._overlays.pop("selection", None)
            self._overlays.pop("caret", None)
            self._repaint()
            self.post_message(Selected(None))

    def move_caret(self, by: Unit | str, count: int = 1) -> None:
        """Move the caret by "word", "sentence", "passage" or "row" (negative: back); a selection goes with it."""
        if by == "row":
            self._move_to(self._row_away(count))
        elif by in ("word", "sentence", "passage"):
            unit: Unit = "word" if by == "word" else "sentence" if by == "sentence" else "passage"
            self._move_to(selection.moved(self.document, self.text, self.caret, unit, count))

    def text_of(self, span: Span) -> str:
        """The text of a span as one copies it: without line breaks inside passages, a blank line between them."""
        return selection.unwrapped(self.document, self.text, span)

    def _forget(self) -> None:
        super()._forget()
        self._picked = None

    def _pick(self, picked: Selection, final: bool = True) -> None:
        self._picked = picked
        self._overlays["selection"] = Layer.of("selection", [picked.span])
        self._move_to(picked.caret, tell=False)
        self.post_message(Selected(picked.span, final))

    def _move_to(self, offset: int, tell: bool = True) -> None:
        """The caret to `offset`, shown there, the selection with it."""
        self.caret = offset
        self._overlays["caret"] = Layer.of("caret", [selection.word_at(self.text, offset)])
        if self._picked is not None and tell:
            self._picked = self._picked.to(self.document, self.text, offset)
            self._overlays["selection"] = Layer.of("selection", [self._picked.span])
            self.post_message(Selected(self._picked.span, final=False))
        self._reveal()

    def _row_away(self, count: int) -> int:
        """The offset `count` rows of text below the caret, as near to its column as there is text."""
        place = self._flow.place(self.caret)
        column = self._column(self._flow.row(place), self.caret) if self._flow.blocks else 0
        step = 1 if count > 0 else -1
        left = abs(count)
        while left and (target := self._flow.step(place, step)) != place:
            place = target
            left -= self._flow.row(place).shape in ("text", "fold")
        return self._offset_in(self._flow.row(place), column) if self._flow.blocks else 0

    # -- cells and offsets
    def _column(self, row: Row, offset: int) -> int:
        """Cells from the left edge of the text column to `offset`."""
        used = row.indent
        for start, _, cells in clusters(self.text, row.start, row.end):
            if start >= offset:
                break
            used += cells
        return used

    def _offset_in(self, row: Row, column: int) -> int:
        """The offset of the character at `column` of a row, or of its last."""
        shown, places = painted(self.text, row.start, row.end, reflow=self._flow.blocks[row.block].reflow)
        used = row.indent
        at = 0
        for start, end, cells in clusters(shown, 0, len(shown)):
            at = start
            used += cells
            if used > column or end == len(shown):
                break
        if places is None:
            return row.start + at
        return row.start + max((n for n, place in enumerate(places) if place <= at), default=0)

    def offset_at(self, x: int, y: int) -> int | None:
        """The offset under a cell of the pane; of the margin, the beginning of its row. None below the text."""
        rows = self._flow.rows(self._first, self.size.height)
        if not 0 <= y < len(rows):
            return None
        row = rows[y]
        return self._offset_in(row, x - self._page.left) if row.shape == "text" else row.start

    # -- mouse
    def on_mouse_down(self, event: events.MouseDown) -> None:
        if event.button == 1 and (offset := self.offset_at(event.x, event.y)) is not None:
            event.stop()
            self._pressed = offset
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self._pressed is None:
            return
        event.stop()
        if event.y < 0 or event.y >= self.size.height:
            self.scroll_rows(-1 if event.y < 0 else 1)
        y = min(max(event.y, 0), self.size.height - 1)
        offset = self.offset_at(event.x, y)
        if offset is not None and (offset != self._pressed or self._picked is not None):
            low, high = min(offset, self._pressed), max(offset, self._pressed) + 1
            self._pick(Selection("word", self._pressed, offset, (low, high), free=True), final=False)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        if self._pressed is None:
            return
        event.stop()
        self.release_mouse()
        pressed, self._pressed = self._pressed, None
        if self._picked is not None and self._picked.free and self._picked.anchor == pressed:
            self.post_message(Selected(self._picked.span))

    def on_click(self, event: events.Click) -> None:
        offset = self.offset_at(event.x, event.y)
        if offset is None or (
            self._picked is not None and self._picked.free and self._picked.caret != self._picked.anchor
        ):
            return
        event.stop()
        if event.chain > 1:
            self.caret = offset
            self.start_selection("word" if event.chain == 2 else "sentence" if event.chain == 3 else "passage")
            return
        self.clear_selection()
        self._move_to(offset)
        for name in ("hits", "excerpts", "quotations"):
            layer = self._overlays.get(name)
            for span, _ in layer.touching(offset, offset + 1) if layer is not None else ():
                self.post_message(LayerClicked(name, span))
                return

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.scroll_rows(WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.scroll_rows(-WHEEL)
