"""A row becomes a strip: margin, stripes, text, and the styles of every layer that touches it.

Nothing here knows where the reader is or what a key does; the same row painted twice with the same layers is equal, so
that only rows which changed are sent.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from index.model import Document, Kind, Quotation, Span
from tui.safe import plain
from tui.widgets.blocks import Block
from tui.widgets.cells import fit, painted, width
from tui.widgets.layers import Layer
from tui.widgets.page import Label, Page, written_label
from tui.widgets.rows import Layout, Row

ORDER = ("terms", "quotations", "excerpts", "hits", "selection", "caret")
"""Layers from the one painted first to the one painted over all others."""

_KINDS = {
    Kind.TITLE: "title",
    Kind.HEADING: "heading",
    Kind.QUESTION: "question",
    Kind.META: "dim",
    Kind.BOILERPLATE: "dim",
    Kind.CAPTION: "dim",
}
_STYLES = {"terms": "term", "quotations": "quotation", "excerpts": "excerpt", "hits": "hit"}
EXCERPTS, QUOTATION, BAR = "▌┃▐▎", "┊", "│ "
"""The stripe of an excerpt: without a tag, then by the number of its tag, since colour is never the only cue."""


def _of_tag(number: int) -> tuple[str, int]:
    """The glyph and the colour of the stripe of tag `number`; 0 is no tag. Three glyphs in each of three colours."""
    if not number:
        return EXCERPTS[0], 0
    return EXCERPTS[1 + (number - 1) % 3], 1 + (number - 1) // 3 % 3


@dataclass(frozen=True)
class Painter:
    """Paints the rows of one layout. `styles` holds a partial style for each name used here, `base` the pane's own."""

    layout: Layout
    page: Page
    base: Style
    styles: Mapping[str, Style]
    document: Document | None = None
    labels: Mapping[int, Label] = field(default_factory=dict)
    layers: Mapping[str, Layer] = field(default_factory=dict)
    names: Mapping[Span, Quotation] = field(default_factory=dict)  # quotations that say whose they are

    def blank(self) -> Strip:
        """A row without anything."""
        return Strip.blank(self.page.width, self.base)

    def strip(self, row: Row) -> Strip:
        """`row` as wide as the pane."""
        if row.shape == "blank":
            return self.blank()
        block = self.layout.blocks[row.block]
        segments = [*self._margin(row, block), *self._stripes(row)]
        if row.shape == "label":
            name = self.labels[block.passage].text
            segments.append(Segment(fit(name, self.page.measure), self.base + self.styles["speaker"]))
        elif row.shape == "fold":
            segments.append(Segment(self._fold(row, block), self.base + self.styles["dim"]))
        else:
            segments += self._indent(row, block)
            segments += self._text(row, block)
        return Strip(segments).adjust_cell_length(self.page.width, self.base)

    # -- left of the text
    def _margin(self, row: Row, block: Block) -> list[Segment]:
        page = self.page
        if not page.margin:
            return [Segment(" " * page.pad, self.base)] if page.pad else []
        said, style = self._said(row, block)
        room = page.margin - 1
        return [Segment(" " * (page.pad + room - width(said)) + said + " ", self.base + self.styles[style])]

    def _said(self, row: Row, block: Block) -> tuple[str, str]:
        """What the margin says beside `row` and the name of its style."""
        room = self.page.margin - 1
        label = self.labels.get(block.passage)
        if label is not None and block.first and row.shape == "text":
            rows = self.layout.rows_of(row.block)
            nth = row.number - next((r.number for r in rows if r.opening), 0)
            lines = label.rows(room, min(2, len(rows) - block.gap))
            if nth < len(lines):
                return lines[nth], "speaker" if label.name else "guess"
        if quotation := self._quotation(row):
            speaker = self.document.passages[quotation.passage].speaker if self.document else None
            if quotation.attributed_to and quotation.attributed_to != speaker:
                return fit("“" + plain(quotation.attributed_to), room), "source"
        return "", "speaker"

    def _quotation(self, row: Row) -> Quotation | None:
        """The first quotation that begins on `row` and says whose it is."""
        layer = self.layers.get("quotations")
        for span, _ in layer.touching(row.start, row.end) if layer else ():
            if span[0] >= row.start and span in self.names:
                return self.names[span]
        return None

    def _stripes(self, row: Row) -> list[Segment]:
        marks: list[tuple[str, str]] = []
        for name in ("excerpts", "quotations"):
            layer = self.layers.get(name)
            touched = next(layer.touching(row.start, row.end), None) if layer and row.shape != "label" else None
            if touched is None:
                marks.append((" ", ""))
            else:
                glyph, colour = _of_tag(touched[1])
                marks.append((glyph, f"stripe-{colour}") if name == "excerpts" else (QUOTATION, "source"))
        if self.page.gutter == 1:
            marks = [next((mark for mark in marks if mark[1]), marks[0])]
        segments = [Segment(glyph, self.base + self.styles[style] if style else self.base) for glyph, style in marks]
        return [*segments, Segment(" ", self.base)] if self.page.gutter > 1 else segments

    def _fold(self, row: Row, block: Block) -> str:
        layer = self.layers.get("hits")
        inside = sum(1 for _ in layer.touching(row.start, row.end)) if layer else 0
        hits = f", {inside} hit{'' if inside == 1 else 's'} inside" if inside else ""
        text = f"· {block.folded} line{'' if block.folded == 1 else 's'} of boilerplate{hits} ·"
        return fit(text, self.page.measure)

    # -- the text
    def _indent(self, row: Row, block: Block) -> list[Segment]:
        if not row.indent:
            return []
        if block.kind is Kind.QUOTE and row.indent >= 2:
            return [Segment(BAR.ljust(row.indent), self.base + self.styles["source"])]
        return [Segment(" " * row.indent, self.base)]

    def _text(self, row: Row, block: Block) -> list[Segment]:
        start, end = row.start, row.end
        shown, places = painted(self.layout.text, start, end, reflow=block.reflow)
        kind = _KINDS.get(block.kind)
        base = self.base + self.styles[kind] if kind else self.base
        marks = self._marks(row, block)
        cuts = sorted({start, end, *(at for a, b, _ in marks for at in (a, b))})
        segments = []
        for first, last in pairwise(cuts):
            style = base
            for a, b, mark in marks:
                if a <= first < b:
                    style = style + mark
            piece = (
                shown[first - start : last - start]
                if places is None
                else shown[places[first - start] : places[last - start]]
            )
            if piece:
                segments.append(Segment(piece, style))
        return segments

    def _marks(self, row: Row, block: Block) -> list[tuple[int, int, Style]]:
        """Stretches of `row` with the style that is laid over them, in the order of painting."""
        start, end = row.start, row.end
        marks: list[tuple[int, int, Style]] = []
        if row.opening and (span := self._written_label(block)):
            marks.append((start, min(span[1], end), self.styles["speaker"]))
        for name in ORDER:
            layer = self.layers.get(name)
            if layer is None:
                continue
            for span, tag in layer.touching(start, end):
                style = self.styles[_STYLES.get(name, name)]
                if name == "terms" and tag % 3:
                    style = self.styles[f"term-{tag % 3}"]
                if span == layer.current:
                    style = style + self.styles["now" if name == "hits" else "here"]
                marks.append((max(span[0], start), min(span[1], end), style))
        return marks

    def _written_label(self, block: Block) -> Span | None:
        """The label that the text of the block begins with, if it names who speaks."""
        if self.document is None or block.passage < 0 or not block.first:
            return None
        passage = self.document.passages[block.passage]
        if passage.speaker is None:
            return None
        return written_label(self.document, passage.span, passage.speaker)
