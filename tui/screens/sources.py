"""Which sources take part in a comparison: the documents with a mark before those that do."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from index.model import DocumentInfo
from tui.keymap import Press
from tui.screens.listed import Listed
from tui.session import Session
from tui.widgets.document_list import DocumentList
from tui.widgets.messages import Chosen


class Sources(Listed[DocumentInfo]):
    """`x` marks, Enter goes on with those marked (none: all of them). `taking_part` is what is marked at first."""

    def __init__(self, session: Session, taking_part: Sequence[str], done: Callable[[], Awaitable[None]]) -> None:
        self._documents = DocumentList(id="sources")
        super().__init__(session, self._documents)
        self._marked = [doc for doc in taking_part if session.chosen]
        self._done = done
        self.doers |= {"documents.mark": lambda _: self._mark(), "list.pick": self._mark_row}

    @property
    def place(self) -> str:
        return "documents"

    def on_mount(self) -> None:
        super().on_mount()
        self.rows.set_values([info for info in self.session.shelf.infos if info.readable or not info.problems])
        self._show()

    def _show(self) -> None:
        self._documents.set_marked(self._marked)
        self.show_head("Sources to compare", f"{len(self._marked) or 'all'} take part")
        self.show_hints()

    def _mark(self) -> None:
        info = self.rows.cursor_value
        if info is None:
            return
        if info.id in self._marked:
            self._marked.remove(info.id)
        else:
            self._marked.append(info.id)
        self.rows.move(1)
        self._show()

    def _mark_row(self, press: Press) -> None:
        if self.rows.go_visible(int(press.letter)):
            self._mark()

    async def choose(self) -> None:
        self.session.chosen[:] = self._marked
        await self.app.pop_screen()
        await self._done()

    async def on_chosen(self, message: Chosen) -> None:
        """A click on a row marks it."""
        message.stop()
        self._mark()
