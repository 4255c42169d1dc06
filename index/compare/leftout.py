"""What a source leaves out: words that others use on the topic and that stand nowhere in its own body.

The claim is a fact about words, not about intentions: the stem of the word, or the pair of stems, does not occur in any
body passage of the source, on the topic or off it.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.compare.collection import Collection, distinct
from index.compare.findings import FarPlace, LeftOut
from index.compare.forms import distinct_phrases, everywhere
from index.compare.usage import FLOOR_PASSAGES, Usage, too_general

Array = NDArray[Any]

MIN_PASSAGES = 2
"""A source says a word on the topic when this many of its passages on the topic hold it ..."""

ENOUGH = FLOOR_PASSAGES
"""... and it has this many passages on the topic."""

MANY = 4
"""From so many sources with enough, one alone does not speak for the others: two must say a word."""


def left_out(collection: Collection, used: Usage, limit: int) -> tuple[LeftOut, ...]:
    """For each source with passages on the topic up to `limit` words, those that most sources and passages hold first.

    Words are ranked by how many sources say them, then by how much more the passages on the topic use them than the
    documents do elsewhere. A source without a passage on the topic leaves out all of it: nothing is listed for it.
    """
    terms = collection.terms
    says = (
        (used.passages >= MIN_PASSAGES) & (used.topic_passages[used.source] >= ENOUGH) & ~too_general(collection, used)
    )
    said, inverse = np.unique(used.term[says], return_inverse=True)
    by_sources = np.bincount(inverse)
    if int((used.topic_passages >= ENOUGH).sum()) >= MANY:
        says &= np.isin(used.term, said[by_sources > 1])
        said, inverse = np.unique(used.term[says], return_inverse=True)
        by_sources = np.bincount(inverse)
    if not len(said):
        return ()
    passages = np.bincount(inverse, weights=used.passages[says])
    on_topic = np.bincount(inverse, weights=used.count[says])
    expected = terms.totals[said] * (len(used.tokens) / max(1, len(terms.ids)))
    lift = on_topic * np.log(np.maximum(on_topic, 1) / np.maximum(expected, 1e-9))
    order = np.lexsort((said, -passages, -np.round(lift, 6), -by_sources))
    entry_of = {int(term): int(entry) for term, entry in zip(used.term[says], np.flatnonzero(says), strict=True)}
    found: list[LeftOut] = []
    said_by_others: dict[int, tuple[str, tuple[FarPlace, ...]] | None] = {}
    present = distinct(collection.owner[terms.passage].astype(np.int64) * max(1, len(terms)) + terms.ids)
    for source, document in enumerate(collection.documents):
        if not used.topic_passages[source]:
            continue
        own = said + source * max(1, len(terms))
        at = np.minimum(np.searchsorted(present, own), len(present) - 1)
        absent = present[at] != own
        first = order[absent[order]][: limit * 5]
        entries = np.asarray([entry_of[int(term)] for term in said[first]], dtype=np.int64)
        for entry in distinct_phrases(collection, used, entries)[:limit]:
            term = int(used.term[entry])
            if term not in said_by_others:  # the same words are left out by many: their places are listed once
                said_by_others[term] = _said(collection, used, term)
            said_there = said_by_others[term]
            if said_there is not None:
                found.append(LeftOut(document.id, *said_there))
    return tuple(found)


def _said(collection: Collection, used: Usage, term: int) -> tuple[str, tuple[FarPlace, ...]] | None:
    """A word and where the others say it; None where no one form of it stands in MIN_PASSAGES passages."""
    said = everywhere(collection, used, term)
    return said if said and len({place[:2] for place in said[1]}) >= MIN_PASSAGES else None
