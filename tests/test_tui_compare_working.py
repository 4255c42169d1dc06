"""Work on many documents in a thread: it says how far it is, and ends when nobody waits for it any more."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from papers import papers

from index.api import Library
from index.model import Progress, Tell
from tui.screens.compare import working
from tui.screens.compare.compared import compare_on
from tui.screens.compare.working import StoppedError, worked_out
from tui.shelf import Shelf

__all__ = ["papers"]


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(working, "BETWEEN", 0.0)


async def test_it_says_how_far_it_is(papers: Path, at_once: None) -> None:
    shelf, said = Shelf([papers]), list[str]()

    def ask(_library: Library, tell: Tell) -> str:
        tell(Progress("read", 0, 4))
        tell(Progress("read", 2, 4))
        return "answer"

    assert await worked_out(shelf, ask, said.append) == "answer"
    assert [text.split()[-1] for text in said] == ["0%", "50%"]
    shelf.close()


async def test_one_that_is_cancelled_ends_at_the_next_document(papers: Path) -> None:
    shelf = Shelf([papers])
    begun, go_on, ended = asyncio.Event(), threading.Event(), list[BaseException]()
    loop = asyncio.get_running_loop()

    def ask(_library: Library, tell: Tell) -> None:
        tell(Progress("read", 0, 2))
        loop.call_soon_threadsafe(begun.set)
        go_on.wait()
        try:
            tell(Progress("read", 1, 2))
        except StoppedError as error:
            ended.append(error)
            raise

    work = asyncio.create_task(worked_out(shelf, ask))
    await begun.wait()
    work.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await work
    go_on.set()
    await shelf.call(lambda _: None)  # waits behind it in the same thread
    assert len(ended) == 1
    shelf.close()


async def test_nothing_is_said_of_one_that_is_cancelled(papers: Path, at_once: None) -> None:
    shelf, said = Shelf([papers]), list[str]()
    begun, go_on, told = asyncio.Event(), threading.Event(), threading.Event()
    loop = asyncio.get_running_loop()

    def ask(_library: Library, tell: Tell) -> None:
        tell(Progress("read", 0, 2))
        loop.call_soon_threadsafe(begun.set)
        go_on.wait()
        tell(Progress("read", 1, 2))
        told.set()

    work = asyncio.create_task(worked_out(shelf, ask, said.append))
    await begun.wait()
    work.cancel()
    go_on.set()
    told.wait()  # before the loop has had a turn: the thread does not know of it yet
    said.append("stopped")
    with contextlib.suppress(asyncio.CancelledError):
        await work
    assert said[-1] == "stopped"
    shelf.close()


@pytest.mark.parametrize("ask", [Library.compare, Library.topic, compare_on], ids=["compare", "topic", "compare on"])
def test_each_document_is_told_of_and_may_end_the_work(papers: Path, ask: Callable[..., object]) -> None:
    library, heard = Library([papers]), list[Progress]()
    ask(library, "regulation", (), heard.append)
    count = len(library.documents)
    assert [progress.done for progress in heard] == list(range(count)) and heard[0].total == count

    def enough(_progress: Progress) -> None:
        raise StoppedError("enough")

    with pytest.raises(StoppedError):
        ask(library, "regulation", (), enough)


def test_topics_tell_of_each_document_and_then_of_each_topic(papers: Path) -> None:
    library, heard = Library([papers]), list[Progress]()
    found = library.topics((), heard.append)
    assert [progress.stage for progress in heard] == ["read"] * len(library.documents) + ["topics"] * len(found)
