"""The desk: documents at the left, the text in the middle, what was found at the right.

It owns which document is open, which pane has the keys, and what is on screen at which width; what a key does in a pane
is the business of the parts beside this file. Below 120 columns one pane is shown at a time.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from textual import events
from textual.app import ComposeResult
from textual.widget import Widget

from index.model import Document, Span
from tui.keymap import Press
from tui.screens.desk import layers, panes
from tui.screens.desk.arriving import Arriving
from tui.screens.desk.checking import Checking
from tui.screens.desk.comparing import Comparing
from tui.screens.desk.finding import Finding
from tui.screens.desk.keeping import Keeping
from tui.screens.desk.leading import Leading
from tui.screens.desk.opening import Opening
from tui.screens.desk.previewing import Previewing
from tui.screens.desk.quoting import Quoting
from tui.screens.desk.reading import Reading
from tui.screens.desk.searching import Searching
from tui.screens.desk.sides import Sides
from tui.screens.desk.watching import Watching
from tui.screens.desk.welcome import Welcome
from tui.screens.keyed import Keyed
from tui.session import Session
from tui.state import Place
from tui.widgets.document_list import DocumentList
from tui.widgets.document_view import DocumentView
from tui.widgets.hit_list import HitList
from tui.widgets.line_list import LineList
from tui.widgets.messages import Chosen, Highlighted, Moved, Selected
from tui.widgets.page import WIDE
from tui.widgets.prompt import Prompt


class Desk(Keyed):
    """The main screen. `document` is shown in the first frame, at `at` (an offset) or where the reader left it."""

    DEFAULT_CSS = """
    Desk #panes { height: 1fr; }
    Desk #left, Desk #middle, Desk #right { height: 1fr; }
    Desk.wide #left { padding: 0 1 0 0; }
    Desk.wide #right { padding: 0 0 0 1; }
    Desk.airy Head { margin: 0 0 1 0; }
    Desk.airy #side-prompt { margin: 0 0 1 0; }
    """

    def __init__(
        self,
        session: Session,
        document: Document | None = None,
        at: int | None = None,
        beginning: Document | None = None,
    ) -> None:
        super().__init__(session)
        self.document: Document | None = None
        self.came_from: Callable[[], Awaitable[None]] | None = None  # the way back to what opened the document
        self._first = (document, at)
        self._settled = False  # the first frame is on the screen, so that more may be imported
        self._place = "text" if document is not None or beginning is not None else "documents"
        self.arriving = Arriving(self, beginning)
        self.reading = Reading(self)
        self.finding = Finding(self)
        self.searching = Searching(self)
        self.quoting = Quoting(self)
        self.keeping = Keeping(self)
        self.comparing = Comparing(self)
        self.leading = Leading(self)
        self.sides = Sides(self)
        self.previewing = Previewing(self)
        self.checking = Checking(self)
        self.watching = Watching(self)
        self.opening = Opening(self)
        parts = (
            *(self.reading, self.finding, self.searching, self.quoting),
            *(self.keeping, self.comparing, self.leading, self.sides),
            *(self.checking, self.watching),
        )
        for part in parts:
            self.doers |= part.doers()

    def compose(self) -> ComposeResult:
        yield from panes.compose(self)
        yield Welcome(id="welcome")
        yield Prompt(id="foot")
        yield self.status

    def on_mount(self) -> None:
        document, at = self._first
        self.show_infos()
        if document is not None:
            self.opening.show(document, at)
        self.arriving.begin()
        self.focus_pane(self._place)
        self.opening.offer_unfinished()
        self._greet(self.session.sample and not self.session.state.welcomed)

    def _greet(self, newcomer: bool) -> None:
        """Show the first screen, or take it away."""
        greeting = self.query_one(Welcome)
        if newcomer:
            greeting.greet(self.session.keymap, self.app.size.width)
        greeting.display = newcomer
        self.query_one("#panes").display = not newcomer

    async def press(self, event: events.Key) -> None:
        """The first key takes the first screen away; unless it only asked to leave, it then does what it does."""
        if self.query_one(Welcome).display:
            self._greet(False)
            self.session.state.welcomed = True
            self.focus_pane(self._place)
            if event.key in ("escape", "enter", "space") or event.character == "q":
                return
        await super().press(event)

    async def perform(self, press: Press) -> None:
        await self.arriving.ready(press)
        await super().perform(press)

    # -- what there is
    @property
    def place(self) -> str:
        return self._place

    @property
    def text(self) -> DocumentView:
        return self.query_one("#text", DocumentView)

    @property
    def documents(self) -> DocumentList:
        return self.query_one("#documents", DocumentList)

    @property
    def hits(self) -> HitList:
        return self.query_one("#hits", HitList)

    @property
    def list(self) -> LineList[Any]:
        """The list that has the keys, or the one in the side pane."""
        return self.documents if self._place == "documents" else self.sides.shown

    @property
    def wide(self) -> bool:
        """Whether list, text and side pane stand beside each other."""
        return self.app.size.width >= WIDE

    @property
    def here(self) -> Place | None:
        """The reader's place in the open document."""
        return self.here_at(self.text.caret, self.text.top_offset)

    def here_at(self, caret: int, top: int) -> Place | None:
        """A place in the open document."""
        return None if self.document is None else Place.of(self.document, caret, top)

    # -- opening
    async def open(self, doc: str, span: Span | None = None, *, jump: bool = True) -> Document:
        """Open a document on `span`, or where it was left, and give the text the keys.

        Raises LibraryError or FormatError; then nothing has changed.
        """
        return await self.opening.open(doc, span, jump)

    async def land(self, doc: str, span: Span, query: str) -> None:
        """Open a document on words that were found elsewhere, marked like a match."""
        self.searching.clear()
        self.finding.clear()
        await self.open(doc, span)
        self.finding.mark(doc, query, [span])

    async def show_first(self) -> None:
        """On a wide screen with no document open yet, show the one under the bar; the list keeps the keys."""
        info = self.documents.cursor_value
        if self.wide and self.document is None and self.arriving.beginning is None and info is not None:
            self.opening.show(await self.session.shelf.read(info.id), None)

    async def start_find(self, query: str) -> None:
        """Open on the first place of `query`: in the open document, else wherever in the library it is."""
        if self.document is None or not await self.finding.start(query):
            self.searching.start(query)

    def came_back(self) -> None:
        """A screen above has gone, or the first frame is painted: what may have changed is read again."""
        if not self._settled:
            self._settled = True
            self.watching.begin()
        self.watching.look()
        self.keeping.show_excerpts()
        self.documents.set_marked(self.session.chosen)
        self.show_hints()

    def document_shown(self) -> None:
        """Another document is on the screen: marks, lists and panes follow it."""
        if self._settled:
            self.keeping.show_excerpts()
        self.searching.mark_hits()
        if self.document is not None:
            self.documents.go_key(self.document.id)
        self.sides.refresh_document()

    def remember(self) -> None:
        """Note the place, and what is half typed; it is written when the reader leaves, and now and then."""
        self.opening.remember()

    def index_changed(self) -> None:
        """The index is there, or newer: titles and open questions are brought up to date."""
        self.show_infos()
        self.searching.again()
        self.quoting.again()

    def show_infos(self) -> None:
        """Bring the list of documents up to date with the shelf."""
        self.documents.set_values(self.session.shelf.infos, keep=True)
        if self.document is not None and self._place != "documents":
            self.documents.go_key(self.document.id)
        self.show_heads()
        self.show_hints()

    # -- panes
    def focus_pane(self, place: str) -> None:
        """Give the keys to "documents", "text" or "side"; where only one pane fits, show that one."""
        self._place = place
        if place != "side":
            self.previewing.hide()
        if place == "text" and self._settled:
            self.watching.look()
        panes.lay_out(self)
        target: Widget = self.text if place == "text" else self.list
        self.set_focus(target, scroll_visible=False)
        self.keeping.follow()
        self.show_heads()
        self.show_hints()

    def lay_out(self) -> None:
        panes.lay_out(self)

    def show_heads(self) -> None:
        panes.show_heads(self)

    def on_resize(self, event: events.Resize) -> None:
        panes.lay_out(self)
        self.call_after_refresh(self.quoting.refit)
        if self.query_one(Welcome).display:
            self._greet(True)

    @property
    def on_top(self) -> str:
        return layers.on_top(self)

    async def back(self) -> bool:
        return await layers.close(self)

    # -- messages
    def on_moved(self, _message: Moved) -> None:
        self.show_heads()
        self.sides.follow()
        self.keeping.follow()

    def on_selected(self, message: Selected) -> None:
        message.stop()
        self.keeping.selected(message.span)

    def on_highlighted(self, message: Highlighted) -> None:
        message.stop()
        if self._place == "side":
            self.sides.preview()

    async def on_chosen(self, message: Chosen) -> None:
        """A click on a row; Enter comes as an action."""
        message.stop()
        self.focus_pane("documents" if message.list_id == "documents" else "side")
        await self.run_action_id("list.choose")
