"""What Textual composes, as the cells of a frame: strips in, characters with their looks out.

The one place that turns styles into SGR numbers and a text into the cells a terminal gives it, for the diff display and
for the frame that is kept for the next start alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from rich.cells import cell_len
from rich.color import ColorSystem
from rich.style import Style
from textual.strip import Strip

from tui.frames import BLANK, PLAIN, Cell, Look

PILE = 16
"""Characters of one cell, at most: an emoji of a family of four has seven."""
_IGNORED = {5, 6}  # nothing blinks
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f]")
"""What no text may hold. Every text was cleaned long before; this is the last door, for one search a segment."""
_FLAG = re.compile("[\U0001f1e6-\U0001f1ff]{2}")
"""Two letters that are one flag: parted, they are two letters."""


class Cells:
    """Strips of Textual as cells, with styles turned into looks once."""

    def __init__(self, system: ColorSystem, colourless: bool = False) -> None:
        self._system = system
        self._colourless = colourless
        self._looks: dict[Style | None, tuple[Look, Look]] = {None: (PLAIN, PLAIN)}

    def looks(self, style: Style | None) -> tuple[Look, Look]:
        """What Textual would send for `style`, links and blinking left out, and what of it shows on a blank."""
        found = self._looks.get(style)
        if found is None:
            assert style is not None
            if len(self._looks) > 4096:
                self._looks = {None: (PLAIN, PLAIN)}
            look = self._look(Strip.render_ansi(style, self._system))
            found = self._looks[style] = look, look.blank
        return found

    def _look(self, codes: str) -> Look:
        text = behind = ""
        attributes = []
        numbers = iter(codes.split(";") if codes else ())
        for number in numbers:
            if number in ("38", "48"):
                kind = next(numbers)
                rest = [next(numbers) for _ in range(1 if kind == "5" else 3)]
                colour = ";".join((number, kind, *rest))
                text, behind = (colour, behind) if number == "38" else (text, colour)
            elif 30 <= (code := int(number)) <= 37 or 90 <= code <= 97:
                text = number
            elif 40 <= code <= 47 or 100 <= code <= 107:
                behind = number
            elif code not in (39, 49) and code not in _IGNORED:
                attributes.append(code)
        if self._colourless:
            text = behind = ""
        return Look(text, behind, tuple(sorted(attributes)))

    def row(self, strips: Iterable[Strip]) -> list[Cell]:
        """The cells of strips that stand side by side."""
        cells: list[Cell] = []
        for strip in strips:
            for raw, style, control in strip:
                if control:
                    continue
                text = _CONTROLS.sub("\ufffd", raw) if _CONTROLS.search(raw) else raw
                look, blank = self.looks(style)
                if text.isascii() or (
                    cell_len(text) == len(text) and not any(cell_len(c) != 1 for c in text) and not _FLAG.search(text)
                ):
                    cells += [(char, blank if char == " " else look) for char in text]
                else:
                    _wide(text, look, blank, cells)
        return cells


def _wide(text: str, look: Look, blank: Look, cells: list[Cell]) -> None:
    """Add the cells of a text with wide or combining characters."""
    piece = ""
    taken = 0
    for char in text:
        together = cell_len(piece + char)
        flag = _FLAG.fullmatch(piece + char) is not None
        joined = piece and (
            flag or cell_len(char) == 0 or piece.endswith("\u200d") or together != taken + cell_len(char)
        )
        if joined:
            if len(piece) < PILE:
                piece += char
                taken = together
            continue
        _close(piece, taken, look, blank, cells)
        piece, taken = char, cell_len(char)
    _close(piece, taken, look, blank, cells)


def _close(piece: str, taken: int, look: Look, blank: Look, cells: list[Cell]) -> None:
    if not piece:
        return
    if taken == 0 and cells:
        cells[-1] = (cells[-1][0] + piece, cells[-1][1])
        return
    cells.append((piece, blank if piece == " " else look))
    cells.extend([("", look)] * (taken - 1))


def sized(row: list[Cell], width: int) -> list[Cell]:
    """A row of exactly `width` cells."""
    if len(row) == width:
        return row
    return row[:width] if len(row) > width else [*row, *[BLANK] * (width - len(row))]
