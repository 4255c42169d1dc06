"""A source as a column of the screen shows it: what the rows of every view are made from."""

from __future__ import annotations

from dataclasses import dataclass

from index.compare import Comparison, SourceView
from index.model import DocumentInfo
from tui.screens.compare.rows import FLOOR, letter


@dataclass(frozen=True, slots=True)
class Side:
    """A source as a column shows it: `place` is its number in the comparison, from 0; `room` cells of the column."""

    comparison: Comparison
    source: SourceView
    info: DocumentInfo | None
    place: int
    room: int
    beside: tuple[SourceView, ...]  # the sources on the same rows, this one too
    most: int = 6  # items of each list of the overview

    @property
    def title(self) -> str:
        return f"{letter(self.place)}  {self.source.title}"

    @property
    def known(self) -> str:
        """Outlet, date and kind, as far as they are known."""
        info = self.info
        return " · ".join(part for part in (info.outlet, info.date, info.kind) if part) if info is not None else ""

    @property
    def few(self) -> bool:
        """Whether there is too little text to measure anything."""
        return len(self.source.passages) < FLOOR
