"""A program on a pseudo-terminal with a clock: when each byte came, how many, and what the program's work was.

The emulator that knows what stands on the screen is the tests' (tests/ptys.py); it runs after the clock has been read.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from ptys import Terminal

# What the emulator does not know and what paints nothing: private modes of keyboards, queries, titles.
_FOREIGN = re.compile(
    rb"\x1b\[[<=>][0-9;]*[a-z]|\x1b\[\?[0-9;]*(?:\$p|[mnu])|\x1b\[[0-9;]*t|\x1bP[^\x1b]*\x1b\\|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)"
)
_PARTIAL = re.compile(rb"\x1b(\[[0-9;?<=>$]*)?\Z|\x1b[P\]][^\x07\x1b]*\Z")


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back for a key: bytes `sent`, `seconds` until the last, bytes in the rows that look different."""

    sent: int
    seconds: float
    changed: int


class Timed(Terminal):
    """A terminal whose screen is brought up to date only when somebody looks at it."""

    def __init__(self, argv: Sequence[str], environ: Mapping[str, str], columns: int = 80, rows: int = 24) -> None:
        self.began = time.perf_counter()
        self.arrived: list[tuple[float, bytes]] = []
        self._looked = 0
        super().__init__(argv, environ, columns, rows)

    def read(self, seconds: float) -> bool:
        data = self._receive(seconds)
        if data:
            self.arrived.append((time.perf_counter(), data))
        return bool(data)

    @property
    def text(self) -> str:
        while self._looked < len(self.arrived):
            data = _FOREIGN.sub(b"", self._held + self.arrived[self._looked][1])
            part = _PARTIAL.search(data)
            self._held = data[part.start() :] if part else b""
            self._stream.feed(data[: part.start()] if part else data)
            self._looked += 1
        return super().text

    @property
    def now(self) -> float:
        """Seconds from the start to the last byte."""
        return self.arrived[-1][0] - self.began if self.arrived else 0.0

    def settle(self, quiet: float) -> None:
        """Read until nothing has come for `quiet` seconds."""
        while self.read(quiet):
            pass

    def ask(self, key: str, quiet: float) -> Answer:
        """Press `key` and wait until nothing comes any more."""
        before = self._rows()
        at, count = time.perf_counter(), len(self.arrived)
        self.press(key)
        if not self.read(5.0):
            return Answer(0, 0.0, 0)
        self.settle(quiet)
        came = self.arrived[count:]
        changed = sum(len(new[0].encode()) for old, new in zip(before, self._rows(), strict=True) if old != new)
        return Answer(sum(len(data) for _, data in came), came[-1][0] - at, changed)

    def _rows(self) -> list[tuple[str, list[object]]]:
        """Each row of the screen: its text, and its cells with their looks."""
        texts = self.text.split("\n")
        buffer, columns = self.screen.buffer, range(self.screen.columns)
        return [(text, [buffer[y][x] for x in columns]) for y, text in enumerate(texts)]

    def cpu(self) -> float:
        """Seconds of work of the program so far, all threads; of the process started, not of what it started."""
        total = 0
        for task in Path(f"/proc/{self.pid}/task").iterdir():
            total += int((task / "schedstat").read_text().split()[0])
        return total / 1e9

    def memory(self) -> float:
        """Megabytes of memory, at most, so far."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        return int(status.partition("VmHWM:")[2].split()[0]) / 1024
