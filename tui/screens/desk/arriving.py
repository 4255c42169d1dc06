"""A long text is on the screen with its beginning while the rest of it is read.

Moving about works at once. Every other key waits, in order, until the document is there: a search must look through all
of it, and what is saved must be anchored in all of it.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from index.errors import VariorumError
from index.model import Document

if TYPE_CHECKING:
    from tui.keymap import Press
    from tui.screens.desk.screen import Desk

_AT_ONCE = ("app.", "move.down", "move.up", "move.page", "move.half", "move.next_paragraph", "move.previous_paragraph")


class Arriving:
    """The document that is being read, of which `beginning` is shown meanwhile."""

    def __init__(self, desk: Desk, beginning: Document | None) -> None:
        self._desk = desk
        self.beginning = beginning
        self._over = asyncio.Event()

    def begin(self) -> None:
        """Show the beginning, and read the rest once it is on the screen."""
        if self.beginning is not None:
            self._desk.text.show(self.beginning)
            self._desk.documents.go_key(self.beginning.id)
            self._desk.show_heads()
            self._desk.call_after_refresh(self._read, self.beginning)

    async def ready(self, press: Press) -> None:
        """Wait until `press` can be carried out."""
        if self.beginning is not None and not press.action.id.startswith(_AT_ONCE):
            await self._over.wait()

    def _read(self, beginning: Document) -> None:
        self._desk.work("loading", self._load, beginning)

    async def _load(self, beginning: Document) -> None:
        desk = self._desk
        try:
            document = await desk.session.shelf.read(beginning.id)
        except VariorumError as error:
            desk.fail(str(error))
        else:
            if desk.document is None:
                caret, top = desk.text.caret, desk.text.top_offset
                desk.opening.put(document, caret if document.text.startswith(desk.text.text) and top else None, top)
        finally:
            self.beginning = None
            self._over.set()
