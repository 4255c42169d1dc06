"""Words cut once and kept: what is read back is what was cut, and a damaged file is as good as none."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest
from compare_sources import source
from hypothesis import given
from hypothesis import strategies as st

from index.compare import compare, typed_topic
from index.compare import cut as room
from index.compare import prepare as prepared
from index.compare.cut import Cut, kept_words
from index.paths import cache_dir

STRETCHES = [("The ferry-boat leaves at 9.30. It's late, again.", 0), ("", 50), ("Tolls rose.", 60)]


def kept() -> list[Path]:
    return sorted((cache_dir() / "words").iterdir())


def same(one: Cut, other: Cut) -> bool:
    arrays = ("word", "starts", "ends", "joined", "first")
    return (one.words, one.stems) == (other.words, other.stems) and all(
        np.array_equal(getattr(one, name), getattr(other, name)) for name in arrays
    )


def test_words_are_cut_as_this_format_says() -> None:
    """Whoever changes what follows raises `FORMAT`, or the words of last year are read back."""
    made = kept_words(STRETCHES)
    assert room.FORMAT == 1
    assert made.words == ("the", "ferry", "boat", "leaves", "at", "9.30", "it's", "late", "again", "tolls", "rose")
    assert made.stems == ("the", "ferri", "boat", "leav", "at", "9.30", "it", "late", "again", "toll", "rose")
    assert [bool(joined) for joined in made.joined] == [True] * 5 + [False, True, False, False, True, False]
    assert made.starts[1] == 4 and made.starts[-2] == 60 and made.first.tolist() == [0, 9, 9, 11]


def test_what_was_cut_is_read_back(monkeypatch: pytest.MonkeyPatch) -> None:
    made = kept_words(STRETCHES)
    monkeypatch.setattr(room, "words", lambda _: pytest.fail("cut again"))
    assert same(kept_words(STRETCHES), made)


@given(st.lists(st.text(max_size=40), max_size=4))
def test_any_text_is_read_back_as_it_was_cut(texts: list[str]) -> None:
    stretches = [(text, 7) for text in texts]
    made = kept_words(stretches)
    assert made.sound and same(kept_words(stretches), made) and same(room._cut(stretches), made)


@pytest.mark.parametrize("damage", [b"", b"nothing of ours", None])
def test_a_damaged_file_is_as_good_as_none(damage: bytes | None) -> None:
    made = kept_words(STRETCHES)
    (path,) = kept()
    written = path.read_bytes()
    path.write_bytes(written[:-9] + b"\xff" * 9 if damage is None else damage)
    assert same(kept_words(STRETCHES), made)
    assert path.read_bytes() == written


def test_a_disk_that_takes_nothing_costs_only_the_next_start(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(room.container, "write", full)
    assert kept_words(STRETCHES).sound


def test_a_stemmer_of_another_version_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    kept_words(STRETCHES)
    monkeypatch.setattr(room, "_cutters", lambda: "another")
    kept_words(STRETCHES)
    assert len(kept()) == 2


def test_reading_writes_nothing() -> None:
    kept_words(STRETCHES)
    (path,) = kept()
    os.utime(path, (0, 0))
    kept_words(STRETCHES)
    assert path.stat().st_mtime == 0


def test_of_too_many_half_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "MOST_FILES", 4)
    monkeypatch.setattr(room, "_LOOKS", "")
    for n in range(5):
        kept_words([(f"report {n}", 0)])
    assert len(kept()) == 3


def test_more_documents_than_are_kept_still_find_some_of_theirs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "MOST_FILES", 40)
    monkeypatch.setattr(room, "_LOOKS", "")
    again: list[int] = []
    made = room._cut
    monkeypatch.setattr(room, "_cut", lambda stretches: again.append(0) or made(stretches))
    for n in (*range(60), *range(60)):
        kept_words([(f"report {n}", 0)])
    assert 60 <= len(again) < 120


def test_a_comparison_of_kept_words_is_the_same() -> None:
    documents = [
        source("a.txt", "The toll pays for the pier.", "Nobody likes the toll.", title="Tolls"),
        source("b.txt", "A toll is a tax on herring.", "The pier leans."),
    ]
    first = compare(documents, typed_topic("toll", documents)).to_json()
    prepared._kept.clear()
    assert compare(documents, typed_topic("toll", documents)).to_json() == first
