"""Answers: the passages found, with the spans that show why.

Spans count code points of the document's canonical text. They are found in the passage as indexed, through the fold,
and so need no file; a hit knows its text for the same reason.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from index.engine import Index
from index.engine.segment import Ints
from index.model import Evidence, Kind, Span
from index.search.phrases import Occurrence, span_of
from index.text.fold import fold

MOST_SPANS = 64  # of one hit
MOST_FORMS = 400  # words to mark


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that answers a query. `rank` counts from 1; `score` compares hits of the same answer only."""

    rank: int
    score: float
    doc: str
    title: str
    passage: int
    start: int
    end: int
    line: int
    speaker: str | None
    evidence: Evidence
    kind: Kind
    text: str
    spans: tuple[Span, ...]
    place: str = ""  # the page, time or chapter, where the format knows it: "p. 7", "12:04"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query found.

    `hits` are the best, `total` counts all passages that match, `per_document` how many of them each document holds.
    `notice` is for people: what was corrected or could not be read ("showing sovereignty"). `spread` says, for each
    document of a hit, where its matching passages lie: shares of the document's length, 0 to 1, rising.
    """

    query: str
    hits: tuple[Hit, ...] = ()
    total: int = 0
    notice: str = ""
    per_document: Mapping[str, int] = field(default_factory=dict)
    spread: Mapping[str, tuple[float, ...]] = field(default_factory=dict)

    @property
    def documents(self) -> int:
        """How many documents hold a passage that matches, shown or not."""
        return len(self.per_document)


def make_answer(
    index: Index,
    query: str,
    places: Ints,
    ranked: Sequence[tuple[int, float]],
    phrases: Iterable[Occurrence],
    wanted: Collection[str],
    prefixes: Sequence[str],
    notice: str,
) -> Answer:
    """The answer with hits for the `ranked` places (with scores, best first) out of all that match (`places`, rising).

    Marked are `phrases` where there are any in a hit, else the folded words `wanted` and those that begin with
    `prefixes`.
    """
    where: dict[int, list[Occurrence]] = {}
    for phrase in phrases:
        where.setdefault(phrase.first, []).append(phrase)
    pattern = _pattern(wanted, prefixes)
    hits = []
    for rank, (place, score) in enumerate(ranked, 1):
        spans = [span_of(index, phrase) for phrase in where.get(place, ())]
        if not spans and pattern:
            spans = _word_spans(index, place, pattern)
        hits.append(_hit(index, place, rank, score, spans))
    counts = np.bincount(index.doc_of[places], minlength=len(index.docs))
    holding = np.flatnonzero(counts)
    holding = holding[np.argsort(-counts[holding], kind="stable")]
    per_document = dict(zip(map(index.docs.__getitem__, holding.tolist()), counts[holding].tolist(), strict=True))
    spread = {doc: _spread(index, index.ordinal[doc], places) for doc in dict.fromkeys(hit.doc for hit in hits)}
    return Answer(query, tuple(hits), len(places), notice, per_document, spread)


def _hit(index: Index, place: int, rank: int, score: float, spans: Iterable[Span]) -> Hit:
    found = index.passage(place)
    return Hit(
        rank=rank,
        score=round(score, 4),
        doc=found.doc,
        title=index.info[found.doc].title,
        passage=found.number,
        start=found.start,
        end=found.end,
        line=found.line,
        speaker=found.speaker,
        evidence=found.evidence,
        kind=found.kind,
        text=index.text(place),
        spans=merged(spans)[:MOST_SPANS],
    )


def _spread(index: Index, doc: int, places: Ints) -> tuple[float, ...]:
    first, last = index.places_of(doc)
    mine = places[np.searchsorted(places, first) : np.searchsorted(places, last)]
    size = max(1, int(index.end_of[last - 1]))
    return tuple(np.round(index.start_of[mine] / size, 4).tolist())


def _pattern(wanted: Collection[str], prefixes: Sequence[str]) -> re.Pattern[str] | None:
    """Finds the words in a folded text. By pattern and not by cutting every hit into words: that took half of a key's
    time.
    """
    plain = [re.escape(word) for word in sorted(wanted, key=len, reverse=True)[:MOST_FORMS] if word < "\u0e00"]
    starts = [re.escape(start) for start in prefixes if start < "\u0e00"]
    unspaced = [re.escape(word) for word in (*wanted, *prefixes) if word >= "\u0e00"]
    ways = []
    if plain:
        ways.append(rf"(?<![^\W_])(?:{'|'.join(plain)})(?!['.]?[^\W_])")
    if starts:
        ways.append(rf"(?<![^\W_])(?:{'|'.join(starts)})[^\W_]*(?:['.][^\W_]+)*")
    ways += unspaced
    return re.compile("|".join(ways)) if ways else None


def _word_spans(index: Index, place: int, pattern: re.Pattern[str]) -> list[Span]:
    base = int(index.start_of[place])
    way = fold(index.text(place))
    spans = []
    for found in pattern.finditer(way.text):
        start, end = way.span(found.start(), found.end())
        spans.append((base + start, base + end))
    return spans


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans in order, without empty ones, those that overlap made one."""
    result: list[Span] = []
    for start, end in sorted(span for span in spans if span[0] < span[1]):
        if result and start < result[-1][1]:
            result[-1] = result[-1][0], max(end, result[-1][1])
        else:
            result.append((start, end))
    return tuple(result)
