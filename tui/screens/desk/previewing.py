"""The passage behind the row under the bar, while the reader goes through hits: read without leaving the list.

It stands in the place of the text, or below the list where only one pane fits, and is a pane of its own: the text that
was open keeps its place, and no jump is made until a hit is opened.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING

from index.errors import VariorumError
from index.model import Document, Span
from tui.widgets.text_pane import TextPane

if TYPE_CHECKING:
    from tui.screens.desk.screen import Desk

PAUSE = 0.12  # seconds that the bar rests on a row before another document is read for it
MOST = 1 << 20  # bytes: reading a longer file for a glance would hold up the search that goes on
LOW = 18  # rows below which a list and a text do not both fit


class Previewing:
    """What is previewed; `document` is None when nothing is."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.document: Document | None = None

    @property
    def pane(self) -> TextPane:
        return self._desk.query_one("#preview", TextPane)

    @property
    def fits(self) -> bool:
        """Whether there is room for a text beside or below a list."""
        return self._desk.wide or self._desk.app.size.height >= LOW

    @property
    def shown(self) -> Document | None:
        """What is on the screen: the preview, where there is room for it."""
        return self.document if self.fits else None

    def show(self, doc: str, span: Span, others: Sequence[Span] = ()) -> None:
        """Show `span` of a document, marked, with the `others` found there."""
        if self.fits:
            self._desk.work("preview", self._show, doc, span, [*others] or [span])

    async def _show(self, doc: str, span: Span, spans: list[Span]) -> None:
        desk = self._desk
        known = next((one for one in (self.document, desk.document) if one is not None and one.id == doc), None)
        if known is None:
            info = desk.session.shelf.info(doc)
            await asyncio.sleep(PAUSE)
            if info is None or info.size > MOST:
                self.hide()
                return
            try:
                known = await desk.session.shelf.read(doc)
            except VariorumError:
                self.hide()
                return
        if self.pane.document is not known:
            self.pane.show(known, span[0])
        fresh, self.document = self.document is None, known
        if fresh:
            desk.lay_out()
        self.pane.set_layer("hits", spans, current=span)
        self.pane.centre(span[0])
        desk.show_heads()

    def hide(self) -> None:
        """Back to the text itself."""
        self._desk.workers.cancel_group(self._desk, "preview")
        if self.document is not None:
            self.document = None
            self._desk.lay_out()
            self._desk.show_heads()
