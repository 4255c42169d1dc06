"""Sentences end where a reader would say they end, however the lines are broken."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text.sentences import sentences

TEXT = st.text(max_size=80) | st.text(st.sampled_from("Ab c.!?…\n\"”')(。」 1"), max_size=80)


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@given(TEXT)
def test_sentences_hold_everything_that_is_not_blank(text: str) -> None:
    last = 0
    for start, end in sentences(text):
        assert last <= start < end <= len(text)
        assert not text[last:start].strip()
        assert text[start:end] == text[start:end].strip()
        last = end
    assert not text[last:].strip()


@given(TEXT, st.data())
def test_a_part_is_cut_as_if_it_were_all(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert [(a - start, b - start) for a, b in sentences(text, start, end)] == sentences(text[start:end])


@pytest.mark.parametrize(
    "expected",
    [
        ["She met Dr. J. Moss on Jan. 5.", "He left at 5 p.m.", "The rain fell."],
        ["It rose by 3.5 percent.", "No. 7 sank.", "He said no.", "Nobody asked."],
        ['"Why now?" she asked.', '"Because."', "He smiled."],
        ["He came from the U.S. in May.", "She left the U.S.", "They never met."],
        ["They drifted... and on it went.", "Then nothing…", "Silence."],
        ["We talked to Ada Brandt et al. about it.", "Nothing came of it."],
        ["The firm, Moss Inc. of Leeds, closed.", "It was sold to Reyes Ltd.", "The harbour went with it."],
        ["Plan B.", "The end."],
        ["Messrs. Wm. Hurst and Thos. Pell asked the Revd. Saml. Ogle.", "They met Geo. Crane, Esq., at noon."],
        ["The road to Mt. Orlan is 9 ft. wide.", "It is named for John Crane, Esq.", "He never saw it."],
        ["(See p. 3.)", "Next one!"],
        ["Really?!", "Yes.", "And you?"],
        ["A line\nbroken in two.", "And\nanother one."],
        ["1. Buy a boat.", "2. Sell the quarry."],
        ["Q. Why?", "A. Because it is there."],
        ["It was the town's.", "Nobody's.", "Ours."],
        ["今日は晴れ。", "明日は「雨？」と聞いた。", "終わり"],
        ["यह बंदरगाह है।", "नाव आई।"],
        ["We saw it . . . and left.", "Done."],
    ],
)
def test_each_of_these_is_one(expected: list[str]) -> None:
    assert cut(" ".join(expected)) == expected


def test_recognised_speech_in_small_letters_is_cut_at_its_stops() -> None:
    assert cut("we went home. then we ate. it was late. so what? yes.") == [
        *("we went home.", "then we ate.", "it was late.", "so what?", "yes.")
    ]


def test_a_small_letter_after_a_stop_goes_on_in_edited_prose() -> None:
    assert cut("The board of Moss & Co. met. It sold approx. half. Nobody won. Nobody lost. We ate at noon. sort of.")[
        -1
    ] == ("We ate at noon. sort of.")


def test_a_blank_line_ends_a_sentence_without_a_stop() -> None:
    assert cut("A heading\n\nSome text\n \nmore") == ["A heading", "Some text", "more"]


@pytest.mark.parametrize("piece", [" ", "\t", "\n", " \n", ".", ". ", "a. ", "A. ", "1. ", "(", "。」", "!?", ".” "])
def test_no_text_makes_it_work_too_hard(piece: str) -> None:
    # Quadratic work on this would take minutes.
    sentences(piece * 100_000)
