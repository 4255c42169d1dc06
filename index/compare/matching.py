"""Which passages are on a topic, and the words that put them there.

The one rule: the weights of the different terms found in a passage, plus what a title, heading or question on the
topic, or another part of the same paragraph, adds to a passage that holds at least one of them, must reach
`topics.BAR`. For curated topics that reads: one strong term; or two weak ones; or one weak one under a title, heading
or question, or beside a part, that holds a strong one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.compare.collection import Collection, Words
from index.compare.prepare import NOWHERE, Phrase, phrase
from index.compare.topics import BAR, CONTEXT_WEIGHT, Topic

Array = NDArray[Any]

EPSILON = 1e-9  # sums of weights are compared with the bar


@dataclass(frozen=True, slots=True, eq=False)
class Matched:
    """The passages of a collection that are on a topic, and the places of its terms in them."""

    passages: Array  # indexes into `Collection.passages`, ascending
    on: Array  # for every passage of the collection, whether it is on the topic
    at: Array  # first word of each hit that lies in one of them, ascending
    size: Array  # its number of words
    term: Array  # index into `Topic.terms`


def match(collection: Collection, topic: Topic) -> Matched:
    """Find the passages on `topic`. Raises TopicError when it has no term to look for."""
    key = ("matched", topic)
    found = collection.known.get(key)
    if found is None:
        found = collection.known[key] = _match(collection, topic.checked())
    matched: Matched = found
    return matched


def longest(at: Array, size: Array, group: Array | None = None) -> Array:
    """Indexes of the hits that no longer one (of the same group) contains, ordered by group and place."""
    groups = np.zeros(len(at), dtype=np.int64) if group is None else group.astype(np.int64)
    order = np.lexsort((-size, at, groups))
    if not len(order):
        return order
    step = int(at.max() + size.max()) + 1
    ends = (at + size + groups * step)[order]
    reach = np.concatenate([[-1], np.maximum.accumulate(ends)[:-1]])
    return order[ends > reach]


def _match(collection: Collection, topic: Topic) -> Matched:
    terms = topic.terms
    phrases = [phrase(term.written) if term.on else NOWHERE for term in terms]
    excluded = [phrase(text) for text in topic.excluded]
    weights = np.asarray([term.weight for term in terms])
    which, at, size = _hits(collection.body, phrases, excluded)
    count = len(collection.passages)
    score = _scores(collection.body, which, at, weights, phrases, count)
    heading_hits = _hits(collection.headings, phrases, excluded)
    heads = len(collection.headings.first) - 1
    heading_on = _scores(collection.headings, *heading_hits[:2], weights, phrases, heads) >= BAR - EPSILON
    context = np.zeros(count, dtype=bool)
    under = collection.heading_of >= 0
    context[under] = heading_on[collection.heading_of[under]]
    context |= heading_on[collection.title_of]
    replies = collection.question_of >= 0
    context[replies] |= score[collection.question_of[replies]] >= BAR - EPSILON
    paragraphs = np.bincount(collection.paragraph_of, weights=score >= BAR - EPSILON, minlength=1)
    context |= paragraphs[collection.paragraph_of] > 0
    on = (score > 0) & (score + CONTEXT_WEIGHT * context >= BAR - EPSILON)
    inside = on[collection.body.stretch[at]] if len(at) else np.zeros(0, dtype=bool)
    which, at, size = which[inside], at[inside], size[inside]
    order = np.argsort(at, kind="stable")
    return Matched(np.flatnonzero(on), on, at[order], size[order], which[order])


def _hits(words: Words, phrases: list[Phrase], excluded: list[Phrase]) -> tuple[Array, Array, Array]:
    """Places of the terms: of overlapping ones the longest, none that touches an excluded phrase."""
    which, at, size = words.find(phrases)
    _, dead_at, dead_size = words.find(excluded)
    if len(dead_at) and len(at):
        dead = np.zeros(len(words) + 1, dtype=bool)
        for start, length in zip(dead_at.tolist(), dead_size.tolist(), strict=True):
            dead[start : start + length] = True
        buried = np.concatenate([[0], np.cumsum(dead)])
        alive = buried[at + size] == buried[at]
        which, at, size = which[alive], at[alive], size[alive]
    keep = longest(at, size)
    return which[keep], at[keep], size[keep]


def _scores(
    words: Words, which: Array, at: Array, weights: Array, phrases: list[Phrase], count: int
) -> NDArray[np.float64]:
    """For each stretch the sum of the weights of its different terms; terms with the same stems count once."""
    if not len(at):
        return np.zeros(count)
    same: dict[Phrase, int] = {}
    first = np.asarray([same.setdefault(ids, n) for n, ids in enumerate(phrases)], dtype=np.int64)
    pairs = np.unique(words.stretch[at].astype(np.int64) * len(phrases) + first[which])
    return np.asarray(np.bincount(pairs // len(phrases), weights[pairs % len(phrases)], count), dtype=np.float64)
