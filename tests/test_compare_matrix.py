"""Terms by sources: which words, and that each cell is the number of its places."""

from __future__ import annotations

from compare_sources import harbour, source
from hypothesis import given, settings
from hypothesis import strategies as st

from index.compare import Topic, compare
from index.text.fold import folded

TOLL = Topic("toll", "The toll", strong=("toll",))


def test_words_that_several_sources_say_come_first_and_a_cell_counts_its_places() -> None:
    documents = {document.id: document for document in harbour()}
    rows = compare(list(documents.values()), TOLL).matrix
    assert [row.term for row in rows][:1] == ["council"] and len(rows[0].said_by) == 2
    for row in rows:
        assert sum(len(row.of(doc)) for doc in documents) == row.count == len(row.evidence)
        for doc, number, start, end in row.evidence:
            assert folded(row.term) in folded(documents[doc].text[start:end])
            assert documents[doc].passages[number].start <= start


def test_the_terms_of_the_topic_general_words_and_speakers_are_no_rows() -> None:
    terms = {folded(row.term) for row in compare(harbour(), TOLL).matrix}
    assert not terms & {"toll", "brandt", "ada", "the", "pays", "twice"}


def test_one_source_alone_on_the_topic_has_no_rows() -> None:
    documents = [source("a.txt", "A toll on oak.", "A toll on oak."), source("b.txt", "Ferns.")]
    assert compare(documents, TOLL).matrix == ()


WORDS = st.lists(st.sampled_from(["toll", "oak", "lamps", "kelp", "gull", "the"]), min_size=1, max_size=8)


@given(st.lists(st.lists(WORDS.map(" ".join), min_size=1, max_size=5), min_size=2, max_size=5))
@settings(max_examples=40)
def test_no_word_has_two_rows_and_rows_stand_by_sources(parts: list[list[str]]) -> None:
    rows = compare([source(f"{n}.txt", *passages) for n, passages in enumerate(parts)], TOLL).matrix
    assert len({folded(row.term) for row in rows}) == len(rows)
    spread = [len(row.said_by) for row in rows]
    assert spread == sorted(spread, reverse=True)
