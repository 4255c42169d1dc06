"""Hits as keywords in context, grouped by document: the matches stand below each other, whatever surrounds them.

A row that starts at the beginning of its passage hides the match on two rows of three; here every match begins in the
same column, at a third of the width, so that the eye runs down them. A strip beside a title shows where in the
document the hits lie.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index.model import Span
from tui.widgets.cells import fit, painted, tail, width
from tui.widgets.line_list import Item, LineList, Part
from tui.widgets.spark import places, strip

STRIP = 12
"""Cells of the strip beside the title of a document."""


@dataclass(frozen=True, slots=True)
class HitRow:
    """What a row needs of a hit. `spans` are offsets in the document, `start` that of `text`'s first character.

    `of` "" is a hit; else the row heads the hits of a document and `of` says how many ("12 hits").
    """

    doc: str
    title: str
    text: str
    start: int
    spans: tuple[Span, ...]
    line: int = 0
    speaker: str = ""
    carried: bool = False
    of: str = ""

    @property
    def offset(self) -> int:
        """Where to open the document: the first match, or the start of the passage."""
        return self.spans[0][0] if self.spans else self.start


def around(text: str, spans: Sequence[Span], cells: int, column: int | None = None) -> tuple[Part, ...]:
    """`text` in `cells` cells with its first span (offsets in `text`) beginning at `column`, cuts shown by "…".

    Without `column`, at a third. A span that would not fit behind it begins earlier.
    """
    if not spans:
        return ((fit(_flat(text[: cells * 2]), cells), ""),)
    start, end = spans[0]
    lead = min(cells // 3 if column is None else max(0, column), max(0, cells - width(_flat(text[start:end])) - 1))
    before = tail(_flat(text[max(0, start - cells) : start]), lead)
    parts: list[Part] = [(" " * (lead - width(before)) + before, "")]
    room = cells - lead
    stop = min(len(text), start + 2 * cells)  # more cannot be shown; a passage may be as long as a book
    at = start
    for first, last in (*(span for span in spans if span[0] < stop), (stop, stop)):
        for piece, style in ((text[at : max(first, at)], ""), (text[max(first, at) : min(last, stop)], "match")):
            shown = _flat(piece)
            if width(shown) > room:
                return (*parts, (fit(shown, room), style))
            if shown:
                parts.append((shown, style))
                room -= width(shown)
        at = max(at, last)
    if stop < len(text) and room:
        parts.append(("…", ""))
    return tuple(parts)


def _flat(text: str) -> str:
    """`text` on one row, runs of blanks as one."""
    return painted(text, 0, len(text))[0]


def grouped(hits: Sequence[HitRow]) -> list[HitRow]:
    """The hits with a head row before each document's; documents in the order of their best hit."""
    by_document: dict[str, list[HitRow]] = {}
    for hit in hits:
        by_document.setdefault(hit.doc, []).append(hit)
    rows: list[HitRow] = []
    for doc, found in by_document.items():
        count = f"{len(found)} hit{'s' if len(found) != 1 else ''}"
        rows.append(HitRow(doc, found[0].title, "", 0, (), of=count))
        rows.extend(found)
    return rows


class HitList(LineList[HitRow]):
    """`show(rows, lengths)`; the key of a hit is "doc:offset", of a head the document's id."""

    EMPTY = "no hits"
    _strips: Mapping[str, str] = {}

    def show(self, hits: Sequence[HitRow], lengths: Mapping[str, int] | None = None, *, keep: bool = False) -> None:
        """Show hits, best first. `lengths`: characters of each document, for the strips; without it there are none."""
        found: dict[str, list[int]] = {}
        for hit in hits:
            found.setdefault(hit.doc, []).append(hit.offset)
        self._strips = {
            doc: strip(places(found[doc], length, STRIP), STRIP)
            for doc, length in (lengths or {}).items()
            if doc in found
        }
        self.set_values(grouped(hits), keep=keep)

    def key_of(self, value: HitRow) -> str:
        return value.doc if value.of else f"{value.doc}:{value.offset}"

    def item_of(self, value: HitRow) -> Item:
        if value.of:
            right = f" {self._strips.get(value.doc, '')} {value.of}"
            return Item(value.doc, ((value.title or value.doc, "strong"),), ((right, "dim"),), head=True)
        room = max(10, self.size.width - 3)
        who = f"{'~' if value.carried else ''}{value.speaker.split()[-1]}: " if value.speaker and room >= 60 else ""
        spans = [(a - value.start, b - value.start) for a, b in value.spans]
        line = f"{value.line:>5} " if value.line else ""
        cells = room - len(line) - 1
        text = around(value.text, spans, cells - width(who), max(6, cells // 3 - width(who)))
        return Item(self.key_of(value), ((line, "dim"), (who, "name"), *text))

    def searchable(self, value: HitRow) -> str:
        return f"{value.title} {value.speaker} {value.text}"
