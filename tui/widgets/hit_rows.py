"""Hits as values for a list: what a row says of each, on which of its matches it stands, and where those lie."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from index.model import Span
from index.text.fold import folded

REACH = 60
"""Characters that stand behind the match of a row, whatever its width."""


@dataclass(frozen=True, slots=True)
class HitRow:
    """What a row needs of a hit. `spans` are offsets in the document, `start` that of `text`'s first character.

    `at` is the number of the span that the row stands on. `of` "" is a hit; else the row heads the hits of a document
    and `of` says how many ("12 hits"); without a `doc` it only says something ("showing harbour").
    """

    doc: str
    title: str
    text: str
    start: int
    spans: tuple[Span, ...]
    line: int = 0
    speaker: str = ""
    carried: bool = False
    of: str = ""
    at: int = 0
    outlet: str = ""
    date: str = ""
    kind: str = ""

    @property
    def offset(self) -> int:
        """Where to open the document: the match that the row stands on, or the start of the passage."""
        return self.spans[self.at][0] if self.spans else self.start

    @property
    def span(self) -> Span:
        """What is found there."""
        return self.spans[self.at] if self.spans else (self.start, self.start + 1)


@dataclass(frozen=True)
class Spread:
    """What is known of a document's hits beyond those listed: `count` in all, and where, as rising shares (0–1) of its
    length.
    """

    count: int = 0
    shares: Sequence[float] = field(default=())

    def counts(self, parts: int) -> list[int]:
        """How many lie in each of `parts` equal parts; quick however many there are."""
        ends = [bisect_left(self.shares, (part + 1) / parts) for part in range(parts - 1)]
        return [end - start for start, end in pairwise([0, *ends, len(self.shares)])]


def telling(rows: Sequence[HitRow]) -> list[HitRow]:
    """The rows, each standing on the matches that tell most: many of the words close together, the rare ones first.

    A word is as rare as it is among these very rows; without this a row of three words asked for shows the commonest.
    """
    words = [[folded(row.text[a - row.start : b - row.start]) for a, b in row.spans] for row in rows]
    common = Counter(word for found in words for word in set(found))
    placed = []
    for row, found in zip(rows, words, strict=True):
        best, most = 0, 0.0
        for at, (start, _) in enumerate(row.spans):
            near = {word for word, span in zip(found[at:], row.spans[at:], strict=True) if span[1] <= start + REACH}
            weight = sum(1 / common[word] for word in near | {found[at]})
            if weight > most + 1e-9:
                best, most = at, weight
        placed.append(replace(row, at=best))
    return placed
