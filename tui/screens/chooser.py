"""A full-screen choice: a prompt at the top, rows below that answer to what is typed.

Palette, help, finder and the choice of a topic differ only in their rows; they are made by functions here beside their
data, never by subclasses of the screen.
"""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from textual.app import ComposeResult
from textual.containers import Vertical

from tui.screens.asking import Asking
from tui.screens.keyed import Keyed
from tui.session import Session
from tui.widgets.line_list import LineList
from tui.widgets.messages import Chosen, Highlighted
from tui.widgets.prompt import Prompt

T = TypeVar("T")


@dataclass(frozen=True)
class Choice(Generic[T]):
    """What is asked: `rows(typed)` are the rows for what is typed, `chosen` is told the row after the screen is gone.

    `rows` may be a coroutine; it then runs in a worker and a late answer is dropped. `complete` is what Tab types for a
    row; "" is nothing.
    """

    purpose: str
    label: str
    list: LineList[T]
    rows: Callable[[str], Sequence[T] | Awaitable[Sequence[T]]]
    chosen: Callable[[T], Awaitable[None]]
    text: str = ""
    moved: Callable[[T], None] | None = None
    left: Callable[[], None] | None = None
    complete: Callable[[T], str] | None = None


class Chooser(Keyed, Generic[T]):
    """Shows a `Choice` until something is chosen or the reader leaves."""

    DEFAULT_CSS = """
    Chooser #column { width: 100%; max-width: 110; height: 1fr; }
    """

    def __init__(self, session: Session, choice: Choice[T]) -> None:
        super().__init__(session)
        self._choice = choice
        self._shown: str | None = None  # the text whose rows are shown; none before the first have come
        self.doers |= {
            "prompt.close": lambda _: self._away(),
            "app.cancel": lambda _: self._away(),
        }

    @property
    def place(self) -> str:
        return "prompt"

    def compose(self) -> ComposeResult:
        with Vertical(id="column"):
            yield Prompt(id="prompt")
            yield self._choice.list
        yield self.status

    def on_mount(self) -> None:
        choice = self._choice
        self.ask(
            Asking(
                choice.purpose, choice.label, self._accept, self._typed, text=choice.text, rows=choice.list,
                complete=self._complete,
            ),
            self.query_one(Prompt),
        )  # fmt: skip
        self._typed(choice.text)

    def again(self) -> None:
        """Ask for the rows once more: there are others now."""
        if self.asker.prompt is not None:
            self._typed(self.asker.prompt.typed)

    def _typed(self, text: str) -> None:
        rows = self._choice.rows(text)
        if inspect.isawaitable(rows):
            self.work("rows", self._wait, text, asyncio.ensure_future(rows))
        else:
            self._show(text, rows)

    async def _wait(self, text: str, rows: Awaitable[Sequence[T]]) -> None:
        self._show(text, await rows)

    def _show(self, text: str, rows: Sequence[T]) -> None:
        self._shown = text
        self._choice.list.set_values(rows)
        self.asker.say(str(self._choice.list.count) if text.strip() else "")

    def _complete(self, typed: str) -> str:
        value = self._choice.list.cursor_value
        completed = self._choice.complete(value) if self._choice.complete is not None and value is not None else ""
        return completed or typed

    async def _accept(self, text: str) -> bool:
        if text != self._shown:
            self.workers.cancel_group(self, "rows")
            rows = self._choice.rows(text)
            self._show(text, await rows if inspect.isawaitable(rows) else rows)
        value = self._choice.list.cursor_value
        if value is None:
            return False
        self.asker.close()
        await self.app.pop_screen()
        await self._choice.chosen(value)
        return True

    async def _away(self) -> None:
        self.asker.close()
        await self.app.pop_screen()
        if self._choice.left is not None:
            self._choice.left()

    def on_highlighted(self, message: Highlighted) -> None:
        message.stop()
        value = self._choice.list.cursor_value
        if self._choice.moved is not None and value is not None:
            self._choice.moved(value)

    async def on_chosen(self, message: Chosen) -> None:
        """A click on a row."""
        message.stop()
        if self.asker.prompt is not None:
            await self._accept(self.asker.prompt.typed)

    async def back(self) -> bool:
        await self._away()
        return True
