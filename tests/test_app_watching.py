"""Files that change under the reader, and what was half typed when it was ended from outside."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import pilots
import pytest
from papers import papers
from pilots import Reading, reading

from index.api import Library
from index.engine import updating
from index.errors import EngineError
from index.model import Progress
from tui import shelf
from tui.children import Child
from tui.screens.desk import watching

__all__ = ["papers"]


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "REST", 0.0)


async def look_elsewhere_and_back(reader: Reading) -> None:
    await reader.press("g", "d", "tab")


async def test_a_changed_file_is_read_again_and_the_place_is_kept(papers: Path) -> None:
    async with reading(papers, (80, 10), at="interview.txt") as reader:
        await reader.press("/", "count the boats", "enter", "q")
        file = papers / "interview.txt"
        file.write_text("A new beginning of many words.\n\n" * 9 + file.read_text(encoding="utf-8"), encoding="utf-8")
        await look_elsewhere_and_back(reader)
        assert "the file has changed" in reader.rows[-1]
        assert "They count the boats" in reader.flat
        await reader.press("S", "beginning of many")
        assert "interview" in reader.screen.lower() or "new beginning" in reader.screen


async def test_an_idle_reader_notices_by_itself_and_disturbs_nobody_who_selects_or_types(papers: Path) -> None:
    async with reading(papers, (80, 10), at="interview.txt") as reader:
        watching, file = reader.desk.watching, papers / "interview.txt"
        file.write_text("A new beginning.\n\n" + file.read_text(encoding="utf-8"), encoding="utf-8")
        for begin, end in (("v", "escape"), ("/", "escape")):
            await reader.press(begin)
            watching.glance()
            await reader.settle()
            assert "A new beginning" not in reader.desk.text.text
            reader.desk.watching._looked = float("inf")  # no other look comes in between
            await reader.press(end)
            reader.desk.watching._looked = 0.0
        watching.glance()
        await reader.settle()
        assert "the file has changed" in reader.rows[-1]
        assert reader.desk.text.text.startswith("A new beginning")


async def test_words_that_are_not_in_the_file_any_more_are_not_saved(papers: Path) -> None:
    async with reading(papers, (80, 10), at="interview.txt") as reader:
        await reader.press("/", "count the boats", "enter")
        file = papers / "interview.txt"
        changed = file.read_text(encoding="utf-8").replace("count the boats", "count the ships")
        file.write_text(changed, encoding="utf-8")
        reader.desk.watching._looked = float("inf")  # no other look comes first
        await reader.press("s")
        assert "the file has changed" in reader.rows[-1]
        assert not reader.reader.session.excerpts.all()
        await reader.press("s")
        assert ["boats" in excerpt.text for excerpt in reader.reader.session.excerpts.all()] == [False]


async def test_a_file_that_is_gone_leaves_its_text_on_the_screen_and_says_so(papers: Path) -> None:
    async with reading(papers, (80, 10), at="interview.txt") as reader:
        text = reader.rows[1:-1]
        (papers / "interview.txt").unlink()
        await look_elsewhere_and_back(reader)
        assert "this is the text as read before" in reader.rows[-1]
        assert reader.rows[1:-1] == text
        await look_elsewhere_and_back(reader)
        assert "this is the text as read before" not in reader.rows[-1]


async def test_new_files_are_there_after_a_second_look(papers: Path) -> None:
    async with reading(papers, (80, 24)) as reader:
        (papers / "letter.txt").write_text("Dear council, the lighthouse keeper writes to you.\n", encoding="utf-8")
        await reader.press("g", "r")
        assert "4 documents" in reader.rows[-1] and "letter" in reader.screen
        await reader.press("S", "lighthouse", "enter")
        assert reader.desk.document is not None and reader.desk.document.id == "letter.txt"


async def test_a_renewal_of_the_index_is_not_ended_by_the_next_look(
    papers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, free, over = asyncio.Event(), asyncio.Event(), asyncio.Event()

    async def build() -> AsyncIterator[tuple[int, int]]:
        yield 1, 10
        begun.set()
        await free.wait()
        yield 10, 10
        over.set()

    async with reading(papers, at="interview.txt", complete=True) as reader:
        desk = reader.desk
        monkeypatch.setattr(desk.session.shelf, "build", build)
        file = papers / "interview.txt"
        file.write_text(file.read_text(encoding="utf-8") + "One line more.\n", encoding="utf-8")
        desk.watching.look()
        await begun.wait()
        assert desk.note == "indexing 10%"
        desk.watching.look()
        looks = [worker.wait() for worker in desk.workers if worker.group == "watching"]
        await asyncio.gather(*looks, return_exceptions=True)
        free.set()
        await reader.settle()
        assert over.is_set() and desk.note == ""


async def test_indexing_is_stopped_and_gone_on_with_by_hand(papers: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Slow(Child):
        def __init__(self, argv: Sequence[str]) -> None:
            say = """print('{"done": 1, "total": 10}', flush=True)"""
            super().__init__([sys.executable, "-c", f"import time; {say}; time.sleep(600)"])

    async with reading(papers, complete=True) as reader:
        (papers / "letter.txt").write_text("Dear council, the pier is wet.\n", encoding="utf-8")
        with monkeypatch.context() as slow:
            slow.setattr(shelf, "Child", Slow)
            refreshed = asyncio.create_task(reader.desk.watching.renew())
            while reader.desk.note != "indexing 10%":
                await asyncio.sleep(0.01)
            await reader.press("ctrl+c")
            assert await refreshed is False
        assert "indexing stopped at 10%; gr goes on" in reader.rows[-1] and reader.desk.note == ""
        await reader.press("g", "r")
        assert "the index is up to date" in reader.rows[-1]


async def test_all_that_build_or_wait_to_build_are_stopped_at_once(
    papers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[Endless] = []

    class Endless(Child):
        def __init__(self, argv: Sequence[str]) -> None:
            super().__init__([sys.executable, "-c", "import time; print('{}', flush=True); time.sleep(600)"])
            begun.append(self)

    monkeypatch.setattr(shelf, "Child", Endless)
    shelved = shelf.Shelf([papers])

    async def build() -> None:
        async for _ in shelved.build():
            pass

    builds = [asyncio.create_task(build()) for _ in range(2)]
    while len(begun) < 2:
        await asyncio.sleep(0.01)
    assert shelved.stop_building()
    await asyncio.gather(*builds)
    assert not shelved.stop_building()
    shelved.close()


async def test_an_index_that_was_begun_hides_no_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(30):
        (tmp_path / f"note{number:02}.txt").write_text(f"The pier, note {number}.\n" * 40, encoding="utf-8")
    monkeypatch.setattr(updating, "FIRST_BATCH", 2_000)
    read: list[Progress] = []
    library = Library([tmp_path])
    library.update(read.append, lambda: len(read) > 8)
    assert 0 < len(library.index.infos) < 30
    shelved = shelf.Shelf([tmp_path])
    assert await shelved.open_index()
    assert [info.id for info in shelved.infos] == [f"note{number:02}.txt" for number in range(30)]
    shelved.close()


async def test_an_index_that_another_process_renewed_is_opened_again(papers: Path) -> None:
    async with reading(papers, complete=True) as reader:
        (papers / "letter.txt").write_text("Dear council, the lighthouse keeper writes.\n", encoding="utf-8")
        Library([papers]).update()
        await reader.press("g", "r")
        assert "4 documents" in reader.rows[-1]
        await reader.press("S", "lighthouse", "enter")
        assert reader.desk.document is not None and reader.desk.document.id == "letter.txt"


async def test_no_process_is_started_where_nothing_has_changed(papers: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[Sequence[str]] = []

    class Noted(pilots.Builder):
        def __init__(self, argv: Sequence[str]) -> None:
            started.append(argv)
            super().__init__(argv)

    async with reading(papers, complete=True) as reader:
        monkeypatch.setattr(shelf, "Child", Noted)
        await reader.press("g", "r")
        assert "the index is up to date" in reader.rows[-1] and not started
        (papers / "letter.txt").write_text("Dear council, the pier is wet.\n", encoding="utf-8")
        await reader.press("g", "r")
        assert "4 documents" in reader.rows[-1] and len(started) == 1


async def test_a_renewal_that_failed_is_not_called_up_to_date(papers: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def build() -> AsyncIterator[tuple[int, int]]:
        yield 1, 10
        raise EngineError("the disk is full")

    async with reading(papers, complete=True) as reader:
        monkeypatch.setattr(reader.desk.session.shelf, "build", build)
        await reader.press("g", "r")
        assert "no search: the disk is full" in reader.rows[-1]
        assert reader.desk.note == ""


async def test_what_was_half_typed_is_offered_at_the_next_start(papers: Path) -> None:
    async with reading(papers, (80, 24)) as reader:
        await reader.press("S", "dredging in wint")
        reader.desk.remember()
        reader.reader.session.save()
        await reader.press("escape")
    async with reading(papers, (80, 24)) as reader:
        assert reader.desk.session.state.unfinished is None  # an orderly end: nothing was left unfinished
        await reader.press("S", "dredging in wint")
        reader.desk.remember()
        reader.reader.session.save()
        reader.desk.asker.close()
        reader.desk.remember = lambda: None  # type: ignore[method-assign]  # as if it had been killed here
        reader.reader.session.state.save = lambda: None  # type: ignore[method-assign]
    async with reading(papers, (80, 24)) as reader:
        assert "“dredging in wint” was not finished: S brings it back" in reader.rows[-1]
        await reader.press("S")
        assert reader.desk.asker.prompt is not None and reader.desk.asker.prompt.typed == "dredging in wint"
        assert "hit" in reader.screen
        await reader.press("escape", "S")
        assert reader.desk.asker.prompt.typed == ""
