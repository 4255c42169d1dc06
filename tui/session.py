"""What one run of the reader knows, handed to every screen: the library, the places, the keys, the excerpts.

Screens know no app; whatever they need of it stands here.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from index.errors import ExcerptError
from index.model import Document, Span
from index.paths import private_dir, state_dir
from index.settings import Settings
from tui import notes
from tui import terminal as terminals
from tui.keymap import Keymap, Press
from tui.shelf import Shelf
from tui.standing import Standing
from tui.state import History, ReadingState

if TYPE_CHECKING:
    from index.excerpts import ExcerptStore

Doer = Callable[[Press], Awaitable[None] | None]
"""Carries out one action."""


@dataclass
class Session:
    """One run of the reader. `doers` are the actions that the app itself carries out, whatever screen is on top."""

    shelf: Shelf
    state: ReadingState
    history: History
    keymap: Keymap = field(default_factory=Keymap)
    doers: dict[str, Doer] = field(default_factory=dict)
    backs: int = 0  # how often "back" was pressed in a row
    chosen: list[str] = field(default_factory=list)  # documents marked for the next comparison
    terminal: terminals.Terminal = field(default_factory=terminals.survey)
    settings: Settings = field(default_factory=Settings)
    theme: str = ""  # asked for at the start, chosen last time, or set; "" is what suits the terminal
    sample: bool = False  # the sample library is open, the first time because there was none to open
    verbs: Callable[[], list[tuple[str, str]]] = list  # the verbs of the command line with their help
    write: Callable[[str], None] = lambda _text: None  # puts a sequence on the terminal
    writing: tuple[str, str] | None = None  # the excerpt whose note is being typed, and what has been typed so far

    @property
    def excerpts(self) -> ExcerptStore:
        """The saved excerpts of all libraries; opened when first asked for."""
        if self._excerpts is None:
            from index.excerpts import ExcerptStore

            self._excerpts = ExcerptStore()
        return self._excerpts

    @property
    def standing(self) -> Standing:
        """Where the excerpts stand in the documents of this library."""
        if self._standing is None:
            self._standing = Standing(self.shelf)
        return self._standing

    _standing: Standing | None = field(default=None, init=False, repr=False)
    _excerpts: ExcerptStore | None = field(default=None, init=False, repr=False)
    _saving: threading.Lock = field(default_factory=threading.Lock, init=False, repr=False)

    async def cite(self, document: Document, span: Span) -> str:
        """A citation of a span of a document."""
        return await self.shelf.call(lambda library: library.cite(document.id, *span))

    @property
    def unsaved(self) -> int:
        """How many changes of excerpts are not on the disk."""
        return len(self._excerpts.unsaved) if self._excerpts is not None else 0

    async def copy(self, name: str, text: str, citation: str = "") -> str:
        """Send text to the clipboard, with a `citation` as a quotation, and keep it in a file; returns one line that
        says what ("sentence") went which way.
        """
        from tui.copying import copy, in_marks

        sent: list[str] = []
        whole = f"{in_marks(text)}\n{citation}" if citation else text
        done = await asyncio.to_thread(copy, whole, self.terminal, sent.append)
        for sequence in sent:
            self.write(sequence)
        return f"{name}{' with citation' if citation else ''}: {done.message}"

    def rescue(self) -> str:
        """Write excerpts that could not be saved once more, or to a file beside; returns what became of them, or ""."""
        if not self.unsaved:
            return ""
        store = self.excerpts
        with contextlib.suppress(ExcerptError):
            store.retry()
            notes.forget_saved(store)
            return ""
        file = state_dir() / f"unsaved-{datetime.now(UTC):%Y%m%dT%H%M%S}.jsonl"
        try:
            count = store.write_elsewhere(private_dir(file.parent) / file.name)
        except (ExcerptError, OSError) as error:
            why = getattr(error, "strerror", None) or error
            return f"changes of excerpts that are lost: {self.unsaved} ({why})"
        return f"changes of excerpts not saved: {count}; they are in {file}: variorum excerpt import {file}"

    def back_up(self) -> None:
        """Copy the log of excerpts, once a day; may run in a thread. A copy that fails is tried again next time."""
        with contextlib.suppress(ExcerptError):
            self.excerpts.back_up()

    def save(self) -> str:
        """Write places, history and a note that is being typed to disk. Returns "" or, in one line, why not.

        May run in a thread; who comes last writes last, so that nothing older takes the place of something newer.
        """
        problems = []
        with self._saving:
            for keep in (self._keep_note, self.state.save, self.history.save):
                try:
                    keep()
                except OSError as error:  # what else there is to save is saved
                    problems.append(error.strerror or str(error))
        return f"place NOT saved: {problems[0]}" if problems else ""

    def _keep_note(self) -> None:
        notes.keep_open(lambda: self.writing)
