"""Frames and terms by sources, as grids with a column a source. Each number opens its own evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from index.compare import Comparison, FarPlace, Group, SourceView
from index.compare.telling import short_names
from tui.screens.compare.compared import Compared
from tui.screens.compare.lists import order_of_frames
from tui.screens.compare.rows import Cell, Cells, Row, far, short
from tui.screens.compare.term_hits import stems_of
from tui.widgets.cells import width

NAME, CELL = 30, 8
"""Cells of a grid's names and of each of its numbers."""


def frames_by_sources(comparison: Comparison, sources: Sequence[SourceView]) -> list[Row]:
    """Frames by sources: in how many passages of each source each frame is, of how many."""
    rows = [_names(comparison, sources, "passages with the frame")]
    groups = [{group.name: group for group in source.frames} for source in sources]
    names = order_of_frames(sources)
    return rows + [_grid_row(name, Cells(len(sources), partial(_framed, sources, groups, name))) for name in names]


def _framed(sources: Sequence[SourceView], groups: Sequence[Mapping[str, Group]], name: str, at: int) -> Cell:
    source, group = sources[at], groups[at].get(name)
    if group is None:
        return _cell("", (), "")
    text = f"{group.passages}/{len(source.passages)}"
    return _cell(text, far(source, group.evidence), f"frame: {name}, in {source.title}")


def terms_by_sources(compared: Compared, sources: Sequence[SourceView]) -> list[Row]:
    """Terms by sources: how often each source has each term of the topic, and the words around it."""
    comparison = compared.comparison
    rows = [_names(comparison, sources, "terms of the topic")]
    for text in list(compared.counts)[:TERMS]:
        stems = stems_of(text)
        places = {source.doc: compared.hits.get((source.doc, stems), ()) for source in sources}
        rows.append(_grid_row(text, counts(sources, places, text)))
    if comparison.matrix:
        rows += [Row(), _names(comparison, sources, "other words on the topic")]
    for row in comparison.matrix:
        said: dict[str, list[FarPlace]] = {}
        for place in row.evidence:
            said.setdefault(place[0], []).append(place)
        rows.append(_grid_row(row.term, counts(sources, said, row.term)))
    return rows


def counts(sources: Sequence[SourceView], places: Mapping[str, Sequence[FarPlace]], text: str) -> Cells:
    """How often something stands in each source, as cells with the places by document behind them."""

    def make(at: int) -> Cell:
        found = tuple(places.get(sources[at].doc, ()))
        return _cell(str(len(found) or ""), found, f"{text}, in {sources[at].title}")

    return Cells(len(sources), make)


TERMS = 10
"""Terms of the topic in the grid."""


def _names(comparison: Comparison, sources: Sequence[SourceView], name: str) -> Row:
    """The row over a part of a grid: what its numbers are, and the short name of each source over them."""
    names = short_names(comparison)
    cells = Cells(len(sources), lambda at: _cell(names[sources[at].doc], (), ""))
    return replace(_grid_row(name, cells), head=True, key="")


def _cell(text: str, evidence: tuple[FarPlace, ...], about: str) -> Cell:
    return Cell((text or ".").rjust(CELL - 1) + " ", evidence, about, "" if evidence else "dim")


def _grid_row(name: str, cells: Cells) -> Row:
    lead = f"  {short(name, NAME - 2)}"
    lead += " " * (NAME + 2 - width(lead))
    return Row(((lead, ""),), about=name, key=name, cells=cells, grid=True)
