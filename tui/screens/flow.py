"""Styled text in rows: wrapped once to a width, then shown as it is. For answers, details and reports."""

from __future__ import annotations

from collections.abc import Sequence

from index.text.wrap import wrap
from tui.widgets.line_list import Item, LineList, Part

Row = tuple[Part, ...]


def flowed(parts: Sequence[Part], width: int) -> list[Row]:
    """Styled text in rows of at most `width` cells, broken at blanks."""
    text = "".join(piece for piece, _ in parts)
    rows = []
    for start, end in wrap(text, 0, len(text), max(8, width)):
        row: list[Part] = []
        at = 0
        for piece, style in parts:
            a, b = max(start, at), min(end, at + len(piece))
            if a < b:
                row.append((text[a:b], style))
            at += len(piece)
        rows.append(tuple(row))
    return rows


class Lines(LineList[Row]):
    """Rows to read, none to choose."""

    EMPTY = ""

    def item_of(self, value: Row) -> Item:
        return Item("", value, head=True, quiet=True)

    def show(self, rows: Sequence[Row]) -> None:
        """Other rows, from the first on."""
        self.set_values(rows)
