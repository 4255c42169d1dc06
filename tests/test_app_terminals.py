"""Every terminal, language and size: readable text, no traceback, no colour where none is wanted, no escape text."""

from __future__ import annotations

import os
import re
import signal
import sys
from pathlib import Path

import pytest
from ptys import Terminal
from terminal_modes import colours, left_on

SENTENCE = "“Who pays — for the café…?” asks Zoë, and nobody answers her."
TEXT = "The Long Pier\n\n" + "\n\n".join(f"Note {n}. {SENTENCE}" for n in range(1, 60))
START = "from tui.cli import main; main()"
TERMS = ["linux", "vt100", "screen", "tmux-256color", "xterm-16color", "xterm-256color"]
SIZES = [(20, 5), (33, 9), (80, 24), (120, 36), (300, 100)]
ODD = re.compile(r"Traceback|\\u[0-9a-f]{4}|\\x[0-9a-f]{2}|should not have happened")


def read(text: Path, term: str, size: tuple[int, int] = (80, 24), **more: str) -> Terminal:
    """Start, turn a page, find a word, look at the help, leave; the terminal as it was then."""
    environ = {**os.environ, "TERM": term, "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", **more}
    environ = {name: value for name, value in environ.items() if value or name == "NO_COLOR"}
    terminal = Terminal([sys.executable, "-c", START, str(text)], environ, *size)
    try:
        terminal.until("Long|Pier|Note")
        for keys, words in ((" ", r"Note \d+|nobody|pays"), ("/note 33\r", "33|1/1"), ("?", "Keys|Enter")):
            terminal.press(keys)
            assert not ODD.search(terminal.until(words))
        os.kill(terminal.pid, signal.SIGTERM)
        assert terminal.wait() == 128 + signal.SIGTERM
        assert left_on(terminal.sent) == []
    finally:
        terminal.close()
    return terminal


@pytest.fixture
def text(tmp_path: Path) -> Path:
    file = tmp_path / "pier.txt"
    file.write_text(TEXT, encoding="utf-8")
    return file


@pytest.mark.parametrize("term", TERMS)
def test_every_terminal_shows_the_text(text: Path, term: str) -> None:
    used = colours(read(text, term).sent)
    assert not used or term != "vt100"


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_every_size_shows_the_text(text: Path, size: tuple[int, int]) -> None:
    read(text, "xterm-256color", size)


@pytest.mark.parametrize("term", ["xterm-256color", "linux", "screen"])
@pytest.mark.parametrize("said", ["1", ""])
def test_with_no_color_no_colour_is_sent_at_all(text: Path, term: str, said: str) -> None:
    assert colours(read(text, term, NO_COLOR=said).sent) == set()


@pytest.mark.parametrize("term", ["xterm-256color", "linux"])
def test_without_utf8_only_ascii_is_sent(text: Path, term: str) -> None:
    reader = read(text, term, LC_ALL="C", LANG="C")
    assert reader.sent.isascii()
    assert b"- for the cafe." in reader.sent


def test_a_dumb_terminal_gets_the_text_in_plain_lines(text: Path) -> None:
    environ = {**os.environ, "TERM": "dumb", "LC_ALL": "C.UTF-8"}
    terminal = Terminal([sys.executable, "-c", START, str(text)], environ)
    try:
        assert terminal.wait() == 0
        assert b"\x1b" not in terminal.sent
        assert SENTENCE.encode() in terminal.sent
    finally:
        terminal.close()
