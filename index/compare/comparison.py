"""The answer of a comparison: frozen values that compute nothing; `to_json` writes the keys that scripts depend on."""

from __future__ import annotations

from dataclasses import dataclass, field

from index.compare.findings import (
    Found,
    Group,
    Json,
    LeftOut,
    Near,
    Pair,
    Place,
    Quoted,
    TermRow,
    Voice,
    measured,
    rounded,
)
from index.compare.topics import Topic

Param = float | int | str | tuple[str, ...]

HANDFUL = 12
"""Sources up to which each is told of by itself, under a letter: of more nobody remembers which letter is which."""


@dataclass(frozen=True)
class SourceView:
    """What one source says on the topic."""

    doc: str
    title: str
    words: int  # words of the passages on the topic
    word_total: int  # words of all body passages
    share: float  # words / word_total, 0..1
    interval: tuple[float, float] | None  # 95 % around share; None below three passages
    passages: tuple[Place, ...]  # the passages on the topic, in the order of the text
    passage_total: int  # all body passages
    strip: tuple[int, ...]  # of 20 equal slices of the text: how many passages on the topic reach into each
    dispersion: float | None  # Gries' DP: 0 even, towards 1 all in one place; None below three passages
    hits: tuple[Place, ...] = field(default=(), repr=False)  # the topic's own terms in these passages
    speakers: tuple[Voice, ...] = ()
    distinctive: tuple[Found, ...] = ()
    only_here: tuple[Found, ...] = ()
    frames: tuple[Group, ...] = ()
    hedges: tuple[Found, ...] = ()
    boosters: tuple[Found, ...] = ()
    metaphors: tuple[Group, ...] = ()
    remedies: tuple[Found, ...] = ()
    quotations: tuple[Quoted, ...] = ()
    evaluative: tuple[Group, ...] = ()  # words of praise and of worry: evidence, never a score
    nearest: tuple[Near, ...] = field(default=(), repr=False)
    """For each passage with a counterpart its closest one in every other source that has one, the most alike first;
    among more than a HANDFUL of sources only that first one."""
    unique: tuple[Place, ...] = ()  # passages on the topic without a counterpart in any other source

    def to_json(self) -> Json:
        return {
            "doc": self.doc,
            "title": self.title,
            "words": self.words,
            "share": round(self.share, 4),
            "interval": None if self.interval is None else [round(edge, 4) for edge in self.interval],
            "strip": list(self.strip),
            "dispersion": rounded(self.dispersion),
            "passages": [list(place) for place in self.passages],
            "passage_total": self.passage_total,
            "speakers": [item.to_json() for item in self.speakers],
            "distinctive": [measured(item) for item in self.distinctive],
            "only_here": [measured(item) for item in self.only_here],
            "frames": [item.to_json() for item in self.frames],
            "hedges": [item.to_json() for item in self.hedges],
            "boosters": [item.to_json() for item in self.boosters],
            "metaphors": [item.to_json() for item in self.metaphors],
            "remedies": [item.to_json() for item in self.remedies],
            "quotations": [item.to_json() for item in self.quotations],
        }


@dataclass(frozen=True)
class Comparison:
    """What each source says on a topic, and in what words."""

    topic: Topic
    sources: tuple[SourceView, ...]
    pairs: tuple[Pair, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    matrix: tuple[TermRow, ...] = field(default=(), repr=False)  # words of the topic by sources, the most shared first
    warnings: tuple[str, ...] = ()
    params: tuple[tuple[str, Param], ...] = ()  # floors, settings and terms that the numbers depend on

    def source(self, doc: str) -> SourceView | None:
        """The view of one document; None when it takes no part."""
        return next((source for source in self.sources if source.doc == doc), None)

    def counterpart(self, doc: str, passage: int, other: str) -> Near | None:
        """The passage of `other` that is closest to a passage of `doc`, mutual or not; None: no counterpart found.

        Below params["similarity_floor"] none is found. `rank` tells whether the two are each other's closest.
        """
        source = self.source(doc)
        nearest = source.nearest if source is not None else ()
        return next((near for near in nearest if near.place[0] == passage and near.to[0] == other), None)

    def to_json(self) -> Json:
        """One JSON object: `topic sources pairs left_out warnings params`, lists never absent."""
        return {
            "topic": self.topic.to_json(),
            "sources": [source.to_json() for source in self.sources],
            "pairs": [pair.to_json() for pair in self.pairs],
            "left_out": [item.to_json() for item in self.left_out],
            "warnings": list(self.warnings),
            "params": {name: list(value) if isinstance(value, tuple) else value for name, value in self.params},
        }


@dataclass(frozen=True)
class TopicCoverage:
    """One row of the overview: a topic, and what share of each source is on it."""

    topic: Topic
    sources: tuple[SourceView, ...]  # in the order of the documents; word lists are left empty

    @property
    def covered(self) -> int:
        """How many sources have a passage on the topic."""
        return sum(bool(source.passages) for source in self.sources)

    def to_json(self) -> Json:
        return {
            "id": self.topic.id,
            "name": self.topic.name,
            "origin": str(self.topic.origin),
            "strong": list(self.topic.strong),
            "weak": list(self.topic.weak),
            "sources": {
                source.doc: {
                    "share": round(source.share, 4),
                    "passages": len(source.passages),
                    "strip": list(source.strip),
                }
                for source in self.sources
            },
        }
