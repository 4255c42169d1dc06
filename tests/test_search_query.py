"""The query grammar reads what it promises, and reads anything."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.search.query import Filter, Query, parse


def test_words_are_words() -> None:
    assert parse("Chips export").words == ("chips", "export")


@pytest.mark.parametrize("marks", ['"{}"', "“{}”", "„{}“", "«{}»"])
def test_marks_of_any_kind_make_a_phrase(marks: str) -> None:
    query = parse("lamps " + marks.format("State of the Art"))
    assert query.phrases == (("state of the art",),)
    assert query.words == ("lamps",)


def test_a_minus_leaves_out_words_and_phrases() -> None:
    query = parse('lamps -fog -"open sea" well-known')
    assert query.not_words == ("fog",)
    assert query.not_phrases == ("open sea",)
    assert query.words == ("lamps", "well-known")


def test_or_between_phrases_makes_them_alternatives() -> None:
    assert parse('"a b" OR "c d" "e f"').phrases == (("a b", "c d"), ("e f",))
    assert parse("fog OR sea").words == ("fog", "sea")
    assert parse("OR").words == ()


def test_a_star_makes_a_beginning() -> None:
    query = parse("regul* lamp")
    assert query.prefixes == ("regul",)
    assert query.words == ("lamp",)
    assert parse("*").prefixes == ()


def test_filters_are_read_with_their_values() -> None:
    query = parse('fog speaker:Varga outlet:"Coast Review" kind:question -doc:notes after:2023-5 before:2024')
    assert query.words == ("fog",)
    assert query.filters == (
        Filter("speaker", "varga"),
        Filter("outlet", "coast review"),
        Filter("kind", "question"),
        Filter("doc", "notes", negated=True),
        Filter("after", "2023-05"),
        Filter("before", "2024"),
    )


@pytest.mark.parametrize(
    "line",
    [
        "kind:nonsense fog",
        "after:yesterday fog",
        "before:2024-13-45 fog",
        "after:2023-2-30 fog",
        "speaker:, fog",
        'the "fog',
    ],
)
def test_what_cannot_be_read_is_taken_as_words_and_said(line: str) -> None:
    query = parse(line)
    assert "fog" in query.words
    assert query.filters == ()
    assert query.odd


def test_an_ordinary_line_says_nothing_odd() -> None:
    assert parse("note: the fog at 10:30, doc").odd == ""


def test_marks_in_a_long_question_are_part_of_it() -> None:
    query = parse('what did the keeper mean when she said that the "romance of the sea" does not pay')
    assert query.phrases == ()
    assert "romance of the sea" in query.words


def test_a_line_that_ends_in_a_word_may_go_on() -> None:
    assert parse("the fog").open_end
    assert not parse("the fog ").open_end
    assert not parse('"the fog"').open_end
    assert not parse("fog kind:question").open_end


@given(st.text(max_size=300))
def test_any_text_is_a_query(line: str) -> None:
    query = parse(line)
    assert isinstance(query, Query)
    assert query.raw == line


def test_a_very_long_line_is_cut_and_said_so() -> None:
    query = parse("fog " * 5_000)
    assert len(query.words) <= 400
    assert "4,000 characters" in query.odd
    assert "400 words" in query.odd
    assert query.raw == "fog " * 5_000


@pytest.mark.parametrize(
    "line",
    [" ".join(f"-{n}w" for n in range(20)), " ".join(f"doc:{n}" for n in range(20)), "a* b* c* " * 3, '"a" ' * 20],
)
def test_more_than_can_be_asked_for_is_left_out_and_said_so(line: str) -> None:
    assert "only the first" in parse(line).odd


@pytest.mark.parametrize("line", ["fog AND sea", "fog NOT sea", "AND", "NOT AND", "NOT fog"])
def test_operators_of_other_programs_are_words_and_it_says_so(line: str) -> None:
    assert "-word" in parse(line).odd


def test_a_headline_in_capitals_is_not_taken_for_operators() -> None:
    assert parse("FOG AND SEA").odd == ""
    assert parse("this and not that").odd == ""


def test_marks_that_require_nothing_in_a_long_line_are_said() -> None:
    long = 'what did the keeper say to the others when "the lamp" went out'
    assert "require nothing" in parse(long).odd
    assert parse(long.replace('"', "")).odd == ""
