"""The application: keys in order, signals answered, the index brought up behind the text.

It owns what belongs to no screen: the one door through which keys come in, the way out (which saves first), and the
background work of the start. Everything else is the business of screens.
"""

from __future__ import annotations

import asyncio
import contextlib

from textual import events
from textual.app import App
from textual.screen import Screen
from textual.timer import Timer
from textual.worker import Worker, WorkerCancelled, WorkerFailed

from index.errors import VariorumError
from index.model import Document
from index.paths import config_dir
from tui import display as displays
from tui import theming
from tui.driver import ReaderDriver
from tui.farewell import Farewell
from tui.journal import log_failure
from tui.kept import Frame
from tui.keymap import Press
from tui.screens.desk import Desk
from tui.screens.keyed import Keyed
from tui.session import Session
from tui.widgets.messages import Moved

CANCELLABLE = ("search", "quote", "find", "rows", "topics", "report")
MOMENT = 0.15  # seconds that the work of a key may take before later keys wait and ^c can stop it
SAVE_AFTER = 1.0  # seconds after a move, or a key in a prompt, until the place and what is half typed are written


class Reader(App[int]):
    """One run of the reader."""

    CSS = theming.STYLESHEET
    ENABLE_COMMAND_PALETTE = False
    AUTO_FOCUS = ""

    def __init__(
        self,
        session: Session,
        document: Document | None = None,
        at: int | None = None,
        find: str = "",
        display: str = "",
        beginning: Document | None = None,
        standing: Frame | None = None,
    ) -> None:
        theme = theming.first_theme(session.theme, session.terminal)
        super().__init__(driver_class=ReaderDriver, ansi_color=theme.native)
        self.session = session
        self.register_theme(theming.for_textual(theme))
        self.theme = theme.name
        displays.install(self, display or "auto", standing)
        displays.on_crash(self, self._crashed)
        session.write = lambda sequence: displays.send(self, sequence)
        self._find = find
        self._warned = False  # that something is not saved
        self._working: asyncio.Task[None] | None = None  # what a key began and is not done with
        self._held: list[events.Key | events.Paste] = []  # keys typed meanwhile
        self._saving: Timer | None = None
        self._opening: Worker[None] | None = None
        self._desk = Desk(session, document, at, beginning)
        self.farewell = Farewell(self, session, self._desk)
        session.doers |= {
            "app.back": self._back,
            "app.quit": lambda _: self.leave(),
            "app.cancel": lambda _: self._cancel(),
            "app.suspend": lambda _: self.action_suspend_process(),
            "app.redraw": lambda _: self._redraw(),
            "app.palette": lambda _: self._palette(),
            "app.help": lambda _: self._help(),
            "app.theme": lambda _: self._themes(),
        }

    async def on_unmount(self) -> None:
        """Wait for the child process to be gone: it would hold the pipes of a loop that is no more."""
        if self._opening is not None:
            self._opening.cancel()
            with contextlib.suppress(WorkerCancelled, WorkerFailed):
                await self._opening.wait()

    # -- start
    async def on_mount(self) -> None:
        self.farewell.answer_signals()
        self.app_resume_signal.subscribe(self, lambda _: self._redraw())
        await self.push_screen(self._desk)
        self.call_after_refresh(self._begin)

    async def _begin(self) -> None:
        """What waits until the text is on the screen."""
        if self.farewell.leaving:
            return
        self._desk.came_back()
        if self._find:
            await self._desk.start_find(self._find)
        else:
            with contextlib.suppress(VariorumError):  # a file that cannot be read says so when it is opened
                await self._desk.show_first()
        if self.session.theme and self.theme not in (self.session.theme, "monochrome"):
            self._desk.say(f"there is no theme {self.session.theme}; `variorum themes` lists them")
        problems = (*self.session.settings.problems, *self.session.keymap.problems)
        for problem in problems[:1]:
            more = f" (1 of {len(problems)}: variorum doctor)" if len(problems) > 1 else ""
            self._desk.say(problem.removeprefix(f"{config_dir()}/") + more)
        self._opening = self.run_worker(self._open_library, name="library")

    async def _open_library(self) -> None:
        """The index of last time, titles that it lacks, the index of now; the reader is usable all the while."""
        shelf, desk = self.session.shelf, self._desk
        if await shelf.open_index():
            desk.index_changed()
        await shelf.read_titles()
        desk.show_infos()
        await desk.watching.renew()
        await asyncio.to_thread(self.session.back_up)

    # -- keys
    async def on_event(self, event: events.Event) -> None:
        """Keys and pastes go to the screen on top here and now, one after the other.

        Textual would queue each for the widget that has the focus when it arrives; keys typed ahead of a prompt would
        go to the widget below it.
        """
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            if self._working is None:
                await self._take(event)
            elif isinstance(event, events.Key) and event.key in ("ctrl+c", "escape"):
                self._held.clear()
                self._working.cancel()
            else:
                self._held.append(event)
        else:
            await super().on_event(event)

    async def _take(self, event: events.Key | events.Paste) -> None:
        """Carry out one key. What takes longer than a moment goes on by itself, and later keys wait for it in order."""
        work = asyncio.create_task(self._carry_out(event))
        done, _ = await asyncio.wait({work}, timeout=MOMENT)
        if done:
            work.result()
            return
        self._working = work
        screen = self.screen
        if isinstance(screen, Keyed):
            screen.busy(True)
        work.add_done_callback(lambda _: self.call_next(self._go_on, screen))

    async def _go_on(self, screen: Screen[object]) -> None:
        """What took its time is done: now the keys that were typed meanwhile."""
        work, self._working = self._working, None
        if isinstance(screen, Keyed):
            screen.busy(False)
        if work is not None and work.cancelled():
            self._desk.say("stopped")
        elif work is not None:
            work.result()
        while self._held and self._working is None:
            await self._take(self._held.pop(0))

    async def _carry_out(self, event: events.Key | events.Paste) -> None:
        screen = self.screen
        if not isinstance(screen, Keyed):
            return
        if screen.asker.asking is not None:
            self._save_soon()
        if isinstance(event, events.Paste):
            await screen.paste(event.text)
            return
        if self.session.keymap.shown("app.back") != event.character and event.key != "escape":
            self.session.backs = 0
        await screen.press(event)

    async def _back(self, _press: Press) -> None:
        """One layer at a time; the third press in a row leaves, however many layers are left."""
        screen = self.screen
        if not isinstance(screen, Keyed) or screen.leaving:
            self.leave()
            return
        self.session.backs += 1
        if not await screen.back():
            await self.pop_screen()
            self._desk.came_back()

    async def _palette(self) -> None:
        from tui.screens.palette import palette  # not before the first paint

        if isinstance(self.screen, Keyed):
            await self.push_screen(palette(self.session, self.screen))

    async def _help(self) -> None:
        from tui.screens.help import help_screen

        if isinstance(self.screen, Keyed):
            await self.push_screen(help_screen(self.session, self.screen))

    async def _themes(self) -> None:
        from tui.screens.themes import theme_screen

        await self.push_screen(theme_screen(self.session, self.theme, self._wear, self._choose))

    def _wear(self, theme: theming.Colours) -> None:
        self.register_theme(theming.for_textual(theme))
        self.ansi_color = theme.native
        self.theme = theme.name

    def _choose(self, theme: theming.Colours) -> None:
        self._wear(theme)
        self.session.history.wear(theme.name)

    def _cancel(self) -> None:
        screen = self.screen
        if not isinstance(screen, Keyed):
            return
        for group in CANCELLABLE:
            self.workers.cancel_group(screen, group)
        if screen.asker.asking is not None:
            screen.asker.leave()
        elif not self._desk.watching.stop():
            screen.say(f"{self.session.keymap.shown('app.back')} goes back and then quits")

    def _redraw(self) -> None:
        displays.forget(self)
        self.refresh(layout=True)

    # -- the way out
    def on_moved(self, _message: Moved) -> None:
        self._save_soon()

    def _save_soon(self) -> None:
        """Write place and draft in a moment, and once for all that happens until then: who kills us loses no more."""
        if self._saving is None:
            self._saving = self.set_timer(SAVE_AFTER, self._save_now)

    async def _save_now(self) -> None:
        self._saving = None
        self._desk.remember()
        await asyncio.to_thread(self.session.save)

    def leave(self, status: int = 0) -> None:
        """Save and leave; with an unsaved excerpt only when asked a second time."""
        waiting = self.session.unsaved
        if waiting and not self._warned:
            self._warned = True
            keys = self.session.keymap
            self._desk.fail(
                f"{waiting} excerpt{'s are' if waiting > 1 else ' is'} NOT saved: {keys.shown('excerpt.retry')} tries "
                f"again, {keys.shown('app.back')} leaves"
            )
            return
        self.farewell.leave(status)

    def _crashed(self, error: BaseException) -> str:
        """Save what there is, and say what happened in one line; "" for what fails because everything is ending."""
        log = log_failure(error)
        if self.farewell.leaving:
            return ""
        self.farewell.crashed()
        where = f"; {log}" if log else ""
        return f"variorum: this should not have happened ({type(error).__name__}); nothing saved is lost{where}"
