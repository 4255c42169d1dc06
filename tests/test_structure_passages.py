"""What holds for the passages and quotations of every text, however it is written and whatever marks it carries."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from structure_texts import BRIEF, INTERVIEW, LABELLED, PODCAST

from index.model import Evidence, Extraction, Kind, Mark, MarkKind
from index.structure import structure
from index.structure.pieces import LONG, Piece, passages, word_count

FRAGMENTS = (
    *("Ada Hart: yes.", "Ada Hart:", "Ben Roe: no?", "Q: why?", "A: because.", ">> hi", ">> ADA: x", "SPEAKER_01: z"),
    *("[00:12] Ada Hart: y", "Ada Hart  00:12", "“open", "close”", '"odd', "‘single’ said", "«guil»", "„low“", "'90s"),
    *(
        "-- Ada Hart",
        "— Ada",
        "- item",
        "1. one",
        "2. two",
        "3) x",
        "The Big Heading",
        "A short sentence.",
        "桥梁。“你”",
    ),
    *(
        "I'm Ada Hart, your host.",
        "Thanks, Ada.",
        "Ben, what do you think?",
        "Sign up for our newsletter.",
        "مرحبا «لا»",
    ),
    *(
        "Photo: x/Getty Images",
        "By Ada Hart",
        "Episode Date: May 3, 2020The",
        "Transcript",
        "Discussion (0)",
        "word " * 90,
    ),
    *(
        'Ada said, "no."',
        '"Yes," said Ben Roe. "No."',
        "according to",
        "Question from Ada Hart in Rome.",
        "\u2028",
        "\x1c",
    ),
    *(
        "Thank you for the question.",
        "after the break",
        "Welcome back",
        "Visit x.com",
        "e\u0301",
        "🙂",
        "x" * 1500,
        "—",
        ":",
    ),
)
broken = st.lists(st.tuples(st.sampled_from(FRAGMENTS), st.sampled_from(["\n", "\n\n", " ", "", "\n  "])), max_size=25)
sources = st.one_of(broken.map(lambda parts: "".join(a + b for a, b in parts)), st.text(max_size=300))
marks = st.lists(
    st.builds(
        Mark,
        st.integers(-3, 400),
        st.integers(-3, 400),
        st.sampled_from(MarkKind),
        st.integers(0, 6),
    ),
    max_size=6,
).map(tuple)


@settings(max_examples=250)
@given(sources, marks)
def test_every_character_that_is_not_blank_lies_in_one_passage(text: str, given_marks: tuple[Mark, ...]) -> None:
    found = structure(Extraction(text, marks=given_marks)).passages
    reached = 0
    for number, passage in enumerate(found):
        assert passage.number == number
        assert reached <= passage.start < passage.end <= len(text)
        assert not text[reached : passage.start].strip()
        assert text[passage.start : passage.end] == text[passage.start : passage.end].strip()
        reached = passage.end
    assert not text[reached:].strip()


@settings(max_examples=250)
@given(sources, marks)
def test_every_quotation_lies_in_its_passage_in_order(text: str, given_marks: tuple[Mark, ...]) -> None:
    found = structure(Extraction(text, marks=given_marks))
    reached = 0
    for quotation in found.quotations:
        assert reached <= quotation.start < quotation.end <= len(text)
        passage = found.passages[quotation.passage]
        assert passage.start <= quotation.start < passage.end
        assert (quotation.attributed_to is None) == (quotation.evidence is Evidence.UNKNOWN)
        assert not (quotation.second_hand and quotation.attributed_to is None)
        reached = quotation.start


@settings(max_examples=100)
@given(sources)
def test_a_speaker_comes_with_its_evidence_and_evidence_with_a_speaker(text: str) -> None:
    for passage in structure(Extraction(text)).passages:
        assert (passage.speaker is None) == (passage.evidence is Evidence.UNKNOWN)
        assert passage.speaker != ""


@settings(max_examples=50)
@given(sources)
def test_the_same_text_has_the_same_structure(text: str) -> None:
    assert structure(Extraction(text)) == structure(Extraction(text))


@settings(max_examples=100)
@given(
    st.text(alphabet="ab .\n", max_size=120),
    st.lists(
        st.builds(Piece, st.integers(0, 130), st.integers(0, 130), st.sampled_from(Kind), st.none()),
        max_size=8,
    ),
)
def test_whatever_pieces_a_shape_hands_over_the_passages_are_whole(text: str, pieces: list[Piece]) -> None:
    found = passages(text, pieces)
    inside = {offset for p in found for offset in range(p.start, p.end)}
    assert all(offset in inside for offset, character in enumerate(text) if not character.isspace())
    assert all(a.end <= b.start for a, b in pairwise(found))


@pytest.mark.parametrize("source", [INTERVIEW, PODCAST, BRIEF, LABELLED])
def test_a_long_text_is_cut_into_comfortable_passages(source: str) -> None:
    many = "\n\n".join([source.rstrip("\n")] * 3)
    for passage in structure(Extraction(many)).passages:
        assert word_count(many[passage.start : passage.end]) <= LONG * 1.3


def test_a_long_paragraph_is_cut_at_sentence_ends() -> None:
    text = "The tide came in and nobody looked up from the nets. " * 30
    found = structure(Extraction(text)).passages
    assert len(found) == 3
    assert all(text[p.start : p.end].endswith("nets.") for p in found)
    counts = [word_count(text[p.start : p.end]) for p in found]
    assert max(counts) <= LONG and min(counts) >= LONG // 2


def test_words_without_any_sentence_end_are_cut_all_the_same() -> None:
    text = "tide " * 5000
    assert max(word_count(text[p.start : p.end]) for p in structure(Extraction(text)).passages) <= LONG * 1.7


def test_a_script_without_blanks_is_cut_too() -> None:
    text = "潮" * 5000
    assert len(structure(Extraction(text)).passages) > 10


@pytest.mark.parametrize("text", ["", " ", "\n\n\n", "\t \n"])
def test_a_blank_text_has_no_structure(text: str) -> None:
    found = structure(Extraction(text))
    assert found.passages == () and found.quotations == () and not found.metadata.kind
