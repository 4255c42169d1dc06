"""The documents of the library, one row each: title, outlet, date, words; a refused file says why."""

from __future__ import annotations

from collections.abc import Iterable

from index.model import DocumentInfo
from tui.widgets.line_list import Item, LineList, Part


def words(count: int) -> str:
    """A number of words in at most five characters: "930", "1.9k", "12k", "1.2M"."""
    if count < 1000:
        return str(count)
    for unit, size in (("k", 1000), ("M", 1_000_000)):
        if count < size * 1000:
            return f"{count / size:.1f}{unit}" if count < size * 10 else f"{count // size}{unit}"
    return f"{count // 1_000_000}M"


class DocumentList(LineList[DocumentInfo]):
    """`set_values(library.documents)`; the key of an item is the document's id."""

    EMPTY = "no texts here; `variorum FOLDER` opens another folder"
    NO_MATCH = "no title or name matches; Esc shows all"
    _marked: frozenset[str] = frozenset()

    def set_marked(self, documents: Iterable[str]) -> None:
        """Show a mark before these documents: they are chosen for something."""
        self._marked = frozenset(documents)
        self.refresh()

    def key_of(self, value: DocumentInfo) -> str:
        return value.id

    def item_of(self, value: DocumentInfo) -> Item:
        if not value.readable and value.problems:
            return Item(value.id, ((value.title or value.id, "dim"), (f"  ! {value.problems[0]}", "dim")))
        parts: list[Part] = [("* ", "mark")] if value.id in self._marked else []
        parts.append((value.title or value.id, ""))
        if value.outlet and self.size.width >= 40:
            parts.append((f"  {value.outlet}", "dim"))
        size = words(value.words) if value.digest else ""  # not read yet: nobody knows
        right = f" {value.date}  {size:>5}" if self.size.width >= 60 else ""
        return Item(value.id, tuple(parts), ((right, "dim"),) if right else ())

    def searchable(self, value: DocumentInfo) -> str:
        return " ".join((value.title, value.outlet, value.date, value.id, *value.speakers))
