"""Places, marks, jumps and history: kept across starts, private, whole after a crash, shared between two readers."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

from index.model import Document
from index.paths import state_dir
from tui.state import History, Place, ReadingState

TEXT = "One road leads up the hill. Another one leads down again. " * 20


def document(text: str = TEXT, digest: str = "d1") -> Document:
    return Document("roads.txt", "/lib/roads.txt", digest, text)


def test_places_marks_and_jumps_come_back_as_they_were(tmp_path: Path) -> None:
    state = ReadingState.load([tmp_path])
    here = Place.of(document(), 300, 280)
    state.visit(here)
    state.set_mark("a", here)
    state.set_mark("B", here)
    state.jump(here)
    state.save()
    again = ReadingState.load([tmp_path])
    assert again.last == "roads.txt"
    assert again.places["roads.txt"] == here
    assert again.mark("a", "roads.txt") == here
    assert again.mark("a", "other.txt") is None
    assert again.mark("B", "other.txt") == here
    assert again.jumps == [here]


def test_the_files_are_private_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        state = ReadingState.load([tmp_path])
        state.visit(Place("a", 1))
        state.save()
        history = History.load()
        history.add("find", "a road")
        history.save()
    finally:
        os.umask(before)
    for file in (state.file, state_dir() / "history.json"):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in state.file.parent.iterdir()] == [state.file.name]  # nothing is left lying about


@pytest.mark.parametrize(
    "damage", [b"", b"{", b"[]", b'{"version": 9}', b"\xff\xfe", b'{"version":1,"places":{"a":7}}']
)
def test_a_damaged_file_counts_as_empty(tmp_path: Path, damage: bytes) -> None:
    state = ReadingState.load([tmp_path])
    state.file.parent.mkdir(parents=True)
    state.file.write_bytes(damage)
    again = ReadingState.load([tmp_path])
    assert again.places == {}
    again.visit(Place("a", 3))
    again.save()
    assert ReadingState.load([tmp_path]).places["a"].offset == 3


def test_two_readers_keep_each_others_places_and_lines(tmp_path: Path) -> None:
    one, two = ReadingState.load([tmp_path]), ReadingState.load([tmp_path])
    one.visit(Place("a.txt", 1))
    two.visit(Place("b.txt", 2))
    two.save()
    one.save()
    assert set(ReadingState.load([tmp_path]).places) == {"a.txt", "b.txt"}
    first, second = History.load(), History.load()
    first.add("find", "one")
    second.add("find", "two")
    first.save()
    second.save()
    assert set(History.load().of("find")) == {"one", "two"}


def test_a_line_typed_again_moves_to_the_front(tmp_path: Path) -> None:
    history = History()
    for line in ("first", "second", "first", " "):
        history.add("find", line)
    assert history.of("find") == ["first", "second"]


def test_a_place_is_found_again_in_a_text_that_grew_before_it() -> None:
    place = Place.of(document(), 116)
    grown = document("A new beginning. " * 4 + TEXT, "d2")
    found = place.found_in(grown)
    assert grown.text[found : found + 60] == place.words


def test_a_place_in_a_text_that_lost_its_words_stays_inside_the_text() -> None:
    place = Place.of(document(), 900)
    assert 0 <= place.found_in(document("Short.", "d3")) <= 6


def test_back_and_forward_walk_the_jumps_and_a_new_jump_gives_up_those_ahead() -> None:
    state = ReadingState(Path("unused"))
    one, two, three, four = (Place("a", n) for n in (1, 2, 3, 4))
    state.jump(one)
    state.jump(two)
    assert state.back(three) == two
    assert state.back(two) == one
    assert state.back(one) is None
    assert state.forward() == two
    assert state.forward() == three
    assert state.forward() is None
    state.back(three)
    state.jump(four)
    assert state.jumps == [one, four]


def test_a_save_that_fails_leaves_the_old_file_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    state = ReadingState.load([tmp_path])
    state.visit(Place("a", 1))
    state.save()
    kept = state.file.read_bytes()

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    state.visit(Place("b", 2))
    with pytest.raises(OSError, match="No space"):
        state.save()
    assert state.file.read_bytes() == kept
    assert json.loads(kept)["last"] == "a"


def test_a_mark_that_another_reader_set_meanwhile_stays(tmp_path: Path) -> None:
    first, second = ReadingState.load([tmp_path]), ReadingState.load([tmp_path])
    second.set_mark("A", Place("report.txt", 777))
    second.save()
    first.visit(Place("other.txt", 5))
    first.save()
    kept = ReadingState.load([tmp_path]).mark("A", "report.txt")
    assert kept is not None
    assert kept.offset == 777


def test_what_is_typed_while_the_history_is_written_is_written_the_next_time(monkeypatch: pytest.MonkeyPatch) -> None:
    history, sync, late = History(), os.fsync, ["a ferry", "a lighthouse"]
    history.add("find", "a road")

    def slow(handle: int) -> None:
        if late:
            history.add("find", late.pop(0))
            history.add("go", late.pop(0))
        sync(handle)

    monkeypatch.setattr(os, "fsync", slow)
    history.save()
    assert History.load().of("find") == ["a road"]
    history.save()
    again = History.load()
    assert (again.of("find"), again.of("go")) == (["a ferry", "a road"], ["a lighthouse"])


def test_a_history_that_could_not_be_written_is_written_the_next_time(monkeypatch: pytest.MonkeyPatch) -> None:
    history = History()
    history.add("find", "a road")
    history.wear("dark")

    def full(_handle: int) -> None:
        history.add("find", "a ferry")
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched, pytest.raises(OSError, match="No space"):
        patched.setattr(os, "fsync", full)
        history.save()
    history.save()
    again = History.load()
    assert (again.of("find"), again.theme) == (["a ferry", "a road"], "dark")
