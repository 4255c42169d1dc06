"""From one screen to the next in as few bytes as it takes.

Knows cells and escape sequences and nothing of Textual: a frame is rows of cells, the answer is what to write so that a
terminal which shows the old frame shows the new one. Only sequences that a VT102 has are used, and erasing one with a
background only where the terminal fills with it, so that what is kept here and what is on screen cannot drift apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple


class Look(NamedTuple):
    """Colours as SGR parameters ("" is the terminal's own) and attributes as SGR numbers, in order."""

    text: str = ""
    behind: str = ""
    attributes: tuple[int, ...] = ()

    @property
    def blank(self) -> Look:
        """What of it shows on a blank. Reversed, bold counts too: some terminals paint it in a brighter colour."""
        if 7 in self.attributes:
            return self if 3 not in self.attributes else self._replace(attributes=_without(self.attributes, 3))
        shown = tuple(number for number in self.attributes if number in _ON_BLANKS)
        return Look(self.text if shown else "", self.behind, shown)


def _without(numbers: tuple[int, ...], gone: int) -> tuple[int, ...]:
    return tuple(number for number in numbers if number != gone)


Cell = tuple[str, Look]
"""A character with its marks and how it looks. The right half of a wide one is ("", look)."""
Row = Sequence[Cell]

_ON_BLANKS = (4, 9, 21, 53)  # underline, strike, double underline, overline
_OFF = {1: 22, 2: 22, 3: 23, 4: 24, 5: 25, 6: 25, 7: 27, 8: 28, 9: 29, 21: 24, 53: 55}
PLAIN = Look()
BLANK: Cell = (" ", PLAIN)
BRIDGE = 4
"""Bytes of the shortest way to jump a few cells: what costs less to write again is written again."""


@lru_cache(maxsize=4096)
def pen(old: Look, new: Look) -> str:
    """The shortest SGR sequence that changes one look into the other; "" when they are equal."""
    if old == new:
        return ""
    fresh = ";".join(filter(None, (*map(str, new.attributes), new.text, new.behind)))
    gone = [number for number in old.attributes if number not in new.attributes]
    off = sorted({_OFF[number] for number in gone})
    # 22 ends bold and dim alike, 24 both underlines: what stays has to be said again.
    again = [number for number in new.attributes if number not in old.attributes or _OFF[number] in off]
    parts = [str(number) for number in (*off, *again)]
    if new.text != old.text:
        parts.append(new.text or "39")
    if new.behind != old.behind:
        parts.append(new.behind or "49")
    change = f"\x1b[{';'.join(parts)}m"
    whole = f"\x1b[0;{fresh}m" if fresh else "\x1b[m"
    return min(change, whole, key=len)


class Screen:
    """What the terminal shows, cell by cell, and the way from there to a new frame.

    `fills`: the terminal erases with the current background (terminfo's bce). `scrolls`: it has scrolling regions.
    """

    def __init__(self, width: int, height: int, *, fills: bool = True, scrolls: bool = True) -> None:
        self.width, self.height = width, height
        self.rows: list[Row] = [[BLANK] * width for _ in range(height)]
        self._fills, self._scrolls = fills, scrolls
        self._cleared = False  # until then the terminal may show anything
        self._out: list[str] = []
        self._pen = PLAIN
        self._x = self._y = -1  # -1: the cursor may be anywhere

    def assume(self, rows: Sequence[Row]) -> None:
        """The terminal is known to show `rows`, one of `width` cells for each row of the screen."""
        self.rows = list(rows)
        self._cleared = True

    def frame(self, new: Mapping[int, Row]) -> str:
        """What to write to show `new`: rows by number, each `width` cells; rows that are left out stay."""
        self._out, self._pen, self._x, self._y = [], PLAIN, -1, -1
        if not self._cleared:
            self._cleared = True
            self._out.append("\x1b[m\x1b[2J")
        changed = {y: row for y, row in new.items() if row != self.rows[y]}
        if self._scrolls and len(changed) > 3:
            changed = self._scroll(changed)
        for y in sorted(changed):
            self._row(y, self.rows[y], changed[y])
            self.rows[y] = changed[y]
        self._out.append(pen(self._pen, PLAIN))
        return "".join(self._out)

    # -- whole rows
    def _scroll(self, changed: dict[int, Row]) -> dict[int, Row]:
        """Move rows that only stand elsewhere, if that saves more than it spoils; what is left to paint."""
        where: dict[tuple[Cell, ...], list[int]] = {}
        for y, row in enumerate(self.rows):
            where.setdefault(tuple(row), []).append(y)
        votes: Counter[int] = Counter()
        for y, row in changed.items():
            places = where.get(tuple(row), ())
            if 0 < len(places) <= 2:  # blank rows are everywhere and say nothing
                votes.update(place - y for place in places)
        if not votes:
            return changed
        shift, _ = votes.most_common(1)[0]
        moved = [y for y in changed if 0 <= y + shift < self.height and changed[y] == self.rows[y + shift]]
        top, bottom = min(moved) + min(shift, 0), max(moved) + max(shift, 0)
        after = list(self.rows)
        kept = after[top : bottom + 1]
        fresh: list[Row] = [[BLANK] * self.width for _ in range(abs(shift))]
        after[top : bottom + 1] = kept[shift:] + fresh if shift > 0 else fresh + kept[:shift]
        frame = {y: changed.get(y, self.rows[y]) for y in {*changed, *range(top, bottom + 1)}}
        left = {y: row for y, row in frame.items() if row != after[y]}
        before = sum(_differing(self.rows[y], row) for y, row in changed.items())
        if sum(_differing(after[y], row) for y, row in left.items()) + 24 > before:
            return changed
        self._out.append(f"\x1b[{top + 1};{bottom + 1}r")
        self._out.append(f"\x1b[{top + 1}H" if top else "")  # setting the region has put the cursor on the first row
        count = "" if abs(shift) == 1 else str(abs(shift))
        self._out.append(f"\x1b[{count}{'M' if shift > 0 else 'L'}\x1b[r")
        self.rows = after
        return left

    # -- one row
    def _row(self, y: int, old: Row, new: Row) -> None:
        end = self.width
        last = new[-1]
        if last[0] == " " and (self._fills or not last[1].behind) and not last[1].attributes:
            while end and new[end - 1] == last:
                end -= 1
        x = spilt = 0
        while x < end:
            if old[x] == new[x] and x >= spilt:
                x += 1
                continue
            while x and not new[x][0]:
                x -= 1  # never begin inside a wide character
            if (self._y == y and self._x < x and not self._bridge(new, x)) or self._y != y or self._x != x:
                self._go(x, y)
            piece = new[x][0]
            if "\ufe0f" in piece and x + 1 < self.width and old[x + 1][0] != " ":
                self._dip(new[x][1])
                self._out.append("  ")  # a terminal that gives it one cell would leave the old character in the other
                self._x = self._y = -1
                self._go(x, y)
            x = self._write(new, x)
            spilt = max(spilt, x + _spill(piece))
        if end < self.width:
            first = next((at for at in range(end, self.width) if old[at] != new[at] or at < spilt), None)
            if first is not None:
                # An old wide character may stand across `first`; erasing from inside it leaves half of one.
                while first > end and not old[first][0]:
                    first -= 1
                if (self._x, self._y) != (end, y):
                    self._go(first, y)
                self._dip(last[1])
                self._out.append("\x1b[K")

    def _write(self, new: Row, x: int) -> int:
        """Write the character at `x`; where the next one begins."""
        text, look = new[x]
        if not (text == " " and self._pen.blank == look):
            self._dip(look)
        self._out.append(text)
        cells = 1
        while x + cells < self.width and not new[x + cells][0]:
            cells += 1
        x += cells
        # At the right edge, and behind characters that terminals count differently, nobody knows where the cursor is.
        self._x = x if x < self.width and (len(text) == 1 and text < "\U0001f000") else -1
        if self._x < 0:
            self._y = -1
        return x

    def _bridge(self, new: Row, x: int) -> bool:
        """Write what stands between the cursor and `x` once more, if that is shorter than to jump over it."""
        between = new[self._x : x]
        if len(between) > BRIDGE or any(len(text) != 1 or text > "\x7f" for text, _ in between):
            return False
        if any(look != self._pen and not (text == " " and look == self._pen.blank) for text, look in between):
            return False
        self._out.append("".join(text for text, _ in between))
        self._x = x
        return True

    def _go(self, x: int, y: int) -> None:
        ways = [f"\x1b[{y + 1};{x + 1}H" if x else f"\x1b[{y + 1}H" if y else "\x1b[H"]
        if self._y == y and self._x >= 0:
            if x > self._x:
                ways.append(f"\x1b[{x - self._x}C" if x - self._x > 1 else "\x1b[C")
            if x == 0:
                ways.append("\r")
        elif self._y >= 0 and self._y == y - 1:
            ways.append("\r\n" + (f"\x1b[{x}C" if x > 1 else "\x1b[C" if x else ""))
        self._out.append(min(ways, key=len))
        self._x, self._y = x, y

    def _dip(self, look: Look) -> None:
        self._out.append(pen(self._pen, look))
        self._pen = look


def _spill(piece: str) -> int:
    """Cells beside its own two that a piece covers where a terminal paints each of its characters by itself."""
    return 2 * sum("\u2e80" <= c < "\U000e0000" and not "\ufe00" <= c <= "\ufe0f" for c in piece) - 2


def _differing(old: Row, new: Row) -> int:
    """Cells that have to be written: those that differ, what is erased to the end of the row counted as one."""
    if old == new:
        return 0
    end = len(new)
    while end and new[end - 1] == BLANK:
        end -= 1
    return sum(1 for a, b in zip(old[:end], new[:end], strict=False) if a != b) + 6 + (old[end:] != new[end:])
