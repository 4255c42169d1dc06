"""What can be done with a saved excerpt: note, tag, delete, undo, write again. The same on the desk and in the list.

"Saved" is said when the change is on disk; a failure stays on the screen until it is mended, and the change waits.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from index.errors import ExcerptError
from tui.keymap import Press
from tui.screens.asking import Asking
from tui.session import Doer, Session

if TYPE_CHECKING:
    from index.excerpts import Excerpt
    from tui.screens.keyed import Keyed


def not_saved(error: ExcerptError) -> str:
    """What the screen says of a change that is not on disk, with its cause."""
    return f"NOT saved: {str(error).removeprefix('NOT saved: ')}"


class ExcerptEdits:
    """Changes of excerpts on one screen. `here` finds the excerpt meant, `changed` is told after each change."""

    def __init__(
        self, screen: Keyed, session: Session, here: Callable[[], Excerpt | None], changed: Callable[[], None]
    ) -> None:
        self._screen = screen
        self._session = session
        self._here = here
        self._changed = changed

    def doers(self) -> dict[str, Doer]:
        return {
            "excerpt.note": lambda _: self._note(),
            "excerpt.tag": lambda _: self._tag(),
            "excerpt.delete": self._delete,
            "excerpt.undo": self._undo,
            "excerpt.retry": self._retry,
        }

    async def change(self, change: Callable[[], object], done: str) -> bool:
        """Carry out a change in a thread; True when it is on disk, False when it waits as an unsaved one."""
        try:
            await asyncio.to_thread(change)
        except ExcerptError as error:
            waiting = len(self._session.excerpts.unsaved)
            retry = self._session.keymap.shown("excerpt.retry")
            self._screen.fail(not_saved(error) + (f" ({waiting} waiting; {retry} tries again)" if waiting else ""))
            return False
        self._changed()
        if not self._session.excerpts.unsaved:
            self._screen.fail("")
        self._screen.say(done)
        return True

    def _chosen(self) -> Excerpt | None:
        excerpt = self._here()
        if excerpt is None:
            self._screen.say("no excerpt here: s in the text saves one")
        return excerpt

    def _note(self) -> None:
        excerpt = self._chosen()
        if excerpt is None:
            return
        store = self._session.excerpts

        async def accept(text: str) -> bool:
            await self.change(lambda: store.note(excerpt.id, text), "note saved")
            return True

        self._screen.ask(Asking("note", "note ", accept, text=excerpt.note, remembered=False))

    def _tag(self) -> None:
        excerpt = self._chosen()
        if excerpt is None:
            return
        store = self._session.excerpts

        async def accept(text: str) -> bool:
            words = text.replace(",", " ").split()
            off = [word[1:] for word in words if word.startswith("-")]
            on = [word for word in words if not word.startswith("-")]

            def change() -> None:
                if off:
                    store.untag(excerpt.id, *off)
                if on:
                    store.tag(excerpt.id, *on)

            if words:
                await self.change(
                    change, "tagged " + " ".join(f"#{tag.lstrip('#')}" for tag in on) if on else "tag off"
                )
            return True

        has = " ".join(f"#{tag}" for tag in excerpt.tags)
        self._screen.ask(
            Asking("tag", f"tag {has} + " if has else "tag ", accept,
                   complete=lambda text: complete_tag(store.all(), text))
        )  # fmt: skip

    async def _delete(self, _press: Press) -> None:
        excerpt = self._chosen()
        if excerpt is not None:
            undo = self._session.keymap.shown("excerpt.undo")
            await self.change(lambda: self._session.excerpts.delete(excerpt.id), f"deleted; {undo} brings it back")

    async def _undo(self, _press: Press) -> None:
        deleted = self._session.excerpts.deleted
        if not deleted:
            self._screen.say("nothing to undo")
            return
        await self.change(lambda: self._session.excerpts.restore(deleted[-1].id), "the excerpt is back")

    async def _retry(self, _press: Press) -> None:
        if not self._session.unsaved:
            self._screen.say("everything is saved")
            return
        await self.change(self._session.excerpts.retry, "saved")


def complete_tag(excerpts: Sequence[Excerpt], text: str) -> str:
    """`text` with its last word made the most used tag that begins so."""
    head, _, last = text.rpartition(" ")
    counts: dict[str, int] = {}
    for excerpt in excerpts:
        for tag in excerpt.tags:
            counts[tag] = counts.get(tag, 0) + 1
    fits = sorted((tag for tag in counts if tag.startswith(last)), key=lambda tag: (-counts[tag], tag))
    return f"{head} {fits[0]}".lstrip() if fits else text
