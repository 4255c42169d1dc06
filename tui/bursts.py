"""Escape and the key after it, when both arrive in one burst.

A terminal sends Alt and a key as Escape and that key, so a reader who presses Escape and types on is misread: some keys
arrive as Alt, and of others the Escape is lost. Nothing here is bound to Alt but the word keys of a prompt, so Escape
means Escape; only what may begin a longer sequence of the terminal is left alone, and so is what is pasted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

ESCAPE = "\x1b"
# Not the openings of sequences (CSI, SS3, DCS, OSC, …), nor what a prompt knows with Alt: b, f, Backspace.
_PARTED = re.compile(r"\x1b(?=[^\x00-\x1f\x7f\[\]OPX^_\\bf])")
_PASTE = re.compile(r"\x1b\[20([01])~")


class Bursts:
    """Parts what arrives into pieces: an Escape that was pressed before another key, and what the parser makes of the
    rest (which may end in an Escape whose sequence is still to come).
    """

    def __init__(self) -> None:
        self._pasting = False

    def parted(self, text: str) -> Iterator[tuple[str, bool]]:
        """The pieces of `text`, in order, and whether each is an Escape that was pressed; joined they are `text`."""
        at = 0
        for start, end, pasting in self._stretches(text):
            for found in () if pasting else _PARTED.finditer(text, start, end):
                if found.start() > at:
                    yield text[at : found.start()], False
                yield ESCAPE, True
                at = found.end()
        if at < len(text):
            yield text[at:], False

    def _stretches(self, text: str) -> Iterator[tuple[int, int, bool]]:
        """Stretches of `text`, and whether each is being pasted."""
        at = 0
        for found in _PASTE.finditer(text):
            yield at, found.start(), self._pasting
            self._pasting = found[1] == "0"
            at = found.end()
        yield at, len(text), self._pasting
