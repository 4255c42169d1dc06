"""A reader driven key by key in the test's own process: waits for its work, never for the clock; reads its screen."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from unittest.mock import patch

from textual.pilot import Pilot

from index.api import Library
from index.engine import update
from index.library import LibraryFolder
from tui.app import make_reader
from tui.reader import Reader
from tui.screens.desk import Desk

PATIENCE = 60  # seconds after which a reader that still works has hung


class Reading:
    """A running reader."""

    def __init__(self, reader: Reader, pilot: Pilot[int]) -> None:
        self.reader = reader
        self.pilot = pilot

    async def press(self, *keys: str) -> None:
        """Press keys one by one; a string longer than a key's name is typed letter by letter."""
        for key in keys:
            await self.pilot.press(*([key] if len(key) == 1 or key in NAMED or key.startswith("ctrl+") else list(key)))
        await self.settle()

    async def settle(self) -> None:
        """Until nothing that was started by a key is still at work."""
        async with asyncio.timeout(PATIENCE):
            await self._caught_up()
            while True:
                working = [w for w in self.reader.workers if w.name != "library" and not w.is_finished]
                if working:
                    await asyncio.gather(*(worker.wait() for worker in working), return_exceptions=True)
                elif self.reader._working is not None:
                    await asyncio.wait({self.reader._working})
                else:
                    break
                await self._caught_up()

    async def _caught_up(self) -> None:
        """Until the reader has taken what was sent to it so far, keys that waited for earlier ones too."""
        await self.pilot.pause()
        taken = asyncio.Event()
        self.reader.call_next(taken.set)
        while not taken.is_set() and self.reader.is_running:
            await self.pilot.pause()
        await self.pilot.pause()

    @property
    def rows(self) -> list[str]:
        """The screen as text."""
        width, height = self.reader.size
        lines = ["" for _ in range(height)]
        compositor = self.reader.screen._compositor
        for y, strip in enumerate(compositor.render_strips()):
            lines[y] = "".join(segment.text for segment in strip)[:width].rstrip()
        return lines

    @property
    def screen(self) -> str:
        return "\n".join(self.rows)

    @property
    def flat(self) -> str:
        """The words on the screen on one line, for text that may be wrapped anywhere."""
        return " ".join(self.screen.split())

    @property
    def desk(self) -> Desk:
        return self.reader._desk


NAMED = {
    "enter",
    "escape",
    "tab",
    "shift+tab",
    "space",
    "backspace",
    "up",
    "down",
    "left",
    "right",
    "pagedown",
    "pageup",
}


class Builder:
    """The process that brings the index up to date, as a thread: Python takes longer to start than most tests take."""

    status, complaint = 0, ""

    def __init__(self, argv: Sequence[str]) -> None:
        self._cache, *self._roots = map(Path, argv[argv.index("--cache") + 1 :])

    async def lines(self) -> AsyncIterator[str]:
        await asyncio.to_thread(update, LibraryFolder(self._roots), self._cache)
        for line in ():
            yield line

    def kill(self) -> None:
        """It ends by itself, and soon."""


@asynccontextmanager
async def reading(
    paths: Path | Sequence[Path], size: tuple[int, int] = (80, 24), *, at: str | None = None, find: str | None = None,
    index: bool = True, complete: bool = False,
) -> AsyncIterator[Reading]:  # fmt: skip
    """A reader on a library whose index is ready before the first key, and is renewed without a process of its own.

    `index`: false for one that makes its index itself, as an installed reader does.
    `complete`: and whose start is over to the last bit, so that its screens are always the same.
    """
    roots = [paths] if isinstance(paths, Path) else list(paths)
    if index:
        Library(roots).update()
    reader = make_reader(roots, at, find)
    async with AsyncExitStack() as stack:
        if index:
            stack.enter_context(patch("tui.shelf.Child", Builder))
        pilot = await stack.enter_async_context(reader.run_test(size=size))
        running = Reading(reader, pilot)
        async with asyncio.timeout(PATIENCE):
            while index and not reader.session.shelf.ready:
                await pilot.pause()
            while complete and any(not worker.is_finished for worker in reader.workers):
                await asyncio.gather(*(worker.wait() for worker in reader.workers), return_exceptions=True)
        await running.settle()
        yield running
        reader.leave()
