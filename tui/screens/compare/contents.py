"""What stands in the columns of a view: for each source its rows, or all sources below each other in one column."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from index.compare.comparison import HANDFUL
from tui.screens.compare import grids, lists
from tui.screens.compare.many import folded_sources, ranking
from tui.screens.compare.overview import compact, overview
from tui.screens.compare.passages import passages_of
from tui.screens.compare.rows import Row, Section, below_each_other, said, short, side_by_side
from tui.screens.compare.side import Side

if TYPE_CHECKING:
    from tui.screens.compare.screen import ComparisonScreen

FEW = 3
"""Sources that are compared in full; more are shown one line each."""

ALONE = 90
"""Cells of the column of a source that stands alone: its numbers are not to stand a screen away from their names."""

TALL = 44
"""Rows from which the lists of the overview are longer."""

VIEWS: dict[str, Callable[[Side], list[Section]]] = {
    "Overview": overview, "Words": lists.words, "Frames": lists.every_frame, "Left out": lists.left_out,
}  # fmt: skip


def sides_of(screen: ComparisonScreen, room: int) -> list[Side]:
    """All sources with passages, as columns of `room` cells."""
    shelf = screen.session.shelf
    return [
        Side(
            screen.comparison,
            source,
            shelf.info(source.doc),
            screen.names,
            room,
            (source,) if screen.stacked else tuple(screen.shown),
            12 if screen.app.size.height >= TALL else 6,
        )
        for source in screen.sources
    ]


def columns_of(screen: ComparisonScreen, view: str, width: int) -> list[list[Row]]:
    """The rows of each column of a view at a width in cells."""
    if len(screen.sources) == 1:
        width = min(width, ALONE)
    if view == "Passages":
        return [padded(passages_of(screen, source, width - 2), screen.app.size.height) for source in screen.shown]
    sides = sides_of(screen, width)
    if view == "Overview" and screen.many:
        ranked = ranking(sides, screen.silent, screen.folds.opened)
        few = _silent(screen, width) if len(screen.comparison.sources) <= HANDFUL else []
        return [[*ranked, *few, Row(), *grids.terms_by_sources(screen.compared, screen.sources)]]
    if view == "Frames" and screen.many:
        return [grids.frames_by_sources(screen.comparison, screen.sources)]
    if not screen.stacked:
        shown = sides[screen.first : screen.first + len(screen.shown)]
        columns = side_by_side([VIEWS[view](side) for side in shown])
        if view == "Overview":
            columns[0] += _silent(screen, width)
        return columns
    if screen.many:
        return [folded_sources(sides, VIEWS[view], screen.folds.opened)]
    column: list[Row] = []
    for side in sides:
        if column:
            column.append(Row())
        if view == "Overview":
            column += compact(side)
        else:
            column.append(Row(((short(side.title, width), "strong"),), head=True))
            column += below_each_other(VIEWS[view](side))
    return [[*column, *_silent(screen, width)]]


def padded(rows: list[Row], height: int) -> list[Row]:
    """Rows with blank ones after them, so that the last passage too can stand at the top beside its counterpart."""
    return [*rows, *(Row() for _ in range(height))]


def _silent(screen: ComparisonScreen, width: int) -> list[Row]:
    """The sources that take part and say nothing on the topic."""
    silent = [(screen.names[source.doc], source.title) for source in screen.silent]
    if not silent or screen.nothing:
        return []
    if len(silent) > FEW:
        names = ", ".join(f"{name} {short(title, 30)}" for name, title in silent)
        return [Row(), *said(f"nothing on this topic in {names}", width, "  ")]
    return [
        Row(),
        *(
            Row(((short(f"{name}  {title}", width - 26), "dim"),), (("nothing on this topic ", "dim"),))
            for name, title in silent
        ),
    ]
