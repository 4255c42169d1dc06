"""Topics suggested from the documents: phrases that two or more sources share, grouped by where they stand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.compare.collection import Collection, collect
from index.compare.topics import Origin, Topic, topic_id
from index.model import Document

Array = NDArray[Any]

LIMIT = 15
MIN_SOURCES = 2
MIN_PASSAGES = 3
TOO_COMMON = 0.35  # of all passages: a word in more of them is what the library is about, not a topic in it
SAME_PASSAGES = 0.6  # two phrases that share this much of the rarer one's passages are one topic


def suggested_topics(documents: Sequence[Document], limit: int = LIMIT) -> tuple[Topic, ...]:
    """Up to `limit` topics, the most widely shared first. None for fewer than two documents."""
    collection = collect(tuple({document.id: document for document in documents}.values()))
    key = ("suggested", limit)
    found = collection.known.get(key)
    if found is None:
        found = collection.known[key] = _suggest(collection, limit)
    made: tuple[Topic, ...] = found
    return made


def _suggest(collection: Collection, limit: int) -> tuple[Topic, ...]:
    terms, sources, count = collection.terms, len(collection.documents), len(collection.passages)
    if sources < MIN_SOURCES or not len(terms):
        return ()
    held = np.unique(terms.ids.astype(np.int64) * max(1, count) + terms.passage)
    term, passage = held // max(1, count), held % max(1, count)
    df = np.bincount(term, minlength=len(terms))
    spread = np.unique(term * sources + collection.owner[passage])
    by_source = np.bincount(spread // sources, minlength=len(terms))
    usable = (by_source >= MIN_SOURCES) & (df >= MIN_PASSAGES) & (df <= TOO_COMMON * count)
    chosen = np.flatnonzero(usable)
    if not len(chosen):
        return ()
    double = terms.keys[chosen] >> 32 > 0
    score = np.log1p(df[chosen]) * (1 + 0.6 * double) * by_source[chosen] / sources * np.log(count / df[chosen])
    ranked = chosen[np.argsort(-score, kind="stable")][:400]
    first = np.searchsorted(term, np.arange(len(terms) + 1))
    groups: list[tuple[list[int], set[int]]] = []
    for n in ranked.tolist():
        mine = set(passage[first[n] : first[n + 1]].tolist())
        for members, theirs in groups:
            if len(mine & theirs) >= SAME_PASSAGES * min(len(mine), len(theirs)):
                members.append(n)
                break
        else:
            if len(groups) < limit:
                groups.append(([n], mine))
    surface = _surfaces(collection, {n for members, _ in groups for n in members[:5]})
    return tuple(
        Topic(
            topic_id(surface[members[0]]),
            surface[members[0]],
            strong=(surface[members[0]],),
            weak=tuple(surface[n] for n in members[1:5]),
            origin=Origin.SUGGESTED,
        )
        for members, _ in groups
    )


def _surfaces(collection: Collection, wanted: set[int]) -> dict[int, str]:
    terms = collection.terms
    first: dict[int, int] = {}
    for entry in np.flatnonzero(np.isin(terms.ids, list(wanted))).tolist():
        first.setdefault(int(terms.ids[entry]), entry)
    return {n: collection.surface(int(terms.at[e]), int(terms.size[e])).casefold() for n, e in first.items()}
