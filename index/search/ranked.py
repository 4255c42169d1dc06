"""Answering a query: `type_ahead` for every key, `search` when the typing pauses.

A line that stands in a text word for word comes first, whatever marks it holds: who pastes a sentence wants that
sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from index.engine import Index
from index.engine.segment import Ints
from index.search import filters
from index.search.desk import Desk, desk
from index.search.hits import Answer, make_answer
from index.search.matching import MOST_WORDS, Units, units_of
from index.search.phrases import COMMON, Occurrence, candidates, near, occurrences
from index.search.query import Query, parse, shortened
from index.search.scoring import best
from index.text.words import cut

LOOKED_AT = 200  # of the best passages: where a line that is still being typed is looked for word for word
MOST_NAMED = 8  # words in a notice
SET_ASIDE_FROM = 4  # words: a phrase this long is looked for in boilerplate, too, when it stands nowhere else


@dataclass(frozen=True)
class Ranking:
    """The passages that match: rising `places`, the `scores` there, and the phrases that were found, to be marked."""

    places: Ints
    scores: Ints
    phrases: tuple[Occurrence, ...] = ()
    notice: str = ""


def search(index: Index, line: str, limit: int = 50) -> Answer:
    """The passages that answer `line`, best first. Any string is a query; none raises."""
    query = parse(line)
    if not index.size or not (query.asks or query.only_restricts):
        return Answer(line, notice=query.odd)
    at = desk(index)
    allowed = _allowed(index, query)
    if query.only_restricts:
        return _all_of(index, at, query, allowed, limit)
    whole = _whole(index, query)
    if query.lone_phrase and any(allowed[one.first] for one in whole):
        whole = []  # marks set on purpose: the phrase is required, and what only holds its words is no answer
    query, required, phrases = _required(index, query.in_words() if whole else query)
    units = units_of(index, at.speller, query, typing=False)
    ranking = _ranked(index, at, units, allowed, required, phrases)
    if whole:
        ranking = _first(index, ranking, whole, allowed, len(cut(query.whole)))
    return _answer(index, query, units, ranking, limit)


def type_ahead(index: Index, line: str, limit: int = 20) -> Answer:
    """What `line` means so far: its last word is a beginning. A few milliseconds at 100,000 passages.

    Ranks by the passages' own words alone.
    """
    query = parse(line)
    if not index.size or not (query.asks or query.only_restricts):
        return Answer(line, notice=query.odd)
    at = desk(index)
    allowed = _allowed(index, query)
    if query.only_restricts:
        return _all_of(index, at, query, allowed, limit)
    query, required, phrases = _required(index, query)
    units = units_of(index, at.speller, query, typing=True)
    ranking = _quickly(index, at, units, allowed, required, phrases)
    whole = _typed_so_far(index, query, ranking)
    if whole:
        ranking = _first(index, ranking, whole, allowed, len(cut(query.whole)))
    return _answer(index, query, units, ranking, limit)


def _all_of(index: Index, at: Desk, query: Query, allowed: Ints, limit: int) -> Answer:
    """Every passage that the restrictions leave, in the order of the library: `speaker:ada` is all that Ada says."""
    places = np.flatnonzero(allowed)
    ranking = Ranking(places, np.full(len(places), 1e-3, np.float32))
    return _answer(index, query, units_of(index, at.speller, query, typing=False), ranking, limit)


def _answer(index: Index, query: Query, units: Units, ranking: Ranking, limit: int) -> Answer:
    order = best(ranking.scores, limit)
    shown = np.sort(ranking.places[order])
    alone = [one for group in query.phrases for word in group if _is_word(word) for one in near(index, word, shown)]
    return make_answer(
        index,
        query.raw,
        ranking.places,
        [(int(ranking.places[at]), float(ranking.scores[at])) for at in order],
        (*ranking.phrases, *alone),
        units.wanted,
        units.prefixes,
        _notice(query, units, ranking.notice),
    )


def _notice(query: Query, units: Units, more: str) -> str:
    parts = [query.odd, more]
    if units.left_out:
        parts.append(f"ranked by its {MOST_WORDS} rarest words")
    if units.corrected:
        parts.append("showing " + _named(units.corrected))
    if units.unknown:
        parts.append("nowhere: " + _named(units.unknown))
    return "; ".join(part for part in parts if part)


def _named(words: Sequence[str]) -> str:
    more = len(words) - MOST_NAMED
    return ", ".join(map(shortened, words[:MOST_NAMED])) + (f" and {more} more" if more > 0 else "")


def _allowed(index: Index, query: Query) -> Ints:
    allowed = filters.mask(index, query.filters)
    for text in query.not_words:
        for word in cut(text):
            allowed[index.postings(word)[0]] = False
    for phrase in query.not_phrases:
        allowed[_places(occurrences(index, phrase))] = False
    return allowed


def _required(index: Index, query: Query) -> tuple[Query, Ints | None, tuple[Occurrence, ...]]:
    """The places that hold one phrase of each group, None when no phrase was asked for; and all the phrases found.

    When no place does, the query comes back with its phrases as plain words: their words are the next best answer.
    """
    held: Ints | None = None
    phrases: list[Occurrence] = []
    for group in query.phrases:
        parts = []
        for phrase in group:
            if _is_word(phrase):  # it stands wherever the index has it, however often that is
                parts.append(index.postings(phrase)[0].astype(np.int64))
                continue
            found = occurrences(index, phrase)
            phrases += found
            parts.append(_places(found))
        places = np.unique(np.concatenate(parts))
        places = places[index.alive[places]]
        held = places if held is None else np.intersect1d(held, places, assume_unique=True)
    if held is None or len(held):
        return query, held, tuple(phrases)
    odd = "these exact words stand nowhere: showing passages that hold some of them"
    return query.in_words(odd), None, ()


def _is_word(phrase: str) -> bool:
    return cut(phrase) == [phrase]


def _places(found: Sequence[Occurrence]) -> Ints:
    return np.unique(np.fromiter((one.first for one in found), np.int64, len(found)))


def _whole(index: Index, query: Query) -> list[Occurrence]:
    """Where the line stands as it is, but for marks round it; only asked for lines of two words or more."""
    needle = query.whole.strip("' ")
    return occurrences(index, needle) if len(cut(needle)) > 1 else []


def _typed_so_far(index: Index, query: Query, ranking: Ranking) -> list[Occurrence]:
    """Where the line stands as it is while its last word may still go on.

    Everywhere, when one of its words is rare enough for that; else among the best passages, for a key must not wait.
    """
    needle = query.whole.strip("' ")
    terms = cut(needle)[:-1]
    if not terms:
        return []
    if min(map(index.frequency, terms)) <= COMMON:
        places = candidates(index, terms)
    else:
        places = ranking.places[np.sort(best(ranking.scores, LOOKED_AT))]
    return near(index, needle, places, open_end=True)


def _quickly(
    index: Index, at: Desk, units: Units, allowed: Ints, required: Ints | None, phrases: tuple[Occurrence, ...]
) -> Ranking:
    content = [at.match(unit) for unit in units.content]
    own = at.scorer.own(content)
    if required is not None:
        own[required] += np.float32(1e-3)
        keep = np.zeros(index.size, bool)
        keep[required] = True
        allowed &= keep
    own *= allowed
    places = np.flatnonzero(own > 0)
    scores = own[places]
    for unit in units.rest:
        if unit.prefix:
            held = np.zeros(index.size, bool)
            held[at.match(unit).places] = True
            scores = scores + np.float32(0.1) * held[places]
    return Ranking(places, scores, phrases)


def _ranked(
    index: Index, at: Desk, units: Units, allowed: Ints, required: Ints | None, phrases: tuple[Occurrence, ...]
) -> Ranking:
    content = [at.match(unit) for unit in units.content]
    own = at.scorer.own(content)
    held = own > 0
    if required is not None:
        held[:] = False
        held[required] = True
    places = np.flatnonzero(held & allowed)
    scores = own[places] + at.scorer.near(own, places) + at.scorer.whole(content, places)
    for unit in units.rest:
        scores = scores + at.scorer.at(unit, places)
    if required is not None:
        scores = scores + np.float32(1e-3)
    return Ranking(places, scores, phrases)


def _first(index: Index, ranking: Ranking, whole: Sequence[Occurrence], allowed: Ints, words: int) -> Ranking:
    """Put the places where the whole line stands before all others."""
    found = _places(whole)
    inside = found[allowed[found]]
    notice = ""
    if not len(inside) and words >= SET_ASIDE_FROM:
        inside, notice = found, "found only in text that is set aside (boilerplate, metadata)"
    scores = np.zeros(index.size, np.float32)
    scores[ranking.places] = ranking.scores
    scores[inside] += float(ranking.scores.max(initial=0.0)) + 1.0
    places = np.flatnonzero(scores > 0)
    chosen = set(inside.tolist())
    return Ranking(places, scores[places], tuple(one for one in whole if one.first in chosen), notice)
