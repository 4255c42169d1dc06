"""What can be done with a saved excerpt: note, tag, delete, undo, write again. The same on the desk and in the list.

"Saved" is said when the change is on disk; a failure stays on the screen until it is mended, and the change waits.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING

from index.errors import ExcerptError
from tui import notes
from tui.keymap import Press
from tui.screens.asking import Asking
from tui.screens.excerpt_note import NoteWriting
from tui.session import Doer, Session

if TYPE_CHECKING:
    from index.excerpts import Excerpt
    from tui.screens.keyed import Keyed

OFFERED = 4  # tags that are shown beside the prompt


def not_saved(error: ExcerptError) -> str:
    """What the screen says of a change that is not on disk, with its cause."""
    return f"NOT saved: {str(error).removeprefix('NOT saved: ')}"


class ExcerptEdits:
    """Changes of excerpts on one screen. `here` finds the excerpt meant, `changed` is told after each change."""

    def __init__(
        self,
        screen: Keyed,
        session: Session,
        here: Callable[[], Excerpt | None],
        changed: Callable[[], Awaitable[None]],
    ) -> None:
        self._screen = screen
        self._session = session
        self._here = here
        self._changed = changed
        self._tags: list[str] = []  # all there are, the commonest first
        self._notes = NoteWriting(screen, session, self._chosen, self.change)

    def doers(self) -> dict[str, Doer]:
        return {
            **self._notes.doers(),
            "excerpt.tag": lambda _: self._tag(),
            "excerpt.delete": self._delete,
            "excerpt.undo": self._undo,
            "excerpt.retry": self._retry,
        }

    async def change(self, change: Callable[[], object], done: str) -> bool:
        """Carry out a change in a thread; True when it is on disk, False when it waits as an unsaved one."""

        def work() -> None:
            waiting = self._session.unsaved
            change()
            if waiting:  # they are written with every later change
                notes.forget_saved(self._session.excerpts)

        try:
            await asyncio.to_thread(work)
        except ExcerptError as error:
            waiting = len(self._session.excerpts.unsaved)
            retry = self._session.keymap.shown("excerpt.retry")
            if waiting:
                self._screen.fail(f"{not_saved(error)} ({waiting} waiting; {retry} tries again)")
            else:  # it was refused before anything was to be written
                self._screen.say(str(error))
            return False
        await self._changed()
        if not self._session.excerpts.unsaved:
            self._screen.fail("")
        self._screen.say(done)
        return True

    def _chosen(self) -> Excerpt | None:
        excerpt = self._here()
        if excerpt is None:
            self._screen.say("no excerpt here: s in the text saves one")
        return excerpt

    async def _tag(self) -> None:
        excerpt = self._chosen()
        if excerpt is None:
            return
        from index.excerpts import tag_counts

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
        self._tags = await asyncio.to_thread(lambda: list(tag_counts(store.all())))
        self._screen.ask(
            Asking("tag", f"tag {has} + " if has else "tag ", accept, self._offer,
                   complete=lambda text: complete_tag(self._tags, text))
        )  # fmt: skip
        self._offer("")

    def _offer(self, text: str) -> None:
        """Say beside the prompt which tags begin like the last word."""
        fits = tags_like(self._tags, text)
        key = self._session.keymap.shown("prompt.complete")
        self._screen.asker.say(f"{key} {' '.join(f'#{tag}' for tag in fits[:OFFERED])}" if fits else "")

    async def _delete(self, _press: Press) -> None:
        excerpt = self._chosen()
        if excerpt is not None:
            undo = self._session.keymap.shown("excerpt.undo")
            await self.change(lambda: self._session.excerpts.delete(excerpt.id), f"deleted; {undo} brings it back")

    async def _undo(self, _press: Press) -> None:
        from index.excerpts import bring_back

        store = self._session.excerpts
        if await asyncio.to_thread(lambda: bool(store.deleted)):
            await self.change(lambda: bring_back(store), "the excerpt is back")
        else:
            self._screen.say("nothing to undo")

    async def _retry(self, _press: Press) -> None:
        if not self._session.unsaved:
            self._screen.say("everything is saved")
            return
        await self.change(self._session.excerpts.retry, "saved")


def tags_like(tags: Sequence[str], text: str) -> list[str]:
    """The tags that begin like the last word of `text`, in their order; a `-` or `#` before it does not matter."""
    last = text.replace(",", " ").rpartition(" ")[2].lstrip("-#")
    return [tag for tag in tags if tag.startswith(last) and tag != last]


def complete_tag(tags: Sequence[str], text: str) -> str:
    """`text` with its last word made the first of `tags` that begins so."""
    fits = tags_like(tags, text)
    at = max(text.rfind(" "), text.rfind(",")) + 1
    sign = "-" if text[at : at + 1] == "-" else ""
    return text[:at] + sign + fits[0] if fits else text
