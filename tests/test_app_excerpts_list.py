"""The list of excerpts as a desk for writing: narrowed, ordered, put on a board, placed by hand, written to a file."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from papers import papers
from pilots import Reading, reading

from index.excerpts import ExcerptStore, on_board
from tui.screens.excerpt_choice import ORDERS, Choice

__all__ = ["papers"]


async def save(reader: Reading, words: str, tag: str = "") -> None:
    await reader.press("/", words, "enter", "s")
    if tag:
        await reader.press("t", tag, "enter")


async def three(reader: Reading) -> None:
    """Excerpts of one document: dredging #money, oil #harbour, museum without a tag."""
    await save(reader, "dredging", "money")
    await save(reader, "oil", "harbour")
    await save(reader, "museum")


def listed(reader: Reading) -> list[str]:
    """The rows of the list, down to the first empty one."""
    rows = reader.rows[1:]
    return rows[: rows.index("")] if "" in rows else rows


async def test_the_filter_offers_tags_sources_speakers_and_statuses_with_their_numbers(papers: Path) -> None:
    async with reading(papers / "interview.txt") as reader:
        await three(reader)
        await reader.press("E", "f")
        for words in ("tag  #money", "source  The Harbour Nobody Wanted", "status  exact"):
            assert words in reader.screen
        await reader.press("money", "enter")
        assert len(listed(reader)) == 1 and "#money" in reader.rows[0]
        assert "1 of 3" in reader.rows[0]
        await reader.press("q")
        assert len(listed(reader)) == 3


async def test_the_list_is_narrowed_to_a_speaker(papers: Path) -> None:
    async with reading(papers / "hall.txt") as reader:
        await save(reader, "fishers ask")
        await save(reader, "older than both")
        await reader.press("E", "f", "ivo", "enter")
        assert "Ivo Stern" in reader.rows[0] and "1 of 2" in reader.rows[0]
        assert "fishers" in listed(reader)[0]


async def test_the_orders_go_round_and_say_their_names(papers: Path) -> None:
    async with reading(papers / "interview.txt") as reader:
        await three(reader)
        await reader.press("E")
        assert "museum" in listed(reader)[0]
        seen = []
        for _ in ORDERS:
            await reader.press("o")
            seen.append(next(name for name in ORDERS.values() if name in reader.rows[0]))
        assert seen == [*list(ORDERS.values())[1:], "newest first"]
        await reader.press("o")
        assert "dredging" in listed(reader)[0] or "council" in listed(reader)[0]


async def test_what_is_searched_for_is_in_view_and_marked(papers: Path) -> None:
    async with reading(papers / "interview.txt", size=(60, 24)) as reader:
        await three(reader)
        await reader.press("E", "/", "dredging")
        (row,) = listed(reader)
        assert row.startswith(">…") and "dredging" in row
        await reader.press("escape")
        assert len(listed(reader)) == 3


async def test_a_board_is_arranged_and_kept_and_exported_in_its_order(papers: Path) -> None:
    async with reading(papers / "interview.txt") as reader:
        await three(reader)
        await reader.press("E", "B")
        assert "the board is empty" in reader.screen
        await reader.press("B", "a", "j", "a", "j", "a", "B")
        assert [row.split()[0].strip(">") or row.split()[1] for row in listed(reader)][1:] == ["2", "3"]
        await reader.press("G", "K", "K")
        assert "dredging" in listed(reader)[0] or "council talks" in listed(reader)[0]
        await reader.press("j", "a")
        assert len(listed(reader)) == 2
        await reader.press("w", "text", "enter", "enter")
        assert "2 excerpts written" in reader.rows[-1]
    texts = [excerpt.text for excerpt in on_board(ExcerptStore().all())]
    written = (Path.home() / "excerpts.txt").read_text(encoding="utf-8")
    assert len(texts) == 2 and written.index(texts[0]) < written.index(texts[1])
    assert (Path.home() / "excerpts.txt").stat().st_mode & 0o777 == 0o600


async def test_an_export_writes_over_nothing(papers: Path) -> None:
    there = Path.home() / "mine.md"
    there.write_text("my own", encoding="utf-8")
    async with reading(papers / "interview.txt") as reader:
        await save(reader, "dredging")
        await reader.press("E", "w", "markdown", "enter", "ctrl+u", str(there), "enter")
        assert "NOT written" in reader.screen or "exists" in reader.screen.lower()
        await reader.press("escape")
    assert there.read_text(encoding="utf-8") == "my own"


async def test_an_export_to_a_home_that_there_is_not_is_refused_in_one_line(papers: Path) -> None:
    async with reading(papers / "interview.txt", size=(120, 24)) as reader:
        await save(reader, "dredging")
        await reader.press("E", "w", "markdown", "enter", "ctrl+u", "~nosuchuser/mine.md", "enter")
        assert "write 1 as markdown to ~nosuchuser/mine.md" in reader.screen
        await reader.press("escape")


async def test_an_export_that_fails_leaves_nothing_in_the_way_of_the_next(
    papers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted, sync, full = Path.home() / "mine.md", os.fsync, [True]

    def flush(handle: int) -> None:
        if wanted.exists() and full:
            full.clear()
            raise OSError(28, "No space left on device")
        sync(handle)

    async with reading(papers / "interview.txt", size=(120, 24)) as reader:
        await save(reader, "dredging")
        monkeypatch.setattr(os, "fsync", flush)
        await reader.press("E", "w", "markdown", "enter", "ctrl+u", str(wanted), "enter")
        assert not full and not wanted.exists()
        await reader.press("enter")
        assert "1 excerpt written" in reader.rows[-1]
    assert "dredging" in wanted.read_text(encoding="utf-8")


async def test_an_orphan_is_found_by_its_status_and_placed_by_hand(papers: Path) -> None:
    file = papers / "interview.txt"
    async with reading(file) as reader:
        await save(reader, "dredging", "money")
    text = file.read_text(encoding="utf-8")
    start = text.index("The council talks")
    end = text.index("dredging.") + len("dredging.")
    file.write_text(text[:start] + "They speak of rules. Nobody speaks of money." + text[end:], encoding="utf-8")
    async with reading(file, size=(120, 30)) as reader:
        assert reader.desk.text.highlights("excerpts").spans == ()  # type: ignore[union-attr]
        await reader.press("E")
        assert "orphan" in reader.rows[1] and "no longer in the source" in reader.flat
        await reader.press("p")
        assert "place “The council talks" in reader.rows[-1]
        await reader.press("/", "Nobody speaks", "enter", "p")
        assert "it stands at “Nobody speaks of money.”" in reader.rows[-1]
        await reader.press("enter")
        ((first, last),) = reader.desk.text.highlights("excerpts").spans  # type: ignore[union-attr]
        assert reader.desk.text.text[first:last] == "Nobody speaks of money."
    (excerpt,) = ExcerptStore().all()
    assert excerpt.text.startswith("The council talks")


async def test_placing_can_be_given_up(papers: Path) -> None:
    async with reading(papers / "interview.txt") as reader:
        await save(reader, "dredging")
        before = ExcerptStore().all()
        await reader.press("E", "p", "escape", "p")
        assert "choose an excerpt first" in reader.rows[-1]
    assert ExcerptStore().all() == before


async def test_passages_are_gathered_into_one_excerpt_and_undone(papers: Path) -> None:
    async with reading(papers / "interview.txt") as reader:
        await save(reader, "dredging", "money")
        await reader.press("/", "oil", "enter", "+")
        assert "after […]" in reader.rows[-1]
        (excerpt,) = ExcerptStore().all()
        assert " […] " in excerpt.text and excerpt.tags == ("money",)
        assert len(reader.desk.text.highlights("excerpts").spans) == 2  # type: ignore[union-attr]
        await reader.press("u")
        (excerpt,) = ExcerptStore().all()
        assert " […] " not in excerpt.text


async def test_a_passage_that_an_excerpt_has_is_not_added_again(papers: Path) -> None:
    async with reading(papers / "interview.txt") as reader:
        await save(reader, "dredging")
        await reader.press("+")
        assert "has this passage already" in reader.rows[-1]
        await reader.press("j")
        assert "already" not in reader.rows[-1]
        assert len(ExcerptStore().all()) == 1


async def test_a_passage_needs_an_excerpt_to_go_to(papers: Path) -> None:
    async with reading(papers / "interview.txt") as reader:
        await reader.press("+")
        assert "no excerpt to add to" in reader.rows[-1]


async def test_tags_are_told_apart_without_colour(papers: Path) -> None:
    async with reading(papers / "interview.txt", size=(80, 40)) as reader:
        await three(reader)
        stripes = {glyph for row in reader.rows for glyph in row if glyph in "▌┃▐▎"}
        assert stripes == {"▌", "▐", "▎"}
        await reader.press("/", "dredging", "enter")
        assert reader.rows[-1].endswith("#money")


@pytest.mark.parametrize("keys", ["S wave", "g d", "G", "S fishers enter"])
async def test_what_is_known_of_an_excerpt_is_said_at_its_place_alone(papers: Path, keys: str) -> None:
    async with reading(papers, at="interview.txt") as reader:
        await save(reader, "dredging", "money")
        await reader.press("escape")
        assert reader.rows[-1].endswith("#money")
        await reader.press(*keys.split())
        assert "#money" not in reader.rows[-1]


async def test_the_tags_that_there_are_stand_beside_the_prompt(papers: Path) -> None:
    async with reading(papers / "interview.txt") as reader:
        await three(reader)
        await reader.press("t", "mo")
        assert "Tab #money" in reader.rows[-1]
        await reader.press("tab", "enter")
    assert sorted(excerpt.tags for excerpt in ExcerptStore().all()) == [("harbour",), ("money",), ("money",)]


@pytest.mark.parametrize("order", ORDERS)
def test_every_order_shows_every_excerpt(order: str, papers: Path) -> None:
    assert Choice(order=order).of((), {}) == ()


async def test_searching_and_comparing_begin_in_the_list_too(papers: Path) -> None:
    async with reading(papers, at="interview.txt") as reader:
        await save(reader, "dredging")
        for key, prompt in (("S", "Search"), ("Q", "Quote"), ("c", "Compare on")):
            await reader.press("E", key, "t", "i", "d", "e")
            assert f"{prompt} tide" in reader.flat
            await reader.press("escape")
        assert all(excerpt.tags == () for excerpt in ExcerptStore().all())
