"""What a person sees at a terminal: rows no wider than the screen, with the match in view."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.cli import output, page
from tui.cli.differences import marked
from tui.cli.search import context

WORDS = st.lists(st.sampled_from(["salt", "harbour", "漢字", "of", "émigré", "I"]), min_size=1, max_size=60)


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], list[str]]:
    """`screen(width)`: what is printed from then on, as on a terminal of this width."""

    def at(width: int) -> list[str]:
        rows: list[str] = []
        monkeypatch.setenv("COLUMNS", str(width))
        monkeypatch.setenv("LINES", "24")
        monkeypatch.setattr(output, "styled", rows.append)
        return rows

    return at


def bare(row: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*m", "", row)


@given(WORDS, WORDS, st.integers(20, 120))
def test_a_row_is_centred_on_its_match_and_shows_all_of_it(before: list[str], after: list[str], room: int) -> None:
    left, right = " ".join(before) + " ", " " + " ".join(after)
    text = left + "lighthouse" + right
    pieces = page.kwic(text, [(len(left), len(left) + 10)], room)
    row = "".join(piece for piece, _ in pieces)
    assert ("lighthouse", "strong") in pieces
    assert page.cells(row) <= room
    if page.cells(left) > room and page.cells(right) > room:
        assert abs(page.cells(row[: row.index("lighthouse")]) - (room - 10) // 2) <= 2


@given(WORDS, st.integers(1, 120))
def test_cropped_text_fits(words: list[str], limit: int) -> None:
    text = " ".join(words)
    assert page.cells(page.crop(text, limit)) <= limit
    assert page.cells(page.crop_start(text, limit)) <= limit
    if page.cells(text) <= limit:
        assert page.crop(text, limit) == text


def test_a_table_fits_the_screen_and_leaves_out_empty_columns(screen: Callable[[int], list[str]]) -> None:
    rows = screen(40)
    page.table(
        [("a.txt", "A title that is far too long for this screen", "", "12")], ("doc", "title", "note", "words"), [3], 1
    )
    assert all(page.cells(bare(row)) <= 40 for row in rows)
    assert "note" not in rows[0]
    assert bare(rows[1]).endswith("   12")


def test_no_colour_is_sent_when_none_is_wanted(
    screen: Callable[[int], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = screen(80)
    page.show(("match", "strong"), ("12", "name"))
    assert "\x1b[36m" in rows[0]
    monkeypatch.setenv("NO_COLOR", "1")
    page.show(("match", "strong"), ("12", "name"))
    assert rows[1] == "\x1b[1mmatch\x1b[0m12"


def test_foreign_text_brings_no_escape_sequence(screen: Callable[[int], list[str]]) -> None:
    rows = screen(80)
    page.show("\x1b]52;c;QQ==\x07[bold]x[/]\x9b2J")
    assert "\x1b" not in rows[0]
    assert "\x9b" not in rows[0]
    assert "[bold]x[/]" in rows[0]


def test_context_is_cut_at_words_and_says_so() -> None:
    text = "one two three four five six seven"
    start = text.index("four")
    assert context(text, [(start, start + 4)], 1) == ("… three four five …", [(8, 12)])
    assert context(text, [(start, start + 4)], 9)[0] == text
    assert context(text, [], 2) == (text, [])


@given(WORDS, WORDS, st.integers(0, 5))
def test_context_keeps_the_match(before: list[str], after: list[str], words: int) -> None:
    left, right = " ".join(before) + " ", " " + " ".join(after)
    shown, spans = context(left + "lighthouse" + right, [(len(left), len(left) + 10)], words)
    assert [shown[start:end] for start, end in spans] == ["lighthouse"]
    assert len(shown.replace("…", " ").split()) <= 2 * words + 1


def test_a_difference_is_marked_without_colour() -> None:
    steps = [
        ("equal", "the old", "the old"),
        ("replace", "pier", "jetty"),
        ("delete", "was", ""),
        ("insert", "", "still"),
    ]
    assert marked(steps) == "the old [-pier-] {+jetty+} [-was-] {+still+}"
