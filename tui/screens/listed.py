"""A list on a page of its own: a row above it that says what it is, `/` to filter it, the moving keys.

The base of every screen that is a list and little else, so that they move, filter and answer to digits alike.
"""

from __future__ import annotations

from typing import Generic, TypeVar

from textual.app import ComposeResult

from tui.keymap import Press
from tui.screens.asking import Asking
from tui.screens.keyed import Keyed
from tui.screens.moving import moves
from tui.session import Session
from tui.widgets.head import Head
from tui.widgets.line_list import LineList
from tui.widgets.messages import Chosen, Highlighted
from tui.widgets.prompt import Prompt

T = TypeVar("T")


class Listed(Keyed, Generic[T]):
    """Shows `rows`. Subclasses say what Enter does (`choose`) and fill the head (`show_head`)."""

    def __init__(self, session: Session, rows: LineList[T]) -> None:
        super().__init__(session)
        self.rows = rows
        self.filtered = ""  # what is typed to filter them
        self.doers |= {
            **moves(lambda: self.rows),
            "find.open": lambda _: self._filter(),
            "list.choose": lambda _: self.choose(),
            "list.pick": self._pick,
        }

    def compose(self) -> ComposeResult:
        yield Head()
        yield self.rows
        yield Prompt(id="foot")
        yield self.status

    def on_mount(self) -> None:
        self.set_focus(self.rows)
        self.show_hints()

    async def choose(self) -> None:
        """What Enter, a digit or a click on a row does."""

    def show_head(self, what: str, note: str) -> None:
        """Say above the list what it is."""
        self.query_one(Head).show(what, note, True)

    async def _pick(self, press: Press) -> None:
        if self.rows.go_visible(int(press.letter)):
            await self.choose()

    def _filter(self) -> None:
        async def accept(_text: str) -> bool:
            return self.rows.count > 0

        def typed(text: str) -> None:
            self.filtered = text
            count = self.rows.filter(text)
            self.asker.say(f"{count} row{'' if count == 1 else 's'}")

        self.ask(Asking("filter", "filter ", accept, typed, lambda: typed(""), rows=self.rows))

    def on_highlighted(self, message: Highlighted) -> None:
        message.stop()

    async def on_chosen(self, message: Chosen) -> None:
        """A click on a row."""
        message.stop()
        await self.choose()
