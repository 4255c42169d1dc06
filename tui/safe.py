"""The one door between foreign text and the screen.

Textual reads a bare `str` as markup: it swallows `[China]`, runs `[@click=...]`, raises on `[/`, and lets ESC and C1
bytes through to the terminal. So our widgets paint strips themselves and use none of Textual's; everything that did not
come from our own source code (names, metadata, messages that quote them, what the user typed) becomes one clean row
here first. Canonical text was cleaned when it was read and is painted from its offsets, character for character.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.text.clean import clean_line

if TYPE_CHECKING:
    from rich.text import Text
    from textual.content import Content


def plain(text: str, limit: int = 500) -> str:
    """One clean row of at most `limit` characters, for what takes no markup: the segments of a strip, a log line."""
    return clean_line(text, limit)


def content(text: str, limit: int = 500) -> Content:
    """The same for what would read a `str` as markup: any widget or message of Textual's own."""
    from textual.content import Content  # a first page is laid out before Textual is there

    return Content(clean_line(text, limit))


def rich_text(text: str, limit: int = 2000) -> Text:
    """The same for what Rich prints when the reader has ended."""
    from rich.text import Text

    return Text(clean_line(text, limit))
