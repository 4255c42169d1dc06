"""All saved excerpts of all documents (`E`): search as you type over words, notes and tags, and back to the place.

What is read from the disk, folded or looked up in sources is so in threads: ten thousand excerpts hold up no key.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from index.errors import ExcerptError, VariorumError
from index.excerpts import Excerpt, Listing, citation
from tui import notes
from tui.keymap import Press
from tui.screens.asking import Asking
from tui.screens.chooser import Choice as Asked
from tui.screens.chooser import Chooser
from tui.screens.excerpt_board import Board
from tui.screens.excerpt_choice import ORDERS, Choice, Narrowing, NarrowingList, narrowings
from tui.screens.excerpt_detail import detail
from tui.screens.excerpt_edits import ExcerptEdits
from tui.screens.excerpt_export import export_screen
from tui.screens.excerpt_rows import Rows
from tui.screens.flow import Lines
from tui.screens.keyed import Keyed
from tui.screens.matching import matching
from tui.screens.moving import moves
from tui.session import Session
from tui.widgets.head import Head
from tui.widgets.messages import Chosen, Highlighted
from tui.widgets.prompt import Prompt
from tui.widgets.side_lists import ExcerptList, ExcerptRow

WIDE = 120
Going = Callable[[Excerpt], Awaitable[None]]
Doing = Callable[[Press], Awaitable[None]]


class Excerpts(Keyed):
    """The list of excerpts with the one under the bar in full.

    `go` opens the document of one at its place; `place` lets the reader say where one stands that was not found;
    `desk` does what the desk does, once the list is gone.
    """

    DEFAULT_CSS = """
    Excerpts #excerpts-pane { width: 1fr; height: 1fr; }
    Excerpts #detail-pane { padding: 0 1; }
    """

    def __init__(self, session: Session, go: Going, place: Going, desk: Doing) -> None:
        super().__init__(session)
        self._go = go
        self._place = place
        self._desk = desk
        self._excerpts: dict[str, Excerpt] = {}
        self._statuses: dict[str, str] = {}
        self._arranged: Sequence[Excerpt] = ()  # narrowed and ordered
        self._listing = Listing()  # searches those, once they are folded
        self._folded: Sequence[Excerpt] | None = None  # those that it holds
        self._turn = 0  # counts the times that they were arranged: a late answer is dropped
        self._folding = threading.Lock()
        self._choice = Choice()
        self._query = ""
        self._found: Sequence[Excerpt] = ()
        self._unfinished: set[str] = set()
        self._edits = ExcerptEdits(self, session, self._chosen, self.refresh_rows)
        self._board = Board(session, self._chosen, self._edits.change)
        self.doers |= {
            **moves(lambda: self._list),
            **self._edits.doers(),
            **self._board.doers(),
            "find.open": lambda _: self._find(),
            "list.choose": lambda _: self._open(),
            "list.pick": self._pick,
            "copy.text": lambda _: self._copy(cite=False),
            "copy.cite": lambda _: self._copy(cite=True),
            "excerpt.place": lambda _: self._by_hand(),
            "excerpts.filter": lambda _: self._narrow(),
            "excerpts.sort": lambda _: self._choose(replace(self._choice.next_order(), board=False)),
            "excerpts.board": lambda _: self._choose(replace(self._choice, board=not self._choice.board)),
            "excerpts.export": lambda _: self._export(),
        }

    @property
    def place(self) -> str:
        return "excerpts"

    @property
    def _list(self) -> ExcerptList:
        return self.query_one(ExcerptList)

    def compose(self) -> ComposeResult:
        with Horizontal(id="excerpts-pane"):
            with Vertical():
                yield Head(id="head")
                yield ExcerptList(id="excerpts")
            with Vertical(id="detail-pane"):
                yield Lines(id="detail")
        yield Lines(id="below")
        yield Prompt(id="foot")
        yield self.status

    async def on_mount(self) -> None:
        self.set_focus(self._list)
        self._arrange()
        await self.refresh_rows()
        self.show_hints()
        self.work("standing", self._look_up)

    def on_resize(self, event: events.Resize) -> None:
        self._arrange()
        self._show_detail()

    def _arrange(self) -> None:
        wide = self.app.size.width >= WIDE
        self.query_one("#detail-pane").display = wide
        below = self.query_one("#below")
        below.display = not wide
        below.styles.height = max(3, min(9, self.app.size.height // 3))

    # -- what is shown
    async def refresh_rows(self) -> None:
        """Read the excerpts again; those that are new or changed are made ready to be searched."""
        try:
            excerpts = await asyncio.to_thread(self.session.excerpts.all)
        except ExcerptError as error:
            self.fail(str(error))
            excerpts = ()
        self._excerpts = {excerpt.id: excerpt for excerpt in excerpts}
        await self._arrange_rows()

    async def _look_up(self) -> None:
        """Find out how every excerpt stands in its source today, and show it as it becomes known."""
        try:
            async for found in self.session.standing.statuses(tuple(self._excerpts.values())):
                news = any(status != self._statuses.get(name, "exact") for name, status in found.items())
                self._statuses |= found
                if news or self._choice.status:
                    await self._arrange_rows()
        except VariorumError as error:
            self.fail(str(error))

    async def _choose(self, choice: Choice) -> None:
        self._choice = choice
        await self._arrange_rows()

    async def _arrange_rows(self) -> None:
        """Narrow and order the excerpts as chosen; they are shown before they are ready to be searched."""
        self._turn = turn = self._turn + 1
        choice, excerpts, statuses = self._choice, tuple(self._excerpts.values()), dict(self._statuses)
        self._unfinished = set(notes.waiting())
        arranged = await asyncio.to_thread(choice.of, excerpts, statuses)
        if turn != self._turn:
            return
        self._arranged = arranged
        self._show_rows(keep=True)
        self.work("listing", self._prepare, self._arranged)

    async def _prepare(self, excerpts: Sequence[Excerpt]) -> None:
        """Fold what is to be searched: half a second for ten thousand, the first time."""

        def prepare() -> None:
            with self._folding:
                self._listing.update(excerpts)

        await asyncio.to_thread(prepare)
        self._folded = excerpts
        if excerpts is self._arranged and self._query:
            self._show_rows(keep=True)

    def _show_rows(self, keep: bool = False) -> None:
        """The excerpts that hold what is typed; until they can be searched, those that are shown stay."""
        if not self._query:
            self._found = self._arranged
        elif self._folded is self._arranged:
            self._found = self._listing.search(self._query)
        self._list.set_values(Rows(self._found, self._row), keep=keep)
        self._show_head()
        self._show_detail()

    def _row(self, e: Excerpt, number: int) -> ExcerptRow:
        status = "note unfinished" if e.id in self._unfinished else self._statuses.get(e.id, "")
        on_board = number if self._choice.board else 0
        return ExcerptRow(
            e.id, e.doc, e.title or e.doc, e.text, e.speaker or "", e.note, e.tags, status, self._query, on_board
        )

    def _show_head(self) -> None:
        shown, every, choice = self._list.count, len(self._excerpts), self._choice
        titles = {e.doc: e.title for e in self._excerpts.values() if e.doc == choice.doc}
        name = " · ".join(part for part in ("Board" if choice.board else "Excerpts", choice.called(titles)) if part)
        keys = self.session.keymap
        order = f", {ORDERS[choice.order]}"
        if choice.board:
            order = f"   {keys.shown('board.up')} {keys.shown('board.down')} move, {keys.shown('board.put')} takes off"
        count = f"{shown} of {every}" if shown != every else str(every)
        self.query_one("#head", Head).show(name, f"{count}{order}", True)
        if choice.board and not shown:
            self._list.say_empty(f"the board is empty: {keys.shown('board.put')} in the list puts an excerpt on it")
        elif every:
            self._list.say_empty(f"none of them: {keys.shown('excerpts.filter')} filters otherwise")

    def _chosen(self) -> Excerpt | None:
        row = self._list.cursor_value
        return self._excerpts.get(row.id) if row is not None else None

    def on_highlighted(self, message: Highlighted) -> None:
        message.stop()
        if message.list_id == "excerpts":  # the detail is a list too, and tells of itself
            self._show_detail()

    def _show_detail(self) -> None:
        wide = self.app.size.width >= WIDE
        pane = self.query_one("#detail" if wide else "#below", Lines)
        width = (self.app.size.width // 2 if wide else self.app.size.width) - 4
        excerpt = self._chosen()
        pane.show([] if excerpt is None else detail(excerpt, width, self._statuses.get(excerpt.id, "")))

    async def back(self) -> bool:
        """The board, then what the list is narrowed to, then the list itself."""
        if self._choice.board:
            await self._choose(replace(self._choice, board=False))
        elif self._choice.narrow or self._query:
            self._query = ""
            await self._choose(self._choice.cleared())
        else:
            return False
        return True

    # -- keys
    async def perform(self, press: Press) -> None:
        if "desk" in press.action.contexts:
            await self.app.pop_screen()
            await self._desk(press)
        else:
            await super().perform(press)

    def _find(self) -> None:
        async def accept(_text: str) -> bool:
            return self._list.count > 0

        def typed(text: str) -> None:
            self._query = text
            self._show_rows()
            self.asker.say(f"{self._list.count} of {len(self._excerpts)}")

        self.ask(Asking("filter", "search excerpts ", accept, typed, lambda: typed(""), rows=self._list))

    async def _narrow(self) -> None:
        ways = narrowings(self._excerpts.values(), self._statuses, self._choice)

        def rows(typed: str) -> Sequence[Narrowing]:
            return matching(typed, ways, lambda way: (way.name, way.kind))

        async def chosen(way: Narrowing) -> None:
            await self._choose(way.taken(self._choice))

        await self.app.push_screen(Chooser(self.session, Asked("narrow", "Only ", NarrowingList(), rows, chosen)))

    async def _export(self) -> None:
        if shown := self._found:
            await self.app.push_screen(export_screen(self.session, self, lambda: shown))
        else:
            self.say("nothing is shown, so there is nothing to export")

    async def _open(self) -> None:
        excerpt = self._chosen()
        if excerpt is not None and excerpt.doc not in self.session.shelf.ids:
            self.say(f"from another library: variorum {excerpt.path}")
        elif excerpt is not None:
            await self.app.pop_screen()
            await self._go(excerpt)

    async def _by_hand(self) -> None:
        excerpt = self._chosen()
        if excerpt is not None:
            await self.app.pop_screen()
            await self._place(excerpt)

    async def _pick(self, press: Press) -> None:
        if self._list.go_visible(int(press.letter)):
            await self._open()

    async def _copy(self, cite: bool) -> None:
        excerpt = self._chosen()
        if excerpt is not None:
            text = " ".join(excerpt.text.split("\n"))
            self.say(await self.session.copy("excerpt", text, citation(excerpt) if cite else ""))

    async def on_chosen(self, message: Chosen) -> None:
        """A click on a row."""
        message.stop()
        await self._open()
