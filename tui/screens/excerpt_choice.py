"""Which of all excerpts the list shows, and in which order: what was chosen, as a value, and the ways to choose.

Pure functions of the excerpts and what is known of them; the screen only shows what comes out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tui.widgets.line_list import Item, LineList

if TYPE_CHECKING:
    from index.excerpts import Excerpt

ORDERS = {
    "newest": "newest first",
    "place": "by place",
    "title": "by title",
    "speaker": "by speaker",
    "date": "by date",
}
"""The orders of the list, with what they are called; the key that asks for the next goes round them."""

_CALLED = {"tag": "tag", "doc": "source", "speaker": "speaker", "status": "status"}
_FOUND = ("exact", "normalised")


@dataclass(frozen=True, slots=True)
class Choice:
    """What the list is narrowed to; "" is everything. `board` shows the board, in its own order."""

    tag: str = ""
    doc: str = ""
    speaker: str = ""
    status: str = ""
    order: str = "newest"
    board: bool = False

    @property
    def narrow(self) -> bool:
        """Whether anything is left out."""
        return bool(self.tag or self.doc or self.speaker or self.status)

    def next_order(self) -> Choice:
        """The same in the next of `ORDERS`."""
        names = list(ORDERS)
        return replace(self, order=names[(names.index(self.order) + 1) % len(names)])

    def cleared(self) -> Choice:
        """The same of all excerpts."""
        return replace(self, tag="", doc="", speaker="", status="")

    def called(self, titles: Mapping[str, str]) -> str:
        """What the head says: "#harbour · Ada Brandt · orphan"."""
        parts = (f"#{self.tag}" if self.tag else "", titles.get(self.doc, self.doc), self.speaker, self.status)
        return " · ".join(part for part in parts if part)

    def of(self, excerpts: Sequence[Excerpt], statuses: Mapping[str, str]) -> tuple[Excerpt, ...]:
        """The excerpts chosen, in the order chosen. `excerpts` come as saved."""
        from index.excerpts import narrowed, on_board, ordered

        left = narrowed(excerpts, tag=self.tag, doc=self.doc, speaker=self.speaker)
        if self.status:
            left = tuple(excerpt for excerpt in left if statuses.get(excerpt.id) == self.status)
        if self.board:
            return on_board(left)
        return tuple(reversed(left)) if self.order == "newest" else ordered(left, self.order)


@dataclass(frozen=True, slots=True)
class Narrowing:
    """A way to narrow the list: `kind` is a field of `Choice`, "" for none at all."""

    kind: str
    value: str
    name: str
    count: int

    def taken(self, choice: Choice) -> Choice:
        """The choice with this one in place of another of its kind."""
        kinds = {
            "tag": replace(choice, tag=self.value),
            "doc": replace(choice, doc=self.value),
            "speaker": replace(choice, speaker=self.value),
            "status": replace(choice, status=self.value),
        }
        return kinds.get(self.kind, choice.cleared())


class NarrowingList(LineList[Narrowing]):
    """What it narrows by, to what, and how many there are."""

    EMPTY = "nothing to filter by"

    def item_of(self, value: Narrowing) -> Item:
        return Item(
            f"{value.kind}\t{value.value}",
            ((f" {_CALLED.get(value.kind, ''):>8}  ", "dim"), (value.name, "")),
            ((f" {value.count} ", "dim"),),
        )


def narrowings(excerpts: Iterable[Excerpt], statuses: Mapping[str, str], choice: Choice) -> list[Narrowing]:
    """Every way to narrow: to everything again, to what is not as it was saved, to a tag, and the rest."""
    excerpts = tuple(excerpts)
    tags = Counter(tag for excerpt in excerpts for tag in excerpt.tags)
    docs = Counter(excerpt.doc for excerpt in excerpts)
    titles = {excerpt.doc: excerpt.title or excerpt.doc for excerpt in excerpts}
    speakers = Counter(excerpt.speaker for excerpt in excerpts if excerpt.speaker)
    stand = Counter(statuses.values())
    found = [
        *(Narrowing("status", name, name, count) for name, count in stand.most_common() if name not in _FOUND),
        *(Narrowing("tag", name, f"#{name}", count) for name, count in tags.most_common()),
        *(Narrowing("doc", name, titles[name], count) for name, count in docs.most_common()),
        *(Narrowing("speaker", name, name, count) for name, count in speakers.most_common()),
        *(Narrowing("status", name, name, count) for name, count in stand.most_common() if name in _FOUND),
    ]
    everything = Narrowing("", "", "all excerpts", len(excerpts))
    return [everything, *found] if choice.narrow else found
