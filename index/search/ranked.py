"""Answering a query: `type_ahead` for every key, `search` when the typing pauses. The same ranking behind both.

A line that stands in a text word for word comes first, whatever marks it holds: who pastes a sentence wants that
sentence.
"""

from __future__ import annotations

import weakref
from collections.abc import Sequence

import numpy as np

from index.engine import Index
from index.engine.analysis import cut
from index.engine.segment import Ints
from index.model import Span
from index.search import filters
from index.search.hits import Answer, Hit, make_hit, word_spans
from index.search.matching import Units, units_of
from index.search.phrases import Occurrence, occurrences, span_of
from index.search.query import Query, parse
from index.search.scoring import Scorer, best
from index.search.spelling import Speller

SET_ASIDE_FROM = 4  # words: a phrase this long is looked for in boilerplate, too, when it stands nowhere else


class _Desk:
    """What is kept for an open index between keys."""

    def __init__(self, index: Index) -> None:
        self.scorer = Scorer(index)
        self.speller = Speller(index)


_desks: weakref.WeakKeyDictionary[Index, _Desk] = weakref.WeakKeyDictionary()


def desk(index: Index) -> _Desk:
    """The scorer and speller of an open index, made when first asked for."""
    found = _desks.get(index)
    if found is None:
        found = _desks[index] = _Desk(index)
    return found


def search(index: Index, line: str, limit: int = 50) -> Answer:
    """The passages that answer `line`, best first. Any string is a query; none raises."""
    return _answer(index, line, limit, typing=False)


def type_ahead(index: Index, line: str, limit: int = 20) -> Answer:
    """What `line` means so far: its last word is a beginning. A few milliseconds at 100,000 passages."""
    return _answer(index, line, limit, typing=True)


def _answer(index: Index, line: str, limit: int, typing: bool) -> Answer:
    query = parse(line)
    if not query.asks or not index.size:
        return Answer(line, notice=query.odd)
    at = desk(index)
    units = units_of(index, at.speller, query, typing=typing)
    allowed = filters.mask(index, query.filters)
    _exclude(index, at, query, allowed)
    whole = _whole(index, query, typing)
    phrases: list[list[Occurrence]] = [
        [found for phrase in group for found in occurrences(index, phrase)] for group in query.phrases
    ]
    notices = [query.odd]
    if not whole and any(not group for group in phrases):
        return Answer(line, notice=_notice([*notices, "these exact words stand nowhere"]))
    scores, matching = _scores(index, at.scorer, units, allowed)
    for group in phrases if not whole else []:
        held = _places(index, group)
        scores[held] += 1e-3
        required = np.zeros(index.size, bool)
        required[held] = True
        matching = (matching | required) if not query.words and not query.prefixes else matching
        allowed = allowed & required
        matching = (matching | required) & allowed
        scores *= allowed
    if whole:
        scores, matching, aside = _first(index, whole, scores, matching, allowed, len(cut(query.whole)))
        if aside:
            notices.append("found only in text that is set aside (boilerplate, metadata)")
    if units.corrected:
        notices.append("showing " + ", ".join(units.corrected))
    if units.unknown:
        notices.append("nowhere: " + ", ".join(units.unknown))
    groups = [whole] if whole else phrases
    hits = _hits(index, units, groups, scores, limit)
    per_document = _per_document(index, matching)
    return Answer(
        query=line,
        hits=hits,
        total=int(matching.sum()),
        notice=_notice(notices),
        per_document=per_document,
        spread=_spread(index, matching, {hit.doc for hit in hits}),
    )


def _notice(parts: Sequence[str]) -> str:
    return "; ".join(part for part in parts if part)


def _exclude(index: Index, at: _Desk, query: Query, allowed: Ints) -> None:
    for text in query.not_words:
        for word in cut(text):
            allowed[index.postings(word)[0]] = False
    for phrase in query.not_phrases:
        allowed[_places(index, occurrences(index, phrase))] = False


def _whole(index: Index, query: Query, typing: bool) -> list[Occurrence]:
    """Where the line stands as it is; only asked for lines of two words or more."""
    if len(cut(query.whole)) < 2:
        return []
    found = occurrences(index, query.whole, open_end=typing)
    inner = query.whole.strip("' ")
    if not found and inner != query.whole and len(cut(inner)) >= 2:
        found = occurrences(index, inner, open_end=typing)
    return found


def _places(index: Index, found: Sequence[Occurrence]) -> Ints:
    return np.unique(np.fromiter((one.first for one in found), np.int64, len(found)))


def _scores(index: Index, scorer: Scorer, units: Units, allowed: Ints) -> tuple[Ints, Ints]:
    """Scores by place, and which places hold a content word."""
    matches = [scorer.match(unit) for unit in units.units]
    scores = scorer.total(matches)
    matching = np.zeros(index.size, bool)
    for match in matches:
        if match.unit in units.content:
            matching[match.places] = True
    matching &= allowed
    scores *= matching
    return scores, matching


def _first(
    index: Index, whole: Sequence[Occurrence], scores: Ints, matching: Ints, allowed: Ints, words: int
) -> tuple[Ints, Ints, bool]:
    """Put the places where the whole line stands before all others."""
    places = _places(index, whole)
    inside = places[allowed[places]]
    aside = False
    if not len(inside) and words >= SET_ASIDE_FROM:
        inside, aside = places, True
    top = float(scores.max(initial=0.0)) + 1.0
    scores[inside] += top
    matching[inside] = True
    return scores, matching, aside and bool(len(inside))


def _hits(
    index: Index, units: Units, groups: Sequence[Sequence[Occurrence]], scores: Ints, limit: int
) -> tuple[Hit, ...]:
    where: dict[int, list[Occurrence]] = {}
    for group in groups:
        for found in group:
            where.setdefault(found.first, []).append(found)
    hits = []
    for rank, place in enumerate(best(scores, limit).tolist(), 1):
        spans: list[Span] = [span_of(index, found) for found in where.get(place, ())]
        if not spans or len(groups) != 1 or groups[0] is not groups[-1]:
            spans += word_spans(index, place, units.wanted, units.prefixes)
        hits.append(make_hit(index, place, rank, float(scores[place]), spans))
    return tuple(hits)


def _per_document(index: Index, matching: Ints) -> dict[str, int]:
    counts = np.bincount(index.doc_of[matching], minlength=len(index.docs))
    order = np.argsort(-counts, kind="stable")
    return {index.docs[at]: int(counts[at]) for at in order.tolist() if counts[at]}


def _spread(index: Index, matching: Ints, docs: set[str]) -> dict[str, tuple[float, ...]]:
    spread: dict[str, tuple[float, ...]] = {}
    for at, doc in enumerate(index.docs):
        if doc in docs and index.doc_alive[at]:
            first, last = index.places_of(at)
            places = np.flatnonzero(matching[first:last]) + first
            size = max(1, int(index.end_of[last - 1]))
            spread[doc] = tuple(np.round(index.start_of[places] / size, 4).tolist())
    return spread
