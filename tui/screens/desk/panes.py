"""The panes of the desk: which of them are on screen, how wide, and the row above each.

Beside each other from WIDE columns on, at widths that leave the text its measure; below that only the one with the
keys, and under a list the text it leads to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from index.model import Document
from tui.widgets.document_list import DocumentList
from tui.widgets.document_view import DocumentView
from tui.widgets.head import Head
from tui.widgets.hit_list import HitList
from tui.widgets.page import AIRY, beside
from tui.widgets.prompt import Prompt
from tui.widgets.side_lists import PlaceList
from tui.widgets.text_pane import TextPane

if TYPE_CHECKING:
    from tui.screens.desk.screen import Desk

ABOVE = ("outline", "quotations", "marks")
"""Lists of the side pane that lead about the open text: it stays in sight below them, and half of it need not be sent
again when it has the keys."""


def compose(desk: Desk) -> ComposeResult:
    """The three panes, from left to right."""
    with Horizontal(id="panes"):
        with Vertical(id="left"):
            yield Head(id="left-head")
            yield DocumentList(id="documents")
        with Vertical(id="middle"):
            yield Head(id="text-head")
            yield DocumentView(measure=desk.session.settings.measure, id="text")
            yield TextPane(measure=desk.session.settings.measure, id="preview")
        with Vertical(id="right"):
            yield Head(id="side-head")
            yield Prompt(id="side-prompt")
            yield PlaceList(id="outline")
            yield PlaceList(id="quotations")
            yield PlaceList(id="marks")
            yield HitList(id="hits")
            yield desk.quoting.rows


def lay_out(desk: Desk) -> None:
    """Show the panes that fit."""
    left, middle, right = (desk.query_one(f"#{name}") for name in ("left", "middle", "right"))
    width = desk.app.size.width
    desk.set_class(desk.app.size.height >= AIRY, "airy")
    desk.set_class(desk.wide, "wide")
    alone = {"documents": left, "text": middle, "side": right}[desk.place]
    preview = desk.previewing.shown is not None
    rows = _above(desk, preview)
    for pane in (left, middle, right):
        pane.display = desk.wide or pane is alone or (rows > 0 and pane is middle)
    for pane in (left, right):
        pane.styles.dock = "top" if rows and pane is alone else "none"
        pane.styles.height = rows if rows and pane is alone else "1fr"
    if not desk.session.settings.documents and left is not alone:
        left.display = False
    desk.text.display, desk.previewing.pane.display = not preview, preview
    left.styles.width, right.styles.width = beside(width) if desk.wide else ("1fr", "1fr")
    desk.sides.lay_out()


def _above(desk: Desk, preview: bool) -> int:
    """Rows that the list with the keys takes above a text; 0 where it stands beside it, or alone."""
    rows = desk.app.size.height - 1
    if desk.wide or desk.place == "text":
        return 0
    if preview:
        return rows * 5 // 9
    lists = desk.place == "documents" or desk.sides.mode in ABOVE
    if desk.document is None or not lists or not desk.previewing.fits:
        return 0
    return min(len(desk.list.values) + (1 if rows < AIRY else 2), rows * 4 // 9)


def show_heads(desk: Desk) -> None:
    """What each pane holds, and where in the text the reader is."""
    count = str(len(desk.session.shelf.infos))
    desk.query_one("#left-head", Head).show("Documents", count, desk.place == "documents")
    head = desk.query_one("#text-head", Head)
    preview = desk.previewing.shown
    document, pane = (preview, desk.previewing.pane) if preview is not None else (desk.document, desk.text)
    document = document or desk.arriving.beginning
    if document is None:
        head.show("")
    else:
        meta = document.metadata
        known = " · ".join(part for part in (document.title, meta.outlet, meta.date) if part)
        # How far through the text a line is, nobody knows while the rest of it is being read.
        place = where(document, pane) if document.digest or not pane.top_offset else "reading"
        head.show(known, place, desk.place == "text")
    desk.sides.show_head(desk.place == "side")


def where(document: Document, text: TextPane) -> str:
    """The line at the top of the screen, and how far through the text that is."""
    start, end = text.visible_span
    last = document.passages[-1].end if document.passages else len(document.text)
    share = "end" if end >= last else f"{100 * start // max(1, last)}%"
    return f"line {document.line_of(start)} · {share}"
