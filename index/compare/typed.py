"""A topic made of what a reader typed: the words of the query, and feedback terms from the passages that answer best.

Every term carries a weight that the reader sees and can switch off. Weights are shares of the query's information in
these documents (inverse passage frequency), scaled so that a passage is on the topic when it holds enough of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.compare.collection import Collection, collect
from index.compare.prepare import VOCABULARY, Phrase
from index.compare.topics import MAX_TERM_LENGTH, MAX_TERMS, Origin, Term, Tier, Topic, topic_id
from index.errors import TopicError
from index.model import Document
from index.text.fold import folded
from index.text.words import STOP, stem, words

Array = NDArray[Any]

ENOUGH = 0.25
"""A passage is on the topic when it holds this share of the weight of the expanded query ..."""

FEEDBACK_PASSAGES = 5
FEEDBACK_TERMS = 10
FEEDBACK_WEIGHT = 0.4
"""... to which each feedback term adds up to this much of what a query term of the same rarity does."""

K1, B = 1.2, 0.75  # BM25: saturation of repeated terms and the part of length normalisation (Robertson & Zaragoza 2009)


def typed_topic(query: str, documents: Sequence[Document]) -> Topic:
    """The topic that `query` means in `documents`. Phrases in double quotes stay together.

    Raises TopicError when the query has no word in it.
    """
    query = " ".join(query.split())
    texts = query_terms(query)
    if not texts:
        raise TopicError(f"{query!r} has no words to look for: type a word or a phrase")
    collection = collect(tuple({document.id: document for document in documents}.values()))
    rarity = _Rarity(collection)
    stems = [tuple(VOCABULARY.get(stem(word)) for word, _, _ in words(text)) for text in texts]
    mass = np.asarray([rarity.of(ids) for ids in stems])
    feedback = _feedback(collection, rarity, stems, mass)
    total = float(mass.sum() + sum(weight for _, weight in feedback))
    bar = max(ENOUGH * total, 1e-9)
    made = [Term(text, Tier.QUERY, min(1.0, m / bar)) for text, m in zip(texts, mass.tolist(), strict=True)]
    made += [Term(text, Tier.FEEDBACK, min(1.0, weight / bar)) for text, weight in feedback]
    return Topic(topic_id(query), query, origin=Origin.TYPED, weighted=tuple(made[:MAX_TERMS]))


def query_terms(query: str) -> list[str]:
    """The phrases in quotes and the content words of a query; all its words when none of them is a content word."""
    texts: dict[str, str] = {}
    plain: list[str] = []
    for quoted, rest in re.findall(r'["“”]([^"“”]*)["“”]|([^"“”]+)', query):
        if quoted.strip():
            texts.setdefault(folded(quoted), quoted.strip()[:MAX_TERM_LENGTH])
        plain += [rest[start:end] for _, start, end in words(rest)]
    chosen = [word for word in plain if folded(word) not in STOP] or ([] if texts else plain)
    for word in chosen:
        texts.setdefault(stem(folded(word)), word[:MAX_TERM_LENGTH])
    return list(texts.values())


class _Rarity:
    """How telling a stem or phrase is: ln(1 + (N - n + .5) / (n + .5)) over passages."""

    def __init__(self, collection: Collection) -> None:
        body = collection.body
        self.collection, self.count = collection, len(collection.passages)
        self.width = len(VOCABULARY) + 1
        pairs = np.unique(body.stretch.astype(np.int64) * self.width + body.stems)
        self.held = np.bincount(pairs % self.width, minlength=self.width)

    def of(self, ids: tuple[int, ...]) -> float:
        n = float(self.held[ids[0]]) if len(ids) == 1 and ids[0] >= 0 else float(len(self.passages(ids)))
        return float(np.log(1 + (self.count - n + 0.5) / (n + 0.5)))

    def passages(self, ids: tuple[int, ...]) -> Array:
        _, at, _ = self.collection.body.find([Phrase(ids)])
        return np.unique(self.collection.body.stretch[at]) if len(at) else np.zeros(0, dtype=np.int64)


def _feedback(
    collection: Collection, rarity: _Rarity, query: list[tuple[int, ...]], mass: NDArray[np.float64]
) -> list[tuple[str, float]]:
    """Words of the passages that answer the query best: (surface form, weight), the heaviest first."""
    body, count = collection.body, len(collection.passages)
    length = np.maximum(1, np.bincount(body.stretch, weights=body.content, minlength=count))
    which, at, _ = body.find([Phrase(ids) for ids in query])
    if not len(at):
        return []
    tf = np.zeros((len(query), count))
    np.add.at(tf, (which, body.stretch[at]), 1)
    norm = K1 * (1 - B + B * length / length.mean())
    score = (mass[:, None] * tf * (K1 + 1) / (tf + norm)).sum(axis=0)
    best = np.argsort(-score, kind="stable")[:FEEDBACK_PASSAGES]
    best = best[score[best] > 0]
    weights: dict[int, float] = {}
    held: dict[int, int] = {}
    where: dict[int, int] = {}
    asked = {ids[0] for ids in query if len(ids) == 1} | {id_ for ids in query for id_ in ids}
    for passage in best.tolist():
        a, b = int(body.first[passage]), int(body.first[passage + 1])
        inside = np.arange(a, b)[body.content[a:b]]
        for stem_id, first, times in zip(*_counted(body.stems, inside), strict=True):
            if stem_id in asked:
                continue
            weights[stem_id] = weights.get(stem_id, 0.0) + score[passage] * times / length[passage]
            held[stem_id] = held.get(stem_id, 0) + 1
            where.setdefault(stem_id, first)
    scored = {i: weights[i] * rarity.of((i,)) for i in weights if held[i] >= 2}
    top = sorted(scored, key=lambda i: (-scored[i], i))[:FEEDBACK_TERMS]
    if not top:
        return []
    highest = scored[top[0]]
    return [(collection.surface(where[i], 1), FEEDBACK_WEIGHT * scored[i] / highest * rarity.of((i,))) for i in top]


def _counted(stems: Array, inside: Array) -> tuple[list[int], list[int], list[int]]:
    ids, first, times = np.unique(stems[inside], return_index=True, return_counts=True)
    return ids.tolist(), inside[first].tolist(), times.tolist()
