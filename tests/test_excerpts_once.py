"""Saving the same words again."""

from __future__ import annotations

from pathlib import Path

import pytest
from excerpt_sources import document, talk

from index.errors import ExcerptError
from index.excerpts import Draft, ExcerptStore, add_once

SOURCE = document(talk(2))
SPAN = ((40, 90),)


@pytest.fixture
def store(tmp_path: Path) -> ExcerptStore:
    return ExcerptStore(tmp_path / "excerpts.jsonl")


def test_words_that_are_saved_are_answered_for_and_the_log_does_not_grow(store: ExcerptStore) -> None:
    ((kept, new),) = add_once(store, [Draft(SOURCE, SPAN)])
    log = store.path.read_bytes()
    assert new and add_once(store, [Draft(SOURCE, SPAN)]) == ((kept, False),)
    assert store.path.read_bytes() == log


def test_tags_and_a_first_note_go_to_the_excerpt_there_is(store: ExcerptStore) -> None:
    kept = store.add(SOURCE, *SPAN[0], tags=["ice"])
    ((again, new),) = add_once(store, [Draft(SOURCE, SPAN, "why", ("ice", "sea"))])
    assert (again.id, again.note, again.tags, new) == (kept.id, "why", ("ice", "sea"), False)


def test_the_same_words_twice_in_one_call_are_one_excerpt_and_no_note_is_lost(store: ExcerptStore) -> None:
    drafts = [Draft(SOURCE, SPAN, note, tags) for note, tags in (("", ("sea",)), ("one", ("ice",)), ("two", ()))]
    first, again, other = add_once(store, drafts)
    assert (first[1], again, other[1]) == (True, (first[0], False), True)
    assert [(one.note, one.tags) for one in store.all()] == [("one", ("sea", "ice")), ("two", ())]
    kept = store.add(SOURCE, 100, 140)
    (same, _), (third, new) = add_once(store, [Draft(SOURCE, ((100, 140),), note) for note in ("three", "four")])
    assert (same.id, third.id != kept.id, new) == (kept.id, True, True)
    assert [one.note for one in store.all()] == ["one", "two", "three", "four"]


def test_another_note_makes_another_excerpt_and_neither_note_is_lost(store: ExcerptStore) -> None:
    store.add(SOURCE, *SPAN[0], "one thought")
    ((_, new),) = add_once(store, [Draft(SOURCE, SPAN, "another thought")])
    assert new and [excerpt.note for excerpt in store.all()] == ["one thought", "another thought"]


def test_other_passages_other_texts_and_deleted_excerpts_are_not_the_same(store: ExcerptStore) -> None:
    gone = store.add(SOURCE, *SPAN[0])
    store.delete(gone.id)
    store.add_many([Draft(SOURCE, (*SPAN, (100, 120)))])
    edited = document("A line before.\n" + SOURCE.text)
    drafts = [Draft(SOURCE, SPAN), Draft(SOURCE, ((40, 91),)), Draft(edited, SPAN)]
    assert [new for _, new in add_once(store, drafts)] == [True, True, True]


def test_words_that_wait_for_the_disk_do_not_wait_twice(store: ExcerptStore, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_data: bytes) -> None:
        raise ExcerptError("no space left on the device")

    with monkeypatch.context() as patch:
        patch.setattr(store._log, "append", full)
        for _ in range(2):
            with pytest.raises(ExcerptError):
                add_once(store, [Draft(SOURCE, SPAN)])
    ((kept, new),) = add_once(store, [Draft(SOURCE, SPAN)])
    assert new and store.all() == (kept,)
