"""Find in the document: what counts as the same, the switches, the bound, and long texts that hold up no key."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from papers import papers
from pilots import reading

from index.text.fold import fold, occurrences
from tui.screens.desk import finding
from tui.screens.desk.matches import MOST, FoldedPieces, Way, matches

__all__ = ["papers"]

ODD = st.text(st.sampled_from("ab Z\n-–'’“.…éßﬁ漢か\u3099한\u1100\u1161\u200b7"), max_size=200)


@given(ODD, st.integers(1, 40))
def test_a_text_folded_in_pieces_is_the_text_folded_whole(text: str, size: int) -> None:
    whole, pieces = fold(text), FoldedPieces(text, size)
    assert pieces.text == whole.text
    for needle in {whole.text[at : at + 5] for at in range(0, len(whole.text), 3)}:
        assert list(occurrences(needle, pieces)) == list(occurrences(needle, whole))
    assert [pieces.at(offset) for offset in range(len(text))] == [whole.at(offset) for offset in range(len(text))]


def found(text: str, query: str, way: Way) -> list[str]:
    return [text[slice(*span)] for span in matches(text, FoldedPieces(text), query, way)[0]]


def test_whole_words_and_the_same_case_are_asked_for_apart_or_together() -> None:
    text = "China's chips, CHINA, chinaware and a Café in china"
    assert found(text, "china", Way()) == ["China", "CHINA", "china", "china"]
    assert found(text, "china", Way(whole=True)) == ["China", "CHINA", "china"]
    assert found(text, "china", Way(case=True)) == ["china", "china"]
    assert found(text, "china", Way(whole=True, case=True)) == ["china"]
    assert found(text, "Cafe", Way(case=True)) == ["Café"]


def test_the_ways_of_matching_come_round() -> None:
    way, seen = Way(), []
    for _ in range(4):
        seen.append(way.label)
        way = way.next
    assert seen == ["", "whole words", "same case", "whole words, same case"]
    assert way == Way()


def test_matches_beyond_the_bound_are_not_marked_but_said() -> None:
    text = "ship " * (MOST + 5)
    spans, more = matches(text, FoldedPieces(text), "ship", Way())
    assert (len(spans), more) == (MOST, True)


async def test_tab_in_the_prompt_asks_for_whole_words_then_for_the_same_case(papers: Path) -> None:
    async with reading(papers / "interview.txt", (80, 12)) as reader:
        await reader.press("/", "rule")
        assert reader.rows[-1].endswith("1/4")
        await reader.press("tab")
        assert "whole words /rule" in reader.rows[-1] and "no match" in reader.rows[-1]
        await reader.press("tab")
        assert "same case /rule" in reader.rows[-1] and reader.rows[-1].endswith("1/4")
        await reader.press("enter")
        assert "1/4  rule (same case)" in reader.rows[-1]
        await reader.press("N")
        assert "4/4" in reader.rows[-1] and "round the beginning" in reader.rows[-1]


async def test_a_long_text_is_folded_once_and_walked_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "long.txt").write_text("The boat left.\n\nNo lantern was lit.\n\n" * (2 * finding.AT_ONCE // 30))
    made = []

    class Counting(FoldedPieces):
        def __init__(self, text: str) -> None:
            made.append(len(text))
            super().__init__(text)

    monkeypatch.setattr(finding, "FoldedPieces", Counting)
    async with reading(tmp_path / "long.txt", (80, 12)) as reader:
        await reader.press("/", "lantern", "enter", "n", "n", "/", "boat", "enter")
        assert "/4000  boat" in reader.rows[-1]
        assert len(made) == 1


async def test_the_bar_on_a_hit_previews_its_passage_and_leaving_returns_the_text(papers: Path) -> None:
    async with reading(papers, (80, 24), at="brief.md") as reader:
        before = reader.rows[:-1]
        await reader.press("S", "nets")
        assert any("Ivo Stern: Then why should we pay" in row for row in reader.rows[12:])
        assert reader.desk.document is not None and reader.desk.document.id == "brief.md"
        await reader.press("escape")
        assert reader.rows[:-1] == before


async def test_hits_are_filtered_behind_a_bar_and_walked_as_filtered(papers: Path) -> None:
    async with reading(papers, (80, 24)) as reader:
        await reader.press("S", "regulation | stern")
        assert "of" in reader.rows[0]
        await reader.press("enter", "n", "n", "n")
        assert reader.desk.document is not None and reader.desk.document.id == "hall.txt"
        await reader.press("|", "quill")
        assert "regulation |" in reader.rows[0] and "quill" in reader.rows[0]
        await reader.press("escape", "S", "nets | speaker:stern kind:turn")
        assert not any("no hit passes" in row for row in reader.rows)
        assert {(hit.speaker, hit.kind) for hit in reader.desk.hits.hits} == {("Ivo Stern", "turn")}


async def test_up_in_an_empty_prompt_brings_back_the_last_queries(papers: Path) -> None:
    async with reading(papers, (80, 24)) as reader:
        for query in ("nets", "ferry"):
            await reader.press("S", query, "enter")
        await reader.press("S", "up")
        assert reader.desk.asker.prompt is not None and reader.desk.asker.prompt.typed == "ferry"
        await reader.press("up")
        assert reader.desk.asker.prompt.typed == "nets"
        await reader.press("down")
        assert reader.desk.asker.prompt.typed == "ferry"
        await reader.press("escape")
        assert "hit" not in reader.rows[-1] and reader.desk.searching.query == "ferry"
        await reader.press("n")
        assert "hit 1/" in reader.rows[-1]


async def test_what_was_corrected_is_said_above_the_hits(papers: Path) -> None:
    async with reading(papers, (80, 24)) as reader:
        await reader.press("S", "inspectrs")
        assert "showing inspector" in reader.rows[1]
