"""The diff display: of what Textual composes, only the cells that changed are sent.

Textual repaints whole regions with two SGR sequences a segment and never looks at what the terminal shows already: a
prompt of one line costs 27 kB on a slow link. This is the only file of the program that touches private names of
Textual, so it works with the versions it was tested with and leaves every other to the stock display.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import textual
from rich.cells import cell_len
from rich.color import ColorSystem
from rich.style import Style
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.geometry import Offset
from textual.strip import Strip

from tui.frames import BLANK, PLAIN, Cell, Look, Screen
from tui.safe import rich_text

if TYPE_CHECKING:
    from textual.app import App

TESTED = ("8.2.8",)
"""Versions of Textual whose screens were compared with the stock display's, cell by cell."""
PILE = 16
"""Characters of one cell, at most: an emoji of a family of four has seven."""
SMALL = 512
"""Bytes below which an update arrives in one piece anyway and is not wrapped in a synchronised update."""
_NO_SCROLL = ("vt52", "ansi-m")
_FILLS = ("xterm", "tmux", "linux", "alacritty", "foot", "kitty", "wezterm", "rxvt", "konsole", "ghostty", "vte")
_IGNORED = {5, 6}  # nothing blinks
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f]")
"""What no text may hold. Every text was cleaned long before; this is the last door, for one search a segment."""


def unsuitable(choice: str = "auto", version: str | None = None) -> str:
    """Why the stock display is used, in words; "" when it is not."""
    if choice == "stock":
        return "asked for with --display=stock"
    version = textual.__version__ if version is None else version
    if version not in TESTED:
        return f"Textual {version} is not one of the versions tested ({', '.join(TESTED)})"
    return ""


def install(app: App[Any], choice: str = "auto") -> str:
    """Let `app` paint through the diff display, before it runs; returns why not, or ""."""
    reason = unsuitable(choice)
    if not reason:
        display = Display(app)
        app._display = display.show  # type: ignore[method-assign]  # the hook of this module
    return reason


def forget(app: App[Any]) -> None:
    """Send the next screen whole: something else may have written on the terminal."""
    display = getattr(app._display, "__self__", None)
    if isinstance(display, Display):
        display.forget()


def send(app: App[Any], sequence: str) -> None:
    """Put a sequence that paints nothing (a clipboard, a title) on the terminal of a running app."""
    driver = app._driver
    if driver is not None and not app.is_headless:
        driver.write(sequence)
        driver.flush()


def on_crash(app: App[Any], tell: Callable[[BaseException], str]) -> None:
    """Let `app` end on an unforeseen error with the one line that `tell` makes of it, instead of a traceback."""

    def end() -> None:
        error = sys.exc_info()[1]
        app._exit_renderables.append(rich_text(tell(error) if error is not None else "the reader has ended"))
        app._close_messages_no_wait()

    app._fatal_error = end  # type: ignore[method-assign]  # the hook of this function


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
                if text.isascii() or (cell_len(text) == len(text) and not any(cell_len(c) != 1 for c in text)):
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
        joined = piece and (cell_len(char) == 0 or piece.endswith("\u200d") or together != taken + cell_len(char))
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


class Display:
    """Stands in for `App._display` and keeps what the terminal shows."""

    def __init__(self, app: App[Any]) -> None:
        self._app = app
        self._stock = app._display
        self._screen: Screen | None = None
        self._cells = Cells(ColorSystem.TRUECOLOR)
        self._writer: object = None

    def show(self, screen: Any, renderable: Any) -> None:
        """What Textual calls with each update of the screen."""
        app, driver = self._app, self._app._driver
        known = isinstance(renderable, LayoutUpdate | ChopsUpdate)
        if app._batch_count or not app._running or app._closed or driver is None or app.is_headless:
            self._stock(screen, renderable)
            return
        if not known or driver.is_inline:
            if renderable is not None:
                self._screen = None  # what it paints is not known here
            self._stock(screen, renderable)
            return
        try:
            data = self.encode(renderable, app.size.width, app.size.height)
            if app.cursor_position != Offset(0, 0):
                x, y = app.size.clamp_offset(app.cursor_position)
                data += f"\x1b[{y + 1};{x + 1}H" if data else ""
            if data:
                if app._sync_available and len(data) >= SMALL:
                    data = f"\x1b[?2026h{data}\x1b[?2026l"
                driver.write(data)
                driver.flush()
        finally:
            app.post_display_hook()

    def forget(self) -> None:
        self._screen = None

    def encode(self, update: LayoutUpdate | ChopsUpdate, width: int, height: int) -> str:
        """What to write to bring `update` on a terminal of this size that shows what was encoded before."""
        shown = self._current(width, height)
        new: dict[int, list[Cell]] = {}
        if isinstance(update, LayoutUpdate):
            for y, line in enumerate(update.strips, update.region.y):
                if y < height:
                    new[y] = _sized(self._cells.row(line), width)
        else:
            self._patch(update, shown, new)
        return shown.frame(new)

    def _patch(self, update: ChopsUpdate, shown: Screen, new: dict[int, list[Cell]]) -> None:
        for y, first, last in update.spans:
            if y >= shown.height:
                continue
            row = new.setdefault(y, list(shown.rows[y]))
            for end, (x, strip) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
                if strip is None or x > last or end <= first:
                    continue
                whole = first <= x < last and end <= last
                cells = self._cells.row([strip if whole else strip.crop(0, min(end, last) - x)])
                row[x : x + len(cells)] = cells
            new[y] = _sized(row, shown.width)

    def _current(self, width: int, height: int) -> Screen:
        """What the terminal shows; nothing is known after a start, a resize, a suspension."""
        app = self._app
        writer = getattr(app._driver, "_writer_thread", None)
        if (
            self._screen is None
            or (self._screen.width, self._screen.height) != (width, height)
            or writer is not self._writer
        ):
            term = os.environ.get("TERM", "")
            self._screen = Screen(width, height, fills=term.startswith(_FILLS), scrolls=term not in _NO_SCROLL)
            self._cells = Cells(app.console._color_system or ColorSystem.TRUECOLOR, app.no_color)
            self._writer = writer
        return self._screen


def _sized(row: list[Cell], width: int) -> list[Cell]:
    """A row of exactly `width` cells."""
    if len(row) == width:
        return row
    return row[:width] if len(row) > width else [*row, *[BLANK] * (width - len(row))]
