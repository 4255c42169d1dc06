"""What lies below an element of a page, counted once from the bottom up: the numbers that the choice of the main text
is made from.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from index.formats.flow import tags
from index.formats.tree import Node

_COMMA = re.compile("[,\u060c\ufe50\ufe10\ufe11\u2e41\u2e34\u2e32\uff0c\u3001]")
_HEADINGS = tags("h1 h2 h3 h4 h5 h6")
_COUNTED = {
    "p": "paragraphs",
    "img": "images",
    "li": "items",
    "input": "inputs",
    "table": "tables",
    "tr": "rows",
    "td": "cells",
    "caption": "titles",
    "th": "titles",
    "thead": "titles",
}


@dataclass(slots=True)
class Sums:
    """What lies below an element: characters, those inside links, commas, and counts of tags."""

    size: int = 0
    linked: float = 0.0
    commas: int = 0
    paragraphs: int = 0
    images: int = 0
    items: int = 0
    inputs: int = 0
    headings: int = 0
    tables: int = 0
    rows: int = 0
    cells: int = 0
    titles: int = 0  # of a table: its caption and its header cells

    def add(self, other: Sums) -> None:
        self.size += other.size
        self.linked += other.linked
        self.commas += other.commas
        self.paragraphs += other.paragraphs
        self.images += other.images
        self.items += other.items
        self.inputs += other.inputs
        self.headings += other.headings
        self.tables += other.tables
        self.rows += other.rows
        self.cells += other.cells
        self.titles += other.titles

    @classmethod
    def of(cls, node: Node, known: Mapping[int, Sums]) -> Sums:
        """The sums of an element, from those of its children by `id()`; a child that is not known does not count."""
        sums = cls()
        for child in node.children:
            if isinstance(child, str):
                text = " ".join(child.split())
                sums.size += len(text)
                sums.commas += len(_COMMA.findall(text))
            elif (below := known.get(id(child))) is not None:
                sums.add(below)
        if node.tag == "a":
            sums.linked = sums.size * (0.3 if node.get("href").startswith("#") else 1.0)
        name = _COUNTED.get(node.tag)
        if name:
            setattr(sums, name, getattr(sums, name) + 1)
        elif node.tag in _HEADINGS:
            sums.headings += sums.size
        return sums

    @property
    def link_density(self) -> float:
        """The share of the characters that stand in links, 0 to 1."""
        return self.linked / self.size if self.size else 0.0


def is_data(table: Node, sums: Sums) -> bool:
    """Whether a table holds data and is not how an old page lays out its columns."""
    if table.get("role") == "presentation" or table.get("datatable") == "0":
        return False
    if sums.titles or table.get("summary"):
        return True
    return sums.tables == 1 and sums.rows > 1 and (sums.rows >= 10 or sums.cells > 10)
