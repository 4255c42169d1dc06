"""The status line: where the reader is, and a notice that stays until the next key."""

from __future__ import annotations

from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style
from textual._cells import cell_len
from textual.strip import Strip
from textual.widget import Widget

from tui.safe import plain


@dataclass(frozen=True, slots=True)
class Status:
    """What the line says. `percent` is None where there is no text; `left` and `right` are short extra notes."""

    title: str = ""
    speaker: str = ""
    line: int = 0
    percent: int | None = None
    counts: str = ""  # "3/17", "2 excerpts"
    hints: str = ""  # the keys that matter here


class StatusLine(Widget):
    """`show(Status(...))`, `notice(text)` until `clear_notice()`."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES = {"status--dim", "status--notice", "status--error"}  # noqa: RUF012
    DEFAULT_CSS = """
    StatusLine { height: 1; width: 1fr; }
    StatusLine .status--dim { text-style: dim; }
    StatusLine .status--notice { text-style: bold; }
    StatusLine .status--error { text-style: bold reverse; }
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._status = Status()
        self._notice = ""
        self._error = False

    def show(self, status: Status) -> None:
        """Replace what the line says about the place."""
        if status != self._status:
            self._status = status
            self.refresh()

    def notice(self, text: str, error: bool = False) -> None:
        """Say something instead of the place, until the next key (`clear_notice`)."""
        self._notice, self._error = text, error
        self.refresh()

    def clear_notice(self) -> None:
        """Back to the place."""
        if self._notice:
            self._notice = ""
            self.refresh()

    def render_line(self, y: int) -> Strip:
        base = self.rich_style
        width = self.size.width
        if self._notice:
            name = "status--error" if self._error else "status--notice"
            style = base + self.get_component_rich_style(name, partial=True)
            text = ("! " if self._error else "") + plain(self._notice)
            return Strip([Segment(" " + text, style)]).adjust_cell_length(width, base)
        s = self._status
        place = "" if s.percent is None else f"{s.percent}%"
        right = "  ".join(part for part in (plain(s.speaker), s.counts, f"{s.line}" if s.line else "", place) if part)
        dim: Style = base + self.get_component_rich_style("status--dim", partial=True)
        room = max(0, width - cell_len(right) - 2)
        left = Strip([Segment(" " + plain(s.title), base), Segment("  " + s.hints, dim)]).adjust_cell_length(room, base)
        return Strip([*left, Segment(" " + right + " ", base)]).adjust_cell_length(width, base)
