"""One fold for all: what a reader types on a plain keyboard is found, and the way back is exact."""

from __future__ import annotations

import random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from index.text.clean import clean
from index.text.fold import fold, folded, letter_for_letter, occurrences

AWKWARD = st.text(
    st.sampled_from("abC .'\"-\n\t\u00a0“”‘’«»–—…ﬁßİéøæ™½ｆﾊﾞがか\u3099한\u1112\u1161\u11ab\u0301\u00ad\u200b\u2028١ि"),
    max_size=40,
)
TEXT = AWKWARD | st.text(max_size=40)
PLAIN = str.maketrans("“”„‘’‚‛«»\n\t\u00a0", '"""\'\'\'\'""   ')


@given(TEXT)
def test_folding_twice_is_folding_once(text: str) -> None:
    once = fold(text).text
    assert fold(once).text == once == folded(text)


def test_every_single_character_folds_to_something_folded() -> None:
    for code in (*range(0x3400), *range(0xF900, 0x10000), *range(0x1D400, 0x1D800), *range(0x1F000, 0x1FB00)):
        once = fold(chr(code)).text
        assert fold(once).text == once, hex(code)


@given(TEXT, st.data())
def test_a_folded_span_leads_back_to_text_that_folds_to_it(text: str, data: st.DataObject) -> None:
    way = fold(text)
    start = data.draw(st.integers(0, len(way.text)))
    end = data.draw(st.integers(start, len(way.text)))
    first, last = way.span(start, end)
    assert 0 <= first <= last <= len(text)
    again = fold(text[first:last]).text
    assert way.text[start:end] in again
    # Inside a ligature or a run there is no place in the original; anywhere else the way is exact.
    if (way.start(start), way.end(end)) == (way.end(start), way.start(end)):
        assert again == way.text[start:end]


@given(TEXT)
def test_the_way_back_never_turns_round(text: str) -> None:
    way = fold(text)
    starts = [way.start(at) for at in range(len(way.text) + 1)]
    ends = [way.end(at) for at in range(len(way.text) + 1)]
    assert starts == sorted(starts) and ends == sorted(ends)
    assert starts[-1] == ends[-1] == len(text)
    assert all(start <= end for start, end in zip(starts, ends, strict=True))


@given(TEXT)
def test_an_offset_finds_its_place_in_the_fold(text: str) -> None:
    way = fold(text)
    for offset in range(len(text)):
        at = way.at(offset)
        assert at == len(way.text) or way.end(at + 1) > offset
    assert way.at(len(text)) == len(way.text)


@given(TEXT, st.data())
def test_any_part_of_a_text_is_found_as_a_plain_keyboard_writes_it(text: str, data: st.DataObject) -> None:
    text = clean(text)
    # Letters made of several characters are whole to the fold: half of one is another letter.
    assume(not any("\u1100" <= letter <= "\u11ff" or letter in "\u3099\u309a\uff9e\uff9f" for letter in text))
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    typed = text[start:end].lower().translate(PLAIN)
    assume(folded(typed).strip(" "))
    assert any(first <= end and last >= start for first, last in occurrences(typed, fold(text)))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“Don’t,” she said", '"don\'t," SHE said'),
        ("« non »", '" non "'),
        ("the pier — and the quay", "the pier - and the quay"),
        ("the pier—and the quay", "the pier -- and the quay"),
        ("2010–2014", "2010-2014"),
        ("well … maybe", "well ... maybe"),
        ("well. . . maybe", "well... maybe"),
        ("the ﬁrst oﬃce", "the first office"),
        ("a line\nbroken  twice\r\n", "a line broken twice "),
        ("Zürich, Łódź, Århus, Ærø", "zurich, lodz, arhus, aero"),
        ("STRASSE", "straße"),
        ("İstanbul ışık", "istanbul isik"),
        ("Cafe\u0301", "café"),
        ("ｆｕｌｌ　ｗｉｄｔｈ", "full width"),
        ("har\u00adbour\u200b", "harbour"),
        ("ﾊﾟﾊﾞ", "パバ"),
        ("\u1112\u1161\u11ab\u1100\u1173\u11af", "한글"),
        ("mixed ‘nested “quotes”’", "mixed 'nested 'quotes''"),
        ("10 000", "10\u00a0000"),
    ],
)
def test_these_are_the_same(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("harbour", "harbor"),
        ("か", "が"),
        ("robo-\ntaxi", "robotaxi"),
        ("open source", "open-source"),
        ("कि", "क"),
        ("ก้", "ก"),
    ],
)
def test_these_are_not(one: str, other: str) -> None:
    assert folded(one) != folded(other)


def test_a_hit_covers_the_whole_of_what_it_touches() -> None:
    text = "The ﬁrst — and last"
    assert [text[a:b] for a, b in occurrences("fi", fold(text))] == ["ﬁ"]
    assert [text[a:b] for a, b in occurrences("first-and", fold(text))] == ["ﬁrst — and"]


def test_whole_words_end_where_words_end() -> None:
    text = "China, China's porcelain, Indochina; chinaware. 中国人"
    way = fold(text)
    assert [text[a:b] for a, b in occurrences("china", way, whole_words=True)] == ["China", "China"]
    assert len(list(occurrences("china", way))) == 4
    assert [text[a:b] for a, b in occurrences("中国", way, whole_words=True)] == ["中国"]


def test_hits_do_not_overlap_and_blank_needles_find_nothing() -> None:
    assert list(occurrences("aa", fold("aaaa"))) == [(0, 2), (2, 4)]
    assert list(occurrences(" \u200b\n", fold("a b"))) == []
    assert list(occurrences("", fold("a b"))) == []


@given(TEXT)
def test_letter_for_letter_keeps_every_place(text: str) -> None:
    straight = letter_for_letter(text)
    assert straight is None or len(straight) == len(text)


def test_a_long_text_is_the_sum_of_its_lines() -> None:
    picked = random.Random(7)
    lines = ["".join(picked.choices("abcdeé ’“—.ﬁ", k=40)).strip() + "x" for _ in range(200)]
    way = fold("\n".join(f"x{line}" for line in lines))
    assert way.text == " ".join(folded(f"x{line}") for line in lines)
