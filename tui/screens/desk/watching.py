"""Files that change while the reader is open: noticed soon, or when their text is next looked at, and told.

A text on the screen is never taken away. One whose file has changed is read again with the place kept; one whose file
is gone stays as it was read, and says so. The index follows.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from index.errors import VariorumError
from index.model import Document
from tui.session import Doer

if TYPE_CHECKING:
    from tui.screens.desk.screen import Desk

REST = 1.0  # seconds between two looks at the disk
EVERY = 4.0
"""Seconds after which an idle reader looks: it costs one `stat`, and sends nothing while nothing has changed."""


class Watching:
    """Looks after the file of the open document."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._looked = 0.0
        self._stopped = False
        self._share = ""  # how far the index is, while it is brought up to date
        self._told = ""  # the digest of a text whose file was found to be gone

    def doers(self) -> dict[str, Doer]:
        return {"library.refresh": lambda _: self._refresh()}

    def begin(self) -> None:
        """Look now and then from here on."""
        self._desk.set_interval(EVERY, self.glance)

    def glance(self) -> None:
        """A look that nobody asked for: not while something is selected, typed or read on top of the text."""
        desk = self._desk
        if desk.app.screen is desk and desk.asker.asking is None and not desk.text.selecting:
            self.look()

    def look(self) -> None:
        """See whether the file is still the one that was read; in the background, and not at every key."""
        document, now = self._desk.document, time.monotonic()
        if document is not None and now - self._looked >= REST:
            self._looked = now
            self._desk.work("watching", self._look_and_follow, document)

    async def changed(self, document: Document) -> bool:
        """Whether its file is another one by now; then the new text is shown."""
        if not await self._look(document):
            return False
        # By itself: the next look must not end it half-way.
        self._desk.work("renewing", self.renew)
        return True

    async def _look_and_follow(self, document: Document) -> None:
        await self.changed(document)

    async def _look(self, document: Document) -> bool:
        """Show the text of the file as it is now; True when that is another one than before."""
        desk = self._desk
        try:
            newer = await desk.session.shelf.newer(document)
        except VariorumError as error:
            if self._told != document.digest:
                self._told = document.digest
                desk.say(f"{error}: this is the text as read before")
            return False
        if newer is None or desk.document is not document:
            return False
        if newer.text == document.text:
            desk.document = newer
            return False
        desk.finding.clear()
        desk.opening.put(newer, None, 0)
        desk.say("the file has changed: this is its new text, at the same place")
        return True

    def stop(self) -> bool:
        """Stop bringing the index up to date; False when nobody is at it."""
        desk = self._desk
        if not desk.session.shelf.stop_building():
            return False
        self._stopped = True
        again = desk.session.keymap.shown("library.refresh")
        desk.say(f"indexing stopped{f' at {self._share}' if self._share else ''}; {again} goes on with it")
        return True

    def _refresh(self) -> None:
        self._desk.work("renewing", self._renew_and_tell)

    async def _renew_and_tell(self) -> None:
        if self._desk.document is not None:
            await self._look(self._desk.document)
        if await self.renew():
            count = len(self._desk.session.shelf.infos)
            self._desk.say(f"the index is up to date: {count} document{'' if count == 1 else 's'}")

    async def renew(self) -> bool:
        """Bring the index up to date with the files, saying how far that is; what is asked meanwhile is asked again.

        False when that was stopped, or failed, which stays on the screen.
        """
        desk, shelf = self._desk, self._desk.session.shelf
        self._stopped = False
        try:
            async for done, total in shelf.build():
                self._share = f"{100 * done // total}%" if total else ""
                desk.note = f"indexing {self._share}".rstrip()
                desk.show_hints()
            renewed = not self._stopped
        except (VariorumError, OSError) as error:
            desk.fail(f"no search: {error}")
            renewed = False
        finally:
            desk.note = ""
        desk.show_hints()
        desk.index_changed()
        return renewed
