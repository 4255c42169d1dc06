"""One row that says how far a long work is; it moves only when the work does."""

from __future__ import annotations

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from tui.safe import plain


class ProgressLine(Widget):
    """Hidden while there is nothing to say; `show` updates it, `done` hides it."""

    ALLOW_SELECT = False
    DEFAULT_CSS = "ProgressLine { height: 1; width: 1fr; display: none; }"

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._label = ""
        self._count = 0
        self._total = 0

    def show(self, label: str, count: int, total: int) -> None:
        """`count` of `total` (0: not known) pieces of `label` are done."""
        self._label, self._count, self._total = label, count, total
        self.display = True
        self.refresh()

    def done(self) -> None:
        """Hide the row."""
        self.display = False

    def render_line(self, y: int) -> Strip:
        base = self.rich_style
        share = min(1.0, self._count / self._total) if self._total else 0.0
        cells = 20
        bar = f"[{'=' * round(share * cells):<{cells}}] {share:.0%}" if self._total else str(self._count)
        return Strip([Segment(f" {plain(self._label)} {bar}", base)]).adjust_cell_length(self.size.width, base)
