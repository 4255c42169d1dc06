"""Text in cells: widths, clusters and rows, counted as Textual's compositor counts them.

A row that is measured otherwise than it is cropped loses letters at its edge or leaves half a character behind, so
panes use no other width than Rich's. Terminals disagree about joined emoji; `tui.display` puts the cursor right after
each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.cells import cell_len

from index.model import Span

TAB = 4
"""Cells from one tab stop to the next, in lines that are not reflowed."""

_JOINER = "\u200d"
_UNEVEN = re.compile(r"\t|[ \n]{2,}")
_SINGLE = re.compile(
    "[ -~\n\xa0-\xac\xae-\u02ff\u0370-\u0377\u037a-\u037f\u0400-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e\ufffd]*"
)
_AFTER = "-–—/"  # a row may end after one of these between two letters
_CLOSING = "、。，．・：；？！」』）］｝〉》】〕’”…ー々ゝゞぁぃぅぇぉっゃゅょァィゥェォッャュョ!?,.:;)]}%"
_OPENING = "「『（［｛〈《【〔‘“([{"


def width(text: str) -> int:
    """The cells that `text`, without tabs and line breaks, takes."""
    return cell_len(text)


def clusters(text: str, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """(start, end, cells) of each character with the marks, joiners and selectors that cannot be parted from it."""
    at = start
    while at < end:
        first = at
        at += 1
        if "\U0001f1e6" <= text[first] <= "\U0001f1ff" and at < end and "\U0001f1e6" <= text[at] <= "\U0001f1ff":
            at += 1
        elif text[first] in " \t\n":
            yield first, at, 1
            continue
        while at < end and not text[at].isascii():
            if text[at] == _JOINER:
                at = min(at + 2, end)
            elif cell_len(text[at]) == 0:
                at += 1
            else:
                break
        yield first, at, cell_len(text[first:at])


def wrap(text: str, start: int, end: int, limit: int, *, reflow: bool = True) -> list[Span]:
    """Rows of at most `limit` cells that show `text[start:end]`; none for nothing but blanks.

    Rows break at blanks, which then belong to no row, after dashes inside words and between ideographs; a longer word
    is cut. With `reflow` a single line break is a blank, a run of blanks counts as one, and a blank line leaves an
    empty row between its paragraphs; without, every line ends its row and blanks count as they stand.
    """
    limit = max(1, limit)
    rows: list[Span] = []
    for first, last in _lines(text, start, end, reflow):
        if rows and reflow:
            rows.append((first, first))
        _fill(text, first, last, limit, reflow, rows)
    return rows


def _lines(text: str, start: int, end: int, reflow: bool) -> Iterator[Span]:
    """Paragraphs when reflowing, else lines; blanks at their ends left out, at their beginnings only when reflowing."""
    at = start
    while at < end:
        stop = text.find("\n", at, end)
        if reflow:
            while stop >= 0 and not _blank_line(text, stop, end):
                stop = text.find("\n", stop + 1, end)
        stop = end if stop < 0 else stop
        first, last = at, stop
        while first < last and reflow and text[first] in " \t\n":
            first += 1
        while last > first and text[last - 1] in " \t\n":
            last -= 1
        if last > first or (not reflow and stop < end):
            yield first, last
        at = stop + 1


def _blank_line(text: str, at: int, end: int) -> bool:
    """Whether the line after the break at `at` is blank."""
    at += 1
    while at < end and text[at] in " \t":
        at += 1
    return at < end and text[at] == "\n"


def _fill(text: str, start: int, end: int, limit: int, reflow: bool, rows: list[Span]) -> None:
    """Rows of one paragraph or line."""
    piece = text[start:end]
    if not _SINGLE.fullmatch(piece) or _UNEVEN.search(piece):
        _fill_slowly(text, start, end, limit, reflow, rows)
        return
    at = start
    while end - at > limit:
        stop = at + limit
        if text[stop] not in " \n":
            cut = max(text.rfind(" ", at + 1, stop), text.rfind("\n", at + 1, stop))
            for dash in _AFTER:
                found = text.rfind(dash, max(cut, at) + 1, stop)
                if found > at and text[found - 1].isalnum() and text[found + 1].isalnum():
                    cut = max(cut, found + 1)
            stop = cut if cut > at else stop
        rows.append((at, stop))
        at = stop + 1 if text[stop] in " \n" else stop
    rows.append((at, end))


def _fill_slowly(text: str, start: int, end: int, limit: int, reflow: bool, rows: list[Span]) -> None:
    """The same for text with wide or joined characters, tabs or runs of blanks: cluster by cluster."""
    row = at = start  # where the row begins; where the cluster does
    used = 0  # cells of the row so far
    last, resume, kept = -1, start, 0  # the latest place to break: where the row would end, the next begin, its cells
    before = ""
    for first, after, cells in clusters(text, start, end):
        char = text[first]
        if char in " \t\n":
            if reflow and before.isspace():
                resume = after
            else:
                if not before.isspace():
                    last = first
                used += 1 if char != "\t" or reflow else TAB - used % TAB
                resume, kept = after, used
            before = " "
            continue
        if before and first > row and _may_part(before, char, cells):
            last, resume, kept = first, first, used
        if used + cells > limit and first > row:
            if last >= row:  # at the row's own beginning stand blanks that fill it: they are no row
                rows += [(row, last)] * (last > row)
                row, used = resume, used - kept
            else:
                rows.append((row, first))
                row, used = first, 0
            last = -1
            if used + cells > limit and first > row:
                rows.append((row, first))
                row, used = first, 0
        used += cells
        before = char
        at = after
    rows.append((row, max(at, row)))


def _may_part(before: str, char: str, cells: int) -> bool:
    """Whether a row may end between two characters, neither a blank."""
    if before in _OPENING or char in _CLOSING or before.isspace():
        return False
    if before in _AFTER:
        return char.isalnum()
    return (cells == 2 or cell_len(before) == 2) and not (before.isascii() or char.isascii())


def painted(text: str, start: int, end: int, *, reflow: bool = True) -> tuple[str, list[int] | None]:
    """What stands on the row `text[start:end]`, and where: `[offset - start]` is an index of it, None if they agree."""
    piece = text[start:end]
    if not _UNEVEN.search(piece):
        return piece.replace("\n", " "), None
    out: list[str] = []
    places: list[int] = []
    size = used = 0
    before = ""
    for char in piece:
        places.append(size)
        if char in " \t\n":
            shown = " " if char != "\t" or reflow else " " * (TAB - used % TAB)
            if reflow and before == " ":
                continue
            before = " "
        else:
            shown = before = char
        out.append(shown)
        size += len(shown)
        used += cell_len(shown)
    places.append(size)
    return "".join(out), places


def fit(text: str, limit: int) -> str:
    """`text` in at most `limit` cells; what is cut off is an ellipsis."""
    if cell_len(text) <= limit:
        return text
    kept = end = 0
    for _, after, cells in clusters(text, 0, len(text)):
        if kept + cells > limit - 1:
            break
        kept, end = kept + cells, after
    return text[:end].rstrip() + "…" if limit > 0 else ""


def tail(text: str, limit: int) -> str:
    """The end of `text` in at most `limit` cells, from the beginning of a word where there is one; a cut is "…"."""
    if cell_len(text) <= limit:
        return text
    if limit < 1:
        return ""
    ends = list(clusters(text, 0, len(text)))
    kept, start = 0, len(text)
    for first, _, cells in reversed(ends):
        if kept + cells > limit - 1:
            break
        kept, start = kept + cells, first
    blank = text.find(" ", start)
    if start and not text[start - 1].isspace() and 0 <= blank < len(text.rstrip()) - 1:
        start = blank
    return "…" + text[start:].lstrip() if not text[start : start + 1].isspace() else "…" + text[start:]
