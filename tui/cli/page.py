"""How data looks to a person at a terminal: columns that line up, rows centred on a match, text at a calm measure.

Owns every escape sequence of the command line. A row is composed of pieces, text with a style name, and cleaned here;
text never carries style itself. Matches are bold and also stand in a fixed column or between marks, because colour may
be missing (NO_COLOR) and is never the only cue.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from index.model import Passage, Span
from tui.cli import output

if TYPE_CHECKING:
    from index.search import Hit

Piece = tuple[str, str]
"""Text and the name of its style: "" plain, "strong", "faint", "name", "warn"."""

_STYLES = {"strong": "1", "faint": "2", "name": "36", "warn": "33"}
_WITHOUT_COLOUR = {"strong": "1", "faint": "", "name": "", "warn": "1"}
_MEASURE = 78  # cells; longer lines are tiring to read
_FEW_WORDS = 28  # cells that a flexible column keeps while others can be left out
_NARROWEST = 6  # cells


def width() -> int:
    """The cells in a row of the terminal."""
    return max(20, shutil.get_terminal_size((80, 24)).columns)


def show(*pieces: Piece | str) -> None:
    """Print one row of pieces."""
    styles = _WITHOUT_COLOUR if os.environ.get("NO_COLOR") else _STYLES
    styled = ((piece, "") if isinstance(piece, str) else piece for piece in pieces)
    shown = []
    for style, run in groupby(styled, key=lambda piece: piece[1]):
        text = output.printable("".join(text for text, _ in run).replace("\n", " ").replace("\t", " "))
        code = styles.get(style, "")
        shown.append(f"\x1b[{code}m{text}\x1b[0m" if code and text else text)
    output.styled("".join(shown).rstrip(" "))


def heading(title: str, doc: str, letter: str = "") -> list[Piece]:
    """The row above what belongs to one document: its title, and its id where that says more."""
    lead = f"{letter}  " if letter else ""
    return [(lead + title, "strong")] if title == doc else [(lead + title, "strong"), (f"  {doc}", "faint")]


def who(said: Passage | Hit) -> str:
    """Who says it, with "~" behind a name that is carried from an earlier passage; "" when nobody knows."""
    return f"{said.speaker}{'~' if said.evidence == 'carried' else ''}" if said.speaker else ""


def cells(text: str) -> int:
    """The cells that `text` takes in a row."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def crop(text: str, limit: int) -> str:
    """`text` in at most `limit` cells, ending in an ellipsis if it was longer."""
    if cells(text) <= limit:
        return text
    kept, taken = [], 0
    for character in text:
        taken += cells(character)
        if taken > limit - 1:
            break
        kept.append(character)
    return "".join(kept).rstrip() + "…" if limit > 0 else ""


def crop_start(text: str, limit: int) -> str:
    """The end of `text` in at most `limit` cells, starting with an ellipsis if it was longer."""
    return crop(text[::-1], limit)[::-1] if cells(text) > limit else text


def pad(text: str, to: int) -> str:
    """`text` with blanks up to `to` cells."""
    return text + " " * (to - cells(text))


def table(
    rows: Sequence[Sequence[str]],
    heads: Sequence[str],
    right: Iterable[int] = (),
    flexible: int = 0,
    spare: Iterable[int] = (),
) -> None:
    """Print `rows` under `heads`, each column as wide as its widest cell.

    Where that is too wide, column `flexible` gives way down to a few words, then the columns `spare` are left out one
    by one, then the widest ones give way. `right` are the columns that end flush. A column that is empty in every row
    is left out.
    """
    wide = {
        at: max(cells(head), *(cells(row[at]) for row in rows))
        for at, head in enumerate(heads)
        if any(row[at] for row in rows)
    }
    natural = wide.get(flexible, 0)
    if flexible in wide:
        wide[flexible] = min(natural, _FEW_WORDS)
    for at in spare:
        if _over(wide) > 0:
            wide.pop(at, None)
    if flexible in wide:
        wide[flexible] = min(natural, wide[flexible] + max(0, -_over(wide)))
    while _over(wide) > 0 and max(wide.values()) > _NARROWEST:
        wide[max(wide, key=lambda at: wide[at])] -= 1
    flush = set(right)
    for number, row in enumerate([heads, *rows]):
        line = []
        for at, size in wide.items():
            cell = crop(row[at].replace("\n", " ").replace("\t", " "), size)
            line.append(" " * (size - cells(cell)) + cell if at in flush else pad(cell, size))
        show(("  ".join(line).rstrip(), "faint" if number == 0 else ""))


def _over(wide: Mapping[int, int]) -> int:
    """By how many cells these columns are wider than the terminal; negative for what is left."""
    return sum(wide.values()) + 2 * (len(wide) - 1) - width()


def kwic(text: str, spans: Sequence[Span], room: int) -> list[Piece]:
    """`text` as one row of `room` cells with the first of `spans` in the middle, every visible match strong.

    `spans` are offsets in `text`, in order. Without spans the row is the beginning of the text.
    """
    flat = text.replace("\n", " ").replace("\t", " ")
    if not spans or cells(flat) <= room:
        row, shift = crop(flat, room), 0
    else:
        start, end = spans[0]
        half = max(0, room - cells(flat[start:end])) // 2
        left = crop_start(flat[:start], half)
        row = " " * (half - cells(left)) + left
        shift = start - len(row)
        row += crop(flat[start:], room - half)
    pieces: list[Piece] = []
    at = 0
    for first, last in spans:
        a, b = max(first - shift, at), min(last - shift, len(row))
        if a < b:
            pieces += [(row[at:a], ""), (row[a:b], "strong")]
            at = b
    return [*pieces, (row[at:], "")]


def paragraph(text: str, indent: int = 0, spans: Sequence[Span] = ()) -> None:
    """Print `text` wrapped to a calm measure, `indent` blanks before each row, the parts in `spans` strong."""
    from index.text.wrap import wrap

    for start, end in wrap(text, 0, len(text), min(width(), _MEASURE + indent) - indent):
        pieces: list[Piece] = [(" " * indent, "")]
        at = start
        for first, last in spans:
            a, b = max(first, at), min(last, end)
            if a < b:
                pieces += [(text[at:a], ""), (text[a:b], "strong")]
                at = b
        show(*pieces, (text[at:end], ""))


def flow(pieces: Iterable[Piece], indent: int = 0) -> None:
    """Print `pieces` one after the other, a blank between them, wrapped at their blanks to a calm measure."""
    room = min(width(), _MEASURE + indent) - indent
    row: list[Piece] = []
    taken = 0
    for text, style in pieces:
        for word in text.split():
            size = cells(word) + 1
            if row and taken + size > room + 1:
                show(" " * indent, *row)
                row, taken = [], 0
            # The blank belongs to the styled stretch, or an underline or background would break at every word.
            row.append((("" if not row else " ") + word, style))
            taken += size
    if row:
        show(" " * indent, *row)
