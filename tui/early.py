"""The terminal between the first instruction and the running reader: taken at once, given back whatever happens.

Importing what the reader is made of takes a third of a second. Until it runs, the frame of the last session stands on
the screen, keys are kept by the terminal line unseen and unchanged, and a signal or an error puts everything back.
Imports nothing that Python has not loaded anyway, or the frame would come as late as the reader.
"""

from __future__ import annotations

import os
import termios

from tui import kept

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

_SHOWS = "\x1b[?1049h\x1b[?25l\x1b[?7l\x1b[m\x1b[2J"
_HIDES = "\x1b[m\x1b[?7h\x1b[?1049l\x1b[?25h"


class Held:
    """The terminal as it is held: the line as it was before, and the frame that is on the screen."""

    __slots__ = ("attributes", "frame", "reading")

    def __init__(self, attributes: list[Any]) -> None:
        self.attributes = attributes
        self.frame: kept.Frame | None = None
        self.reading = False  # the reader has it now, and gives it back itself


_now: list[Held] = []  # what is held, if anything


def plain() -> bool:
    """Whether plain lines are wanted wherever they go: --plain sets VARIORUM_PLAIN."""
    return os.environ.get("VARIORUM_PLAIN", "") not in ("", "0")


def suitable() -> bool:
    """Whether the reader can run here: three ends of one terminal, of a kind that can place a text."""
    able = os.environ.get("TERM", "").strip().lower() not in ("", "dumb", "unknown")
    return able and not plain() and all(map(os.isatty, (0, 1, 2)))


def hold() -> Held | None:
    """Keep keys typed ahead off the screen and as they are; None where there is no terminal. Does it once."""
    if not _now and suitable():
        try:
            attributes = termios.tcgetattr(0)
            ours = list(attributes)
            ours[0] &= ~(termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR)
            ours[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN | termios.ISIG)
            ours[6] = [*attributes[6]]
            ours[6][termios.VMIN], ours[6][termios.VTIME] = 1, 0
            termios.tcsetattr(0, termios.TCSANOW, ours)
        except termios.error:
            return None
        _now.append(Held(attributes))
    return _now[0] if _now else None


def begin(asked: Sequence[str]) -> None:
    """Take the terminal for a reader of the paths `asked`, and show the frame of the last session if it is true."""
    if hold() is not None:
        _show(lambda columns, rows: kept.load(columns, rows, asked))
        _answer_signals()


def show(make: Callable[[int, int], kept.Frame | None]) -> None:
    """Show the frame that `make` gives for a number of columns and rows, if none is there yet."""
    if _now and _now[0].frame is None and not _now[0].reading:
        _show(make)


def _show(make: Callable[[int, int], kept.Frame | None]) -> None:
    try:
        frame = make(*os.get_terminal_size(2))
        if frame is not None:
            _now[0].frame = frame
            os.write(2, _SHOWS.encode("ascii") + encoded(frame))
    except OSError:
        return


def encoded(frame: kept.Frame) -> bytes:
    """The frame in escape sequences made here: places, and the SGR numbers of its looks."""
    sequences = [f"\x1b[0;{';'.join(filter(None, look))}m" if any(look) else "\x1b[m" for look in frame.looks]
    out = []
    at, row, dipped = 0, -1, "\x1b[m"
    sure = False  # where terminals differ over the cells of a piece, the run after it says where it stands
    for y, look, count, text in (*frame.runs, (-1, 0, 0, "")):
        if y != row and not sure and 0 < at < frame.columns:
            out.append(f"\x1b[{row + 1};{at + 1}H\x1b[m\x1b[K")
            dipped = "\x1b[m"
        if y < 0:
            break
        if y != row or not sure:
            at = at if y == row else 0
            out.append(f"\x1b[{y + 1};{at + 1}H" if at else f"\x1b[{y + 1}H")
        if sequences[look] != dipped:
            dipped = sequences[look]
            out.append(dipped)
        out.append(text)
        row, at, sure = y, at + (count or len(text)), not count or kept.sure(text)
    if dipped != "\x1b[m":
        out.append("\x1b[m")
    return "".join(out).encode("utf-8")


def taken() -> Held | None:
    """What is held, the first time this is asked: the reader then has the terminal, and gives it back itself."""
    if not _now or _now[0].reading:
        return None
    _now[0].reading = True
    return _now[0]


def give_back() -> None:
    """Put the terminal back, unless the reader has taken it (and then has done so)."""
    if not _now:
        return
    held = _now.pop()
    try:
        if held.frame is not None and not held.reading:
            os.write(2, _HIDES.encode("ascii"))
        termios.tcsetattr(0, termios.TCSANOW, held.attributes)
    except (OSError, termios.error):
        return  # there is no terminal any more


def _answer_signals() -> None:
    import signal

    def leave(number: int, _frame: object) -> None:
        give_back()
        os._exit(128 + number)

    for number in (signal.SIGHUP, signal.SIGINT, signal.SIGTERM):
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, leave)
