"""Documents come onto the desk: where they are asked for, else where the reader left them, and are remembered there.

It alone puts a document on the screen, so that a jump is noted, marks and panes follow, and a document whose file has
changed since keeps its place by the words that stood there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.model import Document, Span
from tui.screens.keyed import Keyed
from tui.state import Place

if TYPE_CHECKING:
    from tui.screens.desk.screen import Desk


BRINGS_BACK = {
    "search": "search.open", "quote": "quote.open", "find": "find.open", "finder": "finder.open", "check": "check.open",
}  # fmt: skip
"""The action that opens a prompt, for what may be half typed in it."""


class Opening:
    """The document on the desk, and the way to another."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def open(self, doc: str, span: Span | None, jump: bool) -> Document:
        """Open a document on `span`, or where it was left, and give the text the keys. Raises as `Desk.open`."""
        desk, before = self._desk, self._desk.here
        if desk.document is None or doc != desk.document.id:
            document = await desk.session.shelf.read(doc)
            if jump and before is not None:
                desk.session.state.jump(before)
            self.show(document, None if span is None else span[0])
        elif jump and before is not None and span is not None:
            desk.session.state.jump(before)
        assert desk.document is not None
        if span is not None:
            desk.text.go_to(span[0], centre=True)
        desk.focus_pane("text")
        return desk.document

    def put(self, document: Document, caret: int | None, top: int) -> None:
        """Show a document where it was left, or with a caret and its first row where they are given."""
        self.show(document, None)
        if caret is not None:
            self.return_to(caret, top)

    def return_to(self, caret: int, top: int) -> None:
        """Bring the open document back to a place it was at."""
        if self._desk.document is not None:
            self._desk.text.show(self._desk.document, top)
            if caret != top:  # going to a place opens the fold it may lie in
                self._desk.text.go_to(caret)

    def show(self, document: Document, at: int | None) -> None:
        """Put a document on the screen, at the offset `at` or where it was left."""
        desk = self._desk
        self.remember()
        desk.document = document
        self._place(document, at, desk.session.state.places.get(document.id))
        desk.text.set_layer("quotations", [(quotation.start, quotation.end) for quotation in document.quotations])
        desk.document_shown()
        self.remember()
        desk.show_heads()

    def _place(self, document: Document, at: int | None, kept: Place | None) -> None:
        view = self._desk.text
        if at is None and kept is not None:
            offset = kept.found_in(document)
            top = max(0, kept.top + offset - kept.offset) if kept.top >= 0 else offset
            view.show(document, top)
            if offset != top:
                view.go_to(offset)
        else:
            view.show(document, 0)
            if at:
                view.go_to(at, centre=True)

    def remember(self) -> None:
        """Note the place, and what is half typed, in the state."""
        desk = self._desk
        if (here := desk.here) is not None:
            desk.session.state.visit(here)
        top = desk.app.screen
        asker = top.asker if isinstance(top, Keyed) else None
        asking, prompt = (asker.asking, asker.prompt) if asker is not None else (None, None)
        desk.session.state.draft = None
        if asking is not None and prompt is not None and asking.purpose in BRINGS_BACK and prompt.typed.strip():
            desk.session.state.draft = asking.purpose, prompt.typed

    def offer_unfinished(self) -> None:
        """Say what was half typed when the last session was ended from outside, and which key brings it back."""
        session = self._desk.session
        prompt, text = session.state.unfinished or ("", "")
        if (key := session.keymap.shown(BRINGS_BACK.get(prompt, ""))) and text:
            self._desk.say(f"“{text}” was not finished: {key} brings it back")
