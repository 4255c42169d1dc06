"""Panes on a narrow screen: a list stands over the open text, as high as it must be and over less than half of it."""

from __future__ import annotations

from pathlib import Path

from papers import papers
from pilots import reading

__all__ = ["papers"]

NARROW = (80, 24)


async def test_the_text_stays_in_sight_below_a_list(papers: Path) -> None:
    async with reading(papers, NARROW, at="interview.txt", index=False) as reader:
        text = reader.rows[1:-1]
        await reader.press("g", "d")
        assert reader.rows[0].startswith(" Documents")
        assert reader.rows[4].startswith(" The Harbour Nobody Wanted")
        assert reader.rows[5:-1] == text[: len(reader.rows[5:-1])]
        await reader.press("tab")
        assert reader.rows[1:-1] == text


async def test_a_long_list_takes_less_than_half_of_the_screen(papers: Path) -> None:
    for n in range(40):
        (papers / f"note{n}.txt").write_text(f"Note {n}\n\nNothing else is said.\n", encoding="utf-8")
    async with reading(papers, NARROW, at="interview.txt", index=False) as reader:
        text = reader.rows[1:-1]
        await reader.press("g", "d")
        at = next(y for y, row in enumerate(reader.rows) if row.startswith(" The Harbour Nobody Wanted  "))
        assert at <= 12
        assert reader.rows[at + 1 : -1] == text[: len(reader.rows[at + 1 : -1])]


async def test_the_caret_is_where_it_was_after_a_look_at_a_list(papers: Path) -> None:
    async with reading(papers, NARROW, at="interview.txt", index=False) as reader:
        await reader.press("/", "car park", "enter", "G")
        caret = reader.desk.text.caret
        await reader.press("g", "d")
        await reader.press("tab")
        assert reader.desk.text.caret == caret


async def test_a_low_screen_shows_the_list_alone(papers: Path) -> None:
    async with reading(papers, (80, 12), at="interview.txt", index=False) as reader:
        await reader.press("g", "d")
        assert "harbour" not in "".join(reader.rows[5:-1])
