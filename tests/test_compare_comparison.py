"""The comparison as a whole: its JSON, its floors, and that every number is the size of its evidence."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from compare_sources import LISTS, broken_evidence, harbour, source
from hypothesis import given, settings
from hypothesis import strategies as st

from index.compare import Topic, compare
from index.errors import TopicError
from index.model import Kind

TOLL = Topic("toll", "The toll", strong=("toll",), weak=("rates", "crews"), excluded=("toll bridge",))


def test_json_has_the_keys_that_scripts_depend_on() -> None:
    told = json.loads(json.dumps(compare(harbour(), TOLL).to_json()))
    assert list(told) == ["topic", "sources", "pairs", "left_out", "warnings", "params"]
    for view in told["sources"]:
        assert set(view) == {
            "doc",
            "title",
            "words",
            "share",
            "interval",
            "strip",
            "dispersion",
            "passages",
            "passage_total",
            *LISTS,
        }
        assert len(view["strip"]) == 20
        assert all(isinstance(view[key], list) for key in LISTS)
        for key in LISTS:
            assert all(("term" in item or "name" in item) and item["evidence"] for item in view[key])


def test_every_count_is_its_evidence_and_every_span_rereads() -> None:
    documents = harbour()
    assert broken_evidence(compare(documents, TOLL), documents) == []


def test_a_document_whose_quotations_or_people_changed_is_compared_anew() -> None:
    text = ["The toll on herring is fair, says Brandt.", "A toll is a toll, says Brandt.", "Herring pays no toll."]
    before = source("a.txt", *text)
    other = source("b.txt", "The toll on kelp.", "The toll on kelp.", "A toll on kelp.")
    quoted = source("a.txt", *text, quotations=[("A toll is a toll", "Ada Brandt")])
    named = replace(before, metadata=replace(before.metadata, people=("Ada Brandt",)))
    first, second, third = (compare([one, other], TOLL).sources[0] for one in (before, quoted, named))
    assert not first.quotations and [item.name for item in second.quotations] == ["Ada Brandt"]
    assert {"Brandt"} == {item.term for item in first.only_here} - {item.term for item in third.only_here}


def test_documents_keep_their_order_and_take_part_once() -> None:
    council, crews, brief = harbour()
    assert [s.doc for s in compare([crews, council, crews, brief], TOLL).sources] == [
        "crews.txt",
        "council.txt",
        "brief.md",
    ]


def test_boilerplate_is_never_on_topic_and_counts_no_words() -> None:
    _, crews, _ = harbour()
    view = compare(harbour(), TOLL).source("crews.txt")
    assert view is not None
    assert all(crews.passages[number].kind is not Kind.BOILERPLATE for number, _, _ in view.passages)
    assert view.passage_total == 4


def test_a_source_without_a_passage_says_so_and_leaves_nothing_out() -> None:
    silent = source("silent.txt", "Nothing here is about boats.", "Nor here.")
    told = compare([*harbour(), silent], TOLL)
    view = told.source("silent.txt")
    assert view is not None
    assert view.passages == () and view.share == 0
    assert not [item for item in told.left_out if item.doc == "silent.txt"]
    assert any(warning.startswith("silent.txt: no passage") for warning in told.warnings)


def test_below_three_passages_there_are_facts_and_no_statistics() -> None:
    view = compare(harbour(), TOLL).source("brief.md")
    assert view is not None
    assert 0 < len(view.passages) < 3
    assert view.interval is None and view.dispersion is None and view.distinctive == ()
    assert all(frame.z is None for frame in view.frames)


def test_one_source_alone_is_described_and_compared_with_nothing() -> None:
    told = compare(harbour()[:1], TOLL)
    assert told.pairs == () and told.left_out == ()
    assert told.sources[0].passages and told.sources[0].only_here == () and told.sources[0].unique == ()


def test_no_documents_make_an_empty_comparison() -> None:
    told = compare([], TOLL)
    assert told.sources == () and told.warnings == ("no documents to compare",)


def test_a_topic_with_all_terms_switched_off_is_refused() -> None:
    topic = Topic("x", "X", strong=("toll",), off=frozenset({"toll"}))
    with pytest.raises(TopicError, match="no words to look for"):
        compare(harbour(), topic)


def test_the_strip_counts_the_passages_that_reach_into_each_slice() -> None:
    words = "one two three four five six seven eight nine ten"
    document = source("long.txt", *["toll " + words if n in (0, 9) else words + " eleven" for n in range(10)])
    strip = compare([document], TOLL).sources[0].strip
    assert strip[0] == strip[1] == strip[18] == strip[19] == 1
    assert not any(strip[2:18])


def test_who_speaks_is_told_with_how_it_is_known() -> None:
    view = compare(harbour(), TOLL).source("crews.txt")
    assert view is not None
    ada = next(voice for voice in view.speakers if voice.name == "Ada Brandt")
    assert ada.count == 2 and dict(ada.how) == {"label": 2}
    assert sum(voice.words for voice in view.speakers) == view.words


def test_quotations_on_the_topic_come_with_who_is_quoted() -> None:
    document = source(
        "quoted.txt",
        "“The toll is a tax on herring”, said Ada Brandt.",
        "“Ovens are expensive”, said the baker.",
        quotations=[("The toll is a tax on herring", "Ada Brandt"), ("Ovens are expensive", None)],
    )
    (quoted,) = compare([document], TOLL).sources[0].quotations
    assert quoted.name == "Ada Brandt" and quoted.second_hand and quoted.count == 1


SOME = "toll rates crews pier council may never storm herring not a the race should We AI U.S. “x” ¿ß ﬁsh 東京"
WORDS = st.sampled_from(SOME.split(" "))
PASSAGE = st.lists(WORDS, min_size=1, max_size=25).map(" ".join)
SOURCE = st.lists(
    st.tuples(st.sampled_from([Kind.PARAGRAPH, Kind.QUESTION, Kind.ANSWER, Kind.ITEM, Kind.BOILERPLATE]), PASSAGE),
    max_size=6,
)


@given(st.lists(SOURCE, min_size=1, max_size=4))
@settings(max_examples=60)
def test_the_evidence_holds_for_any_sources(parts: list[list[tuple[Kind, str]]]) -> None:
    documents = [source(f"{n}.txt", *passages) for n, passages in enumerate(parts)]
    assert broken_evidence(compare(documents, TOLL), documents) == []
