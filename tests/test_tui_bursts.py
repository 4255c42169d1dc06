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
        ("\x1b[200~a\x1bS\x1b[2J\x1b[200~\x1b[201~\x1bS", ["\x1b[200~", "aS[2J[200~", "\x1b[201~", ESCAPE, "S"]),
    ],
)
def test_escape_stands_for_itself_before_a_key_and_begins_sequences_elsewhere(text: str, pieces: list[str]) -> None:
    found = list(Bursts().parted(text))
    assert [piece for piece, _ in found] == pieces
    assert all(pressed == (piece == ESCAPE and text != ESCAPE) for piece, pressed in found)


def parted(*reads: str) -> list[str]:
    bursts = Bursts()
    return [piece for read in reads for piece, _ in bursts.parted(read)]


def test_what_is_pasted_is_text_and_presses_nothing_however_it_arrives() -> None:
    whole = "\x1b[200~one\x1bS\x1bZZ\x1b[201~\x1bS"
    for cut in range(len(whole) + 1):
        pieces = parted(whole[:cut], whole[cut:])
        assert "".join(pieces) == "\x1b[200~oneSZZ\x1b[201~\x1bS", cut


@given(st.text(st.sampled_from("\x1b[]OSbq~201 é"), max_size=60))
def test_nothing_that_is_typed_is_lost_or_made_up(text: str) -> None:
    if "\x1b[200~" not in text:
        assert "".join(parted(text)) == text


READS = st.lists(st.lists(st.sampled_from(["\x1b[200~", "\x1b[201~", "\x1b", "[", "2", "a"])).map("".join), max_size=5)


@given(READS)
def test_it_does_not_matter_where_a_read_ends(reads: list[str]) -> None:
    end = "\x1b[201~"
    assert "".join(parted(*reads, end)) == "".join(parted("".join([*reads, end])))
