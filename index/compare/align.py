"""Which passages of different sources say the same: closeness, mutual best pairs, passages without a counterpart.

Closeness is the cosine of (1 + ln tf) * ln(1 + N / df) on stems (Salton & Buckley 1988, section 2). Averaged static
word embeddings did not beat it on news of the same events (BASIL: the closest passage is of the same event for .68 of
them instead of .73), and this one can show the words that two passages share. Among several sources, what stands around
a passage helps to choose: a passage of a text on the same matter is preferred to an equally close one of another.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.compare.collection import Collection
from index.compare.comparison import HANDFUL
from index.compare.findings import FarPlace, Near, Pair

Array = NDArray[Any]
Floats = NDArray[np.float64]

COUNTERPART = 0.10
"""Below this similarity two passages are not called counterparts."""

CONTEXT = 0.2
"""Weight of the cosine of two whole sources beside that of two passages, when the closest of several sources is chosen:
the closest passage is of the same event for .83 instead of .64 of the passages of 50 events (BASIL 2010-14)."""

SHARED_SHOWN = 6
MAX_PAIRS = 400

EXACT_PASSAGES = 1200
COMMON_TERM = 0.2
"""Beyond EXACT_PASSAGES passages, words in more than this share of them nominate no candidates (they weigh little)."""

_BLOCK = 4096  # stems at a time when whole sources are compared: bounds the memory


@dataclass(frozen=True, slots=True, eq=False)
class Vectors:
    """Unit vectors of all passages of a collection: for passage i the entries first[i] to first[i + 1]."""

    first: Array
    stem: Array  # dense ids from 0, not those of the vocabulary
    weight: Floats
    stems: Array  # for each dense id that of the vocabulary


@dataclass(frozen=True, slots=True, eq=False)
class Alignment:
    """What `align` finds among chosen passages."""

    pairs: tuple[Pair, ...]  # mutual best, the closest first
    ranked: int  # pairs of passages of different sources with a word in common: what the ranks count
    nearest: tuple[tuple[Near, ...], ...]  # for each passage its closest in other sources, preferred source first


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
    stems, dense = np.unique(body.stems[content], return_inverse=True)
    width = max(1, len(stems))
    keys, tf = np.unique(body.stretch[content].astype(np.int64) * width + dense, return_counts=True)
    passage, stem = keys // width, keys % width
    df = np.bincount(stem, minlength=width)
    weight = (1 + np.log(tf)) * np.log(1 + count / df[stem])
    norm = np.sqrt(np.bincount(passage, weights=weight * weight, minlength=count))
    return Vectors(np.searchsorted(passage, np.arange(count + 1)), stem, weight / norm[passage], stems)


def kinship(collection: Collection) -> Floats:
    """Cosine of every two documents, each the sum of the vectors of its passages; from what is kept."""
    found = collection.known.get("kinship")
    if found is None:
        v, documents = vectors(collection), len(collection.documents)
        owner = np.repeat(collection.owner, np.diff(v.first)).astype(np.int64)
        found = np.zeros((documents, documents))
        for low in range(0, len(v.stems), _BLOCK):
            inside = (v.stem >= low) & (v.stem < low + _BLOCK)
            cells = owner[inside] * _BLOCK + (v.stem[inside] - low)
            part = np.bincount(cells, weights=v.weight[inside], minlength=documents * _BLOCK)
            part = part.reshape(documents, _BLOCK)
            found += part @ part.T
        norm = np.sqrt(np.maximum(np.diag(found), 1e-12))
        found = collection.known["kinship"] = found / norm[:, None] / norm[None, :]
    made: Floats = found
    return made


class Closeness:
    """Similarities between chosen passages of a collection, one row at a time."""

    def __init__(self, collection: Collection, passages: Array) -> None:
        self.collection, self.passages = collection, passages
        self.owner = collection.owner[passages]
        v = self.vectors = vectors(collection)
        lengths = v.first[passages + 1] - v.first[passages]
        self.first = np.concatenate([[0], np.cumsum(lengths)])
        entries = np.repeat(v.first[passages] - self.first[:-1], lengths) + np.arange(int(self.first[-1]))
        self.stem, self.weight = v.stem[entries], v.weight[entries]
        row = np.repeat(np.arange(len(passages)), lengths)
        order = np.argsort(self.stem, kind="stable")
        self.by_stem_row, self.by_stem_weight = row[order], self.weight[order]
        _, self.column, df = np.unique(self.stem, return_inverse=True, return_counts=True)
        self.edges = np.concatenate([[0], np.cumsum(df)])
        self._known: dict[int, dict[int, float]] = {}
        self.nominates = np.ones(len(df), dtype=bool)
        if len(passages) > EXACT_PASSAGES:
            self.nominates = df <= max(COMMON_TERM * len(passages), 2)

    def similarities(self, row: int) -> Floats:
        """Cosine of passage `row` with every chosen passage; 0 with those of its own source.

        Of more than EXACT_PASSAGES passages a lower bound: without the words that most of them share.
        """
        entries = np.arange(int(self.first[row]), int(self.first[row + 1]))
        entries = entries[self.nominates[self.column[entries]]]
        low = self.edges[self.column[entries]]
        lengths = self.edges[self.column[entries] + 1] - low
        # The postings of all words of the passage end to end, so that one pass adds them up.
        before = np.cumsum(lengths) - lengths
        postings = np.repeat(low - before, lengths) + np.arange(int(lengths.sum()))
        products = np.repeat(self.weight[entries], lengths) * self.by_stem_weight[postings]
        out = np.bincount(self.by_stem_row[postings], weights=products, minlength=len(self.passages))
        out[self.owner == self.owner[row]] = 0.0
        return np.asarray(out, dtype=np.float64)

    def closest(self, row: int) -> int:
        """The passage closest to passage `row` among all other sources, what stands around it counted in."""
        similar = self.similarities(row) + CONTEXT * kinship(self.collection)[self.owner[row], self.owner]
        return int(np.argmax(np.where(self.owner == self.owner[row], -1.0, similar)))

    def shared(self, row: int, other: int) -> tuple[float, list[int]]:
        """The cosine of two passages, and the stem ids they have in common, the heaviest first."""
        mine, theirs = self._weights(row), self._weights(other)
        parts = sorted(
            ((weight * theirs[stem], -stem) for stem, weight in mine.items() if stem in theirs), reverse=True
        )
        return min(1.0, sum(part for part, _ in parts)), [int(self.vectors.stems[-stem]) for _, stem in parts]

    def _weights(self, row: int) -> dict[int, float]:
        found = self._known.get(row)
        if found is None:
            inside = slice(int(self.first[row]), int(self.first[row + 1]))
            found = self._known[row] = dict(zip(self.stem[inside].tolist(), self.weight[inside].tolist(), strict=True))
        return found


def align(collection: Collection, passages: Array) -> Alignment:
    """Counterparts among `passages` (indexes into the collection's, ascending).

    For every two sources a pair is two passages each of which is the other's closest in that source, at COUNTERPART or
    more. Its rank is among all pairs of passages of different sources, by similarity.
    """
    if not len(passages):
        return Alignment((), 0, ())
    near = Closeness(collection, passages)
    count = len(passages)
    sources, inverse = np.unique(near.owner, return_inverse=True)
    edges = np.searchsorted(inverse, np.arange(len(sources)))
    kin = kinship(collection)
    best = np.zeros((count, len(sources)))
    which = np.full((count, len(sources)), -1, dtype=np.int64)
    positive: list[Array] = []
    closest: list[list[int]] = []
    for row in range(count):
        similar = near.similarities(row)
        best[row] = np.maximum.reduceat(similar, edges)
        first = np.flatnonzero((similar >= COUNTERPART) & (similar == best[row, inverse]))[::-1]
        which[row, inverse[first]] = first  # of equally close ones the first
        positive.append(similar[row:][similar[row:] > 0])
        preferred = np.where(which[row] >= 0, best[row] + CONTEXT * kin[near.owner[row], sources], -1.0)
        order = np.argsort(-preferred, kind="stable")[: int((which[row] >= 0).sum())]
        closest.append(which[row, order if len(sources) <= HANDFUL else order[:1]].tolist())
    ranks = np.sort(np.concatenate(positive))
    pairs = _mutual(near, best, which, inverse, ranks)
    mutual = {ends: pair.rank for pair in pairs for ends in ((pair.a, pair.b), (pair.b, pair.a))}
    nearest = (tuple(_near(near, row, other, mutual) for other in others) for row, others in enumerate(closest))
    return Alignment(pairs, len(ranks), tuple(nearest))


def _mutual(near: Closeness, best: Floats, which: Array, inverse: Array, ranks: Array) -> tuple[Pair, ...]:
    found = []
    for row in range(len(near.passages)):
        for source in np.flatnonzero(which[row] >= 0).tolist():
            other = int(which[row, source])
            if row < other and which[other, inverse[row]] == row:
                found.append((float(best[row, source]), row, other))
    found.sort(key=lambda item: (-item[0], item[1], item[2]))
    made = []
    for bound, row, other in found[:MAX_PAIRS]:
        similarity, stems = near.shared(row, other)
        above = len(ranks) - int(np.searchsorted(ranks, bound + 1e-12, "left"))
        a, b = (_place(near.collection, int(near.passages[n])) for n in (row, other))
        shared = _surfaces(near.collection, int(near.passages[row]), stems[:SHARED_SHOWN])
        made.append(Pair(a=a, b=b, similarity=similarity, rank=above + 1, shared=shared))
    return tuple(made)


def _near(near: Closeness, row: int, other: int, mutual: Mapping[tuple[FarPlace, FarPlace], int]) -> Near:
    similarity, stems = near.shared(row, other)
    here, there = (_place(near.collection, int(near.passages[n])) for n in (row, other))
    return Near(
        place=here[1:],
        to=there,
        similarity=similarity,
        shared=_surfaces(near.collection, int(near.passages[row]), stems[:SHARED_SHOWN]),
        rank=mutual.get((here, there), 0),
    )


def _surfaces(collection: Collection, passage: int, stems: Sequence[int]) -> tuple[str, ...]:
    """The first form of each stem in a passage."""
    body = collection.body
    a, b = int(body.first[passage]), int(body.first[passage + 1])
    inside = body.stems[a:b].tolist()
    return tuple(collection.surface(a + inside.index(stem), 1) for stem in stems)


def _place(collection: Collection, passage: int) -> FarPlace:
    p = collection.passages[passage]
    return collection.documents[int(collection.owner[passage])].id, p.number, p.start, p.end
