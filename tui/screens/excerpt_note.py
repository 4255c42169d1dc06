"""The note on an excerpt: typed in a prompt, or written in the reader's editor when it is long; never lost half-way."""

from __future__ import annotations

import contextlib
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from tui import notes
from tui.screens.asking import Asking
from tui.session import Doer, Session

if TYPE_CHECKING:
    from index.excerpts import Excerpt
    from tui.screens.keyed import Keyed

Change = Callable[[Callable[[], object], str], Awaitable[bool]]
"""Carries out a change and says what came of it; True when it is on the disk."""


class NoteWriting:
    """Writes notes on one screen. `here` finds the excerpt meant, `change` carries a change out."""

    def __init__(self, screen: Keyed, session: Session, here: Callable[[], Excerpt | None], change: Change) -> None:
        self._screen = screen
        self._session = session
        self._here = here
        self._change = change
        self._noted: Excerpt | None = None  # the one whose note is in the prompt

    def doers(self) -> dict[str, Doer]:
        return {
            "excerpt.note": lambda _: self._note(),
            "excerpt.write": lambda _: self._write(),
            "note.editor": lambda _: self._on_in_editor(),
        }

    async def _note(self) -> None:
        """In the prompt; a note of several lines goes to the editor, unless that has just failed on it."""
        excerpt = self._here()
        if excerpt is None:
            return
        unfinished = notes.kept(excerpt.id)
        text = excerpt.note if unfinished is None else unfinished
        if "\n" in text and unfinished is None and _available():
            await self._edit(excerpt, text)
            return
        self._noted = excerpt

        async def accept(typed: str) -> bool:
            self._session.writing = None
            self._noted = None
            await self._save(excerpt, typed)
            return True

        def typed(so_far: str) -> None:
            self._session.writing = (excerpt.id, so_far)

        def leave() -> None:
            self._session.writing = self._noted = None
            if unfinished is None:
                notes.forget(excerpt.id)
            else:
                with contextlib.suppress(OSError):
                    notes.keep(excerpt.id, unfinished)
                self._screen.say(f"it is kept as it was; {self._session.keymap.shown('excerpt.note')} goes on with it")

        self._screen.ask(Asking("note", "note ", accept, typed, leave, text=text, remembered=False, pane="noting"))
        keys = self._session.keymap
        hint = f"{keys.shown('note.editor')} editor"
        self._screen.asker.say(f"as you left it · {hint}" if unfinished is not None else hint)

    async def _write(self) -> None:
        excerpt = self._here()
        if excerpt is not None:
            unfinished = notes.kept(excerpt.id)
            await self._edit(excerpt, excerpt.note if unfinished is None else unfinished)

    async def _on_in_editor(self) -> None:
        """From the prompt to the editor, with what has been typed."""
        excerpt, prompt = self._noted, self._screen.asker.prompt
        if excerpt is None or prompt is None:
            return
        text = prompt.typed
        self._session.writing = self._noted = None
        self._screen.asker.close()
        await self._edit(excerpt, text)

    async def _edit(self, excerpt: Excerpt, text: str) -> None:
        from tui import editor

        try:
            argv = editor.command()
            file = notes.keep(excerpt.id, text + "\n" if text else "")
        except (OSError, ValueError) as error:
            self._screen.say(f"no editor: {error}")
            return
        if not argv:
            notes.forget(excerpt.id)
            self._screen.say("no editor: set EDITOR, for example EDITOR=nano")
            return
        try:
            problem = editor.edit(argv, file, self._screen.app.suspend)
        except SuspendNotSupported:
            notes.forget(excerpt.id)
            self._screen.say("this terminal cannot be given to an editor")
            return
        written = notes.kept(excerpt.id)
        if problem and written == text == excerpt.note:
            notes.forget(excerpt.id)
            self._screen.say(f"the note is as it was: {problem}")
            return
        if problem or written is None:
            shown = self._session.keymap.shown("excerpt.note")
            self._screen.fail(f"note NOT saved: {problem or 'its file is gone'}; {shown} goes on with it ({file})")
            return
        await self._save(excerpt, written)

    async def _save(self, excerpt: Excerpt, text: str) -> None:
        store = self._session.excerpts
        if text.strip() == excerpt.note:
            notes.forget(excerpt.id)
            self._screen.say("the note is as it was")
            return

        def save() -> None:
            store.note(excerpt.id, text)
            notes.forget(excerpt.id)

        if not await self._change(save, "note saved"):
            with contextlib.suppress(OSError, ValueError):
                notes.keep(excerpt.id, text)


def _available() -> bool:
    from tui import editor  # not before the first paint

    with contextlib.suppress(ValueError):
        return bool(editor.command())
    return False
