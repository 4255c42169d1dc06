"""A text on screen: laid out, highlighted, and held at an offset.

It owns the place (an offset, never a row number, so that it survives resizes and re-layout), the caret and the
highlight layers, and repaints only rows that changed. What a row is, `rows` decides; how it looks, `painting`; which
spans touch it, `layers`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar

from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from index.model import Document, Kind, Quotation, Span
from tui.widgets import blocks, page
from tui.widgets.blocks import Block
from tui.widgets.layers import Layer
from tui.widgets.messages import Moved
from tui.widgets.page import Label, Page
from tui.widgets.painting import Painter
from tui.widgets.rows import Layout, Place, Row

_NAMES = (
    "title", "heading", "question", "dim", "speaker", "source", "quotation", "excerpt", "stripe-0", "stripe-1",
    "stripe-2", "stripe-3", "term", "term-1", "term-2", "hit", "now", "here", "guess", "selection",
    "caret",
)  # fmt: skip


class TextPane(Widget, can_focus=True):
    """A document, wrapped to a calm measure, with highlights that know offsets."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"pane--{name}" for name in _NAMES}
    DEFAULT_CSS = """
    TextPane { width: 1fr; height: 1fr; }
    TextPane .pane--title { text-style: bold underline; }
    TextPane .pane--heading { text-style: bold; }
    TextPane .pane--question { text-style: bold; }
    TextPane .pane--dim { text-style: dim; }
    TextPane .pane--speaker { text-style: bold; }
    TextPane .pane--source { text-style: dim; }
    TextPane .pane--term { text-style: bold; }
    TextPane .pane--term-1 { text-style: bold underline; }
    TextPane .pane--term-2 { text-style: underline; }
    TextPane .pane--excerpt { text-style: underline; }
    TextPane .pane--hit { text-style: bold underline; }
    TextPane .pane--now { text-style: bold underline reverse; }
    TextPane .pane--selection { text-style: reverse; }
    TextPane .pane--here { text-style: underline; }
    TextPane .pane--guess { text-style: dim; }
    TextPane .pane--caret { text-style: bold underline; }
    """

    def __init__(self, *, measure: int = page.MEASURE, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.document: Document | None = None
        self.text = ""
        self.caret = 0
        self._measure = measure
        self._overlays: dict[str, Layer] = {}
        self._blocks: list[Block] = []
        self._labels: Mapping[int, Label] = {}
        self._quoted: Mapping[Span, Quotation] = {}
        self._longest = 0  # cells of the longest name the margin has to hold
        self._page = Page.of(0, measure, 0)
        self._flow = Layout("", [], measure)
        self._painter: Painter | None = None
        self._first: Place = (0, 0)
        self._kept = 0  # the offset that stays on the first row whatever the width
        self._wanted: tuple[int, bool] | None = None  # where to go as soon as the pane has a size
        self._strips: list[Strip] = []  # what is on screen now, from the first row
        self._said: tuple[int, int] | None = None  # the last place that was told to others

    # -- what is shown
    def show(self, document: Document, at: int | None = None) -> None:
        """Show `document`. Of the text on screen already, the place is kept; `at` moves to an offset."""
        same = document.text == self.text
        self.document, self.text = document, document.text
        if not same:
            self._forget()
        self._blocks = []
        self._labels = page.labels(document)
        self._quoted = {
            (quotation.start, quotation.end): quotation for quotation in document.quotations if quotation.attributed_to
        }
        self._longest = max(page.longest_name(self._labels.values()), page.NAME if self._quoted else 0)
        self._relayout(at if at is not None else self._kept if same else 0)

    def _forget(self) -> None:
        """Another text: nothing of what was known about places in the last one holds."""
        self._overlays.clear()
        self._blocks, self._labels, self._quoted, self._longest = [], {}, {}, 0
        self._wanted = None
        self.caret = 0

    @property
    def measure(self) -> int:
        """Cells of the text column, at most."""
        return self._measure

    @measure.setter
    def measure(self, cells: int) -> None:
        self._measure = max(8, cells)
        self._relayout(self._kept)

    def _relayout(self, kept: int, follows: bool = True) -> None:
        """Lay the text out anew and put `kept` on the first row; the caret `follows` on the screen, or stays."""
        beside = self._page.margin > 0
        self._page = Page.of(self.size.width, self._measure, self._longest)
        if not self._blocks or beside != (self._page.margin > 0):
            self._blocks = self._split()
        self._flow = Layout(self.text, self._blocks, self._page.measure)
        self._painter = None
        self._set_first(self._flow.top(kept), kept, follows)

    def _split(self) -> list[Block]:
        """The text as blocks, names above their passages where there is no room beside them."""
        if self.document is None:
            return blocks.blocks_of_text(self.text)
        above = () if self._page.margin else {number for number, label in self._labels.items() if label.name}
        return blocks.blocks_of_document(self.document, above)

    def on_resize(self) -> None:
        # A list that takes some rows for a moment takes no place away.
        self._relayout(self._kept, follows=self.has_focus)
        if self._wanted is not None and self.size.height:
            (offset, centre), self._wanted = self._wanted, None
            self._bring(offset, centre)

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._painter = None
        self._strips = []

    # -- place
    @property
    def top_offset(self) -> int:
        """The first offset on screen; kept through resizes."""
        return self._kept

    @property
    def visible_span(self) -> Span:
        """The span from the first to the last offset on screen."""
        rows = self._flow.rows(self._first, self._height)
        return (rows[0].start, max(row.end for row in rows)) if rows else (0, 0)

    @property
    def _height(self) -> int:
        return max(1, self.size.height)

    def _set_first(self, place: Place, kept: int | None = None, follows: bool = True) -> None:
        self._first = min(place, self._flow.last_top(self._height))
        if kept is None:
            kept = self._flow.row(self._first).start if self._flow.blocks else 0
        self._kept = kept
        start, end = self.visible_span
        if follows and not start <= self.caret < max(end, start + 1):
            last = self._flow.rows(self._first, self._height)[-1]
            self.caret = start if self.caret < start else max(start, last.start)
            self._overlays.pop("caret", None)
            for name in ("quotations", "excerpts"):
                if (layer := self._overlays.get(name)) is not None and layer.current is not None:
                    self._overlays[name] = layer.at(None)
        self._repaint()

    def go_to(self, offset: int, centre: bool = False) -> None:
        """Set the caret to `offset` and bring it on screen, unfolding what hides it; a place on screen does not scroll.

        `centre` puts its row at a third of the height, where a reader looks for it; else it becomes the first row.
        """
        offset = min(max(offset, 0), max(0, len(self.text) - 1))
        if not self.size.height:
            self._wanted = offset, centre
        self._unfold_at(offset)
        self.caret = offset
        place = self._flow.place(offset)
        if not self._first <= place <= self._flow.step(self._first, self._height - 1):
            self._bring(offset, centre)
        else:
            self._repaint()

    def centre(self, offset: int) -> None:
        """Set the caret to `offset` and its row to a third of the height, wherever it stands now."""
        self.go_to(offset, centre=True)
        if self.size.height:
            self._bring(self.caret, True)

    def _bring(self, offset: int, centre: bool) -> None:
        place = self._flow.place(offset)
        self._set_first(self._flow.step(place, -(self._height // 3)) if centre else self._flow.top(offset))

    def _reveal(self) -> None:
        """Scroll as little as needed to have the caret on screen."""
        place = self._flow.place(self.caret)
        if place < self._first:
            self._set_first(self._flow.top(self.caret))
        elif place > self._flow.step(self._first, self._height - 1):
            self._set_first(self._flow.step(place, 1 - self._height))
        else:
            self._repaint()

    def _jump(self, offset: int) -> None:
        self._unfold_at(offset)
        self.caret = offset
        self._set_first(self._flow.top(offset), offset)

    # -- folds
    def _unfold_at(self, offset: int) -> bool:
        """Open the fold that hides `offset`; False when none does."""
        number = self._flow.block_at(offset)
        if self.document is None or not self._flow.blocks or not self._flow.blocks[number].folded:
            return False
        self._flow.replace(number, blocks.unfolded(self.document, self._flow.blocks[number]))
        return True

    def toggle_fold(self) -> bool:
        """Unfold the boilerplate at the caret, or fold it again; False when there is none."""
        if self.document is None or not self._flow.blocks:
            return False
        if self._unfold_at(self.caret):
            self._set_first(self._first)
            return True
        if self._flow.blocks[self._flow.block_at(self.caret)].kind is not Kind.BOILERPLATE:
            return False
        self._blocks = []
        self._relayout(self._kept)
        return True

    # -- highlights
    def highlights(self, name: str) -> Layer | None:
        """A layer, if there is one of this name."""
        return self._overlays.get(name)

    def set_layer(
        self, name: str, spans: Iterable[Span], current: Span | None = None, tags: Sequence[int] = ()
    ) -> None:
        """Replace a layer: "hits", "quotations", "excerpts" (`tags`: a number a span, for its stripe) or "terms".

        The current hit is unfolded if boilerplate hides it; only rows that look different are repainted.
        """
        self._overlays[name] = Layer.of(name, spans, current, tags)
        if name == "hits" and current is not None and self._unfold_at(current[0]):
            self._set_first(self._first)
        else:
            self._repaint()

    def set_current(self, name: str, span: Span) -> None:
        """Of a layer that is there, show another span as the current one."""
        if (layer := self._overlays.get(name)) is not None:
            self._overlays[name] = layer.at(span)
            self._repaint()

    def clear_layer(self, name: str) -> None:
        """Take a layer away."""
        if self._overlays.pop(name, None) is not None:
            self._repaint()

    # -- painting
    def _paint(self, rows: Sequence[Row]) -> list[Strip]:
        if self._painter is None:
            styles = {name: self.get_component_rich_style(f"pane--{name}", partial=True) for name in _NAMES}
            self._painter = Painter(
                *(self._flow, self._page, self.rich_style, styles, self.document),
                *(self._labels, self._overlays, self._quoted),
            )
        return [self._painter.strip(row) for row in rows]

    def _repaint(self) -> None:
        """Paint the rows on screen and send those that changed; tell others where the text stands now."""
        if self.is_attached and self.size.height:
            strips = self._paint(self._flow.rows(self._first, self.size.height))
            before = self._strips
            self._strips = strips
            changed = [
                Region(0, y, self.size.width, 1)
                for y in range(self.size.height)
                if strips[y : y + 1] != before[y : y + 1]
            ]
            if changed:
                self.refresh(*changed)
        if self._said != (self._kept, self.caret):
            self._said = (self._kept, self.caret)
            self.post_message(Moved(*self._said))

    def render_line(self, y: int) -> Strip:
        if not self._strips:
            self._strips = self._paint(self._flow.rows(self._first, self._height))
        return self._strips[y] if y < len(self._strips) else Strip.blank(self.size.width, self.rich_style)
