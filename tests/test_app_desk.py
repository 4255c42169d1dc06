"""The desk: opening, finding, landing on the hit, panes by width, and the way out."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from papers import papers
from pilots import reading

from tui.actions import ACTIONS
from tui.screens.keyed import Keyed

__all__ = ["papers"]


async def test_the_list_comes_first_and_enter_opens_where_the_bar_is(papers: Path) -> None:
    async with reading(papers) as reader:
        assert "Documents" in reader.rows[0]
        assert any("Harbour Plan: What It Costs" in row for row in reader.rows)
        await reader.press("j", "j", "enter")
        assert reader.rows[0].startswith(" The Harbour Nobody Wanted")
        assert "car park with waves" in reader.flat


async def test_one_file_opens_on_its_text(papers: Path) -> None:
    async with reading(papers / "interview.txt") as reader:
        assert "We spoke with Mara Quill" in reader.flat


async def test_a_line_asked_for_is_on_the_screen(papers: Path) -> None:
    async with reading(papers, (80, 12), at="interview.txt:21") as reader:
        assert "They count the boats honestly" in reader.flat


async def test_words_asked_for_are_found_at_the_start(papers: Path) -> None:
    async with reading(papers / "interview.txt", (80, 12), find="warm office") as reader:
        assert "1/1  warm office" in reader.rows[-1]


async def test_find_looks_through_case_quotes_and_line_breaks(papers: Path) -> None:
    async with reading(papers / "interview.txt", (80, 12)) as reader:
        await reader.press("/", "THE SEA CAN'T. every", "enter")
        assert "1/1" in reader.rows[-1]
        await reader.press("/", "regulation and safety rules", "enter")  # the source breaks its line before "safety"
        assert "1/1" in reader.rows[-1]


async def test_find_counts_goes_round_and_a_closed_prompt_returns(papers: Path) -> None:
    async with reading(papers / "interview.txt", (80, 12)) as reader:
        first = reader.rows[:-1]
        await reader.press("/", "regulation")
        assert "1/2" in reader.rows[-1]
        await reader.press("escape")
        assert reader.rows[:-1] == first
        await reader.press("/", "regulation", "enter", "n")
        assert "2/2" in reader.rows[-1]
        await reader.press("n")
        assert "1/2" in reader.rows[-1] and "round the end" in reader.rows[-1]
        await reader.press("N")
        assert "2/2" in reader.rows[-1] and "round the beginning" in reader.rows[-1]


async def test_what_is_not_there_is_said_with_a_way_on(papers: Path) -> None:
    async with reading(papers / "interview.txt") as reader:
        await reader.press("/", "submarine", "enter")
        assert "'submarine' is not in this document; S searches all of them" in reader.rows[-1]


async def test_a_hit_opens_on_the_hit_and_n_walks_across_documents(papers: Path) -> None:
    async with reading(papers, (80, 16)) as reader:
        await reader.press("S", "regulation", "enter")
        assert "n N go down and up the text" in reader.rows[-1]
        seen: dict[str, list[int]] = {}
        for _ in range(len(reader.desk.hits.hits)):
            document, current = reader.desk.document, reader.desk.text.highlights("hits").current
            assert document is not None
            assert document.text[slice(*current)].lower() == "regulation"
            start, end = reader.desk.text.visible_span
            assert start <= current[0] < end
            seen.setdefault(document.id, []).append(current[0])
            await reader.press("n")
        assert set(seen) == {"brief.md", "hall.txt", "interview.txt"}
        # Down the text from the best hit, and round the end of all documents to what stands above it.
        first, *others = seen.values()
        assert all(places == sorted(places) for places in others)
        assert sum(a > b for a, b in pairwise([*first, first[0]])) == (len(first) > 1)


async def test_keys_typed_in_one_burst_land_in_the_prompt(papers: Path) -> None:
    async with reading(papers / "interview.txt") as reader:
        await reader.pilot.press("/", "q", "u", "a", "y")
        assert reader.desk.asker.prompt is not None
        assert reader.desk.asker.prompt.typed == "quay"
        await reader.press("enter")
        assert "1/1  quay" in reader.rows[-1]


async def test_a_late_answer_never_replaces_a_newer_one(papers: Path) -> None:
    async with reading(papers) as reader:
        await reader.pilot.press("S", *"dredg")
        await reader.pilot.press(*["backspace"] * 5, *"inspectors")
        await reader.settle()
        assert "inspectors" in reader.rows[0]
        rows = [row.text for row in reader.desk.hits.values if not row.of]
        assert rows and all("inspectors" in row for row in rows)


async def test_a_search_typed_and_entered_in_one_burst_stands_on_the_first_hit(papers: Path) -> None:
    async with reading(papers) as reader:
        await reader.pilot.press("S", *"regulation", "enter")
        await reader.settle()
        hits = reader.desk.hits.hits
        assert len(hits) > 1
        assert reader.desk.document is not None and reader.desk.document.id == hits[0].doc
        assert reader.desk.text.highlights("hits").current == hits[0].span
        await reader.press("n")
        assert reader.desk.hits.hits == hits
        assert re.search(r"hit \d+/\d+  regulation", reader.rows[-1])


async def test_quotes_are_told_exact_altered_and_missing(papers: Path) -> None:
    async with reading(papers) as reader:
        await reader.press("Q", "a harbour without a ferry is a car park with waves")
        assert "exact 100/100 line 9, The Harbour Nobody Wanted" in reader.flat
        await reader.press("escape", "Q", "a harbour without a boat is a car park with waves")
        assert "altered" in reader.screen and "[-boat-] {+ferry+}" in reader.screen
        assert "[-as typed-] {+as the source has it+}" in reader.screen
        await reader.press("enter")
        assert reader.rows[0].startswith(" The Harbour Nobody Wanted")
        assert reader.rows[-1].strip().startswith("altered: ")
        await reader.press("Q", "my nets are older than my children")
        assert "exact" in reader.screen and "Ivo Stern" in reader.screen
        await reader.press("escape", "Q", "elephants dislike the taste of copper wire")
        assert reader.rows[0].endswith("none") and "none: these words are not in this library" in reader.rows[1]


async def test_a_quote_may_be_pasted_with_its_line_breaks(papers: Path) -> None:
    async with reading(papers) as reader:
        await reader.press("Q")
        await reader.reader.screen.paste("the council talks of\nregulation and safety rules\nall day long")
        await reader.settle()
        assert "exact" in reader.screen


async def test_one_pane_when_narrow_three_when_wide(papers: Path) -> None:
    async with reading(papers, (80, 24), at="interview.txt") as reader:
        assert not any("Documents" in row for row in reader.rows)
        await reader.pilot.resize_terminal(120, 30)
        await reader.settle()
        head = reader.rows[0]
        assert "Documents" in head and "The Harbour Nobody Wanted" in head and "Outline" in head
        await reader.pilot.resize_terminal(79, 24)
        await reader.settle()
        assert reader.rows[0].startswith(" The Harbour Nobody Wanted")


async def test_tab_goes_round_the_panes(papers: Path) -> None:
    async with reading(papers, (80, 24), at="brief.md") as reader:
        await reader.press("tab")
        assert reader.rows[0].startswith(" Outline")
        await reader.press("tab")
        assert reader.rows[0].startswith(" Documents")
        await reader.press("shift+tab", "shift+tab")
        assert reader.rows[0].startswith(" Harbour Plan")


async def test_quotations_are_walked_and_listed_by_speaker(papers: Path) -> None:
    async with reading(papers, (80, 24), at="brief.md") as reader:
        await reader.press("]", "q")
        assert reader.desk.document is not None
        many = len(reader.desk.document.quotations)
        assert f"quotation 1/{many}" in reader.rows[-1] and "Ada Lund" in reader.rows[-1]
        await reader.press("g", "q")
        assert reader.rows[0].split() == ["Quotations", str(many)]
        assert any("Ada Lund" in row for row in reader.rows)


async def test_an_unfinished_command_is_shown_and_escape_gives_it_up(papers: Path) -> None:
    async with reading(papers / "interview.txt") as reader:
        await reader.press("1", "2", "]")
        assert reader.rows[-1].endswith("12]")
        await reader.press("escape")
        assert not reader.rows[-1].endswith("12]")


async def test_a_key_that_does_nothing_says_where_help_is(papers: Path) -> None:
    async with reading(papers / "interview.txt") as reader:
        await reader.press("%")
        assert "% does nothing here; ? shows what does" in reader.rows[-1]
        await reader.press("g", "x")
        assert "gx does nothing here" in reader.rows[-1]


async def test_marks_come_back_and_capitals_reach_across_documents(papers: Path) -> None:
    async with reading(papers, (80, 10), at="interview.txt") as reader:
        await reader.press("G", "m", "A")
        there = reader.desk.text.top_offset
        await reader.press("g", "d", "g", "g", "enter")
        assert reader.desk.document is not None and reader.desk.document.id == "brief.md"
        await reader.press("'", "A")
        assert reader.desk.document.id == "interview.txt"
        assert reader.desk.text.visible_span[0] <= there <= reader.desk.text.visible_span[1]
        await reader.press("'", "b")
        assert "no mark b; mb sets it" in reader.rows[-1]


async def test_jumps_go_back_and_forward(papers: Path) -> None:
    async with reading(papers, (80, 10), at="interview.txt") as reader:
        await reader.press("G")
        end = reader.desk.text.top_offset
        await reader.press("ctrl+o")
        assert reader.desk.text.top_offset < end
        await reader.press("g", "]")
        assert reader.desk.text.visible_span[0] <= end <= reader.desk.text.visible_span[1]


@pytest.mark.parametrize(
    "keys", [(), ("S", "regulation", "enter"), ("S", "sea", "enter", "v"), ("g", "q"), ("?", "escape")]
)
async def test_three_presses_leave_from_anywhere(papers: Path, keys: tuple[str, ...]) -> None:
    async with reading(papers, at="interview.txt") as reader:
        await reader.press(*keys)
        for _ in range(3):
            if reader.reader.is_running:
                await reader.pilot.press("q")
        assert not reader.reader.is_running or reader.reader._exit


async def test_control_c_never_leaves(papers: Path) -> None:
    async with reading(papers / "interview.txt") as reader:
        await reader.press("/", "sea", "ctrl+c", "ctrl+c", "ctrl+c", "ctrl+c")
        assert reader.desk.asker.asking is None
        assert not reader.reader._exit


async def test_the_place_is_kept_across_starts_and_sizes(papers: Path) -> None:
    async with reading(papers, (80, 10), at="interview.txt") as reader:
        await reader.press("space", "space")
        before = reader.desk.text.top_offset
    async with reading(papers, (150, 12)) as reader:
        assert reader.desk.document is not None and reader.desk.document.id == "interview.txt"
        first, last = reader.desk.text.visible_span
        assert first <= before < last


async def test_nothing_a_document_holds_reaches_the_terminal(papers: Path) -> None:
    (papers / "trap.md").write_text(
        '---\ntitle: "Bad \\e]52;c;AAAA\\a [red]title[/] \\x9b31m"\n---\n\n[@click=app.quit]Press\x1b[31m\x9b1m [/] '
        "and \x1b]0;owned\x07 there, the harbour of traps.\n",
        encoding="utf-8",
    )
    async with reading(papers) as reader:
        for keys in (("S", "traps"), ("enter",), ("q",), ("f", "bad"), ("escape",), ("Q", "harbour of traps")):
            await reader.press(*keys)
            assert "\x1b" not in reader.screen and "\x9b" not in reader.screen and "\x07" not in reader.screen
        await reader.press("enter")
        assert "[@click=app.quit]Press" in reader.screen
        assert "[/]" in reader.screen


async def test_every_action_of_the_table_is_carried_out_somewhere(papers: Path) -> None:
    done: set[str] = set()
    async with reading(papers, at="interview.txt") as reader:
        for keys in (
            (),
            ("E",),
            ("q", ":"),
            ("escape", "c"),
            ("regulation", "enter"),
            ("t",),
            ("q", "o"),
            ("w",),
            ("q",),
        ):
            await reader.press(*keys)
            screen = reader.reader.screen
            assert isinstance(screen, Keyed)
            done |= set(screen.doers) | set(reader.reader.session.doers)
    assert {action.id for action in ACTIONS} - done == set()


async def test_the_palette_finds_actions_by_any_word_and_runs_verbs(papers: Path) -> None:
    async with reading(papers, at="interview.txt") as reader:
        reader.reader.session.verbs = lambda: [("list", "The documents.")]
        await reader.press(":", "clipboard")
        assert any("copy" in row for row in reader.rows)
        await reader.press(*["backspace"] * 9, "outline", "enter")
        assert reader.rows[0].startswith(" Outline")
        await reader.press(":", "list", "enter")
        assert "interview.txt" in reader.screen


async def test_help_is_of_the_pane_and_searchable_and_enter_does_it(papers: Path) -> None:
    async with reading(papers, at="interview.txt") as reader:
        await reader.press("?")
        assert "Keys in the text" in reader.rows[0]
        await reader.press("waves nobody")
        assert "no key does that" in reader.screen
        await reader.press(*["backspace"] * 12, "outline", "enter")
        assert reader.rows[0].startswith(" Outline")


async def test_the_finder_goes_to_titles_questions_and_speakers(papers: Path) -> None:
    async with reading(papers, at="interview.txt") as reader:
        await reader.press("f", "plan costs", "enter")
        assert reader.rows[0].startswith(" Harbour Plan")
        await reader.press("f", "risks", "enter")
        assert "Risks" in reader.screen


async def test_a_newcomer_is_told_what_this_is_and_a_key_takes_it_away(papers: Path) -> None:
    from tui.recent import sample_library

    async with reading(sample_library(), index=False) as reader:
        assert "Your own texts:  variorum FOLDER" in reader.screen
        await reader.press("enter")
        assert "Documents" in reader.rows[0]
    async with reading(sample_library(), index=False) as reader:
        assert "Your own texts" not in reader.screen


async def test_a_search_before_the_index_is_there_opens_when_it_comes(papers: Path) -> None:
    async with reading(papers, index=False) as reader:
        await reader.pilot.press("S", *"inspectors", "enter")
        await reader.reader.workers.wait_for_complete()
        await reader.settle()
        assert "hit 1/" in reader.screen or "inspectors" in reader.screen


async def test_the_finder_forgives_a_slip_and_marks_what_matched(papers: Path) -> None:
    async with reading(papers, at="interview.txt") as reader:
        await reader.press("f", "harbor cossts")
        assert "Harbour Plan: What It Costs" in reader.rows[1]
