"""Ranking: BM25F over the postings arrays.

Text and context (the document's title and the heading a passage stands under) are two fields of one stream (Robertson,
Zaragoza & Taylor 2004, "Simple BM25 extension to multiple weighted fields", section 3.2), the context at half weight.
Words are matched by stem, no word is left out: the inverse frequency takes care of the common ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from index.engine import Index
from index.engine.segment import Ints

K1 = 1.2
B = 0.75
CONTEXT_WEIGHT = 0.5


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing that was asked for: a word with all that counts as it.

    `forms` are folded words with their weight; `prefix` adds every word that starts so. `boost` weighs the unit in
    the query.
    """

    typed: str
    forms: tuple[tuple[str, float], ...] = ()
    prefix: str = ""
    boost: float = 1.0


@dataclass(frozen=True)
class Matched:
    """Where a unit stands: rising `places` and the weighted number of times; `share` of its best score in each of
    them.
    """

    unit: Unit
    places: Ints
    scores: Ints


class Scorer:
    """Scores for one index; keeps what depends on the index alone. Not changed by use: threads may share it."""

    def __init__(self, index: Index) -> None:
        self.index = index
        lengths = index.length_of.astype(np.float32)
        body = lengths[index.alive] if index.size else lengths
        average = float(body.mean()) if body.size else 1.0
        self._norm = (K1 * (1 - B + B * lengths / max(average, 1.0))).astype(np.float32)
        self._living = max(1, int(index.alive.sum()))

    def match(self, unit: Unit) -> Matched:
        """Where `unit` stands, with BM25F scores."""
        index = self.index
        parts = [(index.postings(word), weight) for word, weight in unit.forms]
        if unit.prefix:
            parts.append((index.prefix_postings(unit.prefix), 1.0))
        parts = [part for part in parts if len(part[0][0])]
        if not parts:
            return Matched(unit, np.zeros(0, np.uint32), np.zeros(0, np.float32))
        if len(parts) == 1 and not unit.prefix:
            (places, counts), weight = parts[0]
            often = counts.astype(np.float32) * np.float32(weight)
        else:
            total = np.zeros(index.size, np.float32)
            for (found, counts), weight in parts:
                # add.at, because a prefix brings the same place once for each word; 8 ns a posting
                np.add.at(total, found, counts.astype(np.float32) * np.float32(weight))
            places = np.flatnonzero(total)
            often = total[places]
        often = often + self._in_context(unit, places)
        often *= np.float32(K1 + 1) / (often + self._norm[places])
        often *= np.float32(self.rarity(len(places)) * unit.boost)
        return Matched(unit, places, often)

    def _in_context(self, unit: Unit, places: Ints) -> Ints | float:
        contexts = [index_contexts for word, _ in unit.forms if len(index_contexts := self.index.contexts_with(word))]
        if not contexts:
            return 0.0
        flag = np.zeros(self.index.contexts, np.float32)
        for found in contexts:
            flag[found] = CONTEXT_WEIGHT
        weights: Ints = flag[self.index.context_of[places]]
        return weights

    def rarity(self, frequency: int) -> float:
        """Inverse passage frequency (Robertson & Spärck Jones 1976, as in Lucene: never below zero)."""
        return (
            float(np.log1p((self._living - frequency + 0.5) / (frequency + 0.5))) if frequency < self._living else 0.01
        )

    def total(self, matched: Sequence[Matched]) -> Ints:
        """The sum of scores at every place, zero where nothing stands."""
        total = np.zeros(self.index.size, np.float32)
        for match in matched:
            total[match.places] += match.scores
        return total


def best(scores: Ints, limit: int) -> Ints:
    """The places of the `limit` highest scores above zero, best first; ties in the order of places."""
    places = np.flatnonzero(scores > 0)
    if len(places) > limit:
        cut = np.partition(scores[places], len(places) - limit)[len(places) - limit]
        places = places[scores[places] >= cut]
    order = np.argsort(-scores[places], kind="stable")[:limit]
    return places[order]
