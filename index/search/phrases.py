"""Exact phrases: where a folded string stands in the library, across line breaks and passages.

Exact means equal under the fold, from the start of a word to the end of one. Postings say where it could be, the
folded text decides; no file is opened.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from index.engine import Index
from index.engine.segment import Ints
from index.model import Span
from index.text.fold import fold
from index.text.words import cut

MOST = 2_000  # occurrences: more of them nobody walks through
_FEW = 500  # candidates that are cheaper to look at than to thin out
_MANY = 20_000  # candidates that cost more to look at than the whole text


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A phrase in the text: from `start` in the folded text of the passage at `first` to `end` in that of `last`."""

    first: int
    start: int
    last: int
    end: int


def occurrences(index: Index, needle: str, *, most: int = MOST) -> list[Occurrence]:
    """Where `needle` (folded) stands, in the order of places; living documents only."""
    needle = needle.strip()
    if not needle:
        return []
    # A single character of a script without blanks is indexed only as part of a pair.
    terms = [term for term in dict.fromkeys(cut(needle)) if len(term) > 1 or term < "\u0e00"]
    return near(index, needle, candidates(index, terms) if terms else None, most=most)


def near(
    index: Index, needle: str, places: Ints | None, *, open_end: bool = False, most: int = MOST
) -> list[Occurrence]:
    """The same at and round some `places` (rising). With `open_end` the last word may go on."""
    if places is not None and len(places) > _MANY:
        places = None
    if places is not None and not len(places):
        return []
    edges = (needle[:1].isalnum(), needle[-1:].isalnum() and not open_end)
    found = [Occurrence(*found) for found in index.find_folded(needle, places, most, edges)]
    return [one for one in found if index.alive[one.first]]


def candidates(index: Index, terms: Sequence[str]) -> Ints:
    """The rising places that hold the rarest term and have all the others near."""
    ranked = sorted(terms, key=index.frequency)
    places, _ = index.postings(ranked[0])
    reach = len(terms)
    for term in ranked[1:]:
        if len(places) <= _FEW:
            break
        held = np.zeros(index.size + 1, np.int32)
        held[1:][index.postings(term)[0]] = 1
        np.cumsum(held, out=held)
        low = np.maximum(places.astype(np.int64) - reach, 0)
        high = np.minimum(places.astype(np.int64) + reach + 1, index.size)
        places = places[held[high] > held[low]]
    return places


def span_of(index: Index, occurrence: Occurrence) -> Span:
    """Where an occurrence is in its document, without the blanks that the fold makes part of a dash at either end."""
    first, last = index.text(occurrence.first), index.text(occurrence.last)
    one = fold(first)
    other = one if occurrence.last == occurrence.first else fold(last)
    start = one.start(min(occurrence.start, len(one.text)))
    end = other.end(min(occurrence.end, len(other.text)))
    start += len(first[start:]) - len(first[start:].lstrip())
    end -= len(last[:end]) - len(last[:end].rstrip())
    begin = int(index.start_of[occurrence.first]) + start
    return begin, max(begin, int(index.start_of[occurrence.last]) + end)
