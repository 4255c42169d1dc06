"""Rows fit the terminal, keep their offsets, and never tear a character apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text.wrap import cells, wrap

LETTERS = [
    *"ab c—é、漢「字」",
    "e\u0301",
    "\U0001f468\u200d\U0001f469",
    "❤\ufe0f",
    "\U0001f1ee\U0001f1f8",
    "\U0001f44d\U0001f3fd",
]
PIECES = st.lists(st.sampled_from([*LETTERS, "\n", "  "]), max_size=30)


@given(PIECES, st.integers(2, 12), st.booleans())
def test_rows_fit_and_hold_everything_that_is_not_blank(pieces: list[str], width: int, reflow: bool) -> None:
    text = "".join(pieces)
    last = 0
    rows = wrap(text, 0, len(text), width, reflow=reflow)
    assert rows
    for start, end in rows:
        assert last <= start <= end
        assert not text[last:start].strip()
        assert cells(text[start:end].replace("\n", " ")) <= width
        last = end
    assert not text[last:].strip()


@given(PIECES, st.integers(1, 12))
def test_what_belongs_together_stays_together(pieces: list[str], width: int) -> None:
    text = "".join(pieces)
    edges = {0}
    for piece in pieces:
        edges.add(max(edges) + len(piece))
    for start, end in wrap(text, 0, len(text), width):
        for at in (start, end):
            assert at in edges or text[at - 1 : at + 1].strip(" ") != text[at - 1 : at + 1]


def test_rows_break_at_blanks_and_cut_only_words_that_fit_nowhere() -> None:
    text = "the old pier is unconscionable  now"
    assert [text[a:b] for a, b in wrap(text, 0, len(text), 8)] == ["the old", "pier is", "unconsci", "onable", "now"]


def test_a_line_break_ends_a_row_unless_the_text_is_reflowed() -> None:
    text = "one\ntwo\n\nthree"
    assert [text[a:b] for a, b in wrap(text, 0, len(text), 20)] == ["one", "two", "", "three"]
    assert [text[a:b] for a, b in wrap(text, 0, len(text), 20, reflow=True)] == ["one\ntwo", "", "three"]


def test_closing_marks_do_not_begin_a_row_of_ideographs() -> None:
    text = "港町、船"
    assert [text[a:b] for a, b in wrap(text, 0, len(text), 4)] == ["港", "町、", "船"]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("plain", 5),
        ("漢字", 4),
        ("e\u0301", 1),
        ("\U0001f468\u200d\U0001f469\u200d\U0001f467", 2),
        ("❤\ufe0f", 2),
        ("a\tb", 5),
        ("שלום", 4),
        ("", 0),
    ],
)
def test_cells(text: str, count: int) -> None:
    assert cells(text) == count


def test_a_part_of_a_text_is_wrapped_where_it_stands() -> None:
    text = "left out | the old pier | left out"
    assert [text[a:b] for a, b in wrap(text, 11, 23, 8)] == ["the old", "pier"]
