"""What a comparison finds: words, categories, people, pairs, each with its places, of which every count is the number.

A count is a property over the evidence, never a field, so that the number on a screen and the list that opens behind it
cannot differ.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

Place = tuple[int, int, int]
"""Passage number, start, end: a span of a document's canonical text and the passage that holds it."""

FarPlace = tuple[str, int, int, int]
"""Document id, passage number, start, end: a place in another document than the one spoken of."""

Json = dict[str, Any]


class Counted:
    """Something with places in one document, its number among them: no number is ever kept beside its evidence."""

    __slots__ = ()
    evidence: tuple[Place, ...]

    @property
    def count(self) -> int:
        return len(self.evidence)

    @property
    def passages(self) -> int:
        """How many passages hold at least one of the places."""
        return len({place[0] for place in self.evidence})

    def numbered(self) -> Json:
        """The number and its places, as JSON shows every finding."""
        return {"count": self.count, "evidence": [list(place) for place in self.evidence]}


class CountedAfar:
    """The same with places in several documents."""

    __slots__ = ()
    evidence: tuple[FarPlace, ...]

    @property
    def count(self) -> int:
        return len(self.evidence)

    @property
    def said_by(self) -> tuple[str, ...]:
        """The documents that say it, in the order of the comparison."""
        return tuple(dict.fromkeys(place[0] for place in self.evidence))

    def numbered(self) -> Json:
        """The number and its places, as JSON shows every finding."""
        return {"count": self.count, "evidence": [list(place) for place in self.evidence]}


@dataclass(frozen=True, slots=True)
class Found(Counted):
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

    def to_json(self) -> Json:
        return {"term": self.term, **self.numbered()}


@dataclass(frozen=True, slots=True)
class Group(Counted):
    """Words of one category (a frame, a domain of metaphor): all their places, and word by word."""

    id: str
    name: str
    evidence: tuple[Place, ...]
    terms: tuple[Found, ...]
    z: float | None = None  # log-odds of passages with the category against the other sources; None below the floor

    def to_json(self) -> Json:
        return {
            "id": self.id,
            "name": self.name,
            **self.numbered(),
            "passages": self.passages,
            "z": rounded(self.z),
            "terms": [term.to_json() for term in self.terms],
        }


@dataclass(frozen=True, slots=True)
class Voice(Counted):
    """Someone who speaks in the passages on the topic; the places are whole passages."""

    name: str  # "unknown" when the text does not say
    evidence: tuple[Place, ...]
    words: int
    share: float  # of the words on the topic, 0..1
    how: tuple[tuple[str, int], ...]  # how we know: label, cue, carried, unknown, with passages each

    def to_json(self) -> Json:
        return {
            "name": self.name,
            **self.numbered(),
            "words": self.words,
            "share": round(self.share, 4),
            "how": dict(self.how),
        }


@dataclass(frozen=True, slots=True)
class Quoted(Counted):
    """Someone who is quoted in the passages on the topic; the places are the quotations."""

    name: str  # "unknown" when the text does not say
    evidence: tuple[Place, ...]
    second_hand: bool  # does not speak in this document themselves

    def to_json(self) -> Json:
        return {
            "name": self.name,
            **self.numbered(),
            "second_hand": self.second_hand,
        }


@dataclass(frozen=True, slots=True)
class LeftOut(CountedAfar):
    """A word that others use on the topic and that stands nowhere in the body of `doc`; the places are theirs."""

    doc: str
    term: str
    evidence: tuple[FarPlace, ...]

    def to_json(self) -> Json:
        return {
            "doc": self.doc,
            "term": self.term,
            **self.numbered(),
            "said_by": list(self.said_by),
        }


@dataclass(frozen=True, slots=True)
class TermRow(CountedAfar):
    """A row of the terms by sources: a word and where it stands in the passages on the topic, source by source."""

    term: str
    evidence: tuple[FarPlace, ...]

    def of(self, doc: str) -> tuple[FarPlace, ...]:
        """Its places in one document: their number is that cell's."""
        return tuple(place for place in self.evidence if place[0] == doc)


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
    """A passage and the closest one of another source; it need not be mutual, as in a Pair."""

    place: Place
    to: FarPlace
    similarity: float  # cosine, 0..1
    shared: tuple[str, ...]  # surface forms that stand in `place`, the heaviest first
    rank: int = 0  # that of their Pair when each is the other's closest; 0 when only this way round


def rounded(value: float | None) -> float | None:
    """A measure as JSON shows it: four decimals, None as it is."""
    return None if value is None else round(value, 4)


def measured(item: Found) -> Json:
    """A word with its measures and other forms, as JSON shows distinctive words."""
    return {
        **item.to_json(),
        "passages": item.passages,
        "z": rounded(item.z),
        "z_passages": rounded(item.z_passages),
        "forms": [form.to_json() for form in item.forms],
    }
