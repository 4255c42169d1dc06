"""Every way of leaving, expected or not: place and draft are there again, and the terminal is as it was."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from ptys import Terminal
from sshd import MISSING, Sshd
from terminal_modes import left_on

NOTE = "\n\n".join(f"Paragraph {n} of a note about the harbour, its ferry and who pays for both." for n in range(1, 41))
Start = Callable[..., Terminal]


@pytest.fixture
def text(tmp_path: Path) -> Path:
    file = tmp_path / "note.txt"
    file.write_text(f"A Note on Ferries\n\n{NOTE}\n", encoding="utf-8")
    return file


@pytest.fixture
def command() -> str:
    found = shutil.which("variorum", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    if found is None:
        pytest.skip("the command `variorum` is not installed")
    return found


@pytest.fixture
def environ() -> dict[str, str]:
    return {**os.environ, "TERM": "xterm-256color", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}


@pytest.fixture
def start(environ: dict[str, str]) -> Iterator[Start]:
    """Starts a command on a terminal of 80x12; every one is closed at the end."""
    opened: list[Terminal] = []

    def begin(*argv: str, **more: str) -> Terminal:
        terminal = Terminal(argv, {**environ, **more}, 80, 12)
        opened.append(terminal)
        return terminal

    yield begin
    for terminal in opened:
        terminal.close()


def read_on(reader: Terminal) -> None:
    """Go to the end, and begin to type a search."""
    reader.until("A Note on Ferries", "S search")
    reader.press("G")
    reader.until("Paragraph 40", "end")
    reader.press("/", *"who pai")
    reader.until("/who pai")


def goes_on(reader: Terminal) -> None:
    """The place is the one that was left, and the search can be typed to its end."""
    reader.until("Paragraph 40", "S search")
    reader.press("/", "UP")
    reader.until("/who pai")
    reader.press("\x03")
    reader.until("S search")
    reader.press("q")
    assert reader.wait() == 0
    assert left_on(reader.sent) == []


@pytest.mark.parametrize("name", ["SIGHUP", "SIGTERM", "SIGINT"])
def test_a_signal_loses_nothing_and_leaves_nothing_on(start: Start, command: str, text: Path, name: str) -> None:
    number = getattr(signal, name)
    reader = start(command, str(text))
    read_on(reader)
    os.kill(reader.pid, number)
    assert reader.wait() == 128 + number
    assert left_on(reader.sent) == []
    goes_on(start(command, str(text)))


def test_a_terminal_that_is_closed_ends_the_reader_as_a_hang_up_does(start: Start, command: str, text: Path) -> None:
    reader = start(command, str(text))
    read_on(reader)
    reader.hang_up()
    assert reader.wait() == 128 + signal.SIGHUP
    goes_on(start(command, str(text)))


def test_a_terminal_that_goes_without_a_signal_is_noticed(start: Start, command: str, text: Path) -> None:
    reader = start("/bin/sh", "-c", f'trap "" HUP; exec {command} {text}')
    read_on(reader)
    reader.hang_up()
    assert reader.wait() == 128 + signal.SIGHUP
    goes_on(start(command, str(text)))


def test_a_fault_of_the_program_loses_nothing_and_is_one_line(start: Start, command: str, text: Path) -> None:
    broken = (
        "from tui.screens.desk.reading import Reading; Reading._jump_back = lambda *_: 1 / 0\n"
        "from tui.cli import main; main()"
    )
    reader = start(sys.executable, "-c", broken, str(text))
    reader.until("A Note on Ferries", "S search")
    reader.press("G")
    reader.until("Paragraph 40", "end")
    reader.press("\x0f")
    assert reader.wait() == 2
    assert "this should not have happened (ZeroDivisionError)" in " ".join(reader.text.split())
    assert b"Traceback" not in reader.sent
    assert left_on(reader.sent) == []
    again = start(command, str(text))
    again.until("Paragraph 40", "S search")


def test_a_reader_that_is_stopped_paints_its_screen_again(
    start: Start, environ: dict[str, str], command: str, text: Path
) -> None:
    shell = start("/bin/bash", "--norc", "--noprofile", "-i", PS1="shell> ")
    shell.until("shell>")
    shell.press(f"{command} {text}", "ENTER")
    before = shell.until("A Note on Ferries", "S search", "line 1 · 0%")
    shell.press("\x1a")
    shell.until("Stopped", "shell>")
    assert left_on(shell.sent) in ([], ["?2004 on"])  # the shell's own
    shell.press("fg", "ENTER")
    assert shell.until("A Note on Ferries", "S search", "line 1 · 0%") == before
    shell.press("q")
    shell.until("shell>")
    shell.press("exit", "ENTER")
    assert shell.wait() == 0


# -- through a real sshd
@pytest.fixture(scope="module")
def sshd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sshd]:
    if MISSING:
        pytest.skip(MISSING)
    try:
        server = Sshd(tmp_path_factory.mktemp("sshd"))
    except (RuntimeError, OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"no sshd here: {error}")
    yield server
    server.close()


def test_a_connection_that_drops_loses_nothing(
    start: Start, sshd: Sshd, environ: dict[str, str], command: str, text: Path
) -> None:
    remote = sshd.command([command, str(text)], environ)
    reader = start(*remote)
    read_on(reader)
    os.kill(reader.pid, signal.SIGKILL)  # the client; the server finds the line dead
    reader.wait()
    again = start(*remote)
    again.until("Paragraph 40", "S search|brings it back")
    again.press("/", "UP")
    again.until("/who pai")
    again.press("\x03")
    again.until("S search")
    again.press("q")
    assert again.wait() == 0
    assert left_on(again.sent) == []


# -- inside tmux
@pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")
def test_inside_tmux_it_reads_is_killed_with_its_pane_and_goes_on(
    start: Start, tmp_path: Path, command: str, text: Path
) -> None:
    tmux = ["tmux", "-f", os.devnull, "-S", str(tmp_path / "tmux.sock")]
    try:
        for _ in range(2):
            outer = start(*tmux, "new-session", "-A", "-s", "reading", f"{command} {text}")
            outer.until("A Note on Ferries|Paragraph 40", "S search")
            outer.press("G")
            outer.until("Paragraph 40")
            subprocess.run([*tmux, "kill-pane", "-t", "reading"], check=True)
            outer.wait()
        again = start(command, str(text))
        again.until("Paragraph 40", "S search")
    finally:
        subprocess.run([*tmux, "kill-server"], check=False, stderr=subprocess.DEVNULL)
