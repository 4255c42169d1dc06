"""Comparing on screen: a topic in a few keys, numbers that open their evidence, evidence that opens the text."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from papers import papers
from pilots import Reading, reading

from index.compare import TopicCoverage
from index.model import Tell
from tui.screens.compare.rows import Row
from tui.screens.compare.screen import TABS, ComparisonScreen
from tui.screens.compare.terms import Terms

__all__ = ["papers"]


def comparison(reader: Reading) -> ComparisonScreen:
    screen = reader.reader.screen
    assert isinstance(screen, ComparisonScreen)
    return screen


def _full(_handle: int) -> None:
    raise OSError(28, "No space left on device")


def terms(reader: Reading) -> Terms:
    screen = reader.reader.screen
    assert isinstance(screen, Terms)
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
        await reader.press("s")
        assert "saved already" in reader.rows[-1] and len(ExcerptStore().all()) == 1


async def test_a_passage_that_is_not_saved_is_told_as_on_the_desk(
    papers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from index.errors import ExcerptError
    from index.excerpts import ExcerptStore

    def failing(cause: str) -> Callable[..., None]:
        def fail(*_given: object, **_named: object) -> None:
            raise ExcerptError(cause)

        return fail

    async with reading(papers, (200, 50), at="interview.txt") as reader:
        store = (await compared(reader)).session.excerpts
        with monkeypatch.context() as patch:
            patch.setattr(store, "save", failing("this cannot be saved"))
            await reader.press("2", "s")
            assert "this cannot be saved" in reader.rows[-1] and "NOT saved" not in reader.rows[-1]
        await reader.press("j")
        assert "this cannot be saved" not in reader.rows[-1]
        with monkeypatch.context() as patch:
            patch.setattr(store._log, "append", failing("the disk is full"))
            await reader.press("s", "j")
            assert "NOT saved: the disk is full" in reader.rows[-1] and "R tries again" in reader.rows[-1]
        await reader.press("R")
        assert "NOT saved" not in reader.rows[-1] and len(ExcerptStore().all()) == 1


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


async def test_nothing_on_a_topic_leads_on(papers: Path) -> None:
    async with reading(papers, (100, 30), at="interview.txt") as reader:
        await reader.press("c", "zeppelin", "enter")
        screen = comparison(reader)
        assert screen.nothing
        assert "No passage in 3 sources is on “zeppelin”" in reader.flat
        for key in ("compare.topic", "compare.terms", "compare.sources", "compare.topics"):
            assert screen.session.keymap.shown(key) in reader.screen
        await reader.press("n")
        assert "no passages" in reader.rows[-1]
        for tab in ("2", "3", "4", "5"):
            await reader.press(tab)
        assert "No passage in 3 sources" in reader.flat


async def test_a_number_is_come_back_to_after_its_document_was_read(papers: Path) -> None:
    async with reading(papers, (200, 50), at="hall.txt") as reader:
        screen = await compared(reader)
        await reader.press("l", "j", "j")
        before = (screen.column, screen.bar.cursor_key)
        await reader.press("enter", "enter", "q", "q")
        again = comparison(reader)
        assert again.tab == 0
        assert (again.column, again.bar.cursor_key) == before


async def test_each_number_of_a_row_on_a_small_screen_opens_its_own_evidence(papers: Path) -> None:
    async with reading(papers, (80, 24), at="interview.txt") as reader:
        screen = await compared(reader)
        while not screen.bar.chosen[0].startswith("frame: "):
            await reader.press("j")
        row = screen.bar.cursor_value
        assert row is not None and len(row.cells) > 1
        await reader.press("l")
        about, places = screen.bar.chosen
        assert (about, places) == (row.cells[1].about, row.cells[1].evidence)
        assert f"[{row.cells[1].text.strip()}]" in reader.screen
        await reader.press("enter")
        assert tuple(screen.evidence.places) == places
        await reader.press("q")
        assert screen.bar.chosen[0] == about


async def test_on_a_wide_screen_the_passage_stands_beside_the_list(papers: Path) -> None:
    for size, beside in (((80, 24), False), ((120, 36), True), ((200, 50), True)):
        async with reading(papers, size, at="interview.txt") as reader:
            screen = await compared(reader)
            await reader.press("enter")
            detail = screen.evidence.query_one("#evidence-detail").region
            assert (detail.x > screen.evidence.list.region.x) == beside


async def test_counterparts_walk_together_and_say_how_close_they_are(papers: Path) -> None:
    async with reading(papers, (200, 50), at="interview.txt") as reader:
        screen = await compared(reader)
        await reader.press("2")
        said = set()
        for _ in screen.sources[0].passages:
            passage = screen.walk.at[screen.sources[0].doc]
            for other in screen.sources[1:]:
                near = screen.comparison.counterpart(screen.sources[0].doc, passage, other.doc)
                if near is None:
                    assert "no counterpart found here for A" in reader.flat
                    said.add("none")
                else:
                    assert screen.walk.at[other.doc] == near.to[1]
                    assert f"similarity {near.similarity:.2f}" in reader.flat
                    said.add("near")
            await reader.press("n")
        assert said == {"none", "near"}


async def test_a_pair_is_saved_with_one_tag_and_a_note(papers: Path) -> None:
    from index.excerpts import ExcerptStore

    async with reading(papers, (200, 50), at="interview.txt") as reader:
        screen = await compared(reader)
        await reader.press("2")
        while all(near is None for near in screen.walk.found.values()):
            await reader.press("n")
        await reader.press("S")
        assert "one of each source" in reader.rows[-1]
        excerpts = ExcerptStore().all()
        assert len({excerpt.doc for excerpt in excerpts}) == len(excerpts) >= 2
        assert len({excerpt.tags for excerpt in excerpts}) == 1
        assert all(excerpt.note.startswith(f"topic: {screen.comparison.topic.name}; beside ") for excerpt in excerpts)


async def test_terms_are_switched_one_by_one_and_the_numbers_follow(papers: Path) -> None:
    async with reading(papers, (100, 30), at="interview.txt") as reader:
        await reader.press("c", "dredging fees", "enter")
        before = comparison(reader).comparison
        await reader.press("t")
        assert "as typed" in reader.screen
        assert "[x] dredging" in reader.screen
        terms(reader)._list.go_key("query\tdredging")
        await reader.press("x")
        assert "[ ] dredging" in reader.screen
        assert "(changed)" in reader.rows[0]
        await reader.press("q")
        after = comparison(reader).comparison
        assert after.topic.off == {"dredging"}
        assert after != before
        assert "1 off" in reader.screen


async def test_a_typed_topic_is_kept_under_a_name_and_edited_and_deleted(papers: Path, private_folders: Path) -> None:
    folder = private_folders / ".config" / "variorum" / "topics"
    async with reading(papers, (120, 40), at="interview.txt") as reader:
        await reader.press("c", "dredging fees", "enter", "t", "s")
        await reader.press(*["backspace"] * len("dredging fees"), "Who pays", "enter")
        assert "saved among your topics, in who_pays.yaml" in reader.rows[-1]
        assert "Who pays" in (folder / "who_pays.yaml").read_text(encoding="utf-8")
        await reader.press("a", "nets", "enter", "s", "enter")
        assert "nets" in (folder / "who_pays.yaml").read_text(encoding="utf-8")
        await reader.press("q")
        assert "(your topic)" in reader.rows[0]
        await reader.press("o")
        assert "* Who pays" in reader.screen
        await reader.press("g", "g", "D")
        assert "u brings it back" in reader.rows[-1]
        assert not (folder / "who_pays.yaml").exists()
        assert "* Who pays" not in reader.screen
        with pytest.MonkeyPatch.context() as full:
            full.setattr(os, "fsync", _full)
            await reader.press("u")
            assert "* Who pays" not in reader.screen
        await reader.press("u")
        assert "* Who pays" in reader.screen
        assert (folder / "who_pays.yaml").exists()


async def test_another_topic_of_yours_is_replaced_only_when_asked_twice(papers: Path, private_folders: Path) -> None:
    from index.compare import Origin, Topic, save_topic

    save_topic(Topic("nets", "Nets", strong=("nets",), origin=Origin.OWN))
    path = private_folders / ".config" / "variorum" / "topics" / "nets.yaml"
    async with reading(papers, (100, 30), at="interview.txt") as reader:
        await reader.press("c", "dredging fees", "enter", "t", "s")
        await reader.press(*["backspace"] * len("dredging fees"), "Nets", "enter")
        assert "Enter again replaces it" in reader.rows[-1]
        assert "dredging" not in path.read_text(encoding="utf-8")
        await reader.press("enter")
        assert "dredging" in path.read_text(encoding="utf-8")


async def test_a_change_of_terms_is_undone_step_by_step(papers: Path) -> None:
    async with reading(papers, (100, 30), at="interview.txt") as reader:
        await reader.press("c", "dredging fees", "enter", "t")
        terms(reader)._list.go_key("query\tdredging")
        await reader.press("x", "a", "nets", "enter")
        assert "[x] nets" in reader.screen
        await reader.press("u")
        assert "[x] nets" not in reader.screen
        await reader.press("u")
        assert "[x] dredging" in reader.screen
        assert "(changed)" not in reader.rows[0]
        await reader.press("u")
        assert "nothing to undo" in reader.rows[-1]


async def test_the_places_of_a_term_are_shown_and_left_for_the_terms(papers: Path) -> None:
    async with reading(papers, (100, 30), at="interview.txt") as reader:
        await reader.press("c", "dredging fees", "enter", "t", "j")
        while "[.]" in reader.screen:
            await reader.press("l")
        await reader.press("enter")
        assert "[6 Evidence]" in reader.rows[1]
        await reader.press("q")
        assert "Terms of dredging fees" in reader.rows[0]


async def test_the_board_filters_and_offers_to_compare_on_the_words(papers: Path) -> None:
    async with reading(papers, (120, 40), at="interview.txt") as reader:
        await reader.press("c", "enter")
        assert "Topics by sources" in reader.rows[0]
        await reader.press("/", "regul")
        assert "1 topic" in reader.rows[-1]
        await reader.press("escape", "/", "dredging fees")
        assert "Enter compares on “dredging fees”" in reader.screen
        await reader.press("enter")
        assert "dredging fees  (typed words)" in reader.rows[0]


async def test_the_board_is_asked_for_once(papers: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from index.api import Library

    asked = 0
    topics = Library.topics

    def counting(self: Library, docs: Iterable[str] = (), tell: Tell | None = None) -> list[TopicCoverage]:
        nonlocal asked
        asked += 1
        return topics(self, docs, tell)

    monkeypatch.setattr(Library, "topics", counting)
    async with reading(papers, (120, 40), at="interview.txt") as reader:
        await reader.press("c", "enter")
        for _ in range(3):
            await reader.press("enter", "o")
            assert "Topics by sources" in reader.rows[0]
    assert asked == 1


async def test_a_cell_of_the_board_leads_to_that_source(papers: Path) -> None:
    async with reading(papers, (120, 40), at="interview.txt") as reader:
        await reader.press("c", "enter", "l", "l")
        assert "[" in reader.screen
        await reader.press("enter")
        screen = comparison(reader)
        assert screen.shown[screen.column].doc == screen.comparison.sources[2].doc


async def test_back_from_all_topics_is_the_comparison(papers: Path) -> None:
    async with reading(papers, (120, 40), at="interview.txt") as reader:
        await compared(reader)
        await reader.press("3", "o", "q")
        assert "[3 Words]" in reader.rows[1]


async def test_other_sources_on_the_board_make_other_columns(papers: Path) -> None:
    async with reading(papers, (120, 40), at="interview.txt") as reader:
        await reader.press("c", "enter", "w", "x", "x", "enter")
        assert "Topics by sources" in reader.rows[0]
        assert "A " in reader.rows[1] and "B " in reader.rows[1] and "C " not in reader.rows[1]


@pytest.mark.parametrize("sources", [4, 7])
async def test_many_sources_are_a_line_each_with_terms_by_sources(papers: Path, sources: int) -> None:
    text = (papers / "hall.txt").read_text(encoding="utf-8")
    for number in range(sources - 3):
        (papers / f"more-{number}.txt").write_text(f"{text}\nIvo Stern: And that was evening {number}.\n", "utf-8")
    async with reading(papers, (120, 40), at="interview.txt") as reader:
        screen = await compared(reader)
        assert screen.many and screen.single
        assert "terms of the topic" in reader.screen
        for source in screen.sources:
            assert sum(row.key == source.doc for row in screen.bar.values) == 1
        await reader.press("4")
        assert "passages with the frame" in reader.screen
        await reader.press("l", "enter")
        places = screen.evidence.places
        assert {place[0] for place in places} <= {screen.sources[1].doc}


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 36), (200, 50)])
async def test_every_view_fits_every_screen(papers: Path, size: tuple[int, int]) -> None:
    async with reading(papers, size, at="interview.txt") as reader:
        screen = await compared(reader)
        for tab in "123456":
            await reader.press(tab)
            assert all(len(row) <= size[0] for row in reader.rows)
            assert reader.rows[-1].strip()
        await reader.press("1", "enter", "t", "q", "o")
        assert "Topics by sources" in reader.rows[0]
        assert not screen.nothing


async def test_a_comparison_is_resized_while_it_is_open(papers: Path) -> None:
    async with reading(papers, (200, 50), at="interview.txt") as reader:
        await compared(reader)
        for tab in "12346":
            await reader.press(tab)
            for size in ((80, 24), (40, 12), (130, 30), (200, 50)):
                await reader.pilot.resize_terminal(*size)
                await reader.settle()
                assert reader.rows[0].strip()
                assert comparison(reader).bar.has_focus


async def test_who_is_quoted_is_told_with_what_is_second_hand(papers: Path) -> None:
    async with reading(papers, (200, 50), at="interview.txt") as reader:
        await reader.press("c", "museum boats harbour", "enter")
        screen = comparison(reader)
        quoted = [quoted for source in screen.sources for quoted in source.quotations]
        assert quoted
        assert "who is quoted" in reader.screen
        for item in quoted:
            if item.name != "unknown":
                assert f"{item.name}{' (second-hand)' if item.second_hand else ''}" in reader.screen


async def test_enter_typed_ahead_of_the_topics_takes_the_first_of_them(
    papers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tui.screens.chooser import Chooser

    monkeypatch.setattr(Chooser, "_typed", lambda _chooser, _text: None)  # no row has come yet
    async with reading(papers, (120, 40), at="interview.txt") as reader:
        await reader.press("c", "enter")
        assert "Topics by sources" in reader.rows[0]
