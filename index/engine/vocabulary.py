"""The words of an index: in which passages they stand, how often, and where runs of them do.

The part of `Index` that answers for words; `view` is the part that answers for passages. Words are folded throughout.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

import numpy as np

from index.engine.segment import Ints, Segment


class Words:
    """Look-ups over several segments, passages numbered through."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self.segments = list(segments)
        self._base = [0]
        self._context_base = [0]
        for segment in segments:
            self._base.append(self._base[-1] + segment.passages)
            self._context_base.append(self._context_base[-1] + segment.contexts)

    def postings(self, word: str) -> tuple[Ints, Ints]:
        """Places (rising) that hold a folded word, and how often (255 at most); passages of dead documents too."""
        parts = []
        for number, segment in enumerate(self.segments):
            at = segment.terms.find(word)
            if at >= 0:
                parts.append(self._shift(number, segment.postings(at, at + 1)))
        return _joined(parts)

    def prefix_postings(self, prefix: str) -> tuple[Ints, Ints]:
        """The same for all words that start with `prefix`; a place comes once for each such word, in no order."""
        parts = []
        for number, segment in enumerate(self.segments):
            first, last = segment.terms.range(prefix)
            if last > first:
                parts.append(self._shift(number, segment.postings(first, last)))
        return _joined(parts)

    def _shift(self, number: int, found: tuple[Ints, Ints]) -> tuple[Ints, Ints]:
        base = self._base[number]
        return (found[0] + np.uint32(base), found[1]) if base else found

    def frequency(self, word: str) -> int:
        """In how many passages a folded word stands."""
        total = 0
        for segment in self.segments:
            at = segment.terms.find(word)
            if at >= 0:
                total += segment.frequency(at)
        return total

    def begins(self, prefix: str) -> bool:
        """Whether any word starts with `prefix`."""
        return self.prefix_frequency(prefix) > 0

    def prefix_frequency(self, prefix: str) -> int:
        """How many passages hold the words that start with `prefix`, each counted for each word."""
        return sum(len(segment.postings(*segment.terms.range(prefix))[0]) for segment in self.segments)

    def starting_with(self, prefix: str) -> dict[str, int]:
        """The words that start with `prefix` and in how many passages each stands."""
        found: dict[str, int] = {}
        for segment in self.segments:
            first, last = segment.terms.range(prefix)
            counts = segment.frequencies(first, last).tolist() if last > first else []
            for word, count in zip(segment.terms.slice(first, last), counts, strict=True):
                if count:  # the words of titles are in the vocabulary, too
                    found[word] = found.get(word, 0) + count
        return found

    def family(self, stem: str) -> list[str]:
        """The words that have this stem."""
        found: dict[str, None] = {}
        for segment in self.segments:
            for at in segment.family(stem):
                found[segment.terms[at].decode()] = None
        return list(found)

    def contexts_with(self, word: str) -> Ints:
        """The contexts (in the numbering of `context_of`) whose title or heading holds the word."""
        parts = []
        for segment, base in zip(self.segments, self._context_base, strict=False):
            at = segment.terms.find(word)
            if at >= 0:
                parts.append(segment.contexts_of(at).astype(np.int64) + base)
        return np.concatenate(parts) if parts else np.zeros(0, np.int64)

    # -- runs of words

    def find_words(self, words: Sequence[str]) -> Ints:
        """The places in which a run of folded words begins, whatever stands between them, rising; dead ones too.

        Reads the words of the whole library (8 million in 4 ms): for runs without a rare word.
        """
        found = [segment.find_words(words) + base for segment, base in zip(self.segments, self._base, strict=False)]
        return np.concatenate(found) if found else np.zeros(0, np.int64)

    def standing(self, words: Sequence[str], places: Ints, reach: int) -> tuple[Ints, Ints]:
        """Which of some `words` (fewer than 65,535, each once) stand one after the other in `places` (rising) and the
        `reach` words behind each: for every word of the text its position in `words`, `len(words)` for any other; and
        where each place begins in that.
        """
        parts, firsts, size = [], [], 0
        for number, segment in enumerate(self.segments):
            low, high = np.searchsorted(places, (self._base[number], self._base[number + 1]))
            if high == low:
                continue
            tokens, first = segment.words_from(places[low:high].astype(np.int64) - self._base[number], reach)
            position = np.full(len(segment.terms) + 1, len(words), np.uint16)
            position[[segment.terms.find(word) for word in words]] = np.arange(len(words))  # -1, not here, is the last
            parts.append(position[tokens])
            firsts.append(first + size)
            size += len(tokens)
        if not parts:
            return np.zeros(0, np.uint16), np.zeros(0, np.int64)
        return np.concatenate(parts), np.concatenate(firsts)

    def find_folded(
        self, needle: str, places: Ints | None, most: int, edges: tuple[bool, bool] = (True, True)
    ) -> list[tuple[int, int, int, int]]:
        """Where a folded string stands: first place, byte of its folded text, last place, byte of that; dead ones too.
        `letters` makes characters of the bytes.

        Looks at and round `places` (rising), or everywhere (3 GB/s) when None; stops after `most`. `edges`: whether the
        string must begin and end at the edges of words.
        """
        found: list[tuple[int, int, int, int]] = []
        sought = needle.encode("utf-8", "replace")
        for number, segment in enumerate(self.segments):
            low, high = self._base[number], self._base[number + 1]
            mine = None
            if places is not None:
                mine = places[np.searchsorted(places, low) : np.searchsorted(places, high)].astype(np.int64) - low
                if not len(mine):
                    continue
            columns = segment.find_folded(sought, mine, len(sought), most - len(found), edges)
            first, start, last, end = (column.tolist() for column in columns)
            found += zip((at + low for at in first), start, (at + low for at in last), end, strict=True)
            if len(found) >= most:
                break
        return found

    def letters(self, place: int, at: int) -> int:
        """How many characters of its folded text the first `at` bytes of that are."""
        number = bisect_right(self._base, place) - 1
        own = place - self._base[number]
        return len(self.segments[number].folded(own, own + 1)[:at].decode())


def _joined(parts: list[tuple[Ints, Ints]]) -> tuple[Ints, Ints]:
    if len(parts) == 1:
        return parts[0]
    if not parts:
        return np.zeros(0, np.uint32), np.zeros(0, np.uint8)
    return np.concatenate([part[0] for part in parts]), np.concatenate([part[1] for part in parts])
