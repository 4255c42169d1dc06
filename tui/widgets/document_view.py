"""The reading pane: one line-API widget for a document of any size.

It owns the place on screen (an offset, never a row number, so that it survives resizes and re-layout), the caret, the
selection and the highlight layers. What a row is, `rows` decides; which spans touch a row, `layers` says.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.strip import Strip
from textual.widget import Widget

from index.model import Document, Kind, Span
from tui.safe import plain
from tui.widgets.layers import Layer
from tui.widgets.messages import Moved, Selected
from tui.widgets.rows import Layout, Place, Row, blocks_of_document, blocks_of_text

MEASURE = 78


class DocumentView(Widget, can_focus=True):
    """A document, wrapped to a calm measure, with highlights and a selection that know offsets."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "document--heading", "document--question", "document--dim", "document--speaker",
        "document--hit", "document--hit-current", "document--quotation", "document--excerpt",
        "document--term", "document--selection", "document--caret",
    }  # fmt: skip
    DEFAULT_CSS = """
    DocumentView { width: 1fr; height: 1fr; }
    DocumentView .document--heading { text-style: bold; }
    DocumentView .document--question { text-style: italic; }
    DocumentView .document--dim { text-style: dim; }
    DocumentView .document--speaker { color: $secondary; }
    DocumentView .document--quotation { color: $accent; }
    DocumentView .document--excerpt { text-style: underline; }
    DocumentView .document--term { text-style: bold; }
    DocumentView .document--hit { text-style: underline bold; }
    DocumentView .document--hit-current { text-style: reverse bold; }
    DocumentView .document--selection { text-style: reverse; }
    DocumentView .document--caret { text-style: reverse; }
    """

    ORDER = ("terms", "quotations", "excerpts", "hits", "selection")

    def __init__(self, *, measure: int = MEASURE, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.measure = measure
        self.document: Document | None = None
        self.text = ""
        self.caret = 0
        self.selection: Span | None = None
        self._overlays: dict[str, Layer] = {}
        self._unfolded: set[int] = set()
        self._flow = Layout("", [], measure)
        self._first: Place = (0, 0)
        self._kept = 0  # the offset that stays on the first row whatever the width

    # -- what is shown
    def show(self, document: Document, at: int | None = None) -> None:
        """Show `document`. Of the text on screen already, the place is kept; `at` moves to an offset."""
        same = document.text == self.text
        self.document, self.text = document, document.text
        self._unfolded.clear()
        if not same:
            self._overlays.clear()
            self.selection = None
        self._relayout(at if at is not None else self._kept if same else 0)

    def load_text(self, text: str, at: int = 0) -> None:
        """Show a text whose structure is not known yet; `show` then keeps the place."""
        self.document, self.text = None, text
        self._overlays.clear()
        self.selection = None
        self._relayout(at)

    def _relayout(self, anchor: int) -> None:
        width = self._text_width
        blocks = blocks_of_document(self.document, self._unfolded) if self.document else blocks_of_text(self.text)
        self._flow = Layout(self.text, blocks, width)
        self._set_top(self._flow.place(anchor), anchor)

    @property
    def _margin(self) -> int:
        speakers = self.document is not None and any(p.speaker for p in self.document.passages)
        return 16 if speakers and self.size.width >= 60 else 3

    @property
    def _text_width(self) -> int:
        return max(8, min(self.measure, self.size.width - self._margin - 1))

    def on_resize(self) -> None:
        self._relayout(self._kept)

    # -- place
    @property
    def top_offset(self) -> int:
        """The first offset on screen; kept through resizes."""
        return self._kept

    @property
    def visible_span(self) -> Span:
        """The span from the first to the last offset on screen."""
        rows = self._flow.rows(self._first, max(1, self.size.height))
        return (rows[0].start, rows[-1].end) if rows else (0, 0)

    def _set_top(self, place: Place, anchor: int | None = None) -> None:
        place = min(place, self._flow.last_top(max(1, self.size.height)))
        self._first = place
        self._kept = anchor if anchor is not None else (self._flow.row(place).start if self._flow.blocks else 0)
        start, end = self.visible_span
        self.caret = min(max(self.caret, start), max(start, end - 1))
        self.refresh()
        self.post_message(Moved(self._kept, self.caret))

    def go_to(self, offset: int, centre: bool = False) -> None:
        """Bring `offset` on screen and set the caret there; `centre` puts its row in the middle unless it is visible."""
        offset = min(max(offset, 0), max(0, len(self.text) - 1))
        self.caret = offset
        start, end = self.visible_span
        if start <= offset < end:
            self.refresh()
            self.post_message(Moved(self._kept, offset))
            return
        place = self._flow.place(offset)
        self._set_top(self._flow.step(place, -(self.size.height // 2 if centre else 0)))
        self.caret = offset

    def scroll_rows(self, count: int) -> None:
        """Move the text `count` rows (negative: towards the start)."""
        self._set_top(self._flow.step(self._first, count))

    def scroll_pages(self, count: float) -> None:
        """Move by pages of the pane's height less one row; 0.5 is half a page."""
        self.scroll_rows(round(count * max(1, self.size.height - 1)))

    def go_start(self) -> None:
        """The first row."""
        self._set_top((0, 0))

    def go_end(self) -> None:
        """The last row at the foot of the pane."""
        self._set_top(self._flow.last_top(max(1, self.size.height)))

    def go_line(self, number: int) -> None:
        """Line `number` (from 1) of the canonical text to the first row."""
        if self.document is not None:
            self._set_top(self._flow.place(self.document.line_span(number)[0]))

    def go_passage(self, count: int) -> None:
        """`count` passages on (negative: back); the passage starts on the first row."""
        self._jump([block.start for block in self._flow.blocks if block.first], count)

    def go_heading(self, count: int) -> None:
        """`count` headings on (negative: back)."""
        self._jump([b.start for b in self._flow.blocks if b.kind in (Kind.HEADING, Kind.TITLE, Kind.QUESTION)], count)

    def go_layer(self, name: str, count: int) -> Span | None:
        """`count` spans of a layer on from the caret (negative: back), round the end; the span, or None without any."""
        layer = self._overlays.get(name)
        if layer is None or not layer.spans or not count:
            return None
        span = None
        offset = self.caret
        for _ in range(abs(count)):
            span = layer.after(offset) if count > 0 else layer.before(offset)
            span = span or layer.spans[0 if count > 0 else -1]
            offset = span[0]
        assert span is not None
        self.set_layer(name, layer.spans, current=span, tags=layer.tags)
        self.go_to(span[0], centre=True)
        return span

    def _jump(self, starts: Sequence[int], count: int) -> None:
        if not starts:
            return
        here = self._kept
        if count > 0:
            later = [s for s in starts if s > here]
            target = later[min(count, len(later)) - 1] if later else starts[-1]
        else:
            earlier = [s for s in starts if s < here]
            target = earlier[max(count, -len(earlier))] if earlier else starts[0]
        self.caret = target
        self._set_top(self._flow.place(target))

    # -- highlights
    def set_layer(
        self, name: str, spans: Iterable[Span], current: Span | None = None, tags: Sequence[int] = ()
    ) -> None:
        """Replace a layer: "hits", "quotations", "excerpts" (`tags`: a number a span) or "terms"."""
        self._overlays[name] = Layer.of(name, spans, current, tags)
        self.refresh()

    def clear_layer(self, name: str) -> None:
        """Take a layer away."""
        if self._overlays.pop(name, None) is not None:
            self.refresh()

    # -- selection
    @property
    def selecting(self) -> bool:
        """Whether a selection is being made by keyboard."""
        return self.selection is not None

    def start_selection(self, by: str = "word") -> None:
        """Select from the caret on, `by` "word" or "passage" (whole lines)."""
        passage = self.document.passage_at(self.caret) if self.document else None
        self.selection = passage.span if by == "passage" and passage else (self.caret, self.caret + 1)
        self.refresh()
        self.post_message(Selected(self.selection, final=False))

    def move_caret(self, by: str, count: int = 1) -> None:
        """Move the caret by "word", "sentence", "passage" or "row"; a selection grows or shrinks with it."""
        self.go_to(self.caret + count)

    def clear_selection(self) -> None:
        """Select nothing."""
        if self.selection is not None:
            self.selection = None
            self.refresh()
            self.post_message(Selected(None))

    def text_of(self, span: Span) -> str:
        """The canonical text of a span, unwrapped: hard line breaks inside a passage become blanks."""
        return self.text[slice(*span)]

    def toggle_fold(self) -> bool:
        """Unfold or fold the boilerplate at the caret; False when there is none."""
        return False

    # -- painting
    def _style(self, name: str) -> Style:
        return self.get_component_rich_style(f"document--{name}", partial=True)

    def render_line(self, y: int) -> Strip:
        rows = self._flow.rows(self._flow.step(self._first, y), 1) if self._flow.blocks else []
        beyond = y and self._flow.blocks and self._flow.distance(self._first, self._flow.step(self._first, y), y) < y
        base = self.rich_style
        width = self.size.width
        if not rows or beyond or rows[0].blank:
            return Strip.blank(width, base)
        segments = [*self._margin_segments(rows[0], base), *self._row_segments(rows[0], base)]
        return Strip(segments).adjust_cell_length(width, base)

    def _margin_segments(self, row: Row, base: Style) -> Iterable[Segment]:
        block = self._flow.blocks[row.block]
        label = ""
        if row.opening and self.document is not None and block.passage >= 0 and self._margin > 3:
            passage = self.document.passages[block.passage]
            before = self.document.passages[block.passage - 1] if block.passage else None
            if passage.speaker and (before is None or before.speaker != passage.speaker):
                label = plain(passage.speaker, self._margin - 4)
        yield Segment(label.rjust(self._margin - 3), base + self._style("speaker"))
        yield Segment("   " + " " * row.indent, base)

    def _row_segments(self, row: Row, base: Style) -> Iterable[Segment]:
        block = self._flow.blocks[row.block]
        if block.folded:
            yield Segment(f"· {block.folded} lines of boilerplate ·", base + self._style("dim"))
            return
        kind = {Kind.HEADING: "heading", Kind.TITLE: "heading", Kind.QUESTION: "question", Kind.META: "dim",
                Kind.BOILERPLATE: "dim", Kind.CAPTION: "dim"}.get(block.kind)  # fmt: skip
        if kind:
            base = base + self._style(kind)
        marks: list[tuple[int, int, Style]] = []
        for name in self.ORDER:
            layer = self._overlays.get(name)
            if name == "selection" and self.selection:
                layer = Layer.of("selection", [self.selection])
            if layer is None:
                continue
            style = self._style(name.removesuffix("s"))
            for span, _tag in layer.touching(row.start, row.end):
                now = self._style("hit-current") if name == "hits" and span == layer.current else style
                marks.append((max(span[0], row.start), min(span[1], row.end), now))
        cuts = sorted({row.start, row.end, *(a for a, _, _ in marks), *(b for _, b, _ in marks)})
        for start, end in zip(cuts, cuts[1:], strict=False):
            style = base
            for a, b, mark in marks:
                if a <= start < b:
                    style = style + mark
            yield Segment(self.text[start:end].replace("\n", " ").replace("\t", " "), style)

    # -- mouse
    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.scroll_rows(3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.scroll_rows(-3)
