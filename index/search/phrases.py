"""Exact phrases: where a folded string stands in the library, across line breaks and passages.

Exact means equal under the fold, from the start of a word to the end of one. Postings say where it could be, the
folded text decides; no file is opened.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from index.engine import Index
from index.engine.analysis import cut
from index.engine.segment import Ints
from index.model import Span
from index.text.fold import fold

MOST = 2_000  # occurrences: more of them nobody walks through
_FEW = 64  # candidates that are cheaper to verify than to thin out


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A phrase in the text: from `start` in the folded text of the passage at `first` to `end` in that of `last`."""

    first: int
    start: int
    last: int
    end: int


def occurrences(index: Index, needle: str, *, open_end: bool = False, most: int = MOST) -> list[Occurrence]:
    """Where `needle` (folded) stands, in the order of places; living documents only.

    With `open_end` its last word may go on. A needle without a word in it is looked for as it is.
    """
    needle = needle.strip()
    if not needle:
        return []
    terms = cut(needle)[:-1] if open_end else cut(needle)
    # A single character of a script without blanks is indexed only as part of a pair.
    terms = [term for term in dict.fromkeys(terms) if len(term) > 1 or term < "\u0e00"]
    places = _candidates(index, terms)
    if places is None:
        return [_located(index, place, at, needle) for place, at in index.find_folded(needle, most)]
    found: list[Occurrence] = []
    last_seen = (-1, -1)
    for place in places:
        for occurrence in _verified(index, int(place), needle, open_end):
            key = (occurrence.first, occurrence.start)
            if key > last_seen:
                found.append(occurrence)
                last_seen = key
        if len(found) >= most:
            break
    return found


def _candidates(index: Index, terms: list[str]) -> Ints | None:
    """Living places that hold the rarest term and have all the others near; None when there is no term to go by."""
    if not terms:
        return None
    ranked = sorted(terms, key=index.frequency)
    places, _ = index.postings(ranked[0])
    places = places[index.alive[places]]
    reach = len(terms)
    for term in ranked[1:]:
        if len(places) <= _FEW:
            break
        near = np.zeros(index.size + 1, np.int32)
        near[1:][index.postings(term)[0]] = 1
        np.cumsum(near, out=near)
        low = np.maximum(places.astype(np.int64) - reach, 0)
        high = np.minimum(places.astype(np.int64) + reach + 1, index.size)
        places = places[near[high] > near[low]]
    return places


def _verified(index: Index, place: int, needle: str, open_end: bool) -> list[Occurrence]:
    """The occurrences of `needle` that touch the passage at `place`."""
    low, high = index.places_of(int(index.doc_of[place]))
    first, last = place, place + 1
    size = len(needle)
    before = after = 0
    shares = [index.folded(place, place + 1)]
    while first > low and before < size:
        first -= 1
        shares.insert(0, index.folded(first, first + 1))
        before += len(shares[0])
    while last < high and after < size:
        shares.append(index.folded(last, last + 1))
        after += len(shares[-1])
        last += 1
    text = "".join(shares)
    found = []
    at = text.find(needle, max(0, before - size))
    stop = before + len(shares[place - first])
    while 0 <= at < stop:
        if _whole(text, at, at + size, open_end):
            found.append(_between(shares, first, at, at + size))
        at = text.find(needle, at + 1)
    return found


def _between(shares: list[str], first: int, start: int, end: int) -> Occurrence:
    ends = np.cumsum([len(share) for share in shares])
    one = int(np.searchsorted(ends, start, "right"))
    other = int(np.searchsorted(ends, end, "left"))
    return Occurrence(
        first + one,
        start - int(ends[one] - len(shares[one])),
        first + other,
        end - int(ends[other] - len(shares[other])),
    )


def _whole(text: str, start: int, end: int, open_end: bool) -> bool:
    """Whether `text[start:end]` begins and ends at the edges of words."""
    if start > 0 and _joined(text[start - 1], text[start]):
        return False
    return open_end or end >= len(text) or not _joined(text[end - 1], text[end])


def _joined(left: str, right: str) -> bool:
    # Between two characters of a script without blanks there is an edge everywhere.
    return left.isalnum() and right.isalnum() and (left < "\u0e00" or right < "\u0e00")


def _located(index: Index, place: int, at: int, needle: str) -> Occurrence:
    return Occurrence(place, at, place, at + len(needle))


def span_of(index: Index, occurrence: Occurrence) -> Span:
    """Where an occurrence is in its document."""
    one = fold(index.text(occurrence.first))
    other = one if occurrence.last == occurrence.first else fold(index.text(occurrence.last))
    start = int(index.start_of[occurrence.first]) + one.start(min(occurrence.start, len(one.text)))
    end = int(index.start_of[occurrence.last]) + other.end(min(occurrence.end, len(other.text)))
    return start, max(start, end)
