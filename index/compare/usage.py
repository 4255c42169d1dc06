"""Words and pairs of words in the passages on a topic, counted once for all sources, for every list of words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.compare.collection import Collection, distinct
from index.compare.lexicon import GENERIC, generic_stems, lexicon
from index.compare.matching import Matched
from index.compare.prepare import VOCABULARY

Array = NDArray[Any]

FLOOR_PASSAGES = 3
"""Below this many passages on the topic a source gets no statistic, and no other source is measured against it."""

MIN_COUNT = 2
MIN_PASSAGES = 2
"""Uses of a word, and passages that hold it, from which it is shown in a list."""


@dataclass(frozen=True, slots=True, eq=False)
class Usage:
    """Words and pairs of words in the passages on the topic, by source. One entry a (source, term) that occurs."""

    source: Array
    term: Array  # ids of `Collection.terms`
    count: Array  # tokens in this source's passages on the topic
    passages: Array  # of them, how many hold it
    count_all: Array  # the same over all sources
    passages_all: Array
    words: Array  # for each source: tokens of all its terms on the topic
    topic_passages: Array  # for each source: passages on the topic
    tokens: Array  # indexes of the tokens (entries of `Terms`) that lie in passages on the topic, ordered by term
    token_terms: Array  # their terms

    def of(self, source: int) -> Array:
        """The entries of one source."""
        return np.flatnonzero(self.source == source)


def usage(collection: Collection, matched: Matched) -> Usage:
    """Count every word and two-word phrase in the passages on the topic, once for all sources."""
    terms, sources = collection.terms, len(collection.documents)
    tokens = np.flatnonzero(matched.on[terms.passage])
    ids, passage = terms.ids[tokens].astype(np.int64), terms.passage[tokens].astype(np.int64)
    source = collection.owner[passage].astype(np.int64)
    vocabulary = max(1, len(terms))
    pairs, counts = np.unique(source * vocabulary + ids, return_counts=True)
    held = distinct(passage * vocabulary + ids)
    held_source, held_id = collection.owner[held // vocabulary].astype(np.int64), held % vocabulary
    _, passages = np.unique(held_source * vocabulary + held_id, return_counts=True)
    term = pairs % vocabulary
    count_all = np.bincount(ids, minlength=vocabulary)[term]
    passages_all = np.bincount(held_id, minlength=vocabulary)[term]
    order = np.argsort(ids, kind="stable")
    return Usage(
        source=pairs // vocabulary,
        term=term,
        count=counts,
        passages=passages,
        count_all=count_all,
        passages_all=passages_all,
        words=np.bincount(source, minlength=sources),
        topic_passages=np.bincount(collection.owner[matched.passages], minlength=sources),
        tokens=tokens[order],
        token_terms=ids[order],
    )


def too_general(collection: Collection, used: Usage) -> NDArray[np.bool_]:
    """Which entries are general words or names of the people who speak: they say nothing of what is said on a topic."""
    general = np.union1d(_ids(generic_stems(lexicon(GENERIC)[0]), len(VOCABULARY)), collection.people)
    first, second = collection.terms.stems_of_all(used.term)
    return np.asarray(np.isin(first, general) & ((second < 0) | np.isin(second, general)), dtype=np.bool_)


@lru_cache(maxsize=4)
def _ids(stems: frozenset[str], vocabulary: int) -> Array:
    """The ids of these stems in a vocabulary of that size: looked up again only when it has grown."""
    return np.asarray(sorted(VOCABULARY.get(stem) for stem in stems), dtype=np.int64)


def token_places(collection: Collection, used: Usage, term: int, source: int | None = None) -> list[tuple[int, int]]:
    """(first word, number of words) of a term in the passages on the topic, of one source or of all."""
    terms = collection.terms
    low, high = np.searchsorted(used.token_terms, [term, term + 1])
    tokens = np.sort(used.tokens[low:high])
    if source is not None:
        tokens = tokens[collection.owner[terms.passage[tokens]] == source]
    return list(zip(terms.at[tokens].tolist(), terms.size[tokens].tolist(), strict=True))
