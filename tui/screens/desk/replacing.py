"""An excerpt that the program does not find again is given its place by hand: chosen in the list, shown in the text.

Nothing is placed without a last look: what stands at the new place is read to the reader, who says yes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from index.errors import VariorumError
from index.model import Span
from tui.screens.asking import Asking
from tui.session import Doer

if TYPE_CHECKING:
    from index.excerpts import Excerpt
    from tui.screens.desk.screen import Desk
    from tui.screens.excerpt_edits import ExcerptEdits


class Placing:
    """The placing of one excerpt at a time. `target` gives the span that a key acts on."""

    def __init__(self, desk: Desk, edits: ExcerptEdits, target: Callable[[], tuple[Span, str] | None]) -> None:
        self._desk = desk
        self._edits = edits
        self._target = target
        self._excerpt: Excerpt | None = None

    def doers(self) -> dict[str, Doer]:
        return {"excerpt.place": lambda _: self._place()}

    async def begin(self, excerpt: Excerpt) -> None:
        """Open its document, as far as it is in the library, and wait for the reader to choose the words."""
        self._excerpt = excerpt
        desk, keys = self._desk, self._desk.session.keymap
        try:
            if excerpt.doc in desk.session.shelf.ids:
                await desk.open(excerpt.doc)
        except VariorumError as error:
            desk.say(str(error))
        words = " ".join(excerpt.text.split())
        desk.fail(
            f"place “{words[:30]}{'…' if len(words) > 30 else ''}”: {keys.shown('select.word')} selects its words, "
            f"{keys.shown('excerpt.place')} places it, {keys.shown('app.back')} gives up"
        )

    @property
    def under_way(self) -> bool:
        """Whether an excerpt waits for its place."""
        return self._excerpt is not None

    def give_up(self) -> None:
        """Leave the excerpt where it was."""
        self._excerpt = None
        self._desk.fail("")
        self._desk.say("nothing was placed")

    def _place(self) -> None:
        excerpt, target, document = self._excerpt, self._target(), self._desk.document
        if excerpt is None:
            self._desk.say(f"choose an excerpt first: {self._desk.session.keymap.shown('excerpt.list')} lists them")
            return
        if target is None or document is None:
            self._desk.say("no document is open")
            return
        (start, end), _ = target
        words = " ".join(document.text[start:end].split())
        store = self._desk.session.excerpts

        async def accept(_typed: str) -> bool:
            if await self._edits.change(lambda: store.place(excerpt.id, document, start, end), "placed here"):
                self._excerpt = None
            self._desk.text.clear_selection()
            return True

        room = max(20, self._desk.app.size.width - 40)
        shown = words if len(words) <= room else f"{words[: room // 2]}…{words[-room // 2 :]}"
        self._desk.ask(Asking("place", f"Enter: it stands at “{shown}” ", accept, remembered=False))
