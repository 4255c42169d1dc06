"""The rows of a comparison and the list that shows them: a row, or each cell of it, opens its evidence.

This room alone decides what a number on the screen is: text with the places behind it. A list is walked row by
row; where a row has several numbers the bar also stands on one of them, in brackets.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import overload

from index.compare import FarPlace, SourceView
from tui.screens.flow import flowed
from tui.widgets.cells import fit, width
from tui.widgets.line_list import Item, LineList, Part

FLOOR = 3
"""Passages a source needs before anything statistical is said about it."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One number of a row. `text` begins and ends with a blank, which brackets take the place of."""

    text: str
    evidence: tuple[FarPlace, ...] = ()
    about: str = ""
    style: str = ""


class Cells(Sequence[Cell]):
    """The cells of a long row, each made when it is first looked at: of a hundred sources a screen shows a few."""

    def __init__(self, count: int, make: Callable[[int], Cell]) -> None:
        self._count, self._make = count, make
        self._made: dict[int, Cell] = {}

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, at: int) -> Cell: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Cell]: ...
    def __getitem__(self, at: int | slice) -> Cell | Sequence[Cell]:
        if isinstance(at, slice):
            return [self[number] for number in range(*at.indices(self._count))]
        if not -self._count <= at < self._count:
            raise IndexError(at)
        number = at % self._count
        if number not in self._made:
            self._made[number] = self._make(number)
        return self._made[number]


@dataclass(frozen=True, slots=True)
class Row:
    """A row. With `evidence` or `cells` it can be chosen; a `head` is bold, other rows are only read."""

    parts: tuple[Part, ...] = ()
    right: tuple[Part, ...] = ()
    evidence: tuple[FarPlace, ...] = ()
    about: str = ""  # what the evidence is evidence of
    head: bool = False
    key: str = ""
    cells: Sequence[Cell] = ()
    grid: bool = False  # its cells stand below those of the rows around it, each as wide as the others
    open: bool = False  # can be chosen although nothing is behind it yet
    folds: str = ""  # the name of what Enter on it shows or hides

    @property
    def dead(self) -> bool:
        """Whether the row is only read."""
        return self.head or not (self.evidence or len(self.cells) or self.open or self.folds)


@dataclass(frozen=True, slots=True)
class Section:
    """Rows that belong together under a name; "" has no row of its own for it."""

    name: str
    rows: tuple[Row, ...]


class Column(LineList[Row]):
    """Rows with the number under the bar; of a grid wider than the pane, the columns around that number."""

    EMPTY = ""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.cell = 0
        self._first = 0  # of a grid, the number of the first cell shown

    def item_of(self, value: Row) -> Item:
        parts = value.parts
        if value.cells:
            here = value is self.cursor_value and not value.dead
            first, last = self.window(value)
            chosen = min(self.cell, len(value.cells) - 1)
            for number, cell in enumerate(value.cells[first:last], first):
                if here and number == chosen:
                    parts = (*parts, (_bracketed(cell.text), "match"))
                else:
                    parts = (*parts, (cell.text, cell.style))
        return Item(value.key, parts, value.right, head=value.dead, quiet=value.dead and not value.head)

    def searchable(self, value: Row) -> str:
        return "" if value.dead else f"{''.join(text for text, _ in value.parts)} {value.about}"

    def window(self, row: Row | None = None) -> tuple[int, int]:
        """The numbers of the first cell of a grid's row that fits beside its name, and of the one after the last."""
        row = row or next((value for value in self.values if value.grid), None)
        if row is None or not row.grid or not row.cells:
            return 0, len(row.cells) if row is not None else 0
        room = (self.size.width or 80) - 2 - sum(width(text) for text, _ in row.parts)
        count = max(1, room // max(1, width(row.cells[0].text)))
        first = min(max(0, len(row.cells) - count), self._first)
        return first, min(len(row.cells), first + count)

    @property
    def chosen(self) -> tuple[str, tuple[FarPlace, ...]]:
        """What the number under the bar is about, and its evidence."""
        row = self.cursor_value
        if row is None:
            return "", ()
        if row.cells:
            cell = row.cells[min(self.cell, len(row.cells) - 1)]
            return cell.about, cell.evidence
        return row.about, row.evidence

    def move(self, count: int) -> None:
        before = self.cursor_value
        super().move(count)
        after = self.cursor_value
        if after is not before and after is not None and not after.grid:
            self.cell = 0

    @property
    def above(self) -> int:
        """How many rows are scrolled off at the top."""
        return self._above

    def go_beside(self, row: int, above: int) -> None:
        """The bar to a row of the neighbour, scrolled as far as that one."""
        self._above = above
        self.go(min(row, max(0, self.count - 1)))

    def move_cell(self, step: int) -> bool:
        """The bar to another number of the row; False where there is none that way."""
        row = self.cursor_value
        if row is None or not 0 <= min(self.cell, len(row.cells) - 1) + step < len(row.cells):
            return False
        self.go_cell(min(self.cell, len(row.cells) - 1) + step)
        return True

    def go_cell(self, number: int) -> None:
        """The bar to the cell with that number."""
        self.cell = max(0, number)
        first, last = self.window(self.cursor_value)
        if self.cell < first:
            self._first = self.cell
        elif self.cell >= last:
            self._first = self.cell - (last - first) + 1
        self.refresh()


def _bracketed(text: str) -> str:
    """`text` with brackets right around what is written in it, in the place of blanks."""
    start = len(text) - len(text.lstrip())
    end = len(text.rstrip())
    if not start or end == len(text) or start > end:
        return f"[{text[1:-1]}]" if len(text) > 1 else text
    return f"{text[: start - 1]}[{text[start:end]}]{text[end + 1 :]}"


# -- what rows are made of
def number(count: int, noun: str) -> str:
    """`1 passage`, `2 passages`."""
    return f"{count} {noun}{'' if count == 1 else 's'}"


def short(text: str, limit: int) -> str:
    """`text` in at most `limit` cells, cut between words where that leaves half of it."""
    shown = fit(text, limit)
    if shown == text:
        return text
    whole, blank, _ = shown.rpartition(" ")
    return f"{whole.rstrip(' ,;:–-')}…" if blank and width(whole) * 2 > limit else shown


def far(source: SourceView, places: Iterable[tuple[int, int, int]]) -> tuple[FarPlace, ...]:
    """Places of a source as places of the comparison."""
    return tuple((source.doc, *place) for place in places)


def counted(name: str, evidence: tuple[FarPlace, ...], about: str, right: str, room: int) -> Row:
    """A name with a number at the right edge; a name that is too long ends in "…" before it."""
    shown = f"  {short(name, max(6, room - width(right) - 4))}"
    return Row(((shown, ""),), ((f" {right}", ""),), evidence, about, key=f"{about}\t{name}")


def said(text: str, room: int, lead: str = "") -> tuple[Row, ...]:
    """A sentence in rows that are only read."""
    return tuple(Row(((lead, ""), *line)) for line in flowed([(text, "dim")], max(8, room - width(lead))))


def side_by_side(columns: Sequence[Sequence[Section]]) -> list[list[Row]]:
    """Sections as rows, those of the same number on the same rows in every column; without rows in any, none."""
    found: list[list[Row]] = [[] for _ in columns]
    for sections in zip(*columns, strict=True):
        height = max(len(section.rows) for section in sections)
        if not height:
            continue
        for rows, section in zip(found, sections, strict=True):
            if section.name:
                if rows:
                    rows.append(Row())
                rows.append(Row(((section.name, "dim"),)))
            missing = height - len(section.rows)
            if section.name and not section.rows:
                rows.append(Row((("  none", "dim"),)))
                missing -= 1
            rows += [*section.rows, *(Row() for _ in range(missing))]
    return found


def below_each_other(sections: Sequence[Section]) -> list[Row]:
    """Sections as rows of one column; empty ones are left out."""
    rows: list[Row] = []
    for section in sections:
        if section.rows and section.name:
            if rows:
                rows.append(Row())
            rows.append(Row(((section.name, "dim"),)))
        rows += section.rows
    return rows
