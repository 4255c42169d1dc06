"""Comparing more sources than letters tell apart: ranked, folded, filtered, and each number still leads on."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pilots import Reading, reading

from index.api import Library
from index.compare import telling
from index.compare.comparison import HANDFUL
from index.compare.html import page
from index.compare.markdown import markdown
from tui.screens.compare.screen import ComparisonScreen

LOUD, SHORT, SILENT = 3, 6, 7
"""Sources with enough passages on the topic for a measure, with one passage, and without any."""


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """Sixteen invented reports; those that say most on the ferry come last in the order of the files."""
    folder = tmp_path / "town"
    folder.mkdir()
    dull = ["The bakery opened a second oven in spring.", "Rain fell on the market for nine days."]
    for n in range(SILENT):
        (folder / f"a{n}.txt").write_text("\n\n".join([f"Report {n} of the market", *dull]), "utf-8")
    for n in range(SHORT):
        said = ["The ferry was late again on Tuesday morning.", *dull]
        (folder / f"b{n}.txt").write_text("\n\n".join([f"Note {n} on delays", *said]), "utf-8")
    for n in range(LOUD):
        said = [f"The ferry company promised ship number {k} before winter." for k in range(3 + n)]
        (folder / f"c{n}.txt").write_text("\n\n".join([f"Study {n} of the ships", *dull, *said]), "utf-8")
    return folder


async def opened(reader: Reading) -> ComparisonScreen:
    await reader.press("c", "ferry", "enter")
    screen = reader.reader.screen
    assert isinstance(screen, ComparisonScreen)
    return screen


def test_more_than_a_handful_are_told_of_by_what_they_say(town: Path) -> None:
    comparison = Library([town]).compare("ferry")
    assert len(comparison.sources) > HANDFUL
    ranked = telling.ranked(comparison)
    assert [source.doc for source in ranked[:LOUD]] == ["c2.txt", "c1.txt", "c0.txt"]
    assert [len(source.passages) for source in ranked[LOUD:]] == [1] * SHORT + [0] * SILENT
    assert telling.short_names(comparison)["c2.txt"] == "S1"
    assert len(telling.told_alone(comparison)) == LOUD + SHORT
    assert sum("no passage" in warning for warning in comparison.warnings) == 1


def test_page_and_markdown_fold_what_says_nothing_and_every_link_leads_somewhere(town: Path) -> None:
    library = Library([town])
    comparison = library.compare("ferry")
    documents = {source.doc: library.read(source.doc) for source in comparison.sources}
    made = page(comparison, documents)
    assert f"<summary>{SILENT} sources without a passage on this topic</summary>" in made
    anchors = set(re.findall(r'id="([^"]+)"', made))
    assert set(re.findall(r'href="#([^"]+)"', made)) <= anchors
    told = markdown(comparison, documents)
    assert told.index("## S1 ·") < told.index("## S9 ·") and "## S10 ·" not in told


async def test_the_list_is_ranked_and_what_says_nothing_is_folded(town: Path) -> None:
    async with reading(town, at="a0.txt") as reader:
        await opened(reader)
        first = reader.screen.index("Study 2 of the ships")
        assert first < reader.screen.index("Study 0") < reader.screen.index(f"{SHORT} sources with fewer than 3")
        assert f"{SILENT} sources with nothing on this topic" in reader.screen and "Report 3" not in reader.screen


async def test_enter_on_a_fold_opens_and_closes_it(town: Path) -> None:
    async with reading(town, at="a0.txt") as reader:
        screen = await opened(reader)
        assert screen.bar.go_key("nothing")
        await reader.press("enter")
        assert "Report 3 of the market" in reader.screen
        await reader.press("enter")
        assert "Report 3 of the market" not in reader.screen


async def test_folds_that_were_all_closed_are_still_closed_on_the_way_back(town: Path) -> None:
    async with reading(town, at="a0.txt") as reader:
        screen = await opened(reader)
        for fold, view in (("facts only", "1"), ("c2.txt", "3")):
            await reader.press(view)
            assert screen.bar.go_key(fold)
            await reader.press("enter")
        assert not screen.folds.opened
        await reader.desk.comparing.push(screen.compared, screen.standing)
        back = reader.reader.screen
        assert isinstance(back, ComparisonScreen) and back is not screen and not back.folds.opened


async def test_the_filter_looks_behind_the_folds_and_escape_closes_them_again(town: Path) -> None:
    async with reading(town, at="a0.txt") as reader:
        await opened(reader)
        await reader.press("/", "report 3")
        assert "Report 3 of the market" in reader.screen and "Study" not in reader.screen
        await reader.press("escape")
        assert "Report 3 of the market" not in reader.screen and "Study 2" in reader.screen


async def test_a_view_begins_on_the_source_under_the_bar(town: Path) -> None:
    async with reading(town, at="a0.txt") as reader:
        screen = await opened(reader)
        assert screen.bar.go_key("c0.txt")
        await reader.press("2")
        assert screen.shown[0].doc == "c0.txt"
        await reader.press("1")
        assert screen.bar.go_key("b4.txt")
        await reader.press("3")
        assert screen.bar.cursor_key == "b4.txt"


async def test_a_number_of_a_ranked_source_leads_to_its_passages_and_back_to_its_row(town: Path) -> None:
    async with reading(town, at="a0.txt") as reader:
        screen = await opened(reader)
        assert screen.bar.go_key("c1.txt")
        await reader.press("enter")
        assert len(screen.evidence.places) == 4 and {place[0] for place in screen.evidence.places} == {"c1.txt"}
        await reader.press("q")
        assert screen.bar.cursor_key == "c1.txt"


async def test_a_number_in_a_grid_says_whose_it_is(town: Path) -> None:
    async with reading(town, at="a0.txt") as reader:
        await opened(reader)
        await reader.press("G")
        assert "in Study 2 of the ships" in reader.rows[1]
