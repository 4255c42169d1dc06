"""The one-line prompt at the foot of the screen: what is typed lands here, from the very key after the one that opened it.

`open` takes the focus in the same step, so keys that arrived in one burst with the opening key are not lost. The cursor
does not blink; a paste is text, never keys; the arrows walk the history.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from textual import events
from textual._cells import cell_len
from textual.strip import Strip
from textual.widget import Widget

from tui.safe import plain
from tui.widgets.messages import Closed, Submitted, Typed


class Prompt(Widget, can_focus=True):
    """Posts `Typed` at each change, `Submitted` on Enter, `Closed` on Escape or ^c."""

    ALLOW_SELECT = False
    DEFAULT_CSS = "Prompt { height: 1; width: 1fr; display: none; }"

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.purpose = ""
        self.label = ""
        self.typed = ""
        self.note = ""
        self._at = 0
        self._history: Sequence[str] = ()
        self._recalled = 0  # 0: what is being typed; n: the nth newest of the history
        self._draft = ""
        self._before: Widget | None = None

    def open(self, purpose: str, label: str, text: str = "", history: Sequence[str] = ()) -> None:
        """Show the prompt and take the focus. `purpose` names it in its messages; `history` is oldest first."""
        self.purpose, self.label, self.typed, self.note = purpose, label, text, ""
        self._at = len(text)
        self._history, self._recalled = history, 0
        self.display = True
        if self.screen.focused is not self:
            self._before = self.screen.focused
        self.screen.set_focus(self, scroll_visible=False)
        self.refresh()

    def close(self) -> None:
        """Hide the prompt and give the focus back."""
        self.display = False
        if self.screen.focused is self:
            self.screen.set_focus(self._before, scroll_visible=False)

    def say(self, note: str) -> None:
        """A short note at the right edge: a counter, "no hits"."""
        self.note = note
        self.refresh()

    def set_text(self, text: str) -> None:
        """Replace what is typed."""
        self.typed, self._at = text, len(text)
        self.refresh()
        self.post_message(Typed(self.purpose, text))

    def insert(self, text: str) -> None:
        """Put text at the cursor; line breaks become blanks."""
        text = " ".join(text.split("\n"))
        self.typed = self.typed[: self._at] + text + self.typed[self._at :]
        self._at += len(text)
        self.refresh()
        self.post_message(Typed(self.purpose, self.typed))

    def on_paste(self, event: events.Paste) -> None:
        event.stop()
        self.insert(event.text.strip("\n"))

    def on_key(self, event: events.Key) -> None:
        keys = {
            "enter": self._submit, "escape": self._leave, "ctrl+c": self._leave,
            "backspace": lambda: self._erase(1), "ctrl+h": lambda: self._erase(1),
            "ctrl+w": self._erase_word, "ctrl+u": lambda: self._erase(self._at),
            "left": lambda: self._go(self._at - 1), "right": lambda: self._go(self._at + 1),
            "home": lambda: self._go(0), "ctrl+a": lambda: self._go(0),
            "end": lambda: self._go(len(self.typed)), "ctrl+e": lambda: self._go(len(self.typed)),
            "up": lambda: self._recall(1), "down": lambda: self._recall(-1),
        }  # fmt: skip
        if event.key in keys:
            event.stop()
            event.prevent_default()
            keys[event.key]()
        elif event.is_printable and event.character:
            event.stop()
            event.prevent_default()
            self.insert(event.character)

    def _submit(self) -> None:
        self.post_message(Submitted(self.purpose, self.typed))

    def _leave(self) -> None:
        text = self.typed
        self.close()
        self.post_message(Closed(self.purpose, text))

    def _go(self, at: int) -> None:
        self._at = min(max(at, 0), len(self.typed))
        self.refresh()

    def _erase(self, count: int) -> None:
        start = max(0, self._at - count)
        self.typed = self.typed[:start] + self.typed[self._at :]
        self._at = start
        self.refresh()
        self.post_message(Typed(self.purpose, self.typed))

    def _erase_word(self) -> None:
        left = self.typed[: self._at].rstrip()
        self._erase(self._at - (left.rfind(" ") + 1))

    def _recall(self, step: int) -> None:
        if self._recalled == 0:
            self._draft = self.typed
        self._recalled = min(max(self._recalled + step, 0), len(self._history))
        self.set_text(self._history[-self._recalled] if self._recalled else self._draft)

    def render_line(self, y: int) -> Strip:
        base = self.rich_style
        width = self.size.width
        note = f" {plain(self.note)} " if self.note else ""
        label = plain(self.label)
        room = max(4, width - cell_len(label) - cell_len(note) - 1)
        start = 0
        while cell_len(plain(self.typed[start : self._at])) >= room:
            start += 1
        before, under, after = self.typed[start : self._at], self.typed[self._at : self._at + 1], self.typed[self._at + 1 :]
        segments = [
            Segment(label, base),
            Segment(plain(before), base),
            Segment(plain(under) or " ", base + self.get_component_rich_style("prompt--cursor", partial=True)),
            Segment(plain(after), base),
        ]
        strip = Strip(segments).adjust_cell_length(width - cell_len(note), base)
        return Strip([*strip, Segment(note, base)]).adjust_cell_length(width, base)

    COMPONENT_CLASSES = {"prompt--cursor"}
    DEFAULT_CSS += "Prompt .prompt--cursor { text-style: reverse; }"
