"""Topics suggested from the documents themselves: noun phrases that two or more sources share.

A phrase is a good topic when several sources use it, each more than in passing, in some passages rather than all, and
more than ordinary English does. Phrases that stand in the same passages are one topic. Whether a phrase names anything
at all is judged by `naming`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.compare.background import usual
from index.compare.collection import Collection, collect, distinct
from index.compare.families import related
from index.compare.naming import Naming
from index.compare.prepare import VOCABULARY
from index.compare.topics import SUGGESTED, Origin, Topic, topic_id
from index.model import Document
from index.text.words import stem

Array = NDArray[Any]

LIMIT = 20
MIN_SOURCES = 2
MIN_PASSAGES = 2
TOO_COMMON = 0.35  # of all passages: a word in more of them is what the library is about, not a topic in it
SAME_PASSAGES = 0.5  # phrases that share this much of the rarer one's passages are one topic ...
SAME_SIZE = 3  # ... unless the other stands in this many times more passages
WEAK_TERMS = 4

PAIR = 2.5  # factor of two words: they say more exactly what it is about
KEY = 4.0
"""A word so many times as common as in ordinary English counts in full; less, by the logarithm."""

BEYOND = 3.0
"""Standard errors (of a Poisson count) by which it must be more common: in few passages chance looks like keyness."""

CONSIDERED = 600  # phrases looked at closely, best first by counts alone


@dataclass(frozen=True, slots=True)
class _Phrase:
    term: int  # id of `Collection.terms`
    text: str  # as most often written, in lower case
    score: float
    passages: frozenset[int]


def suggested_topics(documents: Sequence[Document], limit: int = LIMIT) -> tuple[Topic, ...]:
    """Up to `limit` topics, the best first. None for fewer than two documents."""
    collection = collect(tuple({document.id: document for document in documents}.values()))
    key = ("suggested", limit)
    found = collection.known.get(key)
    if found is None:
        found = collection.known[key] = _suggest(collection, limit)
    made: tuple[Topic, ...] = found
    return made


def _suggest(collection: Collection, limit: int) -> tuple[Topic, ...]:
    groups: list[list[_Phrase]] = []
    for phrase in _phrases(collection):
        for group in groups:
            head = group[0].passages
            shared = len(head & phrase.passages)
            smaller, larger = sorted((len(head), len(phrase.passages)))
            together = shared >= max(MIN_PASSAGES, SAME_PASSAGES * smaller) and larger <= SAME_SIZE * smaller
            if together or any(related(stem(other.text), stem(phrase.text), 4) for other in group):
                group.append(phrase)
                break
        else:
            if len(groups) < limit:
                groups.append([phrase])
    return tuple(
        Topic(
            id=SUGGESTED + topic_id(head.text),
            name=head.text,
            strong=(head.text,),
            weak=tuple(phrase.text for phrase in rest[:WEAK_TERMS]),
            origin=Origin.SUGGESTED,
        )
        for head, *rest in groups
    )


def _phrases(collection: Collection) -> list[_Phrase]:
    """Phrases that may name a topic, the best first."""
    terms, sources, count = collection.terms, len(collection.documents), len(collection.passages)
    if sources < MIN_SOURCES or not len(terms):
        return []
    held = distinct(terms.ids.astype(np.int64) * count + terms.passage)
    term, passage = held // count, held % count
    passages = np.bincount(term, minlength=len(terms))
    spread, tokens = np.unique(
        terms.ids.astype(np.int64) * sources + collection.owner[terms.passage], return_counts=True
    )
    by_source = np.bincount(spread // sources, minlength=len(terms))
    share = tokens / terms.totals[spread // sources]
    entropy = np.bincount(spread // sources, weights=-share * np.log(share), minlength=len(terms))
    usable = (
        (by_source >= MIN_SOURCES) & (passages >= MIN_PASSAGES) & (passages <= max(MIN_PASSAGES, TOO_COMMON * count))
    )
    chosen = np.flatnonzero(usable)
    n, s = passages[chosen], by_source[chosen]
    score = np.log1p(n) * np.log(count / n) * (s / sources) ** 0.3 * (0.5 + np.log1p(n / s))
    score *= 0.5 + 0.5 * entropy[chosen] / np.log(sources)
    score *= np.where(terms.keys[chosen] >> 32 > 0, PAIR, 1.0)
    score *= _keyness(collection, chosen, n)
    order = np.argsort(-score, kind="stable")[:CONSIDERED]
    first = np.searchsorted(term, np.arange(len(terms) + 1))
    judge = Naming(collection, chosen[order])
    found = []
    for at in order.tolist():
        n_term = int(chosen[at])
        text, fitness = judge.fitness(n_term)
        if fitness:
            where = frozenset(passage[first[n_term] : first[n_term + 1]].tolist())
            found.append(_Phrase(n_term, text, float(score[at]) * fitness, where))
    return sorted(found, key=lambda phrase: (-phrase.score, phrase.text))


def _keyness(collection: Collection, chosen: Array, passages: Array) -> Array:
    """How much more common terms are here than in ordinary English: 0 for what may be chance, 1 from KEY times on.

    Of two words the rarer one counts.
    """
    first, second = collection.terms.stems_of_all(chosen)
    expected = np.asarray([
        min(usual(VOCABULARY.stems[stem_id]) for stem_id in pair if stem_id >= 0)
        for pair in zip(first.tolist(), second.tolist(), strict=True)
    ])  # fmt: skip
    expected *= len(collection.passages)
    beyond_chance = passages - expected >= BEYOND * np.sqrt(expected)
    return np.asarray(beyond_chance * np.clip(np.log(passages / expected) / np.log(KEY), 0.0, 1.0))
