"""Answers: the passages found, with the spans that show why.

Spans count code points of the document's canonical text. They are found in the passage as indexed, through the fold,
and so need no file; a hit knows its text for the same reason.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from index.engine import Index
from index.model import Evidence, Kind, Span
from index.text.fold import fold
from index.text.words import words

MOST_SPANS = 64  # of one hit


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


def make_hit(index: Index, place: int, rank: int, score: float, spans: Iterable[Span]) -> Hit:
    """The hit for a place, with spans in any order."""
    found = index.passage(place)
    return Hit(
        rank=rank,
        score=round(score, 4),
        doc=found.doc,
        title=index.info[found.doc].title if found.doc in index.info else found.doc,
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


def word_spans(index: Index, place: int, wanted: Collection[str], prefixes: tuple[str, ...]) -> list[Span]:
    """Where the passage at `place` holds one of the folded words `wanted`, or a word with one of `prefixes`."""
    text = index.text(place)
    base = int(index.start_of[place])
    folded = fold(text)
    spans = []
    for word in words(folded.text):
        if word.text_lower in wanted or (prefixes and word.text_lower.startswith(prefixes)):
            start, end = folded.span(word.start, word.end)
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
