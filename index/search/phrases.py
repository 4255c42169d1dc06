"""Exact phrases: where a folded string stands in the library, across line breaks and passages.

Exact means equal under the fold, from the start of a word to the end of one. Postings say where it could be, the
folded text decides; no file is opened.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.engine import Index
from index.engine.segment import Ints
from index.model import Span
from index.text.fold import fold
from index.text.words import cut

MOST = 1_000  # occurrences: more of them nobody walks through
COMMON = 1_000  # passages: a word in more of them leads to too many places to look at one by one


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A phrase in the text: from byte `start` of the folded text of the passage at `first` to byte `end` of that of
    `last`.
    """

    first: int
    start: int
    last: int
    end: int


def occurrences(index: Index, needle: str, *, most: int = MOST) -> list[Occurrence]:
    """Where `needle` (folded) stands, in the order of places; living documents only."""
    needle = needle.strip()
    if not needle:
        return []
    words = cut(needle)
    # A single character of a script without blanks is indexed only as part of a pair.
    alone = len(words) == 1 and ((len(words[0]) == 1 and words[0] >= "\u0e00") or index.frequency(words[0]) > COMMON)
    if not words or alone:
        return near(index, needle, None, most=most)
    return near(index, needle, candidates(index, words), most=most)


def near(
    index: Index, needle: str, places: Ints | None, *, open_end: bool = False, most: int = MOST
) -> list[Occurrence]:
    """The same at and round some `places` (rising), everywhere when None. With `open_end` the last word may go on."""
    if places is not None and not len(places):
        return []
    edges = (needle[:1].isalnum(), needle[-1:].isalnum() and not open_end)
    found = [Occurrence(*found) for found in index.find_folded(needle, places, most, edges)]
    return [one for one in found if index.alive[one.first]]


def candidates(index: Index, words: Sequence[str]) -> Ints:
    """The rising places where a run of words may begin or be: those of its rarest word, or, when that is common, those
    where the very words follow each other."""
    rarest = min(words, key=index.frequency)
    if index.frequency(rarest) <= COMMON or len(words) == 1:
        return index.postings(rarest)[0]
    return index.find_words(words)


def span_of(index: Index, occurrence: Occurrence) -> Span:
    """Where an occurrence is in its document, without the blanks that the fold makes part of a dash at either end."""
    first, last = index.text(occurrence.first), index.text(occurrence.last)
    one = fold(first)
    other = one if occurrence.last == occurrence.first else fold(last)
    start = one.start(min(index.letters(occurrence.first, occurrence.start), len(one.text)))
    end = other.end(min(index.letters(occurrence.last, occurrence.end), len(other.text)))
    start += len(first[start:]) - len(first[start:].lstrip())
    end -= len(last[:end]) - len(last[:end].rstrip())
    begin = int(index.start_of[occurrence.first]) + start
    return begin, max(begin, int(index.start_of[occurrence.last]) + end)
