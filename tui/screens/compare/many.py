"""More sources than stand side by side: one line each, most on the topic first, what says little or nothing folded.

A fold is a row that Enter opens and closes; which ones are open is the business of `folds`.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence

from index.compare import SourceView
from index.compare.comparison import HANDFUL
from tui.screens.compare.rows import FLOOR, Cell, Row, Section, below_each_other, far, number, short
from tui.screens.compare.side import Side
from tui.widgets.cells import width
from tui.widgets.spark import strip

STRIP = 20
FACTS, SILENT = "facts only", "nothing"
"""The folds of the overview, beside those of single sources, which are called as their documents."""


def at_first(sources: Sequence[SourceView]) -> frozenset[str]:
    """The folds that are open at first: the first source, and those with few passages unless they fill a screen."""
    few = sum(len(source.passages) < FLOOR for source in sources)
    return frozenset([*(source.doc for source in sources[:1]), *([FACTS] if few <= HANDFUL else [])])


def every_fold(sources: Sequence[SourceView]) -> frozenset[str]:
    """All folds there are."""
    return frozenset([FACTS, SILENT, *(source.doc for source in sources)])


def fold(name: str, key: str, opened: Container[str], right: str = "") -> Row:
    """The row that opens and closes what is called `key`."""
    mark = "▾" if key in opened else "▸"
    return Row(((f"{mark} {name}", ""),), ((f" {right} ", "dim"),) if right else (), key=key, folds=key)


def ranking(sides: Sequence[Side], silent: Sequence[SourceView], opened: Container[str]) -> list[Row]:
    """The sources, one line each: where in the text, how much, and the frames that most of its passages take up.

    Of more than a handful those that are too short for a measure stand apart, and those without a passage.
    """
    room = sides[0].room if sides else 80
    cells = STRIP if room >= 100 else STRIP // 2
    title = max(16, min(48, room - cells - (44 if room >= 100 else 26)))
    head = f"  {'source':<{title}} {'where in the text' if cells > 15 else 'where':<{cells + 3}}"
    words = "  share passages   frames, in passages" if room >= 90 else "  share passages"
    rows = [Row(((head + words, "dim"),))]
    if len(sides) + len(silent) <= HANDFUL:
        return rows + [_line(side, title, cells) for side in sides]
    few = [side for side in sides if side.few]
    rows += [_line(side, title, cells) for side in sides if not side.few]
    if few:
        name = f"{number(len(few), 'source')} with fewer than {FLOOR} passages: facts only"
        rows.append(fold(name, FACTS, opened))
        rows += [_line(side, title, cells) for side in few] if FACTS in opened else []
    if silent:
        rows.append(fold(f"{number(len(silent), 'source')} with nothing on this topic", SILENT, opened))
        if SILENT in opened:
            titles = [(source.doc, short(source.title, room - 4)) for source in silent]
            rows += [Row(((f"  {title}", "dim"),), key=doc, open=True) for doc, title in titles]
    return rows


def _line(side: Side, title: int, strip_cells: int) -> Row:
    source, room = side.source, side.room
    lead = short(side.title, title)
    lead += " " * (title - width(lead))
    where = f" ▏{strip(source.strip, strip_cells)}▕ "
    size = f" {source.share:5.0%} {len(source.passages):>4} of {source.passage_total:<4}"
    cells = [Cell(size, far(source, source.passages), f"passages of {source.title}")]
    left = room - title - width(where) - width(size) - 6
    if side.few and left > 12:
        left -= 12
    for group in source.frames:
        text = f" {group.name} {group.passages}/{len(source.passages)} "
        if width(text) > left:
            break
        left -= width(text)
        cells.append(Cell(text, far(source, group.evidence), f"frame: {group.name}, in {source.title}"))
    facts = (("facts only ", "dim"),) if side.few and left >= 0 else ()
    return Row(((f"  {lead}", ""), (where, "")), facts, key=source.doc, cells=tuple(cells))


def folded_sources(sides: Sequence[Side], view: Callable[[Side], list[Section]], opened: Container[str]) -> list[Row]:
    """A view of all sources below each other, each behind its fold with how much there is to read in it."""
    rows: list[Row] = []
    for side in sides:
        doc, size = side.source.doc, number(len(side.source.passages), "passage")
        rows.append(fold(short(side.title, side.room - width(size) - 5), doc, opened, size))
        if doc in opened:
            rows += [*below_each_other(view(side)), Row()]
    return rows
