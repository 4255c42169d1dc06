"""The answer of a comparison: frozen values in which every count is the length of its list of places.

Nothing here computes. A count is a property over the evidence, so that the number on a screen and the list that opens
behind it cannot differ; `to_json` writes the keys that scripts depend on.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from index.compare.topics import Topic

Place = tuple[int, int, int]
"""Passage number, start, end: a span of a document's canonical text and the passage that holds it."""

FarPlace = tuple[str, int, int, int]
"""Document id, passage number, start, end: a place in another document than the one spoken of."""

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Found:
    """A word or phrase and where it stands. `term` is a surface form; every place holds it (whatever its case).

    `forms` are other forms of the same word in the same passages ("regulated" beside "regulation"), each with its own
    places; measures such as `z` are of the whole family.
    """

    term: str
    evidence: tuple[Place, ...]
    forms: tuple[Found, ...] = ()
    z: float | None = None  # log-odds with an informative prior, in standard errors; None below the floor
    z_passages: float | None = None  # log-odds of passages that hold the word, in standard errors
    category: str = ""  # of a term in a group: what the lexicon files it under
    negated: bool = False  # of an evaluative word: a negation stands just before it

    @property
    def count(self) -> int:
        return len(self.evidence)

    @property
    def passages(self) -> int:
        """How many passages hold it."""
        return len({place[0] for place in self.evidence})

    def to_json(self) -> Json:
        return {"term": self.term, "count": self.count, "evidence": [list(place) for place in self.evidence]}


@dataclass(frozen=True, slots=True)
class Group:
    """Words of one category (a frame, a domain of metaphor): all their places, and word by word."""

    id: str
    name: str
    evidence: tuple[Place, ...]
    terms: tuple[Found, ...]
    z: float | None = None  # log-odds of passages with the category against the other sources; None below the floor

    @property
    def count(self) -> int:
        return len(self.evidence)

    @property
    def passages(self) -> int:
        """How many passages hold at least one word of the category."""
        return len({place[0] for place in self.evidence})

    def to_json(self) -> Json:
        return {
            "id": self.id,
            "name": self.name,
            "count": self.count,
            "evidence": [list(place) for place in self.evidence],
            "passages": self.passages,
            "z": _rounded(self.z),
            "terms": [term.to_json() for term in self.terms],
        }


@dataclass(frozen=True, slots=True)
class Voice:
    """Someone who speaks in the passages on the topic; the places are whole passages."""

    name: str  # "unknown" when the text does not say
    evidence: tuple[Place, ...]
    words: int
    share: float  # of the words on the topic, 0..1
    how: tuple[tuple[str, int], ...]  # how we know: label, cue, carried, unknown, with passages each

    @property
    def count(self) -> int:
        return len(self.evidence)

    def to_json(self) -> Json:
        return {
            "name": self.name,
            "count": self.count,
            "evidence": [list(place) for place in self.evidence],
            "words": self.words,
            "share": round(self.share, 4),
            "how": dict(self.how),
        }


@dataclass(frozen=True, slots=True)
class Quoted:
    """Someone who is quoted in the passages on the topic; the places are the quotations."""

    name: str  # "unknown" when the text does not say
    evidence: tuple[Place, ...]
    second_hand: bool  # does not speak in this document themselves

    @property
    def count(self) -> int:
        return len(self.evidence)

    def to_json(self) -> Json:
        return {
            "name": self.name,
            "count": self.count,
            "evidence": [list(place) for place in self.evidence],
            "second_hand": self.second_hand,
        }


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A word that others use on the topic and that stands nowhere in the body of `doc`; the places are theirs."""

    doc: str
    term: str
    evidence: tuple[FarPlace, ...]

    @property
    def count(self) -> int:
        return len(self.evidence)

    @property
    def said_by(self) -> tuple[str, ...]:
        """The documents that say it, in the order of the comparison."""
        return tuple(dict.fromkeys(place[0] for place in self.evidence))

    def to_json(self) -> Json:
        return {
            "doc": self.doc,
            "term": self.term,
            "count": self.count,
            "evidence": [list(place) for place in self.evidence],
            "said_by": list(self.said_by),
        }


@dataclass(frozen=True, slots=True)
class Pair:
    """Two passages of different documents, each the other's closest on the topic."""

    a: FarPlace
    b: FarPlace
    similarity: float  # cosine, 0..1
    rank: int  # from 1, among all pairs of passages of different sources with a word in common
    shared: tuple[str, ...]  # surface forms that stand in `a`, the heaviest first

    def to_json(self) -> Json:
        return {
            "a": list(self.a),
            "b": list(self.b),
            "similarity": round(self.similarity, 4),
            "rank": self.rank,
            "shared": list(self.shared),
        }


@dataclass(frozen=True, slots=True)
class Near:
    """A passage and the closest one of any other source; it need not be mutual, as in a Pair."""

    place: Place
    to: FarPlace
    similarity: float  # cosine, 0..1
    shared: tuple[str, ...]  # surface forms that stand in `place`, the heaviest first


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
    nearest: tuple[Near, ...] = field(default=(), repr=False)  # of the passages that have a counterpart
    unique: tuple[Place, ...] = ()  # passages on the topic without a counterpart in any other source

    def to_json(self) -> Json:
        return {
            "doc": self.doc,
            "title": self.title,
            "words": self.words,
            "share": round(self.share, 4),
            "interval": None if self.interval is None else [round(edge, 4) for edge in self.interval],
            "strip": list(self.strip),
            "dispersion": _rounded(self.dispersion),
            "passages": [list(place) for place in self.passages],
            "passage_total": self.passage_total,
            "speakers": [item.to_json() for item in self.speakers],
            "distinctive": [_measured(item) for item in self.distinctive],
            "only_here": [_measured(item) for item in self.only_here],
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
    warnings: tuple[str, ...] = ()
    params: tuple[tuple[str, float | int | str], ...] = ()  # floors and settings the numbers depend on

    def source(self, doc: str) -> SourceView | None:
        """The view of one document; None when it takes no part."""
        return next((source for source in self.sources if source.doc == doc), None)

    def to_json(self) -> Json:
        """One JSON object: `topic sources pairs left_out warnings params`, lists never absent."""
        return {
            "topic": self.topic.to_json(),
            "sources": [source.to_json() for source in self.sources],
            "pairs": [pair.to_json() for pair in self.pairs],
            "left_out": [item.to_json() for item in self.left_out],
            "warnings": list(self.warnings),
            "params": dict(self.params),
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


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _measured(item: Found) -> Json:
    return {
        **item.to_json(),
        "passages": item.passages,
        "z": _rounded(item.z),
        "z_passages": _rounded(item.z_passages),
        "forms": [form.to_json() for form in item.forms],
    }
