"""The one door between foreign text and the screen.

Textual reads a bare `str` as markup: it swallows `[China]`, runs `[@click=...]`, raises on `[/`, and lets ESC and C1
bytes through to the terminal. Everything that did not come from our own source code (text, names, metadata, messages
that quote them, what the user typed) passes through here and reaches a widget as `Content` or `Text`, never as `str`.
"""

from __future__ import annotations

from collections.abc import Iterable

from rich.text import Text
from textual.content import Content
from textual.style import Style

from index.text.clean import clean, clean_line

Piece = tuple[str, str | Style]
"""Foreign text and the style it is shown in."""


def block(text: str) -> Content:
    """Foreign text of any number of lines, shown character for character."""
    return Content(clean(text))


def line(text: str, limit: int = 500) -> Content:
    """Foreign text on one row: line breaks become marks, what is longer than `limit` characters ends in an ellipsis."""
    return Content(clean_line(text, limit))


def plain(text: str, limit: int = 500) -> str:
    """One clean row as `str`, for places that take no markup: segments of a strip, the terminal's title, a log line."""
    return clean_line(text, limit)


def pieces(parts: Iterable[Piece]) -> Content:
    """One row put together from foreign pieces, each with its own style."""
    return Content.assemble(*((clean_line(text), style) for text, style in parts))


def rich_line(text: str, style: str = "", limit: int = 500) -> Text:
    """One row as Rich `Text`, for the few places of Textual that take only that."""
    return Text(clean_line(text, limit), style=style, no_wrap=True)
