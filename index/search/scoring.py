"""Ranking: BM25F over the postings arrays, with the document and the neighbours of a passage as its context.

The score of a passage for a query is, over the query's words,

    own      BM25F of the passage: its text, and its title and heading at half weight, as one stream
             (Robertson, Zaragoza & Taylor 2004, section 3.2; K3 as in Okapi, Robertson & Walker 1994, section 4.2)
    + NEAR   of the better neighbour's own score: a thought runs over several turns
    + WHOLE  of the document's BM25 (Callan 1994: a passage is worth more in a document that is about the matter)

Words are matched by stem. None is left out of the index, but the words that every sentence is made of count for less
when others were typed. The weights were chosen on `cran`, `adi` and `qmsum`, and are flat round the values chosen.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from index.engine import Index
from index.engine.segment import Ints
from index.search.phrases import occurrences

K1 = 1.2
B = 0.4  # passages are short, and their length says little
B_DOCUMENT = 0.75
K3 = 7.0
CONTEXT = 0.5
NEAR = 0.3
WHOLE = 0.4
COMMON = 0.3


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing that was asked for: a word with all that counts as it.

    `forms` are folded words of the library with their weight, `phrase` the same word written as two; `prefix` stands
    for every word that starts so. `times` is how often it was typed, `common` whether it is a word that every
    sentence is made of.
    """

    typed: str
    forms: tuple[tuple[str, float], ...] = ()
    prefix: str = ""
    phrase: str = ""
    times: int = 1
    common: bool = False


@dataclass(frozen=True)
class Matched:
    """Where a unit stands: rising `places`, the weighted number of times, and the BM25F score there."""

    unit: Unit
    places: Ints
    often: Ints
    scores: Ints


class Scorer:
    """Scores for one index. Keeps what depends on the index alone and is not changed by use."""

    def __init__(self, index: Index) -> None:
        self.index = index
        lengths = index.length_of.astype(np.float32)
        self._living = max(1, int(index.alive.sum()))
        average = float(lengths[index.alive].sum()) / self._living
        self.norm = (K1 * (1 - B + B * lengths / max(average, 1.0))).astype(np.float32)
        documents = len(index.docs)
        whole = np.bincount(index.doc_of, lengths, documents)[:documents]
        self._documents = max(1, int(index.doc_alive.sum()))
        average = float(whole[index.doc_alive].sum()) / self._documents
        self._doc_norm = K1 * (1 - B_DOCUMENT + B_DOCUMENT * whole / max(average, 1.0))
        # Whether the place before (after) belongs to the same document.
        same = index.doc_of[1:] == index.doc_of[:-1]
        self._after_one = np.concatenate(([False], same)) if index.size else np.zeros(0, bool)
        self._before_one = np.concatenate((same, [False])) if index.size else np.zeros(0, bool)

    def match(self, unit: Unit) -> Matched:
        """Where `unit` stands in the library, scored."""
        places, often = self._stand(unit)
        rarity = self._rarity(places)
        return Matched(unit, places, often, self._score(unit, places, often, rarity))

    def _stand(self, unit: Unit) -> tuple[Ints, Ints]:
        index = self.index
        if unit.prefix:
            # Which of its words stand there, and how often, makes no difference worth the time while it is being typed.
            held = np.zeros(index.size, bool)
            held[index.prefix_postings(unit.prefix)[0]] = True
            for word, _ in unit.forms:
                held[index.postings(word)[0]] = True
            places = np.flatnonzero(held)
            return places, np.ones(len(places), np.float32)
        parts = [(index.postings(word), np.float32(weight)) for word, weight in unit.forms]
        if unit.phrase:
            found = np.array([one.first for one in occurrences(index, unit.phrase)], np.int64)
            places, times = np.unique(found, return_counts=True)
            parts.append(((places, times), np.float32(1)))
        if len(parts) == 1:
            (places, counts), weight = parts[0]
            return places, counts.astype(np.float32) * weight
        total = np.zeros(index.size, np.float32)
        for (found, counts), weight in parts:
            total[found] += counts * weight
        places = np.flatnonzero(total > 0)
        return places, total[places]

    def _rarity(self, places: Ints) -> float:
        """The mean of the inverse frequencies in passages and in documents: with few documents the second says
        little, with many short ones the first counts a title and its text twice.
        """
        held = np.zeros(len(self.index.docs) + 1, bool)
        held[self.index.doc_of[places]] = True
        return (rarity(len(places), self._living) + rarity(int(held.sum()), self._documents)) / 2

    def _score(self, unit: Unit, places: Ints, often: Ints, worth: float) -> Ints:
        often = often + self._in_context(unit, places)
        score: Ints = often * np.float32(K1 + 1) / (often + self.norm[places])
        score *= np.float32(worth * _weight(unit))
        return score

    def _in_context(self, unit: Unit, places: Ints) -> Ints | float:
        held = [contexts for word, _ in unit.forms if len(contexts := self.index.contexts_with(word))]
        if not held:
            return 0.0
        flag = np.zeros(self.index.contexts, np.float32)
        for contexts in held:
            flag[contexts] = CONTEXT
        weights: Ints = flag[self.index.context_of[places]]
        return weights

    def own(self, matched: Iterable[Matched]) -> Ints:
        """The sum of the passages' own scores, by place."""
        total = np.zeros(self.index.size, np.float32)
        for match in matched:
            total[match.places] += match.scores
        return total

    def at(self, unit: Unit, places: Ints) -> Ints:
        """The own scores for a unit at some rising `places` only: for the words that stand nearly everywhere."""
        often = np.zeros(len(places), np.float32)
        stands = 0
        for word, weight in unit.forms:
            found, counts = self.index.postings(word)
            stands = max(stands, len(found))
            if len(found):
                where = np.minimum(np.searchsorted(found, places), len(found) - 1)
                often += np.where(found[where] == places, counts[where] * np.float32(weight), np.float32(0))
        score: Ints = often * np.float32(K1 + 1) / (often + self.norm[places])
        return score * np.float32(rarity(stands, self._living) * _weight(unit))

    def near(self, own: Ints, places: Ints) -> Ints:
        """What the neighbours of `places` add to their score."""
        last = max(0, len(own) - 1)
        left = np.where(self._after_one[places], own[np.maximum(places, 1) - 1], np.float32(0))
        right = np.where(self._before_one[places], own[np.minimum(places + 1, last)], np.float32(0))
        add: Ints = NEAR * np.maximum(left, right)
        return add

    def whole(self, matched: Sequence[Matched], places: Ints) -> Ints:
        """What the documents of `places` add to their score."""
        documents = len(self.index.docs)
        score = np.zeros(documents)
        for match in matched:
            often = np.bincount(self.index.doc_of[match.places], match.often, documents)[:documents]
            worth = rarity(int((often > 0).sum()), self._documents) * _weight(match.unit)
            score += worth * often * (K1 + 1) / (often + self._doc_norm)
        add: Ints = np.float32(WHOLE) * score[self.index.doc_of[places]].astype(np.float32)
        return add


def rarity(frequency: int, of: int) -> float:
    """Inverse frequency (Robertson & Spärck Jones 1976, as in Lucene: never below zero)."""
    return float(np.log1p((of - min(frequency, of) + 0.5) / (min(frequency, of) + 0.5)))


def _weight(unit: Unit) -> float:
    return (K3 + 1) * unit.times / (K3 + unit.times) * (COMMON if unit.common else 1.0)


def best(scores: Ints, limit: int) -> Ints:
    """The positions of the `limit` highest scores above zero, best first; ties in the order given."""
    top = float(scores.max(initial=0.0))
    if top <= 0:
        return np.zeros(0, np.int64)
    # Few scores are near the top one: to look for them from above takes a fifth of the time of sorting out all.
    for share in (0.8, 0.6, 0.4, 0.2, 0.0):
        positions = np.flatnonzero(scores > np.float32(share * top))
        if len(positions) >= limit:
            break
    if len(positions) > limit:
        held = scores[positions]
        cut = np.partition(held, len(held) - limit)[len(held) - limit]
        positions = positions[held >= cut]
    order = np.argsort(-scores[positions], kind="stable")[:limit]
    return positions[order]
