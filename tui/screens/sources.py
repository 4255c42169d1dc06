"""Which sources take part in a comparison: the documents with a mark before those that do."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from textual.app import ComposeResult

from tui.keymap import Press
from tui.screens.asking import Asking
from tui.screens.keyed import Keyed
from tui.screens.moving import moves
from tui.session import Session
from tui.widgets.document_list import DocumentList
from tui.widgets.head import Head
from tui.widgets.messages import Chosen, Highlighted
from tui.widgets.prompt import Prompt


class Sources(Keyed):
    """`x` marks, Enter goes on with those marked (none: all of them). `taking_part` is what is marked at first."""

    def __init__(self, session: Session, taking_part: Sequence[str], done: Callable[[], Awaitable[None]]) -> None:
        super().__init__(session)
        self._marked = [doc for doc in taking_part if session.chosen]
        self._done = done
        self.doers |= {
            **moves(lambda: self._list),
            "documents.mark": lambda _: self._mark(),
            "list.choose": lambda _: self._go(),
            "list.pick": self._pick,
            "find.open": lambda _: self._find(),
        }

    @property
    def place(self) -> str:
        return "documents"

    @property
    def _list(self) -> DocumentList:
        return self.query_one(DocumentList)

    def compose(self) -> ComposeResult:
        yield Head()
        yield DocumentList(id="sources")
        yield Prompt(id="foot")
        yield self.status

    def on_mount(self) -> None:
        self._list.set_values([info for info in self.session.shelf.infos if info.readable or not info.problems])
        self.set_focus(self._list)
        self._show()

    def _show(self) -> None:
        self._list.set_marked(self._marked)
        count = str(len(self._marked)) if self._marked else "all"
        self.query_one(Head).show("Sources to compare", f"{count} take part", True)
        self.show_hints()

    def _mark(self) -> None:
        info = self._list.cursor_value
        if info is None:
            return
        if info.id in self._marked:
            self._marked.remove(info.id)
        else:
            self._marked.append(info.id)
        self._list.move(1)
        self._show()

    async def _pick(self, press: Press) -> None:
        if self._list.go_visible(int(press.letter)):
            self._mark()

    async def _go(self) -> None:
        self.session.chosen[:] = self._marked
        await self.app.pop_screen()
        await self._done()

    def _find(self) -> None:
        async def accept(_text: str) -> bool:
            return self._list.count > 0

        def typed(text: str) -> None:
            self._list.filter(text)

        self.ask(Asking("filter", "filter ", accept, typed, lambda: typed(""), rows=self._list))

    def on_highlighted(self, message: Highlighted) -> None:
        message.stop()

    def on_chosen(self, message: Chosen) -> None:
        """A click on a row marks it."""
        message.stop()
        self._mark()
