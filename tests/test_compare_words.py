"""Distinctive words, words only here, words left out: when they are shown and when chance is not enough."""

from __future__ import annotations

import random

from compare_sources import broken_evidence, source

from index.compare import Found, Topic, compare
from index.model import Document, Kind

ALL = Topic("all", "All", strong=("pier",))
SAID = "boat net rope salt crane tide quay hull mast sail anchor buoy dock gull kelp crab oyster lamp bell chart"
FILLER = SAID.split(" ")


def told(name: str, words: list[str], seed: int, passages: int = 12) -> Document:
    """A source of `passages` passages about the pier; each of `words` in every one of them, the rest filler."""
    rng = random.Random(seed)
    return source(
        name, *[", ".join(["pier", " ".join(words), *rng.choices(FILLER, k=12)]) + "." for _ in range(passages)]
    )


def terms(items: tuple[Found, ...]) -> list[str]:
    return [item.term for item in items]


def test_a_word_that_one_source_says_throughout_is_distinctive() -> None:
    documents = [told("a.txt", ["tariff"], 1), told("b.txt", ["lantern"], 2)]
    a, b = compare(documents, ALL).sources
    assert terms(a.distinctive) == ["tariff"] and terms(b.distinctive) == ["lantern"]
    assert a.distinctive[0].z is not None and a.distinctive[0].z >= 1.96
    assert a.distinctive[0].z_passages is not None and a.distinctive[0].z_passages >= 1.96
    assert broken_evidence(compare(documents, ALL), documents) == []


def test_a_word_repeated_in_one_passage_is_not_distinctive() -> None:
    noisy = source("a.txt", "pier " + "tariff " * 30, *[f"pier {word}" for word in FILLER])
    view = compare([noisy, told("b.txt", ["lantern"], 2)], ALL).source("a.txt")
    assert view is not None and "tariff" not in terms(view.distinctive) + terms(view.only_here)


def test_two_halves_of_one_text_have_next_to_no_distinctive_words() -> None:
    shown = 0
    for seed in range(20):
        a, b = told("a.txt", [], seed, 30), told("b.txt", [], seed + 100, 30)
        shown += sum(len(view.distinctive) for view in compare([a, b], ALL).sources)
    assert shown / 20 <= 0.6


def test_the_longer_phrase_is_shown_instead_of_its_words() -> None:
    documents = [told("a.txt", ["export", "tariff"], 1), told("b.txt", ["lantern"], 2)]
    assert terms(compare(documents, ALL).sources[0].distinctive) == ["export tariff"]


def test_forms_of_a_word_are_one_word_shown_by_the_form_that_most_places_hold() -> None:
    parts = [f"pier, lanterns, {word}" for word in FILLER[:6]] + [f"pier, lantern, {word}" for word in FILLER[6:8]]
    documents = [source("a.txt", *parts), told("b.txt", ["tariff"], 2)]
    (lantern,) = [item for item in compare(documents, ALL).sources[0].distinctive if "lantern" in item.term]
    assert lantern.term == "lantern" and lantern.count == 8 and lantern.forms == ()


def test_words_only_here_stand_in_no_other_source_on_the_topic() -> None:
    a = source("a.txt", "pier: lantern, rope", "pier: lantern, salt", "pier: rope")
    b = source("b.txt", "pier rope", "pier salt", "pier crane")
    assert terms(compare([a, b], ALL).sources[0].only_here) == ["lantern"]


def test_general_words_are_neither_only_here_nor_left_out() -> None:
    a = source("a.txt", "pier: people think", "pier: people think", "pier: people think")
    b = source("b.txt", "pier rope", "pier salt", "pier crane")
    comparison = compare([a, b], ALL)
    assert comparison.sources[0].only_here == () and comparison.left_out == ()


def test_names_of_those_who_speak_are_neither_only_here_nor_left_out() -> None:
    a = source("a.txt", *[(Kind.TURN, f"pier: Brandt, {word}", "Ada Brandt") for word in FILLER[:4]])
    b = source("b.txt", "pier: rope", "pier: salt", "pier: crane")
    comparison = compare([a, b], ALL)
    assert "Brandt" not in terms(comparison.sources[0].only_here)
    assert "Brandt" not in [item.term for item in comparison.left_out]


def test_what_others_say_and_a_source_says_nowhere_is_left_out() -> None:
    a = source("a.txt", "pier: lantern, rope", "pier: lantern, salt", "pier: rope")
    b = source("b.txt", "pier rope", "pier salt", "pier crane")
    (missing,) = [item for item in compare([a, b], ALL).left_out if item.term == "lantern"]
    assert missing.doc == "b.txt" and missing.said_by == ("a.txt",) and missing.count == 2


def test_a_word_said_off_the_topic_is_not_left_out() -> None:
    a = source("a.txt", "pier: lantern, rope", "pier: lantern, salt", "pier: rope")
    b = source("b.txt", "pier rope", "pier salt", "pier crane", "The lantern hangs in the hall.")
    assert not [item for item in compare([a, b], ALL).left_out if item.term == "lantern"]


def test_a_source_with_too_few_passages_says_nothing_that_others_leave_out() -> None:
    a = source("a.txt", "pier: lantern, rope", "pier: lantern, salt")
    b = source("b.txt", "pier rope", "pier salt", "pier crane")
    assert not [item for item in compare([a, b], ALL).left_out if item.doc == "b.txt"]
