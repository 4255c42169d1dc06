"""A question put to the reader in a prompt: what it is for, and what happens with the answer.

Opening, typing, walking the rows below, taking and leaving are the same everywhere, so they live here once; a screen
only says what to do with the text.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from tui.keymap import Press
from tui.session import Doer, Session
from tui.widgets.line_list import LineList
from tui.widgets.messages import Typed
from tui.widgets.prompt import Prompt

if TYPE_CHECKING:
    from textual.widget import Widget


def _nothing() -> None:
    return None


@dataclass(frozen=True)
class Asking:
    """One question. `accept` is given the text on Enter and answers whether the prompt may close.

    `typed` is told each change, `leave` that the prompt was closed without an answer. With `rows`, the arrows walk
    that list, Enter takes the row (by `accept`), and Tab goes into it when `dive` says how. `purpose` names the
    history, `pane` the keys that work in the prompt.
    """

    purpose: str
    label: str
    accept: Callable[[str], Awaitable[bool]]
    typed: Callable[[str], None] | None = None
    leave: Callable[[], None] = _nothing
    text: str = ""
    rows: LineList[Any] | None = None
    dive: Callable[[], None] | None = None
    complete: Callable[[str], str] | None = None
    remembered: bool = True
    pane: str = "prompt"


class Host(Protocol):
    """The screen on which a question is put."""

    @property
    def status(self) -> Widget:
        """Its bottom line, which gives way to a prompt at the foot."""

    def show_heads(self) -> None:
        """Say what the panes show now."""


class Asker:
    """Runs the questions of one screen: at most one is open."""

    def __init__(self, screen: Host, session: Session) -> None:
        self._screen = screen
        self._session = session
        self.asking: Asking | None = None
        self.prompt: Prompt | None = None

    def doers(self) -> dict[str, Doer]:
        return {
            "prompt.accept": self._accept,
            "prompt.close": lambda _: self.leave(),
            "prompt.down": lambda _: self._walk(1),
            "prompt.up": lambda _: self._walk(-1),
            "prompt.page_down": lambda _: self._page(1),
            "prompt.page_up": lambda _: self._page(-1),
            "prompt.complete": lambda _: self._complete(),
            "prompt.earlier": lambda _: self._recall(1),
        }

    def ask(self, prompt: Prompt, asking: Asking) -> None:
        """Open `prompt` for a question; keys go into it from this very step on."""
        if self.asking is not None:
            self.leave()
        self.asking, self.prompt = asking, prompt
        self._screen.status.display = prompt.id != "foot"  # a prompt at the foot takes the place of the bottom line
        prompt.open(asking.purpose, f" {asking.label}", asking.text, self._session.history.of(asking.purpose)[::-1])
        if not asking.text and (unfinished := self._session.state.take_up(asking.purpose)):
            prompt.set_text(unfinished)

    def say(self, text: str) -> None:
        """Say something beside what is typed; nothing once the prompt is closed."""
        if self.prompt is not None:
            self.prompt.say(text)

    def close(self) -> None:
        """Close without telling anybody."""
        prompt, self.asking, self.prompt = self.prompt, None, None
        if prompt is not None:
            prompt.close()
            self._screen.status.display = True
            self._screen.show_heads()

    def leave(self) -> None:
        """Close unanswered."""
        asking = self.asking
        self.close()
        if asking is not None:
            asking.leave()

    def heard(self, message: Typed) -> None:
        """Pass on what was typed, unless the prompt has been closed meanwhile."""
        if self.asking is not None and self.asking.typed is not None and message.prompt == self.asking.purpose:
            self.asking.typed(message.text)

    async def _accept(self, _press: Press) -> None:
        asking, prompt = self.asking, self.prompt
        if asking is None or prompt is None:
            return
        text = prompt.typed
        if await asking.accept(text):
            if asking.remembered:
                self._session.history.add(asking.purpose, text)
            if self.asking is asking:
                self.close()

    def _walk(self, step: int) -> None:
        """Through the rows; upwards from an empty prompt, or from a line that was brought back, through the history."""
        asking, prompt = self.asking, self.prompt
        if asking is None or prompt is None:
            return
        rows = asking.rows
        recalling = prompt.recalling
        if rows is None or not rows.count or (recalling and (step < 0 or recalling > 1)):
            prompt.recall(-step)
        elif step < 0 and not prompt.typed and rows.at_top:
            prompt.recall(1)
        else:
            prompt.settle()
            rows.move(step)

    def _page(self, step: int) -> None:
        if self.asking is not None and self.asking.rows is not None:
            self.asking.rows.page(step)

    def _recall(self, step: int) -> None:
        if self.prompt is not None:
            self.prompt.recall(step)

    def _complete(self) -> None:
        if self.asking is None or self.prompt is None:
            return
        if self.asking.complete is not None:
            completed = self.asking.complete(self.prompt.typed)
            if completed != self.prompt.typed:
                self.prompt.set_text(completed)
        elif self.asking.dive is not None:
            dive = self.asking.dive
            self._session.history.add(self.asking.purpose, self.prompt.typed)
            self.close()
            dive()
