"""The list of excerpts: searched as one types, narrowed down, ordered."""

from __future__ import annotations

from dataclasses import replace

import pytest
from excerpt_sources import document, saved, talk
from hypothesis import given
from hypothesis import strategies as st

from index.excerpts import ORDERS, Excerpt, Listing, highlights, narrowed, ordered, tag_counts
from index.text.fold import folded

SOURCE = document("The naïve pilot said “never again”.\n\nThe ice—house burned.\n\nA third thing.\n")
PILOT = saved(SOURCE, "The naïve pilot said “never again”.", name="a1").edit(tags=("ice", "old work"))
HOUSE = saved(SOURCE, "The ice—house burned.", name="a2").edit(note="Compare the pilot's story")
THIRD = saved(SOURCE, "A third thing.", name="a3").edit(tags=("tide",))
ALL = (PILOT, HOUSE, THIRD)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ALL),
        ("NAIVE", (PILOT,)),
        ("pilot", (PILOT, HOUSE)),
        ("never   the", (PILOT,)),
        ('"never', (PILOT,)),
        ("ice-house", (HOUSE,)),
        ("#tide", (THIRD,)),
        ("#ice", (PILOT,)),
        ("ice", (PILOT, HOUSE)),
        ("absent", ()),
    ],
)
def test_text_notes_and_tags_are_searched_by_parts_of_words(query: str, found: tuple[Excerpt, ...]) -> None:
    assert tuple(Listing(ALL).search(query)) == found


@given(st.lists(st.sampled_from(["the", "pi", "pilot", "ice", "#", "th", "never again", "x", ""]), max_size=6))
def test_what_was_searched_before_changes_no_answer(queries: list[str]) -> None:
    listing = Listing(ALL)
    for query in queries:
        assert listing.search(query) == Listing(ALL).search(query)


def test_typing_on_and_back_gives_the_same_as_starting_anew() -> None:
    listing = Listing(ALL)
    for query in ("p", "pi", "pil", "pilot n", "pilot", "p", "", "ice", "i"):
        assert listing.search(query) == [e for e in ALL if all(w in folded(_all_of(e)) for w in folded(query).split())]


def _all_of(excerpt: Excerpt) -> str:
    return "\n".join((excerpt.text, excerpt.note, *(f"#{tag}" for tag in excerpt.tags)))


def test_changed_excerpts_are_searched_as_they_are_now() -> None:
    listing = Listing(ALL)
    changed = THIRD.edit(note="a word about pilots")
    listing.update((PILOT, HOUSE, changed))
    assert listing.search("pilot") == [PILOT, HOUSE, changed]


def test_highlights_are_the_words_in_the_text() -> None:
    spans = highlights(PILOT.text, "NAIVE again")
    assert [PILOT.text[start:end] for start, end in spans] == ["naïve", "again"]


def test_narrowing_by_tag_source_and_speaker() -> None:
    spoken = replace(THIRD, speaker="Mara", title="A talk")
    assert narrowed((*ALL, spoken), tag="tide") == (THIRD, spoken)
    assert narrowed((*ALL, spoken), doc="A talk", speaker="Mara") == (spoken,)
    assert narrowed(ALL, doc="talk.txt") == ALL


@pytest.mark.parametrize("by", ORDERS)
def test_every_order_keeps_all(by: str) -> None:
    source = document(talk(1))
    many = [saved(source, text, name=f"n{number}") for number, text in enumerate(source.text.split("\n\n")[:9])]
    assert sorted(excerpt.id for excerpt in ordered(many, by)) == sorted(excerpt.id for excerpt in many)


def test_orders() -> None:
    late = replace(PILOT, created="2026-01-01T00:00:00Z", speaker="Zeno", title="Alpha")
    early = replace(THIRD, created="2024-01-01T00:00:00Z", speaker=None, title="beta")
    assert ordered((late, early), "saved") == (early, late)
    assert ordered((early, late), "place") == (late, early)
    assert ordered((early, late), "title") == (late, early)
    assert ordered((early, late), "speaker") == (late, early)


def test_tags_are_counted_the_commonest_first() -> None:
    assert list(tag_counts((PILOT, THIRD.edit(tags=("tide", "ice"))))) == ["ice", "old work", "tide"]
