"""Going somewhere by name: what was read last first, headings of all documents, files, and the letters that fit."""

from __future__ import annotations

from pathlib import Path

from papers import papers
from pilots import Reading, reading

from tui.screens.chooser import Chooser
from tui.screens.desk.leading import TargetList

__all__ = ["papers"]


def listed(reader: Reading) -> list[tuple[str, str]]:
    assert isinstance(reader.reader.screen, Chooser)
    return [(target.what, target.name) for target in reader.reader.screen.query_one(TargetList).values]


async def test_what_was_read_last_comes_first_also_after_a_new_start(papers: Path) -> None:
    async with reading(papers, at="interview.txt") as reader:
        await reader.press("f", "hall", "enter", "f")
        assert [name for _, name in listed(reader)[:2]] == ["hall.txt", "The Harbour Nobody Wanted"]
        await reader.press("escape", "f", "nobody wanted", "enter")
    async with reading(papers, at="brief.md") as reader:
        await reader.press("f")
        assert [name for _, name in listed(reader)[:3]] == [
            "Harbour Plan: What It Costs", "The Harbour Nobody Wanted", "hall.txt",
        ]  # fmt: skip


async def test_headings_and_questions_of_closed_documents_are_found_and_opened(papers: Path) -> None:
    async with reading(papers, (80, 24), at="hall.txt") as reader:
        await reader.press("f", "whta to do")
        assert ("heading", "What to do") in listed(reader)
        await reader.press("escape", "f", "do first")
        assert listed(reader)[0][1] == "What would you do first?"
        await reader.press("enter")
        assert reader.desk.document is not None and reader.desk.document.id == "interview.txt"
        assert "What would you do first?" in reader.screen


async def test_a_file_is_found_by_its_name_though_it_has_a_title(papers: Path) -> None:
    async with reading(papers, (80, 24)) as reader:
        await reader.press("f", "brief.md")
        assert listed(reader)[0] == ("file", "brief.md")
        await reader.press("enter")
        assert reader.desk.document is not None and reader.desk.document.id == "brief.md"


async def test_a_long_note_at_the_right_leaves_room_for_the_name(papers: Path) -> None:
    (papers / "brief.md").write_text(f"# {'Harbour ' * 12}\n\nMara Quill: We begin here.\n\nIvo Stern: And end here.\n")
    async with reading(papers, (60, 24), at="interview.txt") as reader:
        await reader.press("f", "stern")
        assert any("speaker  Ivo Stern" in row for row in reader.rows)
