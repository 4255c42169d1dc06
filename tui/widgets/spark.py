"""Topic and hit strips: where in a document something lies, in a few cells."""

from __future__ import annotations

from collections.abc import Sequence

LEVELS = " ▁▂▃▄▅▆▇█"
ASCII_LEVELS = " .:-=+*#@"


def strip(values: Sequence[float], width: int, ascii_only: bool = False) -> str:
    """`values` (≥ 0, from the start of the text to its end) as `width` cells, the tallest for the greatest mean.

    A value above zero is never shown as a blank: one hit in a long text stays visible.
    """
    levels = ASCII_LEVELS if ascii_only else LEVELS
    if not values or width < 1:
        return " " * max(0, width)
    cells = []
    for cell in range(width):
        start = cell * len(values) // width
        part = values[start : max(start + 1, (cell + 1) * len(values) // width)]
        cells.append(sum(part) / len(part))
    top = max(cells) or 1.0
    return "".join(levels[max(1, round(cell / top * (len(levels) - 1)))] if cell > 0 else levels[0] for cell in cells)
