"""A draft checked in the reader: its path, its report, and the way from there to the source."""

from __future__ import annotations

from pathlib import Path

import pytest
from papers import papers
from pilots import reading

from tui.screens.desk.checking import completions

__all__ = ["papers"]

DRAFT = """# What the town says

“My nets are older than my children,” said Ivo Stern.

“A harbour without a boat is a car park with waves,” Mara Quill said.

“Elephants dislike the taste of copper wire,” said Ada Lund.
"""


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    file = tmp_path / "draft of mine.md"
    file.write_text(DRAFT, encoding="utf-8")
    return file


async def test_a_draft_is_checked_from_the_palette_and_enter_opens_the_source(papers: Path, draft: Path) -> None:
    async with reading(papers, (100, 30)) as reader:
        reader.reader.session.verbs = lambda: [("check", "Every quotation in a draft against the library.")]
        await reader.press(":", "check", "enter")
        assert "Draft to check:" in reader.rows[-1]
        await reader.press(str(draft), "enter")
        assert "1 altered, 1 none, 1 exact" in reader.rows[0]
        statuses = [row.split()[2] if ">" in row else row.split()[1] for row in reader.rows[1:4]]
        assert statuses == ["exact", "altered", "none"]
        await reader.press("j")
        assert "[-boat-] {+ferry+}" in reader.flat
        await reader.press("enter")
        assert reader.desk.document is not None and reader.desk.document.id == "interview.txt"
        assert "car park with waves" in reader.flat
        assert "altered: line 5 of the draft; q returns to the report" in reader.rows[-1]


async def test_back_from_a_source_is_the_report_as_it_was_left(papers: Path, draft: Path) -> None:
    async with reading(papers, (100, 30)) as reader:
        await reader.press("g", "k", str(draft), "enter", "j", "enter", "q")
        assert "1 altered, 1 none, 1 exact" in reader.rows[0]
        assert "car park" in next(row for row in reader.rows[1:4] if ">" in row)
        await reader.press("/", "exact", "enter", "enter", "j", "q")
        assert "nets" in reader.rows[1] and "car park" not in reader.screen
        await reader.press("q")
        assert reader.reader.screen is reader.desk


async def test_words_that_are_nowhere_lead_nowhere_and_the_report_is_filtered(papers: Path, draft: Path) -> None:
    async with reading(papers, (100, 30)) as reader:
        await reader.press("g", "k", str(draft), "enter", "/", "none", "enter", "enter")
        assert "nothing to go to" in reader.rows[-1]
        assert "Elephants" in reader.rows[1] and "nets" not in reader.rows[1]


async def test_a_draft_that_is_not_there_is_said(papers: Path) -> None:
    async with reading(papers, (100, 30)) as reader:
        await reader.press("g", "k", "/nowhere/draft.md", "enter")
        assert "no such file" in reader.screen


async def test_a_name_typed_anew_is_not_added_to_that_of_the_last_draft(papers: Path, draft: Path) -> None:
    async with reading(papers, (100, 30)) as reader:
        await reader.press("g", "k", str(draft), "enter", "q", "g", "k")
        assert "Enter checks draft of mine.md again" in reader.rows[-1]
        await reader.press("other.md", "enter")
        assert " other.md: no such file" in reader.rows[-1]
        await reader.press("escape", "g", "k", "enter")
        assert "1 altered, 1 none, 1 exact" in reader.rows[0]


async def test_a_path_typed_in_the_palette_is_checked_at_once(papers: Path, draft: Path) -> None:
    async with reading(papers, (100, 30)) as reader:
        reader.reader.session.verbs = lambda: [("check", "Every quotation in a draft against the library.")]
        await reader.press(":", f"check '{draft}'", "enter")
        assert "1 altered, 1 none, 1 exact" in reader.rows[0]


def test_a_path_is_completed_as_far_as_names_agree(tmp_path: Path) -> None:
    for name in ("draft-one.md", "draft-two.md", "notes.txt", ".hidden"):
        (tmp_path / name).write_text("")
    (tmp_path / "folder").mkdir()
    assert completions(f"{tmp_path}/d") == (f"{tmp_path}/draft-", ["draft-one.md", "draft-two.md"])
    assert completions(f"{tmp_path}/draft-o")[0] == f"{tmp_path}/draft-one.md"
    assert completions(f"{tmp_path}/f")[0] == f"{tmp_path}/folder/"
    assert ".hidden" not in completions(f"{tmp_path}/")[1]
    assert completions(f"{tmp_path}/zzz") == (f"{tmp_path}/zzz", [])
    assert completions("/nowhere at all/x") == ("/nowhere at all/x", [])
