"""A draft against the library: its file is asked for, its quotations are checked, the report leads to the sources."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import LibraryError
from index.paths import at_home
from tui.screens.asking import Asking
from tui.screens.checked import At, Checked
from tui.session import Doer

if TYPE_CHECKING:
    from index.search import CheckedQuotation
    from tui.screens.desk.screen import Desk

MOST = 32 << 20  # bytes of a draft
LISTED = 10_000  # entries of a folder that are looked at to complete a name


class Checking:
    """The check of a draft."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def doers(self) -> dict[str, Doer]:
        return {"check.open": lambda _: self._open()}

    def _open(self) -> None:
        last = Path(self._last).name
        self._desk.ask(Asking("check", "Draft to check: ", self._accept, complete=self._complete))
        self._desk.asker.say(f"Enter checks {last} again, Tab completes" if last else "Tab completes")

    @property
    def _last(self) -> str:
        """The draft checked last, as it was named; "" for none."""
        return next(iter(self._desk.session.history.of("check")), "")

    def _complete(self, typed: str) -> str:
        completed, fitting = completions(typed)
        self._desk.asker.say("  ".join(fitting[:4]) + ("  …" if len(fitting) > 4 else "") or "no such file")
        return completed

    async def _accept(self, text: str) -> bool:
        named = text.strip() or self._last
        if not named:
            self._desk.say("no draft named")
            return True
        draft = at_home(named)
        data = await asyncio.to_thread(read, draft)
        found = await self._desk.session.shelf.ask(lambda library: library.check(data, draft.name))
        await self._show(draft.name, found)
        return True

    async def _show(self, draft: str, found: Sequence[CheckedQuotation], at: At = ("", "")) -> None:
        """Put the report on the screen, as it was left; from a source that it leads to, "back" does so again."""
        desk = self._desk

        async def go(item: CheckedQuotation, at: At) -> None:
            if item.doc is not None and item.source is not None:
                await desk.land(item.doc, item.source, item.quotation)
                desk.came_from = partial(self._show, draft, found, at)
                back = desk.session.keymap.shown("app.back")
                desk.say(f"{item.status}: line {item.draft_line} of the draft; {back} returns to the report")

        desk.came_from = None
        await desk.app.push_screen(Checked(desk.session, draft, found, go, at))


def read(draft: Path) -> bytes:
    """The bytes of a draft. Raises LibraryError, which says what is wrong with the file."""
    try:
        if not draft.is_file():
            raise LibraryError(f"{draft}: no such file")
        with draft.open("rb") as stream:
            data = stream.read(MOST + 1)
    except (OSError, ValueError) as error:
        raise LibraryError(f"{draft}: {getattr(error, 'strerror', None) or error}") from error
    if len(data) > MOST:
        raise LibraryError(f"{draft}: longer than {MOST >> 20} MB; is this a draft?")
    return data


def completions(typed: str) -> tuple[str, list[str]]:
    """`typed` with as much added as all files and folders have in common that begin so, and their names."""
    folder, _, begun = typed.rpartition("/")
    base = os.path.expanduser(folder + "/") if "/" in typed else "."  # noqa: PTH111  # a Path would drop the last /
    names = []
    try:
        with os.scandir(base) as entries:
            for number, entry in enumerate(entries):
                if number >= LISTED:
                    break
                if entry.name.startswith(begun) and (begun or not entry.name.startswith(".")):
                    names.append(entry.name + ("/" if entry.is_dir() else ""))
    except (OSError, ValueError):
        return typed, []
    names.sort()
    common = len(begun)
    while names and common < len(names[0]) and names[0][: common + 1] == names[-1][: common + 1]:
        common += 1  # what the first and the last in order have in common, all between them have
    return typed[: len(typed) - len(begun)] + (names[0][:common] if names else begun), names
