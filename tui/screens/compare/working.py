"""Work on many documents: how far it is, in the bottom line, and an end to it when nobody wants the answer any more.

A thread cannot be stopped from outside. It asks at each document that it reads, and at each topic of an overview: what
is asked next never waits behind the reading, only behind what is worked out from it.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from index.errors import VariorumError
from tui.widgets.spark import bar

if TYPE_CHECKING:
    from index.api import Library
    from index.model import Progress, Tell
    from tui.shelf import Shelf

T = TypeVar("T")
BETWEEN = 0.1  # seconds between two drawings
CELLS = 20


class StoppedError(VariorumError):
    """Nobody waits for the answer any more."""


async def worked_out(shelf: Shelf, ask: Callable[[Library, Tell], T], say: Callable[[str], None] | None = None) -> T:
    """What `ask` answers in the library's thread; `say` is told how far that is. Ends soon after it is cancelled."""
    loop, task = asyncio.get_running_loop(), asyncio.current_task()
    stopped, due = threading.Event(), time.monotonic()

    def shown(how_far: str) -> None:
        # What the thread has sent may come after the key that ends it, and over what was said then.
        if say is not None and not (task and task.cancelling()):
            say(how_far)

    def tell(progress: Progress) -> None:
        nonlocal due
        if stopped.is_set():
            raise StoppedError("stopped")
        if progress.total and time.monotonic() >= due:
            due = time.monotonic() + BETWEEN
            share = progress.done / progress.total
            loop.call_soon_threadsafe(shown, f"▏{bar(share, CELLS)}▕ {share:4.0%}")

    try:
        return await shelf.call(lambda library: ask(library, tell))
    finally:
        stopped.set()
