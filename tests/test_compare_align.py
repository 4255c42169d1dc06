"""Counterparts: mutual best passages of different sources, with the words they share."""

from __future__ import annotations

from compare_sources import source
from hypothesis import given, settings
from hypothesis import strategies as st

from index.compare import Topic, compare

ALL = Topic("all", "All", strong=("pier",))
A = source("a.txt", "The pier needs oak beams and brass lamps.", "Ferries leave the pier at noon.", "Pier, kelp.")
B = source(
    "b.txt",
    "At noon the ferries leave from the pier.",
    "Oak beams and brass lamps: the pier needs them, say divers.",
    "Pier!",
)


def test_passages_that_say_the_same_are_pairs_the_closest_first() -> None:
    pairs = compare([A, B], ALL).pairs
    assert [(pair.a[:2], pair.b[:2]) for pair in pairs[:2]] == [
        (("a.txt", 1), ("b.txt", 0)),
        (("a.txt", 0), ("b.txt", 1)),
    ]
    assert pairs[0].similarity >= pairs[1].similarity >= 0.1
    assert [pair.rank for pair in pairs[:2]] == [1, 2]


def test_shared_words_stand_in_the_first_passage_as_written() -> None:
    for pair in compare([A, B], ALL).pairs:
        _, _, start, end = pair.a
        assert pair.shared and all(word in A.text[start:end] for word in pair.shared)


def test_a_passage_without_a_counterpart_is_unique() -> None:
    a = source("a.txt", "Pier oak beams lamps brass.", "Pier zebra xylophone quince.")
    view = compare([a, source("b.txt", "Pier oak beams lamps brass.", "Pier kelp crab.")], ALL).sources[0]
    assert [number for number, _, _ in view.unique] == [1]
    assert [near.place[0] for near in view.nearest] == [0]


def test_the_nearest_of_several_sources_is_named() -> None:
    c = source("c.txt", "Pier gulls gulls.", "Pier kelp.")
    nearest: dict[int, str] = {}
    for near in compare([A, B, c], ALL).sources[0].nearest:
        nearest.setdefault(near.place[0], near.to[0])
    assert nearest[0] == "b.txt" and nearest[2] == "c.txt"


def test_a_passage_has_a_counterpart_though_that_one_is_closer_to_another() -> None:
    a = source("a.txt", "Pier oak beams lamps brass.", "Pier oak beams, and gulls over the kelp beds.")
    b = source("b.txt", "Pier oak beams lamps brass, all new.", "Pier zebra xylophone quince.")
    comparison = compare([a, b], ALL)
    near = comparison.counterpart("a.txt", 1, "b.txt")
    assert near is not None and near.to[:2] == ("b.txt", 0) and near.rank == 0 and "oak" in near.shared
    assert comparison.counterpart("b.txt", 1, "a.txt") is None


SAID = "pier oak beam lamp kelp crab gull the of"
WORDS = st.lists(st.sampled_from(SAID.split(" ")), min_size=1, max_size=8)


@given(st.lists(st.lists(WORDS.map(" ".join), min_size=1, max_size=5), min_size=2, max_size=4))
@settings(max_examples=50)
def test_pairs_are_mutual_between_sources_and_no_closer_than_one(parts: list[list[str]]) -> None:
    comparison = compare([source(f"{n}.txt", *passages) for n, passages in enumerate(parts)], ALL)
    for pair in comparison.pairs:
        assert pair.a[0] != pair.b[0] and 0.1 <= pair.similarity <= 1 and pair.rank >= 1
    for n, first in enumerate(comparison.pairs):
        for other in comparison.pairs[n + 1 :]:
            assert {first.a, first.b} != {other.a, other.b}
    for view in comparison.sources:
        assert len({near.place[0] for near in view.nearest}) + len(view.unique) == len(view.passages)
        for number, _, _ in view.passages:
            for other in comparison.sources:
                near = comparison.counterpart(view.doc, number, other.doc)
                assert near is None or (near.to[0] == other.doc != view.doc and near.similarity >= 0.1 - 1e-9)
    for pair in comparison.pairs:
        there, back = (
            comparison.counterpart(*one[:2], other[0]) for one, other in ((pair.a, pair.b), (pair.b, pair.a))
        )
        assert there is not None and back is not None
        assert (there.to, back.to, there.rank, back.rank) == (pair.b, pair.a, pair.rank, pair.rank)
