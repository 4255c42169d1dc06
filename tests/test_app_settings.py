"""Settings in the reader: they hold from the first frame on, a mistake is said and stops nothing."""

from __future__ import annotations

from pathlib import Path

from papers import papers
from pilots import reading

from index.paths import config_dir
from tui.widgets.document_list import DocumentList

__all__ = ["papers"]


def settings(text: str) -> None:
    config_dir().mkdir(parents=True)
    (config_dir() / "config.yaml").write_text(text, encoding="utf-8")


async def test_the_measure_is_that_of_the_settings(papers: Path) -> None:
    settings("measure: 40\n")
    async with reading(papers, (80, 24), at="interview.txt") as reader:
        rows = [row.rstrip() for row in reader.rows[1:-1]]
    left = min(len(row) - len(row.lstrip()) for row in rows if row.strip())
    assert max(len(row) - left for row in rows) <= 60  # the text, a name and the gutter


async def test_the_list_of_documents_stays_away_when_it_is_not_wanted(papers: Path) -> None:
    settings("documents: no\n")
    async with reading(papers, (120, 36), at="interview.txt") as reader:
        documents = reader.desk.query_one(DocumentList)
        assert not documents.parent.display  # type: ignore[union-attr]  # a mounted widget has a parent
        await reader.press("tab")
        await reader.press("tab")
        assert documents.parent.display  # type: ignore[union-attr]  # a mounted widget has a parent


async def test_a_mistake_in_the_settings_is_said_with_its_line(papers: Path) -> None:
    settings("theme: dark\nmeasure: wide\n")
    async with reading(papers, (120, 24), at="interview.txt") as reader:
        assert "config.yaml:2: measure" in reader.flat
        assert reader.reader.theme == "dark"


async def test_a_theme_that_was_chosen_is_worn_at_the_next_start(papers: Path) -> None:
    async with reading(papers, at="interview.txt") as reader:
        await reader.press(":", "theme", "enter")
        await reader.press("light", "enter")
        assert reader.reader.theme == "light"
    async with reading(papers, at="interview.txt") as reader:
        assert reader.reader.theme == "light"


async def test_what_is_wrong_in_ones_own_files_is_said_at_the_start_and_fits_the_line(papers: Path) -> None:
    config_dir().mkdir(parents=True)
    (config_dir() / "keys.yaml").write_text("find.opne: x\nsearch.opne: x\n", encoding="utf-8")
    async with reading(papers / "interview.txt") as reader:
        assert reader.rows[-1].strip().startswith("keys.yaml:1: there is no action find.opne; is it find.open? (1 of 2")


async def test_a_folder_without_texts_leaves_no_search_without_a_way_on(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    async with reading(tmp_path / "empty") as reader:
        assert "`variorum FOLDER` opens another" in reader.flat
        await reader.press("S", "pier")
        assert "there is no document to search; `variorum FOLDER` opens others" in reader.flat
        await reader.press("escape", "f", "zzqq")
        assert "nothing of that name; S looks into the texts" in reader.flat
