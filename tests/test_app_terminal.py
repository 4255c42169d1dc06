"""The installed command in a real terminal: the main job from end to end, and the ways of leaving."""

from __future__ import annotations

import os
import re
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from ptys import Terminal

HARBOUR = """The Harbour Question

The town of Ostrava Bay will rebuild its harbour, and nobody agrees on the price.

"A harbour without a ferry is a car park with waves," said Mara Quill, who runs the boat yard.

The council wants new safety rules before the first stone is laid. Regulation, its chair says, is cheaper than rescue.

Most fishers would rather have the money for nets. They remember the last promise and what became of it.
"""

MARKET = """Notes from the Market Hall

Traders in the market hall read the harbour plan with a pencil in hand.

Regulation of the quay would double their fees, they say, and safety rules alone would not bring one ship more.

One stall has a sign: a harbour is a promise, and promises are dear.
"""


@pytest.fixture
def library(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "harbour.txt").write_text(HARBOUR, encoding="utf-8")
    (folder / "market.txt").write_text(MARKET, encoding="utf-8")
    return folder


Start = Callable[..., Terminal]


@pytest.fixture
def start(library: Path) -> Iterator[Start]:
    """Starts the command on the library; every terminal is closed at the end."""
    command = shutil.which("variorum", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    if command is None:
        pytest.skip("the command `variorum` is not installed")
    opened: list[Terminal] = []

    def begin(*arguments: str, columns: int = 80, rows: int = 24, **environ: str) -> Terminal:
        stale = {"LINES": "40", "COLUMNS": "100"}  # the size that some shell exported is not the terminal's
        env = {**os.environ, **stale, "TERM": "xterm-256color", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", **environ}
        terminal = Terminal([command, *(arguments or (str(library),))], env, columns, rows)
        opened.append(terminal)
        return terminal

    yield begin
    for terminal in opened:
        terminal.close()


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (200, 50)])
def test_the_main_job_from_end_to_end(start: Start, columns: int, rows: int) -> None:
    reader = start(columns=columns, rows=rows)
    reader.until("The Harbour Question", "Notes from the Market Hall")

    reader.press("S", *"cheaper than resc")
    reader.until("1 hit", "cheaper than")
    reader.press("ENTER")
    reader.until("hit 1/1", "The council wants new safety rules")

    reader.press("Q", *"harbour with no ferry is a car park")
    reader.until("altered", "Mara Quill", r"\{\+without a\+\}")
    reader.press("ENTER")
    reader.until("altered: Mara Quill", "with waves")

    reader.press("s")
    reader.until("saved the")
    reader.press("t", *"ferries", "ENTER")
    reader.until("tagged #ferries")

    reader.press("c", *"regulation", "ENTER")
    reader.until("Overview", r"passages? in 2 of 2 sources")
    reader.press("2")
    reader.until(r"\[2 Passages\]", "Regulation of the quay|Regulation, its chair")
    reader.press("q")
    reader.until("The Harbour Question", "S search")
    reader.press("q", "q", "q")
    assert reader.wait() == 0
    assert re.search(rb"\x1b\[\?1049l", reader.sent)

    again = start(columns=columns, rows=rows)
    again.until("The Harbour Question", "with waves")
    again.press("E")
    again.until("car park", "#ferries")
    again.press("ENTER")
    again.until("line 5")
    again.press("Z", "Z")
    assert again.wait() == 0


def test_keys_typed_ahead_of_everything_are_taken_in_order(start: Start, library: Path) -> None:
    reader = start(str(library / "harbour.txt"))
    reader.press("/", *"NETS", "ENTER", "V", "s")
    reader.until("saved the selection, 9 words")
    reader.press("Z", "Z")
    assert reader.wait() == 0


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_a_signal_saves_the_place_and_gives_the_terminal_back(start: Start, library: Path, name: str) -> None:
    number = getattr(signal, name)
    reader = start(str(library / "harbour.txt"), rows=8)
    reader.until("The Harbour Question", "nobody agrees", "q quit")
    reader.press("G")
    reader.until("became of it", "end")
    os.kill(reader.pid, number)
    assert reader.wait() == 128 + number
    assert re.search(rb"\x1b\[\?1049l", reader.sent)
    assert reader.sent.rfind(b"\x1b[?25h") > reader.sent.rfind(b"\x1b[?25l")
    again = start(str(library / "harbour.txt"), rows=8)
    again.until("became of it", "end")
    again.press("q")
    assert again.wait() == 0


def test_redraw_sends_the_screen_whole(start: Start, library: Path) -> None:
    reader = start(str(library / "harbour.txt"))
    before = reader.until("The Harbour Question", "line 1 · end", "what became of it", "S search")
    reader.screen.reset()  # something else wrote on the terminal
    reader.press("\x0c")
    assert reader.until("The Harbour Question", "line 1 · end", "what became of it", "S search") == before


def test_control_c_closes_a_prompt_and_never_quits(start: Start, library: Path) -> None:
    reader = start(str(library / "harbour.txt"))
    reader.until("The Harbour Question")
    reader.press("/", *"net")
    reader.until("/net")
    reader.press("\x03")
    reader.until("S search")
    reader.press("\x03", "\x03")
    reader.until("q goes back and then quits")
    reader.press("q")
    assert reader.wait() == 0


def test_an_idle_reader_sends_nothing(start: Start, library: Path) -> None:
    reader = start(str(library / "harbour.txt"))
    reader.until("The Harbour Question", "S search")
    while reader.read(3.0) or "indexing" in reader.text:
        pass
    before = len(reader.sent)
    assert not reader.read(2.0)
    assert len(reader.sent) == before
    reader.press("q")
    assert reader.wait() == 0
