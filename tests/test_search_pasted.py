"""Quotations as people have them at hand: pasted with what stood round them, with words left out, with marks gone."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.engine import Index
from index.search import find_quote
from index.search.pasted import readings
from index.search.quote import QuoteMatch
from index.search.worddiff import diff
from index.text.fold import folded
from tests.indexes import place

ROCKS = "Sovereignty over a harbour begins with knowing where the rocks are"


def best(index: Index, quote: str) -> QuoteMatch:
    return find_quote(index, quote)[0]


def changed(match: QuoteMatch) -> list[tuple[str, str, str]]:
    return [step for step in match.diff if step[0] != "equal"]


@pytest.mark.parametrize(
    "pasted",
    [
        "> Sovereignty over a harbour begins\n> with knowing where the rocks are.",
        ">> Sovereignty over a harbour begins with knowing where the rocks are",
        "12: Sovereignty over a harbour begins with\n13: knowing where the rocks are.",
        "   12\tSovereignty over a harbour begins with\n   13\tknowing where the rocks are.",
        "talk.md:12:Sovereignty over a harbour begins with knowing where the rocks are.",
        "“Sovereignty over a harbour begins with knowing where the rocks are.” — Ines Varga, Harbour Radio",
        "Sovereignty over a harbour begins with knowing where the rocks are.\n— Ines Varga, Harbour Radio",
        "Sovereignty over a harbour begins with knowing where the rocks are -- Ines Varga",
        "Sovereignty over a harbour begins with knowing where the rocks are (Varga 2023).",
        "Sovereignty over a harbour begins with knowing where the rocks are. (Harbour Radio, 4 November 2023)",
        "**Sovereignty** over a *harbour* begins with [knowing](https://example.org) where the rocks are.",
        "SOVEREIGNTY OVER A HARBOUR BEGINS WITH KNOWING WHERE THE ROCKS ARE",
        "Sovereignty over a harbour\nbegins with   knowing where\tthe rocks are",
        "\"Sovereignty over a harbour begins with knowing where the rocks are",
        "Sovereignty over a harbour begins with knowing where the rocks are.”",
    ],
)  # fmt: skip
def test_what_came_along_with_the_words_does_not_alter_them(small_index: Index, pasted: str) -> None:
    match = best(small_index, pasted)
    assert (match.status, match.doc, match.query) == ("exact", "talk.md", pasted)
    assert folded(match.text).startswith(folded(ROCKS))
    assert changed(match) == []


@pytest.mark.parametrize(
    "altered",
    [
        "Sovereignty over a harbour begins with knowing where the rocks are. — and where the Captain is",
        "Sovereignty over a harbour (Begins With Knowing) where the rocks were",
        "“Sovereignty over a harbour” begins with knowing where the wrecks are",
        "12 harbours begin with knowing where the rocks are",
    ],
)
def test_words_of_ones_own_are_no_citation(small_index: Index, altered: str) -> None:
    assert best(small_index, altered).status != "exact"


def test_a_middle_left_out_in_silence_is_found_and_shown(small_index: Index) -> None:
    match = best(small_index, "We kept the lighthouse running through three winters putting out the lamp for good")
    assert (match.status, match.doc) == ("altered", "talk.md")
    assert match.text.startswith("We kept the lighthouse")
    assert match.text.endswith("the lamp for good")
    (gap,) = [step for step in changed(match) if step[0] == "insert"]
    assert gap[2].startswith("and nobody on the mainland")
    two = best(
        small_index, "The licence for a ferry is a licence to be late. Forty crossings, the rest waited for lorries"
    )
    assert (two.status, two.doc) == ("altered", "brief.md")
    assert two.text.startswith("The licence")
    assert two.text.endswith("lorries")


@pytest.mark.parametrize(
    ("quote", "status"),
    [
        ("the vote was closer than anybody in the room had expected, with two members abstaining", "exact"),
        ("the vote was closer than anybody in the room had expected, with ten members abstaining", "altered"),
        ("said nothing. Her deputy spoke instead", "exact"),
    ],
)
def test_what_is_set_aside_in_the_middle_of_a_quotation_does_not_part_it(
    tmp_path: Path, quote: str, status: str
) -> None:
    text = (
        "# Quay\n\nThe council voted on the quay last week and the vote was closer than anybody in the room had\n\n"
        "ADVERTISEMENT\n\nexpected, with two members abstaining and one of them leaving before the count was over.\n\n"
        "The mayor, who had promised a decision by the spring, said nothing.\n\n"
        "Read more: Ten harbours to see before they silt up\n\nHer deputy spoke instead, for an hour and more.\n"
    )
    library = place(tmp_path)
    match = best(library.indexed({"quay.md": text}), quote)
    assert (match.status, match.doc, len(match.spans)) == (status, "quay.md", 2)
    if status == "exact":
        text = library.folder().read("quay.md").text
        assert folded(" ".join(text[start:end] for start, end in match.spans)) == folded(quote)


def test_the_halves_of_two_sentences_far_apart_are_not_one_quotation(small_index: Index) -> None:
    match = best(
        small_index, "We kept the lighthouse running through three winters and count the robotaxi boats as ferries"
    )
    assert len(match.text) < 150


@pytest.mark.parametrize(
    ("typed", "text", "step"),
    [
        ("Let two companies share one dock", "Let two companies share one pier", ("replace", "dock", "pier")),
        ("The ferry is not a train", "A ferry is not a train", ("replace", "The", "A")),
        ("A ferry is not a bus.", "A ferry is not a train,", ("replace", "bus.", "train,")),
        ("paid by the keepers' union met twice", "The keepers’ union met twice", ("delete", "paid by", "")),
    ],
)
def test_another_word_at_an_end_stands_for_the_one_in_the_source(
    small_index: Index, typed: str, text: str, step: tuple[str, str, str]
) -> None:
    match = best(small_index, typed)
    assert (match.status, match.text) == ("altered", text)
    assert step in match.diff


def test_marks_that_were_not_typed_make_no_noise(small_index: Index) -> None:
    match = best(small_index, "A keeper's wage is tiny, and the romance of the sea doesn't pay for paraffin")
    assert changed(match) == [("replace", "tiny,", "small,")]
    match = best(small_index, '"Sovereignty over a country begins with knowing where the rocks are')
    assert changed(match) == [("replace", "country", "harbour")]


def test_only_marks_that_differ_are_shown() -> None:
    assert diff("the romance of the sea", "the “romance of the sea”") == (
        ("equal", "the", "the"),
        ("replace", "romance", "“romance"),
        ("equal", "of the", "of the"),
        ("replace", "sea", "sea”"),
    )


def test_one_stretch_left_out_is_one_step() -> None:
    source = "the lamp went out and the keeper slept while the fog came in from the sea"
    assert diff("the lamp went out the fog came in", source)[:3] == (
        ("equal", "the lamp went out", "the lamp went out"),
        ("insert", "", "and the keeper slept while"),
        ("equal", "the fog came in", "the fog came in"),
    )


def test_a_compound_in_another_spelling_is_altered_and_in_its_place(small_index: Index) -> None:
    for compound in ("robotaxi", "robo taxi", "robotaxie"):
        match = best(small_index, f"And yet the {compound} boats of today still steer by your light")
        assert (match.status, match.doc) == (("exact" if compound == "robo-taxi" else "altered"), "talk.md")
        assert match.text == "And yet the robo-taxi boats of today still steer by your light"


@given(st.text(max_size=200))
def test_reading_what_was_pasted_never_fails(text: str) -> None:
    found = list(readings(text))
    assert bool(found) == bool(text.strip())
    assert len(set(found)) == len(found)
