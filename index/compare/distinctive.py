"""Words that one source uses on the topic more than the others do, and words that only it uses there.

A word is called distinctive only when two measures agree: its tokens (Monroe et al.) and the passages that hold it.
Token counts alone take a word repeated in one passage for a habit; between two halves of one text they find many. And
since hundreds of words are tried at once, both must hold after the correction for that (Benjamini & Hochberg): between
halves of one text, forty times, it cuts the words shown by chance from 1.05 to .03, and those between two shows from
15.3 to 11.6.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.compare.collection import Collection
from index.compare.findings import Found, Place
from index.compare.lexicon import GENERIC, generic_stems, lexicon
from index.compare.matching import Matched
from index.compare.measures import Z95, chance, discoveries, log_odds, passage_log_odds
from index.compare.prepare import VOCABULARY
from index.text.fold import folded

Array = NDArray[Any]

FLOOR_PASSAGES = 3
"""Below this many passages on the topic a source gets no statistic, and no other source is measured against it."""

PRIOR_WORDS = 500.0
PRIOR_SHARE = 0.15
"""Pseudo-words of the prior, spread over the words as all documents use them: PRIOR_SHARE of what is counted on the
topic, at most PRIOR_WORDS. A fixed 500 hides all differences of short sources: at 400 words a side one word passes
in ten comparisons of two shows, with the share five pass, and still none by chance."""

MOST = 0.6  # of a word's places: a phrase that has them is shown instead of the word
MIN_COUNT = 2
MIN_PASSAGES = 2

TRIED_PASSAGES = 5
"""Words in fewer passages than this, in all sources together, cannot pass and are not tried."""

FALSE_DISCOVERIES = 0.2
"""Of the distinctive words shown at most this share is expected to be chance."""


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
    held = np.unique(passage * vocabulary + ids)
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


def too_general(collection: Collection, used: Usage) -> NDArray[np.bool_]:
    """Which entries are general words or names of the people who speak: they say nothing of what is said on a topic."""
    general = np.union1d(_ids(generic_stems(lexicon(GENERIC)[0]), len(VOCABULARY)), collection.people)
    first, second = collection.terms.stems_of_all(used.term)
    return np.asarray(np.isin(first, general) & ((second < 0) | np.isin(second, general)), dtype=np.bool_)


@lru_cache(maxsize=4)
def _ids(stems: frozenset[str], vocabulary: int) -> Array:
    """The ids of these stems in a vocabulary of that size: looked up again only when it has grown."""
    return np.asarray(sorted(VOCABULARY.get(stem) for stem in stems), dtype=np.int64)


def distinct_phrases(collection: Collection, used: Usage, entries: Array, at_most: int = 80) -> list[int]:
    """The entries without repetition: of "supply chain", "supply" and "chain" the phrase, if it has most places."""
    kept: list[int] = []
    stems = {int(e): set(collection.terms.stems_of(int(used.term[e]))) for e in entries[:at_most]}
    for e in stems:
        count = int(used.count[e])
        near = [other for other in kept if stems[e] & stems[other]]
        inside = [other for other in near if stems[other] < stems[e] and count >= MOST * int(used.count[other])]
        if inside:  # the phrase takes the place of the first of its words
            place = kept.index(inside[0])
            kept = [other for other in kept if other not in inside]
            kept.insert(place, e)
        elif not any(
            (stems[e] < stems[other] and int(used.count[other]) >= MOST * count)
            or (len(stems[e]) == len(stems[other]) and abs(count - int(used.count[other])) <= 1)
            for other in near
        ):
            kept.append(e)
    return kept


def token_places(collection: Collection, used: Usage, term: int, source: int | None = None) -> list[tuple[int, int]]:
    """(first word, number of words) of a term in the passages on the topic, of one source or of all."""
    terms = collection.terms
    low, high = np.searchsorted(used.token_terms, [term, term + 1])
    tokens = np.sort(used.tokens[low:high])
    if source is not None:
        tokens = tokens[collection.owner[terms.passage[tokens]] == source]
    return list(zip(terms.at[tokens].tolist(), terms.size[tokens].tolist(), strict=True))


def surfaces(collection: Collection, places: Iterable[tuple[int, int]]) -> Found | None:
    """The forms of one word as they stand in the text: the form that most of the places hold, the others under it.

    "chip" and "chips" are shown as "chip" when both occur, because every place then holds the term shown. None of none.
    """
    by_form: dict[str, list[Place]] = {}
    written: dict[str, Counter[str]] = {}
    for at, size in places:
        text = collection.surface(at, size)
        form = folded(text)
        by_form.setdefault(form, []).append(collection.place(at, size))
        written.setdefault(form, Counter())[text] += 1
    if not by_form:
        return None
    held = {form: sum(len(by_form[other]) for other in by_form if form in other) for form in by_form}
    main = max(by_form, key=lambda form: (held[form], len(by_form[form]), form))
    inside = sorted((place for form in by_form if main in form for place in by_form[form]), key=lambda p: p[1])
    rest = sorted((form for form in by_form if main not in form), key=lambda form: (-len(by_form[form]), form))
    forms = tuple(Found(written[form].most_common(1)[0][0], tuple(by_form[form])) for form in rest)
    return Found(written[main].most_common(1)[0][0], tuple(inside), forms)
