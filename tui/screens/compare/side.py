"""A source as a column of the screen shows it: what the rows of every view are made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from index.compare import Comparison, SourceView
from index.model import DocumentInfo
from tui.screens.compare.rows import FLOOR


@dataclass(frozen=True, slots=True)
class Side:
    """A source as a column shows it: `names` are the short names of all sources, `room` the cells of the column."""

    comparison: Comparison
    source: SourceView
    info: DocumentInfo | None
    names: Mapping[str, str]
    room: int
    beside: tuple[SourceView, ...]  # the sources on the same rows, this one too
    most: int = 6  # items of each list of the overview

    @property
    def title(self) -> str:
        longest = max(map(len, self.names.values()))
        return f"{self.names[self.source.doc]:<{longest}}  {self.source.title}"

    @property
    def known(self) -> str:
        """Outlet, date and kind, as far as they are known."""
        info = self.info
        return " · ".join(part for part in (info.outlet, info.date, info.kind) if part) if info is not None else ""

    @property
    def few(self) -> bool:
        """Whether there is too little text to measure anything."""
        return len(self.source.passages) < FLOOR
