"""A screen whose keys come from the table of actions.

This module alone stands between a key and what it does: it takes keys one by one, in order, in the step in which they
arrive, so that nothing typed ahead is lost or lands elsewhere; and it keeps the bottom line true to the pane in use.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any, ParamSpec, TypeVar

from textual import events
from textual.screen import Screen
from textual.worker import Worker, WorkType

from index.errors import VariorumError
from tui.actions import BY_ID, Action, in_pane
from tui.keymap import Keymap, Press, Sequencer, key_name
from tui.screens.asking import Asker, Asking
from tui.session import Doer, Session
from tui.widgets.messages import Closed, Submitted, Typed
from tui.widgets.prompt import Prompt
from tui.widgets.status_line import Status, StatusLine

P = ParamSpec("P")
T = TypeVar("T")
HINTS = 7
PATIENT = 2  # layers that "back" closes in a row; the press after them leaves, however many are left
ALWAYS = ("app.help", "app.back")  # the ways on and out are shown however narrow the screen


class Keyed(Screen[None]):
    """Base of all screens. Subclasses say which `pane` has the keys, and give a doer for each action in `doers`."""

    AUTO_FOCUS = ""
    DEFAULT_CSS = """
    Keyed { layout: vertical; overflow: hidden hidden; }
    """

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.sequencer = Sequencer(session.keymap)
        self.asker = Asker(self, session)
        self.doers: dict[str, Doer] = self.asker.doers()
        self.status = StatusLine()
        self.held = ""  # at the right of the bottom line: what the next key is about (a selection)
        self.note = ""  # and where there is nothing of the kind, what is under way

    @property
    def place(self) -> str:
        """The pane that has the keys when no prompt is open: a name of `actions.CHAINS`."""
        raise NotImplementedError

    @property
    def pane(self) -> str:
        """The pane that has the keys: a name of `actions.CHAINS`."""
        return self.asker.asking.pane if self.asker.asking is not None else self.place

    # -- keys
    async def press(self, event: events.Key) -> None:
        """Take one key. Called by the app, which sees keys before any widget does."""
        if event.key.startswith("alt+") and event.character and self.asker.prompt is None:
            # Escape and a key in one burst: only the word keys of a prompt are bound to Alt.
            await self.press(events.Key("escape", "\x1b"))
            screen = self.app.screen
            await (screen if isinstance(screen, Keyed) else self).press(events.Key(event.character, event.character))
            return
        key = key_name(event.key, event.character)
        self.status.clear_notice()
        pane, prompt = self.pane, self.asker.prompt
        if prompt is not None and event.is_printable:
            prompt.on_key(event)
            return
        typed = f"{self.sequencer.pending}{key}"
        press = self.sequencer.feed(key, pane)
        if press is not None:
            await self.perform(press)
        elif prompt is not None:
            prompt.on_key(event)
        elif not self.sequencer.pending and key != "Esc":
            self.say(f"{typed} does nothing here; {self.session.keymap.shown('app.help')} shows what does")
        self.show_hints()

    async def paste(self, text: str) -> None:
        """Pasted text is never keys: it goes into the open prompt, or nowhere."""
        if self.asker.prompt is not None:
            self.asker.prompt.insert(text)
        else:
            self.say("nothing to paste into: open a prompt first (/ S Q)")

    async def perform(self, press: Press) -> None:
        """Carry out an action, and say in the bottom line what went wrong with it."""
        doer = self.doers.get(press.action.id) or self.session.doers.get(press.action.id)
        if doer is None:
            self.say(f"{press.action.label} does nothing here")
            return
        try:
            answer = doer(press)
            if inspect.isawaitable(answer):
                await answer
        except VariorumError as error:
            self.say(str(error))

    async def run_action_id(self, action: str) -> None:
        """Carry out an action by name, as the palette and help do."""
        await self.perform(Press(BY_ID[action]))
        self.show_hints()

    async def answer(self, text: str) -> None:
        """Type `text` into the open prompt and take it."""
        if self.asker.prompt is not None:
            self.asker.prompt.set_text(text)
            await self.perform(Press(BY_ID["prompt.accept"]))

    @property
    def on_top(self) -> str:
        """What `back` closes first, the screen itself if nothing else; "" when the next thing is to leave."""
        return "screen"

    @property
    def leaving(self) -> bool:
        """Whether "back" leaves the reader from here: nothing is left to close, or it is the third in a row."""
        return not self.on_top or self.session.backs >= PATIENT

    async def back(self) -> bool:
        """Close what is on top; False when there is nothing left to close, so that the next thing is to leave."""
        return False

    def ask(self, asking: Asking, prompt: Prompt | None = None) -> None:
        """Put a question, in the prompt at the foot unless another one is given."""
        self.asker.ask(prompt or self.query_one("#foot", Prompt), asking)
        self.show_heads()
        self.show_hints()

    def show_heads(self) -> None:
        """Bring the rows above the panes up to date; also called when a prompt opens or closes."""

    def on_typed(self, message: Typed) -> None:
        message.stop()
        self.asker.heard(message)

    def on_closed(self, message: Closed) -> None:
        message.stop()

    def on_submitted(self, message: Submitted) -> None:
        message.stop()

    # -- the bottom line
    def say(self, text: str) -> None:
        """Say something until the next key; where a prompt stands in the place of the bottom line, in it."""
        self.status.notice(text)
        if not self.status.display:
            self.asker.say(text)

    def busy(self, working: bool) -> None:
        """Say that the work of the last key goes on, and how to stop it; keys typed meanwhile are kept."""
        keymap = self.session.keymap
        self.status.show(
            Status(self.hints(self.pane), f"working, {keymap.shown('app.cancel')} stops" if working else self.note)
        )

    def fail(self, text: str) -> None:
        """Say something that stays until it is mended; "" takes it back."""
        self.status.fail(text)

    def hints(self, pane: str) -> tuple[tuple[str, str], ...]:
        """The keys that matter in a pane: the heaviest of the table that this screen can carry out."""
        keymap = self.session.keymap
        offered = [
            action
            for action in in_pane(pane)
            if action.footer
            and keymap.shown(action.id)
            and (action.id in self.doers or action.id in self.session.doers)
        ]
        offered.sort(key=lambda action: -action.footer)
        ways = [action for action in offered if action.id in ALWAYS]
        others = [action for action in offered if action.id not in ALWAYS][: HINTS - len(ways)]
        room = self.app.size.width - sum(_cells(keymap, action) for action in ways)
        shown = []
        for action in others:
            room -= _cells(keymap, action)
            if room > 0:
                shown.append(action)
        leaves = BY_ID["app.quit"].label if self.leaving else ""
        return tuple(
            (keymap.shown(action.id), leaves if leaves and action.id == "app.back" else action.label)
            for action in (*shown, *ways)
        )

    def show_hints(self) -> None:
        """Bring the bottom line up to date with the pane in use."""
        self.status.show(Status(self.hints(self.pane), self.sequencer.pending or self.held or self.note))

    # -- work beside the keys
    def work(
        self, group: str, doing: Callable[P, Coroutine[Any, Any, T]], *given: P.args, **named: P.kwargs
    ) -> Worker[T]:
        """Begin something that takes its time; of one group only what was begun last goes on."""
        # Not a coroutine: of one that is given up before its turn has come, Python would say on the terminal that
        # nobody waited for it.
        work: WorkType[T] = partial(doing, *given, **named)
        return self.run_worker(work, group=group, exclusive=True)

    def later(self, doer: Callable[[], None]) -> Doer:
        """A doer that does not look at its press."""
        return lambda _press: doer()


def _cells(keymap: Keymap, action: Action) -> int:
    """Cells that an action takes in the bottom line."""
    return len(keymap.shown(action.id)) + len(action.label) + 3
