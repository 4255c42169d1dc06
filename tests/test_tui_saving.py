"""Saving in a thread while the reader goes on: the newest is what stays, and what was forgotten stays so."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from tui import notes
from tui.keymap import Keymap
from tui.session import Session
from tui.shelf import Shelf
from tui.state import History, ReadingState

EXCERPT = "0abc"


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return Session(Shelf([tmp_path]), ReadingState.load([tmp_path]), History(), Keymap())


def while_first_synced(monkeypatch: pytest.MonkeyPatch, meanwhile: Callable[[], object]) -> None:
    """Do something when the first file is written, and not yet in its place."""
    sync, first = os.fsync, [meanwhile]

    def slow(handle: int) -> None:
        sync(handle)
        if first:
            first.pop()()

    monkeypatch.setattr(os, "fsync", slow)


def test_a_note_given_up_while_it_is_kept_stays_given_up(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    session.writing = (EXCERPT, "half a thought")
    forgetting = threading.Thread(target=notes.forget, args=(EXCERPT,))

    def give_up() -> None:
        session.writing = None
        forgetting.start()
        forgetting.join(0.1)  # time to go wrong; what is right does not depend on it

    while_first_synced(monkeypatch, give_up)
    assert session.save() == ""
    forgetting.join()
    assert notes.waiting() == []


def test_a_note_that_is_closed_is_kept_no_more(session: Session) -> None:
    asked: list[str] = []
    notes.keep_open(lambda: asked.append("asked"))
    assert asked and notes.waiting() == []
    session.writing = (EXCERPT, "half")
    session.save()
    assert notes.kept(EXCERPT) == "half"


def test_a_note_may_be_kept_twice_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    while_first_synced(monkeypatch, lambda: notes.keep(EXCERPT, "the one"))
    notes.keep(EXCERPT, "the other")
    assert notes.kept(EXCERPT) == "the other"
    assert [file.name for file in notes.folder().iterdir()] == [f"{EXCERPT}.md"]


def test_one_saving_ends_before_the_next_begins(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    second = threading.Thread(target=session.save)

    def save() -> None:
        said.append("begin")
        if len(said) == 1:
            second.start()
            second.join(0.1)  # time to go wrong; what is right does not depend on it
        said.append("end")

    monkeypatch.setattr(session.state, "save", save)
    session.save()
    second.join()
    assert said == ["begin", "end"] * 2
