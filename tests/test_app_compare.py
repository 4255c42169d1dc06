"""Comparing on screen: a topic in a few keys, numbers that open their evidence, evidence that opens the text."""

from __future__ import annotations

from pathlib import Path

import pytest
from papers import papers
from pilots import Reading, reading

from tui.screens.compare.rows import Row
from tui.screens.compare.screen import TABS, ComparisonScreen

__all__ = ["papers"]


def comparison(reader: Reading) -> ComparisonScreen:
    screen = reader.reader.screen
    assert isinstance(screen, ComparisonScreen)
    return screen


async def compared(reader: Reading) -> ComparisonScreen:
    await reader.press("c", "regulation", "enter")
    return comparison(reader)


async def test_a_typed_topic_is_two_keys_and_its_words(papers: Path) -> None:
    async with reading(papers, at="interview.txt") as reader:
        await compared(reader)
        assert "sources" in reader.rows[0]
        assert "[1 Overview]" in reader.rows[1]


@pytest.mark.parametrize(("width", "columns"), [(80, 1), (130, 2), (200, 3)])
async def test_columns_stand_beside_each_other_where_there_is_room(papers: Path, width: int, columns: int) -> None:
    async with reading(papers, (width, 40), at="interview.txt") as reader:
        screen = await compared(reader)
        shown = [number for number in range(3) if screen.query_one(f"#side-{number}").display]
        assert len(shown) == columns


async def test_every_number_is_the_size_of_its_evidence(papers: Path) -> None:
    async with reading(papers, (200, 50), at="interview.txt") as reader:
        screen = await compared(reader)
        for tab in range(5):
            screen.show_tab(tab)
            await reader.settle()
            for column in screen.columns:
                for row in column.values:
                    assert isinstance(row, Row)
                    for doc, _, start, end in row.evidence:
                        assert screen.documents[doc].text[start:end].strip()


async def test_enter_on_a_number_opens_its_evidence_and_there_the_document(papers: Path) -> None:
    async with reading(papers, (200, 50), at="hall.txt") as reader:
        screen = await compared(reader)
        row = screen.bar.cursor_value
        assert row is not None and row.evidence
        await reader.press("enter")
        assert "[6 Evidence]" in reader.rows[1]
        assert f"{len(row.evidence)} place" in reader.screen
        place = screen.evidence.chosen
        assert place is not None
        await reader.press("enter")
        assert reader.desk.document is not None and reader.desk.document.id == place[0]
        first, last = reader.desk.text.visible_span
        assert first <= place[2] < last
        assert "returns to the comparison" in reader.rows[-1]
        await reader.press("q")
        assert "[6 Evidence]" in reader.rows[1]
        await reader.press("q")
        assert "[1 Overview]" in reader.rows[1]


async def test_passages_walk_together_and_one_alone(papers: Path) -> None:
    async with reading(papers, (200, 50), at="interview.txt") as reader:
        screen = await compared(reader)
        await reader.press("2")
        before = dict(screen.walk.at)
        source = screen.sources[0]
        if len(source.passages) < 2:
            pytest.skip("one passage only")
        await reader.press("N")
        assert screen.walk.at[source.doc] != before[source.doc]
        assert all(screen.walk.at[doc] == before[doc] for doc in before if doc != source.doc)
        await reader.press("p")
        assert screen.walk.at[source.doc] == before[source.doc]


async def test_too_little_text_shows_facts_and_says_so(papers: Path) -> None:
    (papers / "short.txt").write_text("One line on regulation and the safety rules of the quay.\n", encoding="utf-8")
    async with reading(papers, (200, 50), at="interview.txt") as reader:
        await compared(reader)
        assert "facts only" in reader.screen


async def test_a_passage_is_saved_from_the_comparison(papers: Path) -> None:
    from index.excerpts import ExcerptStore

    async with reading(papers, (200, 50), at="interview.txt") as reader:
        screen = await compared(reader)
        await reader.press("2", "s")
        assert "saved" in reader.rows[-1]
        (excerpt,) = ExcerptStore().all()
        assert excerpt.text == screen.documents[excerpt.doc].text[excerpt.start : excerpt.end]


async def test_all_views_are_reached_by_number_and_by_tab(papers: Path) -> None:
    async with reading(papers, (120, 40), at="interview.txt") as reader:
        await compared(reader)
        for number, name in enumerate(TABS[:5], 1):
            await reader.press(str(number))
            assert f"[{number} {name}]" in reader.rows[1]
        await reader.press("1", "tab")
        assert "[2 Passages]" in reader.rows[1]


async def test_topics_by_sources_leads_to_a_comparison(papers: Path) -> None:
    async with reading(papers, (120, 40), at="interview.txt") as reader:
        await compared(reader)
        await reader.press("o")
        assert "Topics by sources" in reader.rows[0]
        await reader.press("enter")
        assert "[1 Overview]" in reader.rows[1]


async def test_the_sources_of_a_comparison_can_be_chosen(papers: Path) -> None:
    async with reading(papers, (200, 40), at="interview.txt") as reader:
        await compared(reader)
        await reader.press("w", "x", "x", "enter")
        assert {source.doc for source in comparison(reader).comparison.sources} == {"brief.md", "hall.txt"}


async def test_leaving_a_comparison_takes_three_presses_at_most(papers: Path) -> None:
    async with reading(papers, at="interview.txt") as reader:
        await compared(reader)
        await reader.press("enter")
        for _ in range(3):
            if not reader.reader._exit:
                await reader.pilot.press("q")
        assert reader.reader._exit


async def test_nothing_on_a_topic_is_said_with_a_way_on(papers: Path) -> None:
    async with reading(papers, at="interview.txt") as reader:
        await reader.press("c", "elephants", "enter")
        assert "elephants" in reader.flat
