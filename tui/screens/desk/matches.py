"""Every place of some words in one text: what `/` marks and `n` walks.

It alone decides how a long text is looked through without holding up a key: the text is folded once, in pieces, and
kept while it is open; matches are counted up to a bound, because nobody walks more, and marking all of them takes
longer than a key may.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from itertools import islice

from index.model import Span
from index.text.fold import Folded, fold, occurrences

MOST = 10_000
"""Matches that are marked; where there are more, that is said."""
PIECE = 60_000
"""Characters folded at one go: other threads wait for a few milliseconds at most."""


@dataclass(frozen=True, slots=True)
class Way:
    """How strictly words are matched. Without both, only the fold counts."""

    whole: bool = False
    case: bool = False

    @property
    def next(self) -> Way:
        """The one that follows when the ways are gone through one by one."""
        order = [Way(), Way(whole=True), Way(case=True), Way(whole=True, case=True)]
        return order[(order.index(self) + 1) % len(order)]

    @property
    def label(self) -> str:
        """What it is called; "" for the plain one."""
        return ", ".join(name for name, on in (("whole words", self.whole), ("same case", self.case)) if on)


class FoldedPieces(Folded):
    """The fold of a long text, made piece by piece; equal to `fold(text)` in text and spans."""

    __slots__ = ("_here", "_pieces", "_there")

    def __init__(self, text: str, size: int = PIECE) -> None:
        self._there = list(_cuts(text, size))
        self._pieces = [
            fold(text[start:end]) for start, end in zip(self._there, [*self._there[1:], len(text)], strict=True)
        ]
        self._here = [0]
        for piece in self._pieces[:-1]:
            self._here.append(self._here[-1] + len(piece.text))
        super().__init__("".join(piece.text for piece in self._pieces), ())

    def start(self, at: int) -> int:
        number = max(0, bisect_right(self._here, at) - 1)
        return self._there[number] + self._pieces[number].start(at - self._here[number])

    def end(self, at: int) -> int:
        number = max(0, bisect_right(self._here, at - 1) - 1)
        return self._there[number] + self._pieces[number].end(at - self._here[number])

    def at(self, offset: int) -> int:
        number = max(0, bisect_right(self._there, offset) - 1)
        return self._here[number] + self._pieces[number].at(offset - self._there[number])


def _cuts(text: str, size: int) -> list[int]:
    """Where pieces begin: between two letters that fold each by itself, so that no run is cut in two."""
    cuts = [0]
    at = size
    while at < len(text):
        after = text[at]
        if text[at - 1].isalnum() and after.isalnum() and (after < "\u1100" or "\u3400" <= after <= "\u9fff"):
            cuts.append(at)
            at += size
        else:
            at += 1
    return cuts


def matches(text: str, folded: Folded, query: str, way: Way) -> tuple[list[Span], bool]:
    """The places of `query` in `text`, whose fold is `folded`, in order; and whether there are more than MOST of them.

    With `way.case` the letters must be the same, capitals and all; quotes, dashes, blanks and accents still are not
    looked at.
    """
    wanted = _letters(query)
    found = (
        span
        for span in occurrences(query.strip("\n"), folded, way.whole)
        if not way.case or _letters(text[slice(*span)]) == wanted
    )
    spans = list(islice(found, MOST + 1))
    return spans[:MOST], len(spans) > MOST


def _letters(text: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFKD", text) if letter.isalpha())
