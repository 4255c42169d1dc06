"""A line being typed: its text and its cursor, as a value, with what the editing keys make of it.

The cursor stands between clusters, never inside one: a letter and its accent, the parts of an emoji go together.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from tui.widgets.cells import clusters


@dataclass(frozen=True, slots=True)
class LineEdit:
    """`at` counts characters before the cursor, 0 to `len(text)`."""

    text: str = ""
    at: int = 0

    @classmethod
    def of(cls, text: str) -> LineEdit:
        """`text` with the cursor at its end."""
        return cls(text, len(text))

    def insert(self, text: str) -> LineEdit:
        """`text` at the cursor; line breaks and tabs become blanks."""
        flat = " ".join(text.replace("\t", " ").splitlines())
        return LineEdit(self.text[: self.at] + flat + self.text[self.at :], self.at + len(flat))

    def _back(self) -> int:
        return max((start for start, end, _ in clusters(self.text, 0, self.at) if end <= self.at), default=0)

    def _on(self) -> int:
        return next((end for _, end, _ in clusters(self.text, self.at, len(self.text))), len(self.text))

    def _word(self) -> int:
        """Where the word before the cursor begins."""
        left = self.text[: self.at].rstrip()
        return left.rfind(" ") + 1

    def left(self) -> LineEdit:
        """One cluster back."""
        return replace(self, at=self._back())

    def right(self) -> LineEdit:
        """One cluster on."""
        return replace(self, at=self._on())

    def start(self) -> LineEdit:
        """The cursor to the beginning."""
        return replace(self, at=0)

    def end(self) -> LineEdit:
        """The cursor to the end."""
        return replace(self, at=len(self.text))

    def word_left(self) -> LineEdit:
        """The cursor to the beginning of the word."""
        return replace(self, at=self._word())

    def word_right(self) -> LineEdit:
        """The cursor behind the word."""
        rest = self.text[self.at :]
        blank = rest.find(" ", len(rest) - len(rest.lstrip()))
        return replace(self, at=len(self.text) if blank < 0 else self.at + blank)

    def _cut(self, start: int, end: int) -> LineEdit:
        return LineEdit(self.text[:start] + self.text[end:], start)

    def backspace(self) -> LineEdit:
        """Without the cluster before the cursor."""
        return self._cut(self._back(), self.at)

    def delete(self) -> LineEdit:
        """Without the cluster under the cursor."""
        return self._cut(self.at, self._on())

    def erase_word(self) -> LineEdit:
        """Without the word before the cursor."""
        return self._cut(self._word(), self.at)

    def erase_before(self) -> LineEdit:
        """Without everything before the cursor."""
        return self._cut(0, self.at)

    def erase_after(self) -> LineEdit:
        """Without everything behind the cursor."""
        return self._cut(self.at, len(self.text))


KEYS: Mapping[str, Callable[[LineEdit], LineEdit]] = {
    "left": LineEdit.left,
    "right": LineEdit.right,
    "ctrl+b": LineEdit.left,
    "ctrl+f": LineEdit.right,
    "home": LineEdit.start,
    "end": LineEdit.end,
    "ctrl+a": LineEdit.start,
    "ctrl+e": LineEdit.end,
    "ctrl+left": LineEdit.word_left,
    "ctrl+right": LineEdit.word_right,
    "alt+b": LineEdit.word_left,
    "alt+f": LineEdit.word_right,
    "backspace": LineEdit.backspace,
    "ctrl+h": LineEdit.backspace,
    "delete": LineEdit.delete,
    "ctrl+d": LineEdit.delete,
    "ctrl+w": LineEdit.erase_word,
    "alt+backspace": LineEdit.erase_word,
    "ctrl+u": LineEdit.erase_before,
    "ctrl+k": LineEdit.erase_after,
}
"""Editing keys as Textual names them."""
