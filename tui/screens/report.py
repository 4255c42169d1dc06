"""What a verb of the command line prints, on a screen: the palette runs verbs and shows here what they say.

A process of its own, because verbs write to standard output, which belongs to the screen here, and may run long: `^c`
or `q` stops it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import AsyncIterator, Sequence

from textual.app import ComposeResult

from index.text.clean import clean
from tui.children import Child
from tui.keymap import Press
from tui.screens.asking import Asking
from tui.screens.keyed import Keyed
from tui.screens.moving import moves
from tui.session import Session
from tui.widgets.head import Head
from tui.widgets.line_list import Item, LineList
from tui.widgets.prompt import Prompt

LIMIT = 20_000  # lines


async def run_verb(session: Session, arguments: Sequence[str]) -> AsyncIterator[str]:
    """Run `variorum ARGUMENTS` on the open library and yield what it prints, line by line, complaints too."""
    libraries = [part for root in session.shelf.roots for part in ("-L", str(root))]
    argv = [sys.executable, "-P", "-c", "from tui.cli import main; main()", *libraries, *arguments]
    count = 0
    async for line in Child(argv, {**os.environ, "TERM": "dumb", "PYTHONIOENCODING": "utf-8"}, together=True).lines():
        count += 1
        if count > LIMIT:
            yield f"… cut after {LIMIT} lines; run the verb in a shell for all of it"
            break
        yield line


class Printed(LineList[str]):
    """Lines of text as they are."""

    EMPTY = ""

    def item_of(self, value: str) -> Item:
        return Item("", ((clean(value), ""),))


class Report(Keyed):
    """Shows lines as they come. `title` says what they are."""

    def __init__(self, session: Session, title: str, lines: AsyncIterator[str]) -> None:
        super().__init__(session)
        self._title = title
        self._lines = lines
        self._got: list[str] = []
        self.doers |= {
            **moves(lambda: self._list),
            "find.open": self._find,
        }

    @property
    def place(self) -> str:
        return "page"

    @property
    def _list(self) -> Printed:
        return self.query_one(Printed)

    def compose(self) -> ComposeResult:
        yield Head()
        yield Printed(id="lines")
        yield Prompt(id="foot")
        yield self.status

    def on_mount(self) -> None:
        self.query_one(Head).show(self._title, "running", True)
        self.set_focus(self._list)
        self.show_hints()
        self.run_worker(self._take(), group="report", exclusive=True)

    async def _take(self) -> None:
        async for line in self._lines:
            self._got.append(line)
            self._list.set_values(self._got, cursor=self._list.cursor)
        count = len(self._got)
        self.query_one(Head).show(
            self._title, f"{count} line{'s' if count != 1 else ''}" if count else "nothing printed", True
        )

    async def _find(self, _press: Press) -> None:
        async def accept(_text: str) -> bool:
            return True

        def typed(text: str) -> None:
            self._list.filter(text)

        self.ask(Asking("filter", "filter ", accept, typed, lambda: typed("")))
