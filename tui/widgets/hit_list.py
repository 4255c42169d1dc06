"""Hits as keywords in context: each row centred on its match, grouped by document.

A row that starts at the beginning of its passage hides the match on most rows of real texts; here the match stands at one
third of the width and what surrounds it fills the rest.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from textual._cells import cell_len

from index.model import Span
from tui.widgets.line_list import Item, LineList, Part


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


def around(text: str, spans: Sequence[Span], width: int) -> tuple[Part, ...]:
    """`text` cut to `width` cells around its first span (offsets in `text`), the spans marked, cuts shown by "…"."""
    text = text.replace("\n", " ").replace("\t", " ")
    start, end = spans[0] if spans else (0, 0)
    left = max(0, start - max(0, (width - (end - start)) // 3))
    if left:
        blank = text.find(" ", left, start)
        left = blank + 1 if blank >= 0 else left
    parts: list[Part] = [("…", "dim")] if left else []
    at = left
    for a, b in spans:
        if b <= at:
            continue
        parts.append((text[at : max(a, at)], ""))
        parts.append((text[max(a, at) : b], "match"))
        at = b
    parts.append((text[at : at + width], ""))
    fitted: list[Part] = []
    room = width
    for piece, style in parts:
        size = cell_len(piece)
        if size > room:
            while piece and cell_len(piece) > room - 1:
                piece = piece[:-1]
            fitted += [(piece, style), ("…", "dim")]
            break
        fitted.append((piece, style))
        room -= size
    return tuple(part for part in fitted if part[0])


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
    """`show(rows, strips)`; the key of a hit is "doc:offset", of a head the document's id."""

    EMPTY = "no hits"

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._strips: Mapping[str, str] = {}

    def show(self, hits: Sequence[HitRow], strips: Mapping[str, str] | None = None, *, keep: bool = False) -> None:
        """Show hits, best first. `strips`: for a document, the strip that shows where in it the hits lie."""
        self._strips = strips or {}
        self.set_values(grouped(hits), keep=keep)

    def item_of(self, value: HitRow) -> Item:
        if value.of:
            right = f" {self._strips.get(value.doc, '')} {value.of}"
            return Item(value.doc, ((value.title or value.doc, "strong"),), ((right, "dim"),), head=True)
        width = max(10, self.size.width - 3)
        who = f"{'~' if value.carried else ''}{value.speaker.split()[-1]}: " if value.speaker and width >= 60 else ""
        spans = [(a - value.start, b - value.start) for a, b in value.spans]
        line = f"{value.line:>5} " if value.line else ""
        text = around(value.text, spans, width - cell_len(who) - len(line) - 1)
        return Item(f"{value.doc}:{value.offset}", ((line, "dim"), (who, "name"), *text), indent=0)
