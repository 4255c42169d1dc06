"""Escape and the key after it in one burst."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.bursts import ESCAPE, Bursts


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("\x1bS", [ESCAPE, "S"]),
        ("\x1b:theme", [ESCAPE, ":theme"]),
        ("j\x1b/sea\x1bq", ["j", ESCAPE, "/sea", ESCAPE, "q"]),
        ("\x1b[A\x1b[1;5C", ["\x1b[A\x1b[1;5C"]),
        ("\x1b", ["\x1b"]),
        ("\x1bb", ["\x1bb"]),
        ("\x1b]11;rgb:00/00/00\x1b\\", ["\x1b]11;rgb:00/00/00\x1b\\"]),
        ("\x1b[200~a\x1bS\x1b[201~\x1bS", ["\x1b[200~a\x1bS\x1b[201~", ESCAPE, "S"]),
    ],
)
def test_escape_stands_for_itself_before_a_key_and_begins_sequences_elsewhere(text: str, pieces: list[str]) -> None:
    found = list(Bursts().parted(text))
    assert [piece for piece, _ in found] == pieces
    assert all(pressed == (piece == ESCAPE and text != ESCAPE) for piece, pressed in found)


def test_a_paste_that_comes_in_two_reads_is_left_whole() -> None:
    bursts = Bursts()
    assert list(bursts.parted("\x1b[200~one\x1bS")) == [("\x1b[200~one\x1bS", False)]
    assert list(bursts.parted("two\x1bS\x1b[201~")) == [("two\x1bS\x1b[201~", False)]
    assert list(bursts.parted("\x1bS")) == [(ESCAPE, True), ("S", False)]


@given(st.text(st.sampled_from("\x1b[]OSbq~201 é"), max_size=60))
def test_nothing_is_lost_or_made_up(text: str) -> None:
    assert "".join(piece for piece, _ in Bursts().parted(text)) == text
