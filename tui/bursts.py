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


_CUT = re.compile(r"\x1b(\[(2(01?)?)?)?\Z")  # the end of a paste, as far as it has come
_MARK = 6  # characters of what begins or ends a paste


class Bursts:
    """Parts what arrives into pieces: an Escape that was pressed before another key, and what the parser makes of the
    rest (which may end in an Escape whose sequence is still to come).

    What is pasted is text, whoever wrote it: an Escape in it would be pressed, and the keys behind it too.
    """

    def __init__(self) -> None:
        self._pasting = False
        self._passed = ""  # the last that was passed on: a paste may begin in it
        self._held = ""  # what may be the end of a paste

    def parted(self, text: str) -> Iterator[tuple[str, bool]]:
        """The pieces of `text`, in order, and whether each is an Escape that was pressed; joined they are `text`
        without the Escapes in what was pasted.
        """
        at = len(self._passed)
        text, self._held = self._passed + self._held + text, ""
        for found in _PASTE.finditer(text):
            begins = found[1] == "0"
            if found.end() <= at or (self._pasting and begins):
                continue
            yield from self._stretch(text[at : found.start()])
            yield text[max(at, found.start()) : found.end()], False
            self._pasting, at = begins, found.end()
        cut = _CUT.search(text, at) if self._pasting else None
        end = cut.start() if cut is not None else len(text)
        self._held = text[end:]
        self._passed = "" if self._pasting else text[max(at, end - _MARK + 1) : end]
        yield from self._stretch(text[at:end])

    def _stretch(self, text: str) -> Iterator[tuple[str, bool]]:
        if self._pasting:
            text = text.replace(ESCAPE, "")
        at = 0
        for found in () if self._pasting else _PARTED.finditer(text):
            if found.start() > at:
                yield text[at : found.start()], False
            yield ESCAPE, True
            at = found.end()
        if at < len(text):
            yield text[at:], False
