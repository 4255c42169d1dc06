"""Many sources at once: one line each, and grids of frames and terms by sources. Each number opens its own evidence."""

from __future__ import annotations

from collections.abc import Sequence

from index.compare import Comparison, FarPlace, SourceView
from tui.screens.compare.lists import order_of_frames
from tui.screens.compare.rows import FLOOR, Cell, Row, far, letter, short
from tui.screens.compare.side import Side
from tui.widgets.cells import width
from tui.widgets.spark import strip

NAME, CELL = 30, 8
"""Cells of a grid's names and of each of its numbers."""

STRIP = 20


def small_multiples(sides: Sequence[Side]) -> list[Row]:
    """Many sources, one line each: how much, where, and the frames that most of its passages take up."""
    room = sides[0].room if sides else 80
    title = max(16, min(44, room - STRIP - 40))
    return [_multiple(side, title, room) for side in sides]


def _multiple(side: Side, title: int, room: int) -> Row:
    source = side.source
    lead = f"{short(side.title, title):<{title}}"
    lead += " " * (title - width(lead))
    if not source.passages:
        return Row(((f"  {lead} nothing on this topic", "dim"),))
    where = f" ▏{strip(source.strip, STRIP)}▕"
    size = f" {source.share:4.0%} {len(source.passages):>3} of {source.passage_total:<4}"
    cells = [Cell(size, far(source, source.passages), f"passages of {source.title}")]
    left = room - title - width(where) - width(size) - 6
    for group in source.frames:
        text = f" {group.name} {group.passages}/{len(source.passages)} "
        if width(text) > left:
            break
        left -= width(text)
        cells.append(Cell(text, far(source, group.evidence), f"frame: {group.name}"))
    facts = (("facts only ", "dim"),) if len(source.passages) < FLOOR and left > 14 else ()
    return Row(((f"  {lead}", ""), (where, "dim")), facts, key=source.doc, cells=tuple(cells))


def names_of(comparison: Comparison, sources: Sequence[SourceView], first: int, last: int, lead: str) -> str:
    """The row above a grid: the letters of the sources from `first` to before `last`, each over its numbers."""
    order = [source.doc for source in comparison.sources]
    shown = "".join(letter(order.index(source.doc)).rjust(CELL - 1) + " " for source in sources[first:last])
    return f"  {lead:<{NAME}}{shown}"


def frames_by_sources(sources: Sequence[SourceView]) -> list[Row]:
    """Frames by sources: in how many passages of each source each frame is, of how many."""
    rows = []
    for name in order_of_frames(sources):
        cells = []
        for source in sources:
            group = next((group for group in source.frames if group.name == name), None)
            text = "·" if group is None else f"{group.passages}/{len(source.passages)}"
            evidence = () if group is None else far(source, group.evidence)
            cells.append(_cell(text, evidence, f"frame: {name}, in {source.title}"))
        rows.append(_grid_row(name, cells, f"frame: {name}"))
    return rows


def _cell(text: str, evidence: tuple[FarPlace, ...], about: str) -> Cell:
    return Cell(text.rjust(CELL - 1) + " ", evidence, about, "" if evidence else "dim")


def _grid_row(name: str, cells: Sequence[Cell], about: str) -> Row:
    lead = f"  {short(name, NAME - 2)}"
    lead += " " * (NAME + 2 - width(lead))
    return Row(((lead, ""),), about=about, key=about, cells=tuple(cells), grid=True)
