"""Many sources at once: one line each, and grids of frames and terms by sources. Each number opens its own evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from index.compare import Comparison, FarPlace, SourceView
from index.model import Document
from tui.screens.compare.lists import order_of_frames
from tui.screens.compare.rows import FLOOR, Cell, Row, far, letter, short
from tui.screens.compare.side import Side
from tui.screens.compare.term_hits import counts_by_term, hits_by_term, stems_of
from tui.widgets.cells import width
from tui.widgets.spark import strip

NAME, CELL = 30, 8
"""Cells of a grid's names and of each of its numbers."""

STRIP = 20


def small_multiples(sides: Sequence[Side]) -> list[Row]:
    """Many sources, one line each: where in the text, how much, and the frames that most of its passages take up."""
    room = sides[0].room if sides else 80
    cells = STRIP if room >= 100 else STRIP // 2
    title = max(16, min(48, room - cells - (44 if room >= 100 else 26)))
    head = f"  {'source':<{title}} {'where in the text' if cells > 15 else 'where':<{cells + 3}}"
    words = "  words passages   frames, in passages" if room >= 90 else "  words passages"
    return [Row(((head + words, "dim"),)), *(_multiple(side, title, cells) for side in sides)]


def _multiple(side: Side, title: int, strip_cells: int) -> Row:
    source, room = side.source, side.room
    lead = short(side.title, title)
    lead += " " * (title - width(lead))
    where = f" ▏{strip(source.strip, strip_cells)}▕ "
    size = f" {source.share:5.0%} {len(source.passages):>4} of {source.passage_total:<4}"
    cells = [Cell(size, far(source, source.passages), f"passages of {source.title}")]
    left = room - title - width(where) - width(size) - 6
    few = len(source.passages) < FLOOR
    if few and left > 12:
        left -= 12
    for group in source.frames:
        text = f" {group.name} {group.passages}/{len(source.passages)} "
        if width(text) > left:
            break
        left -= width(text)
        cells.append(Cell(text, far(source, group.evidence), f"frame: {group.name}, in {source.title}"))
    facts = (("facts only ", "dim"),) if few and left >= 0 else ()
    return Row(((f"  {lead}", ""), (where, "")), facts, key=source.doc, cells=tuple(cells))


def frames_by_sources(comparison: Comparison, sources: Sequence[SourceView]) -> list[Row]:
    """Frames by sources: in how many passages of each source each frame is, of how many."""
    rows = [_letters(comparison, sources, "passages with the frame")]
    for name in order_of_frames(sources):
        groups = [next((group for group in source.frames if group.name == name), None) for source in sources]
        rows.append(_grid_row(name, [
            _cell(f"{group.passages}/{len(source.passages)}", far(source, group.evidence),
                  f"frame: {name}, in {source.title}") if group else _cell("", (), "")
            for source, group in zip(sources, groups, strict=True)
        ]))  # fmt: skip
    return rows


def terms_by_sources(
    comparison: Comparison, documents: Mapping[str, Document], sources: Sequence[SourceView]
) -> list[Row]:
    """Terms by sources: how often each source has each term of the topic, and the words around it."""
    found = hits_by_term(comparison, documents)
    rows = [_letters(comparison, sources, "terms of the topic")]
    for text in list(counts_by_term(comparison, documents))[:TERMS]:
        stems = stems_of(text)
        rows.append(_grid_row(text, [
            _cell(str(len(places)) if places else "", places, f"{text}, in {source.title}")
            for source in sources
            for places in (found.get((source.doc, stems), ()),)
        ]))  # fmt: skip
    if comparison.matrix:
        rows += [Row(), _letters(comparison, sources, "other words on the topic")]
    for row in comparison.matrix:
        said = {source.doc: tuple(place for place in row.evidence if place[0] == source.doc) for source in sources}
        rows.append(_grid_row(row.term, [
            _cell(str(len(said[source.doc]) or ""), said[source.doc], f"{row.term}, in {source.title}")
            for source in sources
        ]))  # fmt: skip
    return rows


TERMS = 10
"""Terms of the topic in the grid."""


def _letters(comparison: Comparison, sources: Sequence[SourceView], name: str) -> Row:
    """The row over a part of a grid: what its numbers are, and the letter of each source over them."""
    order = {source.doc: place for place, source in enumerate(comparison.sources)}
    return replace(_grid_row(name, [_cell(letter(order[source.doc]), (), "") for source in sources]), head=True, key="")


def _cell(text: str, evidence: tuple[FarPlace, ...], about: str) -> Cell:
    return Cell((text or "·").rjust(CELL - 1) + " ", evidence, about, "" if evidence else "dim")


def _grid_row(name: str, cells: Sequence[Cell]) -> Row:
    lead = f"  {short(name, NAME - 2)}"
    lead += " " * (NAME + 2 - width(lead))
    return Row(((lead, ""),), about=name, key=name, cells=tuple(cells), grid=True)
