"""The caret and the selection: whole units, in both directions, and text that comes out unwrapped."""

from hypothesis import given
from hypothesis import strategies as st

from index.model import Document, Kind, Passage
from tui.widgets.selection import Selection, moved, unit_at, unwrapped, word_at

FIRST = "The harbour was closed at noon. “Nobody\nleft early,” she said. Dr. Moss agreed."
SECOND = "A second passage stands here."
TEXT = f"{FIRST}\n\n{SECOND}\n"
SOURCE = Document(
    "a", "a", "0", TEXT,
    passages=(
        Passage(0, 0, len(FIRST), Kind.PARAGRAPH),
        Passage(1, len(FIRST) + 2, len(FIRST) + 2 + len(SECOND), Kind.PARAGRAPH),
    ),
)  # fmt: skip
UNITS = st.sampled_from(["word", "sentence", "passage"])
OFFSETS = st.integers(0, len(TEXT) - 1)


def at(words: str) -> int:
    return TEXT.index(words)


def text(span: tuple[int, int]) -> str:
    return TEXT[slice(*span)]


def test_a_word_comes_with_the_marks_that_touch_it():
    assert text(word_at(TEXT, at("early"))) == "early,”"
    assert text(word_at(TEXT, at(" was"))) == "was"
    assert word_at("一二三", 1) == (1, 2)


def test_sentences_and_passages_are_units_too():
    assert text(unit_at(SOURCE, TEXT, at("left"), "sentence")) == "“Nobody\nleft early,” she said."
    assert text(unit_at(SOURCE, TEXT, at("Moss"), "sentence")) == "Dr. Moss agreed."
    assert text(unit_at(SOURCE, TEXT, at("second"), "passage")) == SECOND


def test_without_structure_a_paragraph_is_the_passage():
    assert text(unit_at(None, TEXT, at("second"), "passage")).strip() == SECOND
    assert text(unit_at(None, TEXT, at("Nobody"), "passage")) == FIRST


@given(OFFSETS, UNITS, st.integers(1, 6))
def test_moves_go_on_and_back_and_end_at_the_start_of_a_unit(offset, unit, count):
    on = moved(SOURCE, TEXT, offset, unit, count)
    back = moved(SOURCE, TEXT, offset, unit, -count)
    assert on >= offset or on == unit_at(SOURCE, TEXT, on, unit)[0]
    assert back <= offset
    if on != offset:
        assert unit_at(SOURCE, TEXT, on, unit)[0] == on


@given(OFFSETS, UNITS)
def test_every_unit_is_reached_from_the_one_before(offset, unit):
    seen = [0]
    while (following := moved(SOURCE, TEXT, seen[-1], unit, 1)) != seen[-1]:
        seen.append(following)
    assert unit_at(SOURCE, TEXT, offset, unit)[0] in seen
    assert moved(SOURCE, TEXT, seen[-1], unit, -len(seen)) == 0


def test_a_selection_covers_whole_units_between_its_ends_in_either_direction():
    picked = Selection.at(SOURCE, TEXT, at("noon"), "word")
    assert text(picked.span) == "noon."
    assert text(picked.to(SOURCE, TEXT, at("left")).span) == "noon. “Nobody\nleft"
    assert text(picked.to(SOURCE, TEXT, at("was")).span) == "was closed at noon."
    assert text(picked.to(SOURCE, TEXT, at("was")).swapped().to(SOURCE, TEXT, at("“Nobody")).span) == text(
        (at("was"), at("\nleft"))
    )


@given(OFFSETS, OFFSETS, UNITS)
def test_a_selection_holds_both_its_ends(anchor, caret, unit):
    picked = Selection.at(SOURCE, TEXT, anchor, unit).to(SOURCE, TEXT, caret)
    for offset in (anchor, caret):
        start, end = unit_at(SOURCE, TEXT, offset, unit)
        assert picked.span[0] <= start
        assert picked.span[1] >= end


def test_what_is_copied_has_no_line_break_of_ours_and_a_blank_line_between_passages():
    assert unwrapped(SOURCE, TEXT, (at("“Nobody"), len(TEXT))) == (
        "“Nobody left early,” she said. Dr. Moss agreed.\n\nA second passage stands here."
    )
    assert unwrapped(None, TEXT, (at("“Nobody"), at(" she"))) == "“Nobody left early,”"
    assert unwrapped(SOURCE, TEXT, (at("noon"), at("noon") + 4)) == "noon"


@given(OFFSETS, OFFSETS)
def test_what_is_copied_has_every_word_of_the_span(first, second):
    start, end = sorted((first, second))
    assert unwrapped(SOURCE, TEXT, (start, end)).split() == TEXT[start:end].split()
