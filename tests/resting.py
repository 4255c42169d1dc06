"""When an app under test is at rest: nothing of it can run now, and no timer is about to.

Textual's own pilot waits until the processor idles: forty milliseconds a key on a calm machine, a second on a busy one,
and then goes on whether the key is done or not. Here the event loop is asked instead, so a test is as fast as the app;
only a thread that works for longer than LONGEST is not waited for.
"""

from __future__ import annotations

import asyncio
from asyncio import BaseEventLoop, Future
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

SOON = 0.02  # seconds: a frame of 60 a second is waited for, a pause before a search is not
LONGEST = 1.0  # seconds that a thread may be at work before it is a matter of its own, such as a start behind the text
FRAME = 0.001  # seconds between two frames: nobody looks

_in_threads: set[Future[Any]] = set()
_run_in_executor = BaseEventLoop.run_in_executor


async def rest(*_: float) -> None:
    """Until no task of the running loop is ready, no timer is due soon and no thread works for it."""
    loop = asyncio.get_running_loop()
    assert isinstance(loop, BaseEventLoop)
    given_up = loop.time() + LONGEST
    while True:
        await asyncio.sleep(0)
        if loop._ready:
            continue
        due = min((timer.when() for timer in loop._scheduled if not timer.cancelled()), default=loop.time() + LONGEST)
        working = [future for future in _in_threads if future.get_loop() is loop]
        if due <= loop.time() + SOON:
            await asyncio.sleep(due - loop.time())
        elif working and loop.time() < given_up:
            await asyncio.wait(working, timeout=min(due, given_up) - loop.time(), return_when=asyncio.FIRST_COMPLETED)
        else:
            return


def _counted(loop: BaseEventLoop, executor: Any, work: Any, *words: Any) -> Future[Any]:
    """`run_in_executor`, which remembers what is not done yet."""
    future = _run_in_executor(loop, executor, work, *words)
    _in_threads.add(future)
    future.add_done_callback(_in_threads.discard)
    return future


@contextmanager
def rest_at_once() -> Iterator[None]:
    """Every pilot waits like this, and every screen is painted at once."""
    with (
        patch("textual.app.wait_for_idle", rest),
        patch("textual.pilot.wait_for_idle", rest),
        patch("textual.screen.UPDATE_PERIOD", FRAME),
        patch.object(BaseEventLoop, "run_in_executor", _counted),
    ):
        yield
