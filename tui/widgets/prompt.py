"""The one-line prompt: what is typed lands here, from the very key after the one that opened it.

`open` takes the focus in the same step, so keys that arrived in one burst with the opening key are not lost. The cursor
does not blink; a paste is text, never keys; the arrows walk the history.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.geometry import Offset
from textual.strip import Strip
from textual.widget import Widget

from tui.safe import plain
from tui.widgets.cells import clusters, fit, tail, width
from tui.widgets.line_edit import KEYS, LineEdit
from tui.widgets.messages import Closed, Submitted, Typed


class Prompt(Widget, can_focus=True):
    """Posts `Typed` at each change, `Submitted` on Enter, `Closed` on Escape or ^c."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"prompt--label", "prompt--cursor", "prompt--note"}
    DEFAULT_CSS = """
    Prompt { height: 1; width: 1fr; display: none; }
    Prompt .prompt--label { text-style: bold; }
    Prompt .prompt--cursor { text-style: reverse; }
    Prompt .prompt--note { text-style: dim; }
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.purpose = ""
        self.label = ""
        self.note = ""
        self._edit = LineEdit()
        self._history: Sequence[str] = ()
        self._recalled = 0  # 0: what is being typed; n: the nth newest of the history
        self._draft = ""
        self._before: Widget | None = None

    @property
    def typed(self) -> str:
        """The text as typed."""
        return self._edit.text

    def open(self, purpose: str, label: str, text: str = "", history: Sequence[str] = ()) -> None:
        """Show the prompt and take the focus. `purpose` names it in its messages; `history` is oldest first."""
        self.purpose, self.label, self.note = purpose, label, ""
        self._edit = LineEdit.of(text)
        self._history, self._recalled = history, 0
        self.display = True
        if self.screen.focused is not self:
            self._before = self.screen.focused
        self.screen.set_focus(self, scroll_visible=False)
        self.refresh()

    def close(self) -> None:
        """Hide the prompt and give the focus back."""
        self.display = False
        self.app.cursor_position = Offset(0, 0)
        if self.screen.focused is self:
            self.screen.set_focus(self._before, scroll_visible=False)

    def say(self, note: str) -> None:
        """A short note at the right edge: a counter, "no hits"."""
        if note != self.note:
            self.note = note
            self.refresh()

    def relabel(self, label: str) -> None:
        """Ask for it in other words."""
        self.label = label
        self.refresh()

    # -- typing
    @property
    def recalling(self) -> int:
        """The nth newest of the history stands here as it was; 0: something else does."""
        same = self._recalled and self.typed == self._history[-self._recalled]
        return self._recalled if same else 0

    def set_text(self, text: str) -> None:
        """Replace what is typed."""
        self._change(LineEdit.of(text))

    def insert(self, text: str) -> None:
        """Put text at the cursor; line breaks become blanks."""
        self._change(self._edit.insert(text))

    def recall(self, step: int) -> None:
        """Go `step` entries back in the history (negative: towards what was being typed)."""
        if self._recalled == 0:
            self._draft = self.typed
        self._recalled = min(max(self._recalled + step, 0), len(self._history))
        self.set_text(self._history[-self._recalled] if self._recalled else self._draft)

    def settle(self) -> None:
        """What stands here was brought back to be used: it is what is being typed now."""
        self._recalled = 0

    def _change(self, edit: LineEdit) -> None:
        before, self._edit = self._edit, edit
        if edit != before:
            self.refresh()
        if edit.text != before.text:
            self.post_message(Typed(self.purpose, edit.text))

    def on_paste(self, event: events.Paste) -> None:
        event.stop()
        self.insert(event.text.strip("\r\n"))

    def on_key(self, event: events.Key) -> None:
        if event.key in KEYS:
            self._change(KEYS[event.key](self._edit))
        elif event.key in ("up", "down"):
            self.recall(1 if event.key == "up" else -1)
        elif event.key == "enter":
            self.post_message(Submitted(self.purpose, self.typed))
        elif event.key in ("escape", "ctrl+c"):
            text = self.typed
            self.close()
            self.post_message(Closed(self.purpose, text))
        elif event.is_printable and event.character:
            self.insert(event.character)
        else:
            return
        event.stop()
        event.prevent_default()

    # -- painting
    def render_line(self, y: int) -> Strip:
        base = self.rich_style
        label, cursor, note_style = (
            base + self.get_component_rich_style(f"prompt--{name}", partial=True)
            for name in ("label", "cursor", "note")
        )
        total = self.size.width
        asked = fit(plain(self.label), max(1, total - 8))
        note = f" {fit(plain(self.note), max(0, total - width(asked) - 10))} " if self.note else ""
        room = max(2, total - width(asked) - width(note))
        text, at = self._edit.text, self._edit.at
        under = next((text[a:b] for a, b, _ in clusters(text, at, len(text))), "")
        shown = plain(under) or " "
        before = tail(plain(text[max(0, at - 2 * room) : at], 2 * room + 1), max(0, room - width(shown)))
        after = fit(plain(text[at + len(under) : at + len(under) + room]), max(0, room - width(before) - width(shown)))
        if self.has_focus:
            # Input methods open their window where the terminal's own cursor stands.
            self.app.cursor_position = self.region.offset + Offset(width(asked) + width(before), 0)
        typed = [Segment(asked, label), Segment(before, base), Segment(shown, cursor), Segment(after, base)]
        strip = Strip(typed).adjust_cell_length(total - width(note), base)
        return Strip([*strip, Segment(note, note_style)]).adjust_cell_length(total, base)
