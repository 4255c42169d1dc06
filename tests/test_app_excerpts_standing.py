"""How saved excerpts stand, in the list: worked out behind it, never guessed, and never in the way of the keys."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from papers import papers
from pilots import Reading, reading

from index.api import Library
from index.errors import EngineError
from index.excerpts import Excerpt, ExcerptStore
from tui.screens.excerpt_choice import Choice
from tui.screens.excerpts import Excerpts
from tui.shelf import Shelf
from tui.standing import Standing

__all__ = ["papers"]


def keep(folder: Path, words: str, *tags: str) -> Excerpt:
    document = Library([folder]).read("interview.txt")
    start = document.text.index(words)
    return ExcerptStore().add(document, start, start + len(words), tags=tags)


async def listed(reader: Reading) -> Excerpts:
    await reader.press("E")
    screen = reader.reader.screen
    assert isinstance(screen, Excerpts)
    return screen


async def test_nothing_is_said_of_an_excerpt_while_the_index_is_being_built(papers: Path) -> None:
    excerpt = keep(papers, "mend the sea wall")
    shelf = Shelf([papers])
    answers = Standing(shelf).statuses([excerpt])
    assert await anext(answers) == {}
    later = asyncio.ensure_future(anext(answers))
    await asyncio.sleep(0)
    await shelf.call(lambda _: None)  # the thread that would look it up has done all that it was given
    await asyncio.sleep(0)
    assert not later.done()
    async for _ in shelf.build():
        pass
    assert await later == {excerpt.id: "exact"}
    assert [found async for found in answers] == []
    shelf.close()


async def test_without_an_index_no_excerpt_is_called_lost(papers: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    excerpt = keep(papers, "mend the sea wall")
    shelf = Shelf([papers])
    monkeypatch.setattr("tui.shelf.Child", lambda _argv: Broken())
    with pytest.raises(EngineError, match="no room"):
        async for _ in shelf.build():
            pass
    assert [found async for found in Standing(shelf).statuses([excerpt])] == [{}]
    shelf.close()


class Broken:
    status, complaint = 1, "no room"

    async def lines(self) -> AsyncIterator[str]:
        for line in ():
            yield line

    def kill(self) -> None:
        pass


async def test_a_look_up_that_fails_is_told_and_ends_nothing(papers: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(papers, "mend the sea wall")

    async def statuses(_self: Standing, _excerpts: Sequence[Excerpt]) -> AsyncIterator[Mapping[str, str]]:
        yield {}
        raise EngineError("the index is damaged")

    monkeypatch.setattr(Standing, "statuses", statuses)
    async with reading(papers) as reader:
        await listed(reader)
        assert "the index is damaged" in reader.rows[-1]
        assert reader.reader.is_running and "mend the sea wall" in reader.flat


@dataclass(frozen=True, slots=True)
class Slow(Choice):
    """A choice whose answer comes when it is let go."""

    begun: threading.Event = field(default_factory=threading.Event)
    free: threading.Event = field(default_factory=threading.Event)

    def of(self, excerpts: Sequence[Excerpt], statuses: Mapping[str, str]) -> tuple[Excerpt, ...]:
        self.begun.set()
        self.free.wait(60)
        return Choice.of(self, excerpts, statuses)


async def test_an_older_arrangement_that_comes_late_is_dropped(papers: Path) -> None:
    keep(papers, "mend the sea wall", "wall")
    keep(papers, "count the boats", "boats")
    async with reading(papers) as reader:
        screen = await listed(reader)
        slow = Slow()
        older = asyncio.create_task(screen._choose(slow))
        await asyncio.to_thread(slow.begun.wait, 60)
        await screen._choose(Choice(tag="wall"))
        slow.free.set()
        await older
        await reader.settle()
        assert "mend the sea wall" in reader.flat and "count the boats" not in reader.flat


def test_an_excerpt_placed_again_from_the_same_start_stands_where_it_was_placed_last(papers: Path) -> None:
    excerpt = keep(papers, "mend the sea wall")
    document, store = Library([papers]).read("interview.txt"), ExcerptStore()
    start = document.text.index("Regulation can wait")
    standing = Standing(Shelf([papers]))
    for words in ("Regulation can wait", "Regulation can wait; the sea"):
        placed = standing.place(store.place(excerpt.id, document, start, start + len(words)), document)
        assert placed.spans == ((start, start + len(words)),)


async def test_the_tags_that_there_are_are_counted_behind_the_screen(
    papers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(papers, "mend the sea wall", "wall")
    read_in = []
    every = ExcerptStore.all

    def noted(store: ExcerptStore) -> tuple[Excerpt, ...]:
        read_in.append(threading.current_thread())
        return every(store)

    async with reading(papers) as reader:
        await listed(reader)
        monkeypatch.setattr(ExcerptStore, "all", noted)
        await reader.press("t", "w")
        assert "Tab" in reader.rows[-1]
        assert threading.main_thread() not in read_in


async def test_a_source_edited_while_the_reader_is_open_is_looked_into_again(papers: Path) -> None:
    keep(papers, "mend the sea wall")
    file = papers / "interview.txt"
    async with reading(papers, at="brief.md") as reader:
        await listed(reader)
        assert "changed" not in reader.screen
        await reader.press("q")
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("mend the sea wall", "mend the whole sea wall"), encoding="utf-8")
        await listed(reader)
        assert "changed" in reader.screen


async def test_a_source_that_is_gone_is_not_called_lost_before_the_index_knows(papers: Path) -> None:
    excerpt = keep(papers, "mend the sea wall")
    shelf = Shelf([papers])
    async for _ in shelf.build():
        pass
    (papers / "interview.txt").rename(papers / "talk.txt")
    assert [found async for found in Standing(shelf).statuses([excerpt])] == [{excerpt.id: "exact"}]
    shelf.close()
