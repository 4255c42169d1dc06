"""Passages gathered into one excerpt: words as they stand, each found again, and undone in one step."""

from __future__ import annotations

from pathlib import Path

import pytest
from excerpt_sources import document, talk

from index.errors import ExcerptError
from index.excerpts import GAP, ExcerptStore, Status, bring_back, join, put, resolve

TALK = talk(33)
SOURCE = document(TALK)
FIRST, SECOND, THIRD = (600, 680), (100, 160), (1500, 1600)


@pytest.fixture
def store(tmp_path: Path) -> ExcerptStore:
    return ExcerptStore(tmp_path / "excerpts.jsonl")


def test_passages_stand_in_the_order_of_the_text_with_a_gap_between_them(store: ExcerptStore) -> None:
    kept = store.add(SOURCE, *FIRST, "why", ["ice"])
    put(store, [kept.id])
    rank = store.get(kept.id).rank
    joined = join(store, join(store, kept.id, SOURCE, SECOND).id, SOURCE, THIRD)
    assert joined.text == GAP.join(TALK[start:end] for start, end in (SECOND, FIRST, THIRD))
    assert (joined.note, joined.tags, joined.rank) == ("why", ("ice",), rank)
    assert [part.start for part in joined.parts] == [100, 600, 1500]
    assert ExcerptStore(store.path).all() == (joined,)


def test_every_passage_has_an_anchor_of_its_own(store: ExcerptStore) -> None:
    joined = join(store, store.add(SOURCE, *FIRST).id, SOURCE, THIRD)
    now = document("A line before.\n\n" + TALK.replace(TALK[800:1200], ""))
    placed = resolve(joined, now)
    assert placed.status is Status.EXACT
    assert [now.text[start:end] for start, end in placed.spans] == [TALK[slice(*FIRST)], TALK[slice(*THIRD)]]


def test_undoing_puts_the_excerpt_of_before_in_its_place(store: ExcerptStore) -> None:
    kept = store.add(SOURCE, *FIRST)
    joined = join(store, kept.id, SOURCE, THIRD)
    assert bring_back(store) == kept
    assert store.all() == (kept,)
    assert bring_back(ExcerptStore(store.path)) == joined
    assert store.all() == (joined,)


def test_an_excerpt_whose_source_has_changed_takes_no_more_passages(store: ExcerptStore) -> None:
    kept = store.add(SOURCE, *FIRST)
    now = document(TALK.replace(TALK[slice(*FIRST)], TALK[slice(*FIRST)].upper()))
    with pytest.raises(ExcerptError, match="does not stand"):
        join(store, kept.id, now, THIRD)
    assert store.all() == (kept,)


def test_a_passage_is_not_added_twice(store: ExcerptStore) -> None:
    kept = store.add(SOURCE, *FIRST)
    with pytest.raises(ExcerptError, match="already"):
        join(store, kept.id, SOURCE, (FIRST[0] + 5, FIRST[1] + 5))


def test_several_passages_with_note_and_tags_are_one_write_or_none(store: ExcerptStore) -> None:
    kept = store.add(SOURCE, *FIRST, "why", ["ice"])
    with pytest.raises(ExcerptError, match="already"):
        join(store, kept.id, SOURCE, SECOND, (SECOND[0] + 5, SECOND[1] + 5), note="what for", tags=["snow"])
    assert ExcerptStore(store.path).all() == (kept,)
    joined = join(store, kept.id, SOURCE, SECOND, THIRD, note=" what for ", tags=["#snow", "ice"])
    assert joined.text == GAP.join(TALK[start:end] for start, end in (SECOND, FIRST, THIRD))
    assert (joined.note, joined.tags) == ("what for", ("ice", "snow"))
    assert (ExcerptStore(store.path).all(), bring_back(store)) == ((joined,), kept)


def test_nothing_deleted_is_nothing_to_bring_back(store: ExcerptStore) -> None:
    assert bring_back(store) is None
