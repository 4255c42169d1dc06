"""The panes of the desk: which of them are on screen, how wide, and the row above each.

Beside each other from WIDE columns on, at widths that leave the text its measure; below that only the one with the
keys.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.model import Document
from tui.widgets.document_view import DocumentView
from tui.widgets.head import Head

if TYPE_CHECKING:
    from tui.screens.desk.screen import Desk

WIDE = 120
AIRY = 34  # rows from which a blank one below the heads costs nothing


def lay_out(desk: Desk) -> None:
    """Show the panes that fit."""
    left, middle, right = (desk.query_one(f"#{name}") for name in ("left", "middle", "right"))
    width = desk.app.size.width
    desk.set_class(desk.app.size.height >= AIRY, "airy")
    desk.set_class(desk.wide, "wide")
    alone = {"documents": left, "text": middle, "side": right}[desk.place]
    for pane in (left, middle, right):
        pane.display = desk.wide or pane is alone
    left.styles.width = min(40, 22 + (width - WIDE) // 6) if desk.wide else "1fr"
    right.styles.width = min(70, 32 + (width - WIDE) * 3 // 8) if desk.wide else "1fr"
    desk.sides.lay_out()


def show_heads(desk: Desk) -> None:
    """What each pane holds, and where in the text the reader is."""
    count = str(len(desk.session.shelf.infos))
    desk.query_one("#left-head", Head).show("Documents", count, desk.place == "documents")
    head = desk.query_one("#text-head", Head)
    if desk.document is None:
        head.show("")
    else:
        meta = desk.document.metadata
        known = " · ".join(part for part in (desk.document.title, meta.outlet, meta.date) if part)
        head.show(known, where(desk.document, desk.text), desk.place == "text")
    desk.sides.show_head(desk.place == "side")


def where(document: Document, text: DocumentView) -> str:
    """The line at the top of the screen, and how far through the text that is."""
    start, end = text.visible_span
    last = document.passages[-1].end if document.passages else len(document.text)
    share = "end" if end >= last else f"{100 * start // max(1, last)}%"
    return f"line {document.line_of(start)} · {share}"
