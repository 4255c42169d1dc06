"""A progress bar on standard error, for a person only: into a pipe or a log file not a byte is sent.

Owns the drawing of progress on the command line. A bar appears only when the work has lasted a moment, so that quick
work stays silent, and wipes itself away at the end.
"""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tui.cli import output

if TYPE_CHECKING:
    from index.model import Progress, Tell

_SILENT = 0.4  # seconds of work before anything is drawn
_BETWEEN = 0.1  # seconds between two drawings
_WIDTH = 24  # cells of the bar itself


@contextmanager
def bar(doing: str) -> Iterator[Tell | None]:
    """A function to report progress to, or None where nobody watches. `doing` is the verb shown before the bar."""
    if not output.narrates():
        yield None
        return
    drawing = _Bar(doing)
    try:
        yield drawing
    finally:
        drawing.wipe()


class _Bar:
    def __init__(self, doing: str) -> None:
        self.doing = doing
        self.drawn = 0.0
        self.due = time.monotonic() + _SILENT

    def __call__(self, progress: Progress) -> None:
        now = time.monotonic()
        if now < self.due:
            return
        self.due = now + _BETWEEN
        self.drawn = now
        share = progress.done / max(progress.total, 1)
        filled = min(_WIDTH, int(share * _WIDTH))
        row = f"{self.doing} [{'#' * filled}{'.' * (_WIDTH - filled)}] {share:4.0%}  "
        # A row that wraps could not be drawn over. The end of a name is what tells files apart.
        room = shutil.get_terminal_size().columns - 1
        name = output.printable(progress.doc)[-max(0, room - len(row)) :] if room > len(row) else ""
        sys.stderr.write(f"\r{(row + name if name.isascii() else row)[:room]}\x1b[K")
        sys.stderr.flush()

    def wipe(self) -> None:
        if self.drawn:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
