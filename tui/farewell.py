"""How a run ends: asked for, by a signal, or because the terminal is gone. What was done is on disk first of all.

It also keeps the frame that the next start shows first, and what was being typed when the end came.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import threading
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from index.paths import config_dir, state_dir
from tui import display as displays
from tui import kept, theming
from tui.driver import ReaderDriver
from tui.journal import log_failure
from tui.screens.keyed import Keyed

if TYPE_CHECKING:
    from textual.app import App

    from index.model import Document
    from tui.frames import Cell
    from tui.screens.desk import Desk
    from tui.session import Session
    from tui.terminal import Saved

SAVING = 10.0  # seconds that saving may take after a signal, on a disk however slow
GRACE = 1.0  # seconds that an orderly exit may take after that


class Farewell:
    """The way out of one run."""

    def __init__(self, reader: App[int], session: Session, desk: Desk) -> None:
        self.saved: Saved | None = None  # the terminal as it was
        self._reader = reader
        self._session = session
        self._desk = desk
        self.leaving = False

    def leave(self, status: int = 0) -> None:
        """Save everything and leave. What could not be saved is said on the terminal at the end."""
        if not self.leaving:
            self.leaving = True
            self._end(status, self._save())

    def _end(self, status: int, problems: Sequence[str]) -> None:
        reader = self._reader
        reader.workers.cancel_all()  # none of them may look for a widget that is gone

        def end() -> None:
            reader.exit(status, return_code=status, message="\n".join(problems) or None)

        if self._usual and displays.freeze(reader):
            reader.call_next(self._keep_frame, end)
        else:
            end()

    @property
    def _usual(self) -> bool:
        """Whether the next start, of which nothing else is asked, has the colours of this one."""
        session, theme = self._session, self._reader.theme
        chosen = session.history.theme or session.settings.theme
        given = theming.first_theme("", session.terminal).name
        return theme == chosen or (theme == given and (not chosen or session.terminal.depth == 0))

    def _save(self) -> list[str]:
        session = self._session
        self._desk.remember()
        return [problem for problem in (session.save(), session.rescue()) if problem]

    # -- signals
    def answer_signals(self) -> None:
        """Answer HUP, TERM, INT and a terminal that is gone by leaving, with 128 and the number of the signal."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGHUP, signal.SIGTERM, signal.SIGINT):
            with contextlib.suppress(ValueError, RuntimeError):
                # Only the main thread may; a reader inside a test runs without.
                loop.add_signal_handler(number, self._signalled, int(number))

        def lost() -> None:
            with contextlib.suppress(RuntimeError):  # the loop is closed: somebody has answered already
                loop.call_soon_threadsafe(self._signalled, int(signal.SIGHUP))

        ReaderDriver.lost = staticmethod(lost)

    def _signalled(self, number: int) -> None:
        status = 128 + number
        if self.leaving:
            self._limit(GRACE, status)
            return
        self.leaving = True
        slow = self._limit(SAVING, status)
        self._keep_drafts()
        problems = self._save()
        slow.cancel()
        # A terminal that hangs can keep an orderly exit, and the loop itself, waiting for ever.
        self._limit(GRACE, status)
        self._end(status, problems)

    def _limit(self, seconds: float, status: int) -> threading.Timer:
        """Leave by force after so many seconds, unless the run has ended by then."""
        last = threading.Timer(seconds, self._force, (status,))
        last.daemon = True
        last.start()
        return last

    def _force(self, status: int) -> None:
        """Leave now, from another thread: what was to be saved is saved, or cannot be."""
        if self.saved is not None:
            self.saved.restore()
        os._exit(status)

    def _keep_drafts(self) -> None:
        """What stands in an open prompt becomes the newest line of its history: the up arrow brings it back.

        Not so in a prompt that has no history.
        """
        for screen in self._reader.screen_stack:
            if not isinstance(screen, Keyed) or screen.asker.asking is None or screen.asker.prompt is None:
                continue
            if screen.asker.asking.remembered:
                self._session.history.add(screen.asker.asking.purpose, screen.asker.prompt.typed)

    def crashed(self) -> None:
        """Something has failed that nobody foresaw: save what can be saved."""
        self.leaving = True
        try:
            self._keep_drafts()
            self._save()
        except Exception as error:  # the error that is told is the first one
            log_failure(error)
        if self.saved is not None:  # this is a program, and nobody else's
            self._limit(GRACE, 2)

    # -- the frame
    async def _keep_frame(self, end: Callable[[], None]) -> None:
        """Compose the desk as the next start shows it, with nothing sent any more, and keep that."""
        reader, desk = self._reader, self._desk
        try:
            kept.drop()
            if desk.document is not None and self._session.terminal.utf8:
                while reader.screen is not desk:
                    await reader.pop_screen()
                _bare(desk)
                await displays.compose(reader, desk)
                self._keep(displays.picture(reader, desk), desk.document)
        except (OSError, TimeoutError):
            return  # worth keeping, not worth a word when it cannot be
        finally:
            end()

    def _keep(self, picture: Sequence[Sequence[Cell]], document: Document) -> None:
        session, settings = self._session, config_dir()
        found = session.shelf.folder.ids().get(document.id)
        if found is None:
            return
        themes = settings / "themes" / f"{self._reader.theme}.yaml"
        state = state_dir()
        chosen = (settings / "config.yaml", settings / "keys.yaml", state / "history.json", themes)
        files = map(str, (found.path, session.state.file, *chosen))
        kept.keep(picture, map(str, session.shelf.roots), files, str(state / "last.json"))


def _bare(desk: Desk) -> None:
    """The desk as the next start will show it: the text alone, nothing asked, found, selected or said."""
    desk.asker.close()
    desk.searching.clear()
    desk.finding.clear()
    desk.text.clear_selection()
    desk.text.clear_layer("caret")
    desk.sides.show("outline")
    desk.note = ""
    desk.status.clear_notice()
    desk.status.fail("")
    desk.focus_pane("text")
