"""Pictures of numbers in a few cells: where in a text something lies, how much of it, what part of a whole.

Without UTF-8, `tui.terminal` turns all of them into ASCII.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

LEVELS = " ▁▂▃▄▅▆▇█"
SHADES = " ░▒▓█"
STEPS = (0.0, 0.1, 0.25, 0.5)
"""Shares (0..1) above which the next darker of SHADES is shown."""
BAR = "━"


def strip(values: Sequence[float], width: int) -> str:
    """`values` (≥ 0, from the start of the text to its end) as `width` cells, the tallest for the greatest mean.

    A value above zero is never shown as a blank: one hit in a long text stays visible.
    """
    if not values or width < 1:
        return " " * max(0, width)
    cells = []
    for cell in range(width):
        start = cell * len(values) // width
        part = values[start : max(start + 1, (cell + 1) * len(values) // width)]
        cells.append(sum(part) / len(part))
    top = max(cells) or 1.0
    return "".join(LEVELS[max(1, round(cell / top * (len(LEVELS) - 1)))] if cell > 0 else LEVELS[0] for cell in cells)


def places(offsets: Iterable[int], length: int, count: int) -> list[float]:
    """How many of `offsets` lie in each of `count` equal parts of a text of `length` characters."""
    parts = [0.0] * count
    for offset in offsets:
        parts[min(count - 1, max(0, offset) * count // max(1, length))] += 1
    return parts


def shade(share: float, width: int = 2) -> str:
    """A share (0..1) as `width` cells, darker for more; nothing is a dot, and however little is no dot."""
    return SHADES[sum(share > step for step in STEPS)] * width


def bar(share: float, width: int) -> str:
    """A share (0..1) as a bar, padded to `width` cells; however little is one cell."""
    length = max(1, round(width * min(1.0, share))) if share > 0 and width > 0 else 0
    return (BAR * length).ljust(width)
