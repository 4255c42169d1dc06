"""What the bottom line and help say of "back" is what it does."""

from __future__ import annotations

from pathlib import Path

import pytest
from papers import papers
from pilots import Reading, reading

from tui.screens.keyed import Keyed

__all__ = ["papers"]


def called(reader: Reading) -> str:
    """What "back" is called in the bottom line of the screen on top."""
    screen = reader.reader.screen
    assert isinstance(screen, Keyed)
    return dict(screen.hints(screen.place)).get("q", "back")


async def test_back_is_called_quit_where_it_leaves(papers: Path) -> None:
    async with reading(papers / "interview.txt") as reader:
        assert "q quit" in reader.rows[-1]
        await reader.press("/", "dredging", "enter", "j")
        assert "q back" in reader.rows[-1]
        await reader.press("q")
        assert "q quit" in reader.rows[-1]
        await reader.press("?", "quit")
        assert "Quit; the place is kept." in reader.flat


@pytest.mark.parametrize("keys", ["v", "S sea enter", "g q", "E", "c regulation enter", "tab", "? escape E ?"])
async def test_the_reader_is_left_by_the_press_that_is_called_quit(papers: Path, keys: str) -> None:
    async with reading(papers, at="interview.txt") as reader:
        await reader.press(*keys.split())
        while not reader.reader.farewell.leaving:
            said = called(reader)
            await reader.press("escape")
            assert reader.reader.farewell.leaving == (said == "quit")


async def test_coming_back_to_a_comparison_is_not_a_step_on_the_way_out(papers: Path) -> None:
    async with reading(papers, at="interview.txt") as reader:
        await reader.press("c", "regulation", "enter")
        overview = type(reader.reader.screen)
        await reader.press("enter", "enter")
        assert reader.reader.screen is reader.desk and called(reader) == "back"
        await reader.press("q", "q")
        assert isinstance(reader.reader.screen, overview) and called(reader) == "back"
        await reader.press("q")
        assert reader.reader.screen is reader.desk and not reader.reader.farewell.leaving
        assert called(reader) == "quit"
