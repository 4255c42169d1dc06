"""The bottom line: the keys that matter here, or a notice until the next key; at the right what is under way.

A notice that must not be missed (`error`) stays until it is cleared for good, whatever keys are pressed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from tui.safe import plain


@dataclass(frozen=True, slots=True)
class Status:
    """What the line says: `hints` are keys with what they do, the most important first; `right` is a short note."""

    hints: tuple[tuple[str, str], ...] = ()
    right: str = ""


class StatusLine(Widget):
    """`show(Status(...))`; `notice(text)` until `clear_notice()`; `fail(text)` until `fail("")`."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"status--dim", "status--notice", "status--error"}
    DEFAULT_CSS = """
    StatusLine { height: 1; width: 1fr; }
    StatusLine .status--dim { text-style: dim; }
    StatusLine .status--notice { text-style: none; }
    StatusLine .status--error { text-style: bold reverse; }
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._status = Status()
        self._notice = ""
        self._failure = ""

    def show(self, status: Status) -> None:
        """Replace the hints and the note at the right."""
        if status != self._status:
            self._status = status
            self.refresh()

    def notice(self, text: str) -> None:
        """Say something instead of the hints, until the next key (`clear_notice`)."""
        self._notice = text
        self.refresh()

    def fail(self, text: str) -> None:
        """Say something that stays, marked with "!"; "" takes it back."""
        if text != self._failure:
            self._failure = text
            self.refresh()

    def clear_notice(self) -> None:
        """Back to the hints, or to a failure that stays."""
        if self._notice:
            self._notice = ""
            self.refresh()

    def render_line(self, y: int) -> Strip:
        base = self.rich_style
        width = self.size.width
        dim = base + self.get_component_rich_style("status--dim", partial=True)
        right = f" {plain(self._status.right)} " if self._status.right else ""
        if cell_len(plain(self._notice or self._failure)) + cell_len(right) + 4 > width:
            right = ""  # what is said matters more than what is under way
        room = max(0, width - cell_len(right))
        if self._notice:
            said = base + self.get_component_rich_style("status--notice", partial=True)
            left = [Segment(" " + plain(self._notice), said)]
        elif self._failure:
            said = base + self.get_component_rich_style("status--error", partial=True)
            left = [Segment(f" ! {plain(self._failure)} ", said)]
        else:
            left = []
            used = 0
            for key, label in self._status.hints:
                if used + cell_len(key) + cell_len(label) + 4 > room:
                    break
                left += [Segment(f" {plain(key)} ", base), Segment(f"{plain(label)} ", dim)]
                used += cell_len(key) + cell_len(label) + 3
        strip = Strip(left).adjust_cell_length(room, base)
        return Strip([*strip, Segment(right, dim)]).adjust_cell_length(width, base)
