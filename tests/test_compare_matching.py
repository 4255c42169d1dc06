"""When a passage is on a topic: tiers, context, exceptions, exact forms."""

from __future__ import annotations

from dataclasses import replace

from compare_sources import source

from index.compare import Topic, compare
from index.model import Document, Kind, Passage

CHIPS = Topic(
    "chips",
    "Chips",
    strong=("chip", "supply chain"),
    weak=("trade", "steel"),
    excluded=("potato chips",),
    heard_as=("ships of silicon",),
)


def on_topic(topic: Topic, *parts: str | tuple[Kind, str], title: str = "") -> list[int]:
    document = source("one.txt", *parts, title=title)
    return [number for number, _, _ in compare([document], topic).sources[0].passages]


def test_one_strong_term_is_enough_whatever_its_form() -> None:
    assert on_topic(CHIPS, "Two CHIPS.", "A chip.", "Shipping.") == [0, 1]


def test_one_weak_term_is_not_enough_but_two_different_ones_are() -> None:
    assert on_topic(CHIPS, "Trade is down.", "Trade, trade, trade.", "Trade in steel.") == [2]


def test_a_weak_term_is_enough_under_a_heading_on_the_topic() -> None:
    assert on_topic(
        CHIPS, "Trade is down.", (Kind.HEADING, "The chip shortage"), "Trade is down.", "The weather is mild."
    ) == [2]


def test_a_weak_term_is_enough_under_a_title_on_the_topic() -> None:
    assert on_topic(CHIPS, "Trade is down.", title="Chips and what they cost") == [0]


def test_a_weak_term_is_enough_in_the_answer_to_a_question_on_the_topic() -> None:
    parts = [
        (Kind.QUESTION, "What about chips?"),
        (Kind.ANSWER, "Trade is down."),
        (Kind.QUESTION, "And the weather?"),
        (Kind.ANSWER, "Trade is up."),
    ]
    assert on_topic(CHIPS, *parts) == [0, 1]


def test_a_weak_term_is_enough_in_a_paragraph_of_which_another_part_is_on_the_topic() -> None:
    text = "Chips are scarce. Trade is down.\nTrade is up."
    parts = tuple(Passage(n, *span, Kind.PARAGRAPH) for n, span in enumerate(((0, 17), (18, 32), (33, 45))))
    document = replace(source("one.txt", text), text=text, passages=parts)
    assert [number for number, _, _ in compare([document], CHIPS).sources[0].passages] == [0, 1]


def test_an_excluded_phrase_cancels_the_terms_it_touches_and_no_others() -> None:
    assert on_topic(CHIPS, "A bag of potato chips.", "Potato chips, and a memory chip.") == [1]


def test_a_phrase_does_not_reach_across_a_stop_or_a_passage() -> None:
    assert on_topic(
        CHIPS, "They control supply. Chain stores close.", "Supply", "chain", "The supply\nchain broke."
    ) == [3]


def test_hyphens_and_line_breaks_stand_for_blanks() -> None:
    assert on_topic(CHIPS, "A supply-chain problem.", "The supply\n  chain.") == [0, 1]


def test_of_overlapping_terms_the_longest_counts_once() -> None:
    topic = Topic("x", "X", weak=("chain", "supply chain"))
    assert on_topic(topic, "The supply chain broke.", "The supply chain broke a chain.") == [1]


def test_what_was_heard_counts_like_a_strong_term() -> None:
    assert on_topic(CHIPS, "They talked of ships of silicon.") == [0]


def test_an_exact_term_matches_its_form_only() -> None:
    assert on_topic(Topic("x", "X", strong=("=journal",)), "A journal.", "On journalism.", "Journals.") == [0]
    assert on_topic(Topic("x", "X", strong=("journal",)), "A journal.", "On journalism.", "Journals.") == [0, 1, 2]


def test_the_hits_of_a_view_are_the_terms_that_put_it_on_the_topic() -> None:
    document: Document = source("one.txt", "Trade in steel needs a chip.")
    (view,) = compare([document], CHIPS).sources
    assert [document.text[start:end] for _, start, end in view.hits] == ["Trade", "steel", "chip"]


def test_a_term_switched_off_is_not_looked_for() -> None:
    assert on_topic(CHIPS.switched("chip"), "A chip.", "A supply chain.") == [1]
    assert on_topic(CHIPS.switched("chip").switched("chip"), "A chip.") == [0]
