"""The diff display: of what Textual composes, only the cells that changed are sent.

Textual repaints whole regions with two SGR sequences a segment and never looks at what the terminal shows already: a
prompt of one line costs 27 kB on a slow link. This and `tui.driver` are the only files of the program that touch
private names of Textual, so it works with the versions it was tested with and leaves every other to the stock display.
"""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import textual
from rich.color import ColorSystem
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.geometry import Offset

from tui.frames import Cell, Screen
from tui.safe import rich_text
from tui.strips import Cells, sized

if TYPE_CHECKING:
    from textual.app import App
    from textual.screen import Screen as TextualScreen

    from tui.kept import Frame

TESTED = ("8.2.8",)
"""Versions of Textual whose screens were compared with the stock display's, cell by cell."""
SMALL = 512
"""Bytes below which an update arrives in one piece anyway and is not wrapped in a synchronised update."""
SOON = 0.3
"""Seconds that the widgets of a screen may take to hear of their sizes."""
_NO_SCROLL = ("vt52", "ansi-m")
_FILLS = ("xterm", "tmux", "linux", "alacritty", "foot", "kitty", "wezterm", "rxvt", "konsole", "ghostty", "vte")


def unsuitable(choice: str = "auto", version: str | None = None) -> str:
    """Why the stock display is used, in words; "" when it is not."""
    if choice == "stock":
        return "asked for with --display=stock"
    version = textual.__version__ if version is None else version
    if version not in TESTED:
        return f"Textual {version} is not one of the versions tested ({', '.join(TESTED)})"
    return ""


def install(app: App[Any], choice: str = "auto", standing: Frame | None = None) -> str:
    """Let `app` paint through the diff display, before it runs; returns why not, or "".

    `standing`: the frame that is on the terminal already, which the first one is compared with.
    """
    reason = unsuitable(choice)
    if not reason:
        display = Display(app, standing)
        app._display = display.show  # type: ignore[method-assign]  # the hook of this module
    return reason


def forget(app: App[Any]) -> None:
    """Send the next screen whole: something else may have written on the terminal."""
    if (display := _of(app)) is not None:
        display.forget()


def freeze(app: App[Any]) -> bool:
    """Send nothing any more, because the reader leaves; False when there is nothing to freeze."""
    display = _of(app)
    if display is None or app.is_headless or app._driver is None:
        return False
    display.frozen = True
    return True


async def compose(app: App[Any], screen: TextualScreen[Any]) -> None:
    """Lay `screen` out now, and wait until its widgets have heard of their sizes. Raises TimeoutError."""
    screen._refresh_layout(app.size)
    async with asyncio.timeout(SOON):
        for widget in screen.walk_children():
            heard = asyncio.Event()
            if widget.call_later(heard.set):
                await heard.wait()


def picture(app: App[Any], screen: TextualScreen[Any]) -> list[list[Cell]]:
    """The cells of `screen` as it is composed now, sent or not."""
    cells = Cells(app.console._color_system or ColorSystem.TRUECOLOR, app.no_color)
    return [sized(cells.row([strip]), app.size.width) for strip in screen._compositor.render_strips()]


def send(app: App[Any], sequence: str) -> None:
    """Put a sequence that paints nothing (a clipboard, a title) on the terminal of a running app."""
    driver = app._driver
    if driver is not None and not app.is_headless:
        driver.write(sequence)
        driver.flush()


def on_crash(app: App[Any], tell: Callable[[BaseException], str]) -> None:
    """Let `app` end on an unforeseen error with the one line that `tell` makes of it, instead of a traceback.

    Where it makes "" of it, the app goes on as if nothing had happened.
    """

    def end() -> None:
        error = sys.exc_info()[1]
        said = tell(error) if error is not None else "the reader has ended"
        if not said:
            app._return_code = app.return_value if isinstance(app.return_value, int) else 0
            return
        app._return_code = 2  # Textual's 1 means "nothing found" here
        app._exit_renderables.append(rich_text(said))
        app._close_messages_no_wait()

    app._fatal_error = end  # type: ignore[method-assign]  # the hook of this function


def _of(app: App[Any]) -> Display | None:
    display = getattr(app._display, "__self__", None)
    return display if isinstance(display, Display) else None


class Display:
    """Stands in for `App._display` and keeps what the terminal shows."""

    def __init__(self, app: App[Any], standing: Frame | None = None) -> None:
        self._app = app
        self._stock = app._display
        self._screen: Screen | None = None
        self._cells = Cells(ColorSystem.TRUECOLOR)
        self._writer: object = None
        self._standing = standing
        self.frozen = False

    def show(self, screen: Any, renderable: Any) -> None:
        """What Textual calls with each update of the screen."""
        app, driver = self._app, self._app._driver
        known = isinstance(renderable, LayoutUpdate | ChopsUpdate)
        if app._batch_count or not app._running or app._closed or driver is None or app.is_headless:
            self._stock(screen, renderable)
            return
        if self.frozen or (self._standing is not None and screen.id == "_default"):
            return  # the blank screen below all others would be a flash over the frame that stands there
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
                    new[y] = sized(self._cells.row(line), width)
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
            new[y] = sized(row, shown.width)

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
            standing, self._standing = self._standing, None
            if standing is not None and (standing.columns, standing.rows) == (width, height):
                self._screen.assume(standing.cells())
        return self._screen
