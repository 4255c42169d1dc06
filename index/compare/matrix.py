"""Terms by sources: words of the topic in rows, sources in columns, for more sources than fit side by side.

Half of the rows are what most sources speak of on the topic, the others what tells them apart: for each source in turn
the words that it uses there in more passages than the others. General words, names of speakers and the topic's own
terms are left out.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.compare.collection import Collection
from index.compare.findings import TermRow
from index.compare.forms import distinct_phrases, everywhere
from index.compare.matching import Matched
from index.compare.measures import passage_log_odds
from index.compare.usage import MIN_COUNT, MIN_PASSAGES, Usage, too_general
from index.text.fold import folded

Array = NDArray[Any]

FEWEST_SOURCES = 2  # below it there is nothing to set side by side


def matrix(collection: Collection, matched: Matched, used: Usage, limit: int) -> tuple[TermRow, ...]:
    """Up to `limit` rows, those of most sources and passages first."""
    if int((used.topic_passages > 0).sum()) < FEWEST_SOURCES:
        return ()
    usable = (used.passages_all >= MIN_PASSAGES) & (used.count_all >= MIN_COUNT) & ~too_general(collection, used)
    usable &= ~np.isin(used.term, _looked_for(collection, matched))
    terms, first, inverse = np.unique(used.term[usable], return_index=True, return_inverse=True)
    if not len(terms):
        return ()
    entries = np.flatnonzero(usable)
    by_sources = np.bincount(inverse)
    passages = used.passages_all[entries[first]]
    shared = np.lexsort((terms, -passages, -by_sources))
    chosen = distinct_phrases(collection, used, entries[first[shared]], limit * 3)[: limit // 2]
    chosen += [e for e in _apart(collection, used, entries, limit) if e not in chosen]
    rows: dict[str, TermRow] = {}
    for entry in distinct_phrases(collection, used, np.asarray(chosen, dtype=np.int64)):
        said = everywhere(collection, used, int(used.term[entry]))
        if said is not None:
            rows.setdefault(folded(said[0]), TermRow(*said))
    ordered = sorted(rows.values(), key=lambda row: (-len(row.said_by), -row.count, row.term))
    return tuple(ordered[:limit])


def _looked_for(collection: Collection, matched: Matched) -> Array:
    """The terms that are the topic's own: they stand in every source that is on it."""
    own = np.zeros(len(collection.body) + 1, dtype=bool)
    for at, size in zip(matched.at.tolist(), matched.size.tolist(), strict=True):
        own[at : at + size] = True
    terms = collection.terms
    inside = own[terms.at] & own[terms.at + terms.size - 1]
    hits = np.bincount(terms.ids[inside], minlength=len(terms))
    return np.flatnonzero(hits > 0.5 * terms.totals)


def _apart(collection: Collection, used: Usage, entries: Array, limit: int) -> list[int]:
    """For each source in turn the words that it holds in more passages than the others do."""
    k_here = used.topic_passages[used.source[entries]]
    k_there = int(used.topic_passages.sum()) - k_here
    there = used.passages_all[entries] - used.passages[entries]
    z = passage_log_odds(used.passages[entries], k_here, there, k_there)
    enough = used.passages[entries] >= MIN_PASSAGES
    lists = []
    for source in range(len(collection.documents)):
        mine = np.flatnonzero(enough & (used.source[entries] == source) & (z > 0))
        best = entries[mine[np.argsort(-z[mine], kind="stable")]]
        lists.append(distinct_phrases(collection, used, best, limit))
    longest = max(map(len, lists), default=0)
    return [some[n] for n in range(longest) for some in lists if n < len(some)][:limit]
