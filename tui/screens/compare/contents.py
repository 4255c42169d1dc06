"""What stands in the columns of a view: for each source its rows, or all sources below each other in one column."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from index.compare import SourceView
from tui.screens.compare import rows
from tui.screens.compare.passages import passage_rows, shared_spans
from tui.screens.compare.rows import Row

if TYPE_CHECKING:
    from tui.screens.compare.screen import ComparisonScreen

FEW = 3
"""Sources that are compared in full below each other; more are shown one line each."""

VIEWS = {"Overview": rows.overview, "Words": rows.words, "Frames": rows.frames, "Left out": rows.left_out}


def columns_of(
    screen: ComparisonScreen, view: str, shown: Sequence[SourceView], stacked: bool, width: int
) -> list[list[Row]]:
    """The rows of each column of a view at a width in cells. `stacked`: one column for all sources."""
    infos = {source.doc: screen.session.shelf.info(source.doc) for source in screen.sources}
    if view == "Passages":
        return [_passages(screen, source, width) for source in shown]
    if not stacked:
        return [VIEWS[view](screen.comparison, source, infos[source.doc], width) for source in shown]
    if view == "Overview" and len(screen.sources) > FEW:
        return [rows.small_multiples(screen.sources, [infos[source.doc] for source in screen.sources])]
    column: list[Row] = []
    for source in screen.sources:
        if column:
            column.append(Row())
        if view == "Overview":
            column += rows.compact(source, infos[source.doc], width)
        else:
            column += [*rows.titled(source, width), *VIEWS[view](screen.comparison, source, infos[source.doc], width)]
    return [column]


def _passages(screen: ComparisonScreen, source: SourceView, width: int) -> list[Row]:
    """The passages of a source, the current one with what is said of it, the words it shares marked."""
    document, pairs = screen.documents[source.doc], screen.comparison.pairs
    current = screen.walk.at.get(source.doc, -1)
    note = screen.walk.notes[source.doc].said if source.doc in screen.walk.notes else ""
    here = [pair for pair in pairs if (source.doc, current) in (pair.a[:2], pair.b[:2])]
    paired = {place[1] for pair in pairs for place in (pair.a, pair.b) if place[0] == source.doc}
    marked = {
        "mark": shared_spans(document, source, here),
        "strong": [(start, end) for _, start, end in source.hits],
    }
    return passage_rows(document, source, width, current, note, marked, paired)
