"""The row above a pane: what it holds. Bold where the keys go, dim elsewhere, so that focus shows without a colour."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from tui.safe import plain


class Head(Widget):
    """`show(left, right)`: foreign text may stand in both; `active` says that the pane below has the keys."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"head--active", "head--dim"}
    DEFAULT_CSS = """
    Head { height: 1; width: 1fr; }
    Head .head--active { text-style: bold; }
    Head .head--dim { text-style: dim; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._said = ("", "", False)

    def show(self, left: str, right: str = "", active: bool = False) -> None:
        """Replace what the row says; nothing is sent when it is the same."""
        if (left, right, active) != self._said:
            self._said = (left, right, active)
            self.refresh()

    def render_line(self, y: int) -> Strip:
        left, right, active = self._said
        base = self.rich_style
        width = self.size.width
        name = "head--active" if active else "head--dim"
        style = base + self.get_component_rich_style(name, partial=True)
        dim = base + self.get_component_rich_style("head--dim", partial=True)
        note = plain(right)
        room = max(0, width - cell_len(note) - 2)
        title = plain(left)
        if cell_len(title) > room - 1:
            title = title[: max(0, room - 2)].rstrip() + "…"
        strip = Strip([Segment(" " + title, style)]).adjust_cell_length(room, base)
        return Strip([*strip, Segment(f" {note} ", dim)]).adjust_cell_length(width, base)
