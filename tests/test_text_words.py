"""Words are cut once, and alike, wherever they are counted or looked for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text.fold import folded
from index.text.words import STOP, count_words, cut, stem, words

TEXT = st.text(max_size=60) | st.text(st.sampled_from("abC1.,'\"’“- \n…™é\u0301ﬁ漢字한ก่ि\u00adß'stre"), max_size=60)


@given(TEXT)
def test_cutting_without_spans_gives_the_same_words(text: str) -> None:
    assert cut(text) == [word.text_lower for word in words(text)]


@given(TEXT)
def test_a_text_and_its_fold_have_the_same_words(text: str) -> None:
    assert cut(text) == cut(folded(text))


@given(TEXT)
def test_a_word_is_the_fold_of_the_span_it_points_to(text: str) -> None:
    last = -1
    for word in words(text):
        assert 0 <= word.start < word.end <= len(text)
        assert word.start >= last
        assert word.text_lower in folded(text[word.start : word.end])
        assert word.text_lower.strip(" ")
        last = word.start


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Open-source tools", ["open", "source", "tools"]),
        ("Don’t, don't", ["don't", "don't"]),
        ("O’Neill's y'all ma'am the dogs' bowls", ["o'neill's", "y'all", "ma'am", "the", "dogs", "bowls"]),
        ("the U.S. and the E.U.", ["the", "u.s", "and", "the", "e.u"]),
        ("at 5 p.m. on 3.5% of 1,000,000.", ["at", "5", "p.m", "on", "3.5", "of", "1,000,000"]),
        ("A. B. Moss", ["a", "b", "moss"]),
        ("well…maybe—not", ["well", "maybe", "not"]),
        ('like"flying', ["like", "flying"]),
        ("Café CAFE\u0301", ["cafe", "cafe"]),
        ("snake_case", ["snake", "case"]),
        ("AI技術発展", ["ai", "技術", "術発", "発展"]),
        ("漢 字", ["漢", "字"]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("example.org", ["example", "org"]),
        ("", []),
    ],
)
def test_what_counts_as_a_word(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


@given(st.text(st.sampled_from("港町船乗港町"), min_size=2, max_size=12), st.data())
def test_any_two_neighbours_of_an_unspaced_script_are_found(text: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(text) - 2))
    assert text[at : at + 2] in cut(text)


@pytest.mark.parametrize(
    ("word", "stemmed"),
    [
        ("harbours", "harbour"),
        ("running", "run"),
        ("policies", "polici"),
        ("harbour's", "harbour"),
        ("us", "us"),
        ("u.s", "u.s"),
        ("1990s", "1990s"),
        ("техника", "техника"),
    ],
)
def test_stems(word: str, stemmed: str) -> None:
    assert stem(word) == stemmed


def test_stop_words_are_words() -> None:
    assert all(cut(word) == [word] for word in STOP)


@pytest.mark.parametrize(("text", "count"), [("one two-three don't", 4), ("漢字 and kana", 4), ("", 0), (" … — ", 0)])
def test_words_are_counted_as_a_reader_would(text: str, count: int) -> None:
    assert count_words(text) == count
    assert count_words(f"before {text} after", 7, 7 + len(text)) == count
