"""Which passages of different sources say the same: closeness, mutual best pairs, passages without a counterpart.

Closeness is the cosine of (1 + ln tf) * ln(1 + N / df) on stems (Salton & Buckley 1988). Static word embeddings did not
beat it on news of the same events (EVIDENCE section 4), and this one can show the words that two passages share.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.compare.collection import Collection
from index.compare.comparison import FarPlace, Pair

Array = NDArray[Any]

COUNTERPART = 0.10
"""Below this similarity two passages are not called counterparts."""

SHARED_SHOWN = 6
MAX_PAIRS = 400

EXACT_PASSAGES = 1200
COMMON_TERM = 0.2
"""Beyond EXACT_PASSAGES passages, words in more than this share of them nominate no candidates (they weigh little)."""


@dataclass(frozen=True, slots=True, eq=False)
class Vectors:
    """Unit vectors of all passages of a collection: for passage i the entries first[i] to first[i + 1]."""

    first: Array
    stem: Array
    weight: Array


def vectors(collection: Collection) -> Vectors:
    """TF-IDF vectors of the body passages, from what is kept with the collection."""
    found = collection.known.get("vectors")
    if found is None:
        found = collection.known["vectors"] = _vectors(collection)
    made: Vectors = found
    return made


def _vectors(collection: Collection) -> Vectors:
    body, count = collection.body, len(collection.passages)
    content = np.flatnonzero(body.content)
    width = int(body.stems.max(initial=0)) + 1
    keys, tf = np.unique(body.stretch[content].astype(np.int64) * width + body.stems[content], return_counts=True)
    passage, stem = keys // width, keys % width
    df = np.bincount(stem, minlength=width)
    weight = (1 + np.log(tf)) * np.log(1 + count / df[stem])
    norm = np.sqrt(np.bincount(passage, weights=weight * weight, minlength=count))
    first = np.searchsorted(passage, np.arange(count + 1))
    return Vectors(first, stem, weight / norm[passage])


class Closeness:
    """Similarities between chosen passages of a collection, one row at a time."""

    def __init__(self, collection: Collection, passages: Array) -> None:
        self.collection, self.passages = collection, passages
        self.owner = collection.owner[passages]
        v = vectors(collection)
        lengths = v.first[passages + 1] - v.first[passages]
        self.first = np.concatenate([[0], np.cumsum(lengths)])
        entries = np.repeat(v.first[passages] - self.first[:-1], lengths) + np.arange(int(self.first[-1]))
        self.stem, self.weight = v.stem[entries], v.weight[entries]
        self.row = np.repeat(np.arange(len(passages)), lengths)
        order = np.argsort(self.stem, kind="stable")
        self.by_stem_row, self.by_stem_weight = self.row[order], self.weight[order]
        _, self.column, df = np.unique(self.stem, return_inverse=True, return_counts=True)
        self.edges = np.concatenate([[0], np.cumsum(df)])
        self.nominates = np.ones(len(df), dtype=bool)
        if len(passages) > EXACT_PASSAGES:
            self.nominates = df <= max(COMMON_TERM * len(passages), 2)

    def similarities(self, row: int) -> NDArray[np.float64]:
        """Cosine of passage `row` with every chosen passage; 0 with those of its own source."""
        out = np.zeros(len(self.passages))
        for entry in range(int(self.first[row]), int(self.first[row + 1])):
            column = self.column[entry]
            if self.nominates[column]:
                a, b = self.edges[column], self.edges[column + 1]
                out[self.by_stem_row[a:b]] += self.weight[entry] * self.by_stem_weight[a:b]
        out[self.owner == self.owner[row]] = 0.0
        return out

    def shared(self, row: int, other: int) -> Array:
        """Stem ids that two passages have in common, the heaviest first."""
        a, b = (slice(int(self.first[n]), int(self.first[n + 1])) for n in (row, other))
        common, left, right = np.intersect1d(self.stem[a], self.stem[b], assume_unique=True, return_indices=True)
        return common[np.argsort(-(self.weight[a][left] * self.weight[b][right]), kind="stable")]


def pairs(collection: Collection, passages: Array) -> tuple[tuple[Pair, ...], int, NDArray[np.bool_]]:
    """Mutual best pairs among `passages`, the closest first; how many pairs there are to rank; who has a counterpart.

    For every two sources a pair is two passages each of which is the other's closest in that source, at COUNTERPART or
    more. The third value says for each of `passages` whether any other source has a counterpart to it.
    """
    near = Closeness(collection, passages)
    sources, inverse = np.unique(near.owner, return_inverse=True)
    edges = np.searchsorted(inverse, np.arange(len(sources)))
    count = len(passages)
    best = np.zeros((count, len(sources)))
    which = np.full((count, len(sources)), -1, dtype=np.int64)
    positive: list[Array] = []
    for row in range(count):
        similar = near.similarities(row)
        best[row] = np.maximum.reduceat(similar, edges) if count else 0
        for source in np.flatnonzero(best[row] >= COUNTERPART).tolist():
            end = edges[source + 1] if source + 1 < len(edges) else count
            which[row, source] = edges[source] + int(np.argmax(similar[edges[source] : end]))
        positive.append(similar[row:][similar[row:] > 0])
    found = []
    for row in range(count):
        for source in np.flatnonzero(which[row] >= 0).tolist():
            other = int(which[row, source])
            if row < other and which[other, inverse[row]] == row:
                found.append((best[row, source], row, other))
    found.sort(key=lambda item: (-item[0], item[1], item[2]))
    ranks = np.sort(np.concatenate(positive)) if positive else np.zeros(0)
    made = []
    for similarity, row, other in found[:MAX_PAIRS]:
        above = len(ranks) - int(np.searchsorted(ranks, similarity + 1e-12, "left"))
        shared = _surface_of(collection, int(passages[row]), near.shared(row, other)[:SHARED_SHOWN].tolist())
        a, b = _place(collection, int(passages[row])), _place(collection, int(passages[other]))
        made.append(Pair(a, b, similarity=min(1.0, float(similarity)), rank=above + 1, shared=shared))
    return tuple(made), len(ranks), best.max(axis=1, initial=0.0) >= COUNTERPART


def _surface_of(collection: Collection, passage: int, stems: Sequence[int]) -> tuple[str, ...]:
    body = collection.body
    a, b = int(body.first[passage]), int(body.first[passage + 1])
    first = {int(stem): at for at, stem in reversed(list(enumerate(body.stems[a:b].tolist(), a)))}
    return tuple(collection.surface(first[stem], 1) for stem in stems)


def _place(collection: Collection, passage: int) -> FarPlace:
    p = collection.passages[passage]
    return collection.documents[int(collection.owner[passage])].id, p.number, p.start, p.end
