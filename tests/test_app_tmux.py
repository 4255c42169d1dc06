"""Copying inside a real tmux with its default settings: the text reaches the terminal outside."""

from __future__ import annotations

import base64
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from papers import papers
from ptys import PATIENCE, Terminal

from index.paths import state_dir

__all__ = ["papers"]

_OSC52 = re.compile(rb"\x1b\]52;[a-z]*;([A-Za-z0-9+/=]+)(?:\x07|\x1b\\)")
_START = "import sys; sys.argv[0] = 'variorum'; from tui.cli import main; main()"


def version() -> tuple[int, ...]:
    """That of the tmux installed; (0,) without one."""
    if shutil.which("tmux") is None:
        return (0,)
    said = subprocess.run(["tmux", "-V"], capture_output=True, text=True, check=False).stdout
    return tuple(int(part) for part in re.findall(r"\d+", said)[:2])


pytestmark = pytest.mark.skipif(version() < (3, 2), reason="needs tmux 3.2 or later, which passes on what is copied")


@pytest.fixture
def inside(papers: Path, tmp_path: Path) -> Iterator[Terminal]:
    """The reader in a tmux of its own, on a terminal that keeps what it is sent."""
    environ = {name: value for name, value in os.environ.items() if name not in ("TMUX", "TMUX_PANE", "STY")}
    environ |= {"TERM": "xterm-256color", "LANG": "C.UTF-8", "TMUX_TMPDIR": str(tmp_path)}
    reader = [sys.executable, "-c", _START, str(papers), "--at", "interview.txt:8"]
    terminal = Terminal(["tmux", "-f", "/dev/null", "new-session", *reader], environ)
    try:
        yield terminal
    finally:
        subprocess.run(["tmux", "kill-server"], env=environ, capture_output=True, check=False)
        terminal.close()


def clipboard(terminal: Terminal) -> list[str]:
    return [base64.b64decode(found[1]).decode() for found in _OSC52.finditer(terminal.sent)]


def test_a_copy_inside_tmux_reaches_the_terminal_outside(inside: Terminal) -> None:
    inside.until("The Harbour Nobody Wanted", "Why do you doubt")
    inside.press("/", "dredging")
    inside.until("dredging.*1/1|1 of 1|find dredging")
    inside.press("ENTER", "y")
    screen = inside.until("sent by tmux")
    assert "last-copy" in screen  # where it is kept whatever became of it
    deadline = time.monotonic() + PATIENCE
    while not clipboard(inside) and time.monotonic() < deadline:
        inside.read(1.0)
    kept = (state_dir() / "last-copy").read_text(encoding="utf-8")
    assert "regulation and safety rules" in kept
    assert clipboard(inside) == [kept]
