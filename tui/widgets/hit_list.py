"""Hits as keywords in context, grouped by document: the matches stand below each other, whatever surrounds them.

A row that starts at the beginning of its passage hides the match on two rows of three; here every match begins in the
same column, at a third of the width, so that the eye runs down them. Of several matches the row stands on those that
tell most. A strip beside a title shows where in the document the hits lie.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from index.model import Span
from tui.widgets.cells import fit, painted, tail, width
from tui.widgets.hit_filter import passing
from tui.widgets.hit_rows import HitRow, Spread
from tui.widgets.line_list import Item, LineList, Part
from tui.widgets.spark import strip

STRIP = 12
"""Cells of the strip beside the title of a document; half as many in a small pane, none below NARROW."""
NARROW = 28
"""Cells below which the count stands alone beside a title."""
NAMED = 44
"""Cells from which a row also says who speaks."""


def around(text: str, spans: Sequence[Span], cells: int, column: int | None = None, at: int = 0) -> tuple[Part, ...]:
    """`text` in `cells` cells with span number `at` (offsets in `text`) beginning at `column`, cuts shown by "…".

    Without `column`, at a third. A span that would not fit behind it begins earlier.
    """
    if not spans:
        return ((fit(_flat(text[: cells * 2]), cells), ""),)
    start, end = spans[at]
    lead = min(cells // 3 if column is None else max(0, column), max(0, cells - width(_flat(text[start:end])) - 1))
    before = _before(_pieces(text, max(0, start - cells), start, spans), lead)
    parts = [(" " * (lead - sum(width(piece) for piece, _ in before)), ""), *before]
    room = cells - lead
    stop = min(len(text), start + 2 * cells)  # more cannot be shown; a passage may be as long as a book
    for shown, style in _pieces(text, start, stop, spans):
        if width(shown) > room:
            return (*parts, (fit(shown, room), style))
        parts.append((shown, style))
        room -= width(shown)
    if stop < len(text) and room:
        parts.append(("…", ""))
    return tuple(parts)


def _pieces(text: str, start: int, stop: int, spans: Sequence[Span]) -> list[Part]:
    """`text[start:stop]` flat, the parts that lie in a span marked."""
    pieces: list[Part] = []
    at = start
    for span in (*(span for span in spans if span[1] > start and span[0] < stop), (stop, stop)):
        first, last = max(at, span[0]), max(at, min(span[1], stop))
        pieces += [(_flat(text[at:first]), ""), (_flat(text[first:last]), "match")]
        at = last
    return [piece for piece in pieces if piece[0]]


def _before(pieces: Sequence[Part], room: int) -> list[Part]:
    """The end of `pieces` in at most `room` cells, from the beginning of a word where there is one."""
    kept: list[Part] = []
    for piece, style in reversed(pieces):
        shown = tail(piece, room)
        if shown:
            kept.append((shown, style))
        room -= width(shown)
        if shown != piece or room < 1:
            break
    return kept[::-1]


def _flat(text: str) -> str:
    """`text` on one row, runs of blanks as one."""
    return painted(text, 0, len(text))[0]


def grouped(hits: Sequence[HitRow], spread: Mapping[str, Spread] | None = None) -> list[HitRow]:
    """The hits with a head row before each document's; documents in the order of their best hit."""
    by_document: dict[str, list[HitRow]] = {}
    for hit in hits:
        by_document.setdefault(hit.doc, []).append(hit)
    rows: list[HitRow] = []
    for doc, found in by_document.items():
        known = spread.get(doc) if spread else None
        total = max(len(found), known.count if known else 0)
        count = f"{total} hit{'s' if total != 1 else ''}"
        rows.append(
            HitRow(doc, found[0].title, "", 0, (), of=count if total == len(found) else f"{len(found)} of {count}")
        )
        rows.extend(found)
    return rows


class HitList(LineList[HitRow]):
    """`show(rows, spread)`; the key of a hit is "doc:offset", of a head the document's id."""

    EMPTY = "no hits"
    _hits: Sequence[HitRow] = ()
    _spread: Mapping[str, Spread] = {}
    _notice = ""

    def show(self, hits: Sequence[HitRow], spread: Mapping[str, Spread] | None = None, notice: str = "") -> None:
        """Show hits, best first, `notice` above. `spread`: what there is in each document, for counts and strips."""
        self._hits, self._spread, self._notice = hits, spread or {}, notice
        self._lay_out(self._hits)

    @property
    def hits(self) -> list[HitRow]:
        """The hits that are shown, in order, without the rows that head them."""
        return [row for row in self.values if not row.of]

    def filter(self, query: str) -> int:
        """Keep the hits that pass `query` (see `hit_filter`); returns how many."""
        kept = [*filter(passing(query), self._hits)]
        self._lay_out(kept)
        return len(kept)

    def _lay_out(self, hits: Sequence[HitRow]) -> None:
        rows = grouped(hits, self._spread if len(hits) == len(self._hits) else None)
        if self._notice:
            rows.insert(0, HitRow("", "", self._notice, 0, (), of="notice"))
        self.set_values(rows)

    def key_of(self, value: HitRow) -> str:
        return value.doc if value.of else f"{value.doc}:{value.offset}"

    def item_of(self, value: HitRow) -> Item:
        if value.of and not value.doc:
            return Item("", ((value.text, "strong"),), head=True, quiet=True)
        if value.of:
            cells = STRIP if self.size.width >= NAMED else STRIP // 2 if self.size.width >= NARROW else 0
            known = self._spread.get(value.doc)
            right = f" {strip(known.counts(cells), cells) if known and cells else ''} {value.of}"
            return Item(value.doc, ((value.title or value.doc, "strong"),), ((right, "dim"),), head=True)
        room = max(10, self.size.width - 3)
        name = value.speaker.split()[-1:] if room >= NAMED else []
        who = f"{'~' if value.carried else ''}{fit(name[0], room // 4)}: " if name else ""
        spans = [(a - value.start, b - value.start) for a, b in value.spans]
        line = f"{value.line:>5} " if value.line and room >= 30 else ""
        cells = room - len(line) - 1
        text = around(value.text, spans, cells - width(who), max(4, cells // 3 - width(who)), value.at)
        return Item(self.key_of(value), ((line, "dim"), (who, "name"), *text))
