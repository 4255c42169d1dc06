"""A program in a real pseudo-terminal, its screen kept by an emulator that we did not write."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Callable, Mapping, Sequence

import pyte

PATIENCE = 120.0  # seconds after which what is waited for will not come
_FOREIGN = re.compile(rb"\x1b\[[<=>][0-9;]*[a-z]|\x1b\[\?[0-9;]*\$p|\x1b\[\?u|\x1bP[^\x1b]*\x1b\\")
_PARTIAL = re.compile(rb"\x1b(\[[0-9;?<=>$]*)?\Z|\x1bP[^\x1b]*\Z")
KEYS = {"ENTER": "\r", "ESC": "\x1b", "TAB": "\t", "SPACE": " ", "DOWN": "\x1b[B", "UP": "\x1b[A"}


class Terminal:
    """`argv` on a terminal of `columns` by `rows`; press keys, wait for text, read the screen."""

    def __init__(self, argv: Sequence[str], environ: Mapping[str, str], columns: int = 80, rows: int = 24) -> None:
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self._held = b""
        self.sent = b""  # everything that was written to the terminal
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            os.execvpe(argv[0], list(argv), dict(environ))
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.before = termios.tcgetattr(self._fd)
        self.status: int | None = None

    @property
    def text(self) -> str:
        return "\n".join(line.rstrip() for line in self.screen.display)

    def press(self, *keys: str) -> None:
        """Write keys, all in one burst: names of KEYS, or characters."""
        os.write(self._fd, "".join(KEYS.get(key, key) for key in keys).encode())

    def _receive(self, seconds: float) -> bytes:
        """What arrives within `seconds`; nothing when nothing does, or the program is gone."""
        if not select.select([self._fd], [], [], seconds)[0]:
            return b""
        try:
            data = os.read(self._fd, 1 << 16)
        except OSError:
            return b""
        self.sent += data
        return data

    def read(self, seconds: float) -> bool:
        """Take what arrives within `seconds`; False when nothing did, or the program is gone."""
        data = self._receive(seconds)
        if not data:
            return False
        data = _FOREIGN.sub(b"", self._held + data)
        part = _PARTIAL.search(data)
        self._held = data[part.start() :] if part else b""
        self._stream.feed(data[: part.start()] if part else data)
        return bool(data) or bool(self._held)

    def until(self, *texts: str) -> str:
        """Read until all `texts` (regular expressions) are on the screen; returns the screen."""

        def there() -> bool:
            shown = self.text
            return all(re.search(text, shown) for text in texts)

        self._until(there, f"{texts} not on the screen")
        return self.text

    def until_sent(self, sequence: bytes) -> None:
        """Read until `sequence` has been written to the terminal."""
        self._until(lambda: sequence in self.sent, f"{sequence!r} not sent")

    def _until(self, there: Callable[[], bool], missing: str) -> None:
        deadline = time.monotonic() + PATIENCE
        while not there():
            left = deadline - time.monotonic()
            if left <= 0 or (not self.read(min(left, 1.0)) and self.ended()):
                raise AssertionError(f"{missing}:\n{self.text}")

    def ended(self) -> bool:
        if self.status is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.status = os.waitstatus_to_exitcode(status)
        return self.status is not None

    def wait(self) -> int:
        """Read until the program has left; its exit status, -n for a signal."""
        deadline = time.monotonic() + PATIENCE
        while not self.ended():
            if self._fd < 0 or not self.read(0.2):
                time.sleep(0.01)  # a line that is gone has nothing to wait for
            if time.monotonic() > deadline:
                raise AssertionError(f"still running:\n{self.text}")
        while self._fd >= 0 and self.read(0):
            pass
        assert self.status is not None
        return self.status

    def hang_up(self) -> None:
        """The terminal goes away, as when its window is closed."""
        os.close(self._fd)
        self._fd = -1

    def close(self) -> None:
        if not self.ended():
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        if self._fd >= 0:
            self.hang_up()
