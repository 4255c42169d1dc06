"""The terminal line under a running reader: keys in, sequences out, and what happens when there is no line any more.

Textual's own driver clears the frame that stands there from the last session, spins for ever on a line that has been
hung up, and stops for ever when its output thread dies on one. Like `tui.display` this touches private names, and works
with the versions tested there.
"""

from __future__ import annotations

import codecs
import os
import select
import sys
from collections.abc import Callable
from typing import Any, TextIO

from textual._parser import ParseError
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.events import Key

from tui import early
from tui.bursts import ESCAPE, Bursts

_ALTERNATE = "\x1b[?1049h"
_TICK = 100  # milliseconds between two looks at whether an Escape stands alone


class Outlet:
    """A stream that takes everything, also when the terminal behind it is gone; `lost` is then called, once."""

    def __init__(self, stream: TextIO, lost: Callable[[], None]) -> None:
        self._stream = stream
        self._lost: Callable[[], None] | None = lost

    def write(self, text: str) -> int:
        try:
            return self._stream.write(text)
        except (OSError, ValueError):
            self._tell()
            return len(text)

    def flush(self) -> None:
        try:
            self._stream.flush()
        except (OSError, ValueError):
            self._tell()

    def fileno(self) -> int:
        return self._stream.fileno()

    def isatty(self) -> bool:
        return self._stream.isatty()

    def _tell(self) -> None:
        lost, self._lost = self._lost, None
        if lost is not None:
            lost()


class ReaderDriver(LinuxDriver):
    """`lost` (settable) is called from another thread when the terminal is gone."""

    lost: Callable[[], None] = staticmethod(lambda: None)

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._standing = False  # a frame of the last session is on the alternate screen
        if sys.__stderr__ is not None:
            self._file = Outlet(sys.__stderr__, self._tell_lost)  # type: ignore[assignment]  # all that is used of one

    def _tell_lost(self) -> None:
        self.lost()  # as it is set then

    def start_application_mode(self) -> None:
        held = early.taken()
        self._standing = held is not None and held.frame is not None
        super().start_application_mode()  # type: ignore[no-untyped-call]  # Textual's has no annotation
        self._standing = False
        if held is not None:
            self.attrs_before = held.attributes  # not those of the line as it was held meanwhile

    def write(self, data: str) -> None:
        # Terminals clear the alternate screen when it is asked for, also when it is there.
        if not (self._standing and data == _ALTERNATE):
            super().write(data)

    def run_input_thread(self) -> None:
        """Turn what arrives into events until the reader leaves, or the line has been hung up."""
        parser = XTermParser(self._debug)
        bursts = Bursts()
        decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        poll = select.poll()
        poll.register(self.fileno, select.POLLIN)
        try:
            while not self.exit_event.is_set():
                if poll.poll(_TICK):
                    data = os.read(self.fileno, 4096)
                    if not data:
                        self.lost()
                        return
                    for piece, pressed in bursts.parted(decode(data)):
                        for event in (Key("escape", ESCAPE),) if pressed else parser.feed(piece):
                            self.process_message(event)
                for event in parser.tick():
                    self.process_message(event)
        except OSError:
            self.lost()
        except (EOFError, ParseError):
            return
