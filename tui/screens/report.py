"""What a verb of the command line prints, on a screen: the palette runs verbs and shows here what they say.

A process of its own, because verbs write to standard output, which belongs to the screen here, and may run long: `^c`
or `q` stops it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import AsyncIterator, Sequence

from index.text.clean import clean
from tui.children import Child
from tui.screens.listed import Listed
from tui.session import Session
from tui.widgets.line_list import Item, LineList

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


class Report(Listed[str]):
    """Shows lines as they come. `title` says what they are."""

    def __init__(self, session: Session, title: str, lines: AsyncIterator[str]) -> None:
        super().__init__(session, Printed(id="lines"))
        self._title = title
        self._lines = lines
        self._got: list[str] = []

    @property
    def place(self) -> str:
        return "page"

    def on_mount(self) -> None:
        super().on_mount()
        self.show_head(self._title, "running")
        self.work("report", self._take)

    async def _take(self) -> None:
        async for line in self._lines:
            self._got.append(line)
            self.rows.set_values(self._got, cursor=self.rows.cursor)
        count = len(self._got)
        self.show_head(self._title, f"{count} line{'s' if count != 1 else ''}" if count else "nothing printed")
