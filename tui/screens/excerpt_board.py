"""The board, by keys: an excerpt is put on it or taken off, and moved up and down. Each change is on disk at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tui.screens.excerpt_note import Change
from tui.session import Doer, Session

if TYPE_CHECKING:
    from index.excerpts import Excerpt


class Board:
    """Changes of the board on one screen. `here` finds the excerpt meant, `change` carries a change out."""

    def __init__(self, session: Session, here: Callable[[], Excerpt | None], change: Change) -> None:
        self._session = session
        self._here = here
        self._change = change

    def doers(self) -> dict[str, Doer]:
        return {
            "board.put": lambda _: self._put(),
            "board.up": lambda press: self._move(-press.times),
            "board.down": lambda press: self._move(press.times),
        }

    async def _put(self) -> None:
        excerpt = self._here()
        if excerpt is None:
            return
        from index.excerpts import put, take_off

        store = self._session.excerpts
        if excerpt.rank is None:
            shown = self._session.keymap.shown("excerpts.board")
            await self._change(lambda: put(store, [excerpt.id]), f"on the board; {shown} shows it")
        else:
            await self._change(lambda: take_off(store, [excerpt.id]), "taken off the board")

    async def _move(self, step: int) -> None:
        excerpt = self._here()
        if excerpt is None:
            return
        from index.excerpts import move, put

        store = self._session.excerpts
        if excerpt.rank is None:
            await self._change(lambda: put(store, [excerpt.id]), "on the board, at its end")
        else:
            await self._change(lambda: move(store, excerpt.id, step), "moved")
