"""The page: how the width of a pane is shared by margin, stripes and text, and what the margin says.

The text keeps a calm measure; what is left of it names the speaker where it changes and carries two stripes, one for
saved excerpts and one for quotations. In a narrow pane the names go above their passages; in a very narrow one the
stripes share a cell.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from index.model import Document, Evidence, Kind, MarkKind, Span
from tui.safe import plain
from tui.widgets.cells import fit, width

MEASURE = 72
"""Cells of the text column, at most, unless the reader's settings say otherwise (at most 78)."""
NARROW = 72
"""Below this width there is no room for names beside the text."""
NAME = 16
"""Cells that a name beside the text may take."""
WIDE = 120
"""Columns of the terminal from which panes stand beside each other."""
AIRY = 34
"""Rows of the terminal from which a blank one below the heads costs nothing."""

SPOKEN = frozenset({Kind.TURN, Kind.ANSWER, Kind.QUESTION})


def beside(columns: int) -> tuple[int, int]:
    """Cells of the panes at the left and at the right of the text, from WIDE columns on: it keeps its measure."""
    return min(40, 22 + (columns - WIDE) // 6), min(70, 32 + (columns - WIDE) * 3 // 8)


@dataclass(frozen=True, slots=True)
class Page:
    """Cells from the left edge: `pad` empty, `margin` for names, `gutter` for the stripes, `measure` for the text."""

    width: int
    pad: int
    margin: int
    gutter: int
    measure: int

    @property
    def left(self) -> int:
        """Where the text begins."""
        return self.pad + self.margin + self.gutter

    @classmethod
    def of(cls, width: int, measure: int, longest: int) -> Page:
        """The page of a pane `width` cells wide. `longest`: cells of the longest name to show, 0 without names."""
        gutter = 3 if width >= 30 else 1
        margin = min(longest, NAME) + 1 if longest and width >= NARROW else 0
        room = max(1, width - margin - gutter - (1 if width >= 30 else 0))
        text = min(measure, room)
        spare = room - text
        # A few cells more on the left look like a margin; many look like text pushed aside: then it is centred.
        pad = spare // 2 if spare > 8 else min(spare, 2)
        return cls(width, pad, margin, gutter, max(1, text))


@dataclass(frozen=True, slots=True)
class Label:
    """What the margin says at a passage. `mark` "~": carried from an earlier cue; "?": nobody knows."""

    name: str
    mark: str = ""

    @property
    def text(self) -> str:
        """The label on one row."""
        return self.mark + self.name

    def rows(self, cells: int, count: int) -> list[str]:
        """The label on at most `count` rows of `cells` cells, broken at blanks, cut when it must be."""
        rows: list[str] = []
        for word in self.text.split():
            joined = f"{rows[-1]} {word}" if rows else word
            if rows and width(joined) <= cells:
                rows[-1] = joined
            elif len(rows) < count:
                rows.append(fit(word, cells))
            else:
                rows[-1] = fit(joined, cells)
                break
        return rows


def labels(document: Document) -> dict[int, Label]:
    """For each passage, by number, what the margin says: who speaks where that changes, how sure it is."""
    written = {mark.start for mark in document.marks if mark.kind is MarkKind.LABEL}
    found: dict[int, Label] = {}
    known: dict[tuple[str, str], Label] = {}  # a book has few names and many turns
    speaker: str | None = None
    for passage in document.passages:
        if passage.speaker is None:
            if speaker is not None and passage.kind in SPOKEN:
                found[passage.number] = Label("", "?")
                speaker = None
            continue
        carried = "~" if passage.evidence is Evidence.CARRIED else ""
        if passage.speaker != speaker:
            if passage.start not in written and written_label(document, passage.span, passage.speaker) is None:
                key = passage.speaker, carried
                if key not in known:
                    known[key] = Label(plain(passage.speaker, 80), carried)
                found[passage.number] = known[key]
        elif carried:
            found[passage.number] = Label("", carried)
        speaker = passage.speaker
    return found


def written_label(document: Document, span: Span, speaker: str) -> Span | None:
    """The span of a label that the text itself puts before what is said ("Name:"), when it names `speaker`."""
    start, end = span
    colon = document.text.find(":", start, min(end, start + 60))
    if colon < 0:
        return None
    label = document.text[start:colon].casefold()
    if "\n" in label or not any(word in label for word in speaker.casefold().split()):
        return None
    return start, colon + 1


def longest_name(found: Iterable[Label]) -> int:
    """Cells that the widest label needs when it may take two rows."""
    return max((max(map(width, label.rows(NAME, 2)), default=0) for label in set(found)), default=0)
