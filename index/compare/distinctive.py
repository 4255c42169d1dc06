"""Words that one source uses on the topic more than the others do, and words that only it uses there.

A word is called distinctive only when two measures agree: its tokens (Monroe et al.) and the passages that hold it.
Token counts alone take a word repeated in one passage for a habit; between two halves of one text they find many. And
since hundreds of words are tried at once, both must hold after the correction for that (Benjamini & Hochberg): between
halves of one text, forty times, it cuts the words shown by chance from 1.05 to .03, and those between two shows from
15.3 to 11.6.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.compare.collection import Collection
from index.compare.findings import Found
from index.compare.forms import distinct_phrases, surfaces
from index.compare.measures import Z95, chance, discoveries, log_odds, passage_log_odds
from index.compare.usage import FLOOR_PASSAGES, MIN_COUNT, MIN_PASSAGES, Usage, token_places, too_general

Array = NDArray[Any]

PRIOR_WORDS = 500.0
PRIOR_SHARE = 0.15
"""Pseudo-words of the prior, spread over the words as all documents use them: PRIOR_SHARE of what is counted on the
topic, at most PRIOR_WORDS. A fixed 500 hides all differences of short sources: at 400 words a side one word passes
in ten comparisons of two shows, with the share five pass, and still none by chance."""

TRIED_PASSAGES = 5
"""Words in fewer passages than this, in all sources together, cannot pass and are not tried."""

FALSE_DISCOVERIES = 0.2
"""Of the distinctive words shown at most this share is expected to be chance."""


def distinctive(
    collection: Collection, used: Usage, limit: int
) -> tuple[list[tuple[Found, ...]], list[tuple[Found, ...]]]:
    """For each source its distinctive words, best first, and the words that no other source has on the topic.

    Shown are words said at least twice in at least two passages, but no general ones and no names of speakers.
    Distinctive ones pass both measures at 1.96 and the correction, where the source and the others together have three
    passages or more on the topic.
    """
    terms = collection.terms
    total_passages = int(used.topic_passages.sum())
    n_here = used.words[used.source]
    n_there = int(used.words.sum()) - n_here
    k_here = used.topic_passages[used.source]
    k_there = total_passages - k_here
    spread = float(terms.totals.sum()) + 0.5 * len(terms)
    pseudo = max(1.0, min(PRIOR_WORDS, PRIOR_SHARE * float(used.words.sum())))
    prior = pseudo * (terms.totals[used.term] + 0.5) / spread
    there = used.count_all - used.count
    z = log_odds(used.count, n_here, there, n_there, prior, pseudo)
    z_passages = passage_log_odds(used.passages, k_here, used.passages_all - used.passages, k_there)
    floor = (used.count >= MIN_COUNT) & (used.passages >= MIN_PASSAGES) & ~too_general(collection, used)
    measured = floor & (k_here >= FLOOR_PASSAGES) & (k_there >= FLOOR_PASSAGES)
    telling = measured & (z >= Z95) & (z_passages >= Z95)
    telling &= _believed(used, measured & (used.passages_all >= TRIED_PASSAGES), z, z_passages)
    only = floor & (there == 0) & (k_there > 0) & ~telling
    shown, alone = [], []
    for source in range(len(collection.documents)):
        mine = used.source == source
        best = np.flatnonzero(mine & telling)
        best = best[np.argsort(-z[best], kind="stable")]
        shown.append(_findings(collection, used, source, best, limit, z, z_passages))
        rest = np.flatnonzero(mine & only)
        rest = rest[np.lexsort((-used.count[rest], -used.passages[rest]))]
        alone.append(_findings(collection, used, source, rest, limit, None, None))
    return shown, alone


def _believed(used: Usage, tried: Array, z: Array, z_passages: Array) -> NDArray[np.bool_]:
    """Entries whose difference is believed after correcting for the number of words tried, source by source."""
    believed = np.zeros(len(used.term), dtype=np.bool_)
    weaker = np.where((z > 0) & (z_passages > 0), np.minimum(z, z_passages), 0.0)
    for source in np.unique(used.source[tried]):
        entries = np.flatnonzero(tried & (used.source == source))
        believed[entries] = discoveries(chance(weaker[entries]), FALSE_DISCOVERIES)
    return believed


def _findings(
    collection: Collection,
    used: Usage,
    source: int,
    entries: Array,
    limit: int,
    z: Array | None,
    z_passages: Array | None,
) -> tuple[Found, ...]:
    found = []
    for entry in distinct_phrases(collection, used, entries)[:limit]:
        family = surfaces(collection, token_places(collection, used, int(used.term[entry]), source))
        if family is None or family.count < MIN_COUNT or family.passages < MIN_PASSAGES:
            continue  # no one form carries the floor, though the family of forms does
        measures = (None, None) if z is None or z_passages is None else (float(z[entry]), float(z_passages[entry]))
        found.append(Found(family.term, family.evidence, family.forms, *measures))
    return tuple(found)
