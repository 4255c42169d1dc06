"""Where copied text goes: the only module that hands text to a clipboard, and that starts a process to do so.

Over SSH nothing can be asked of the clipboard and nothing is acknowledged. tmux drops OSC 52 by default but passes on
what `load-buffer -w` gives it; elsewhere OSC 52 is the only way, and terminals drop long ones without a word. So the
last copy is always kept in a file too, and the message says what was done ("sent by tmux"), never "copied".
"""

from __future__ import annotations

import os
import subprocess
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from index.paths import private_dir, state_dir
from tui.terminal import Terminal

OSC52_LIMIT = 74_994
"""Bytes of base64 that common terminals take in one OSC 52; xterm and tmux drop the whole of a longer one."""
PATIENCE = 2.0
"""Seconds that tmux gets; it answers in a few milliseconds or hangs."""


@dataclass(frozen=True, slots=True)
class Copy:
    """What became of a copy. `route` is "tmux", "OSC 52" or "" (file only); `kept` None when even that failed."""

    route: str
    kept: Path | None
    problem: str = ""

    @property
    def message(self) -> str:
        """One line for the status line; short, since where the copy is kept stands at its end."""
        sent = f"sent by {self.route}, " if self.route else ""
        kept = f"{'in' if sent else 'kept in'} {_from_home(self.kept)}" if self.kept else "not kept: no file"
        return f"{sent}{kept}{f' ({self.problem})' if self.problem else ''}"


def _from_home(path: Path) -> str:
    """The path as one types it: the line has room for little more than what was done."""
    home = os.environ.get("HOME", "")
    return f"~/{path.relative_to(home)}" if home and path.is_relative_to(home) else str(path)


def keep(text: str) -> Path:
    """Write the last copy to its file (0600), replacing the one before in one step. Raises OSError."""
    folder = private_dir(state_dir())
    target = folder / "last-copy"
    draft = folder / f"last-copy.{os.getpid()}"
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8", errors="replace", newline="") as file:
        file.write(text)
    draft.replace(target)
    return target


def osc52(text: str) -> str | None:
    """The sequence that sets the clipboard, or None when the text is too long for it."""
    payload = b64encode(text.encode("utf-8", "replace")).decode("ascii")
    return None if len(payload) > OSC52_LIMIT else f"\x1b]52;c;{payload}\x07"


def _tmux(text: str) -> bool:
    """Fill tmux's buffer and let it pass the text on to the terminal outside (-w, from tmux 3.2 on)."""
    for arguments in (["load-buffer", "-w", "-"], ["load-buffer", "-"]):
        try:
            done = subprocess.run(
                ["tmux", *arguments],
                input=text.encode("utf-8", "replace"),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=PATIENCE,
                check=False,
            )
        except (OSError, subprocess.SubprocessError):
            return False
        if done.returncode == 0:
            return True
    return False


def copy(text: str, terminal: Terminal, write: Callable[[str], None]) -> Copy:
    """Send `text` on its way. `write` puts a sequence on the terminal (the driver's); called at most once.

    Takes up to PATIENCE seconds inside tmux: call it from a thread.
    """
    problem = ""
    try:
        kept: Path | None = keep(text)
    except OSError as error:
        kept, problem = None, error.strerror or "write failed"
    if terminal.multiplexer == "tmux" and _tmux(text):
        return Copy("tmux", kept, problem)
    sequence = osc52(text)
    if sequence is None:
        return Copy("", kept, problem or "too long for the terminal's clipboard")
    write(sequence)
    return Copy("OSC 52", kept, problem)


_SINGLE = str.maketrans({"“": "‘", "”": "’", "„": "‚", '"': "'"})


def in_marks(text: str) -> str:
    """`text` as a quotation: in double marks, those it holds itself made single."""
    return f"“{text.translate(_SINGLE)}”"
