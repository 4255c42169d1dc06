"""An index says what the texts say: words, places, texts, in one segment or many."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from tempfile import mkdtemp

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.engine import Index
from index.engine.analysis import analyse, compounds, cut
from index.engine.builder import SegmentBuilder
from index.engine.manifest import Manifest, SegmentEntry
from index.engine.merging import merge
from index.engine.segment import Segment
from index.model import Document, Kind, Passage
from index.text.fold import folded
from index.text.words import words
from tests.indexes import LIBRARY, Place, place


@pytest.fixture
def library(tmp_path: Path) -> Place:
    return place(tmp_path)


def document(name: str, parts: list[str]) -> Document:
    text, passages = "", []
    for number, part in enumerate(parts):
        passages.append(
            Passage(number, len(text), len(text) + len(part), Kind.PARAGRAPH, speaker=None if number % 2 else "A")
        )
        text += part + "\n\n"
    return Document(name, name, f"digest of {name}", text, passages=tuple(passages))


def open_segments(folder: Path, groups: list[list[Document]]) -> Index:
    segments, entries = [], []
    for number, documents in enumerate(groups):
        builder = SegmentBuilder()
        for one in documents:
            builder.add(analyse(one))
        path = folder / f"s{number}.arrays"
        builder.write(path)
        segments.append(Segment(path))
        entries.append(SegmentEntry(path.stem, tuple(one.id for one in documents), (), builder.passages))
    return Index(Manifest(segments=tuple(entries)), segments)


def test_every_passage_re_reads_from_the_index(library: Place) -> None:
    index = library.indexed(LIBRARY)
    documents = {info.id: library.folder().read(info.id) for info in index.infos}
    assert index.size == sum(len(one.passages) for one in documents.values())
    for at in range(index.size):
        found = index.passage(at)
        source = documents[found.doc]
        passage = source.passages[found.number]
        assert (found.start, found.end, found.kind) == (passage.start, passage.end, passage.kind)
        assert (found.speaker, found.evidence) == (passage.speaker, passage.evidence)
        assert found.line == source.line_of(passage.start)
        assert index.text(at) == source.text[passage.start : passage.end]
        assert index.folded(at, at + 1).strip() == folded(index.text(at)).strip()


def test_text_across_passages_keeps_what_stands_between_them(library: Place) -> None:
    index = library.indexed(LIBRARY)
    source = library.folder().read("notes.txt")
    first, _ = index.places_of(index.ordinal["notes.txt"])
    start, end = source.passages[0].start + 4, source.passages[1].end - 4
    assert index.between(first, start, first + 1, end) == source.text[start:end]


WORDS = ["fog", "lamp", "lamp-post", "keeper’s", "U.S.", "中文字", "sea,", "don't"]
texts = st.lists(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map(" ".join),
    min_size=1,
    max_size=4,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(st.lists(texts, min_size=1, max_size=4))
def test_postings_are_the_words_of_the_passages_merged_or_not(tmp_path: Path, library_of: list[list[str]]) -> None:
    documents = [document(f"d{number}", parts) for number, parts in enumerate(library_of)]
    folder = Path(mkdtemp(dir=tmp_path))
    many = open_segments(folder, [[one] for one in documents])
    held: dict[str, Counter[int]] = {}
    for at in range(many.size):
        text = folded(many.text(at))
        for word, times in Counter([*(w.text_lower for w in words(text)), *compounds(text)]).items():
            held.setdefault(word, Counter())[at] = times
    path = folder / "merged.arrays"
    merge(many.segments, [()] * len(many.segments), path)
    one = Index(
        Manifest(segments=(SegmentEntry("merged", tuple(d.id for d in documents), (), many.size),)), [Segment(path)]
    )
    for index in (many, one):
        assert index.starting_with("") == {word: len(places) for word, places in held.items()}
        for word, places in held.items():
            found, counts = index.postings(word)
            assert dict(zip(found.tolist(), counts.tolist(), strict=True)) == places
            assert index.frequency(word) == len(places)
        assert [index.text(at) for at in range(index.size)] == [many.text(at) for at in range(many.size)]
        assert [index.passage(at).speaker for at in range(index.size)] == [
            many.passage(at).speaker for at in range(many.size)
        ]


def test_what_is_dead_is_gone_after_merging(tmp_path: Path) -> None:
    documents = [document("a", ["the fog lifts", "the lamp burns"]), document("b", ["no fog here"])]
    index = open_segments(tmp_path, [documents])
    path = tmp_path / "merged.arrays"
    ids, passages = merge(index.segments, [{0}], path)
    assert (ids, passages) == (["b"], 1)
    left = Index(Manifest(segments=(SegmentEntry("merged", ("b",), (), 1),)), [Segment(path)])
    assert left.text(0) == "no fog here"
    assert left.postings("fog")[0].tolist() == [0]
    assert not left.begins("lamp")


def test_a_folded_string_is_found_where_it_stands_and_only_as_whole_words(library: Place) -> None:
    index = library.indexed(LIBRARY)
    found = index.find_folded("state of the art", None, 10)
    assert [index.passage(first).doc for first, *_ in found] == ["notes.txt"]
    assert index.find_folded("tate of the art", None, 10) == []
    assert len(index.find_folded("tate of the art", None, 10, (False, True))) == 1
    nothing = np.zeros(0, np.int64)
    assert index.find_folded("state of the art", nothing, 10) == []


def test_compounds_are_written_as_one_word() -> None:
    assert compounds("the robo-taxi and the man-of-all-trades at the lamp-post") == ["robotaxi", "lamppost"]
    assert cut("robo-taxi") == ["robo", "taxi"]


def test_an_index_that_was_never_made_is_empty(tmp_path: Path) -> None:
    index = Index.open(tmp_path / "nothing")
    assert (index.size, index.infos, index.complete) == (0, (), False)
