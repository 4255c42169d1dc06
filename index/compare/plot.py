"""A word, a phrase or a topic over the documents and their dates: how often, and where in each.

A topic that has a name is counted in passages on it, anything else in the places where it stands as written (case and
hyphens do not matter). Boilerplate does not count. Every number is the size of its list of places.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from index.compare import compare, find_topic
from index.compare.topics import Origin, Topic
from index.errors import TopicError
from index.model import BODY, Document, Span
from index.text.words import words

SLICES = 20


@dataclass(frozen=True, slots=True)
class PlotRow:
    """One document: `places` are spans of its text, `words` those of its body, `strip` places in each of 20 slices."""

    doc: str
    title: str
    outlet: str
    date: str
    words: int
    places: tuple[Span, ...]
    strip: tuple[int, ...]

    @property
    def count(self) -> int:
        return len(self.places)

    @property
    def rate(self) -> float:
        """Places a thousand words of the body; 0 for a document without words."""
        return 1000 * self.count / self.words if self.words else 0.0

    def to_json(self) -> dict[str, Any]:
        return {
            "doc": self.doc,
            "title": self.title,
            "outlet": self.outlet,
            "date": self.date,
            "words": self.words,
            "count": self.count,
            "per_thousand": round(self.rate, 3),
            "strip": list(self.strip),
            "places": [list(span) for span in self.places],
        }


@dataclass(frozen=True, slots=True)
class Plot:
    """`what` over the documents: those with a date in its order, then the others. `unit` is "passages" or "places"."""

    what: str
    unit: str
    rows: tuple[PlotRow, ...]


def plot(documents: Sequence[Document], what: str | Topic) -> Plot:
    """Plot a topic (its id, its name, a Topic) or any words over `documents`. Raises TopicError without words."""
    topic = what if isinstance(what, Topic) else find_topic(what, documents)
    if isinstance(what, str) and topic.origin is Origin.TYPED:
        if not words(what):
            raise TopicError("there is no word to plot")
        name, unit = " ".join(what.split()), "places"
        found = {document.id: _mentions(document, what) for document in documents}
    else:
        name, unit = topic.name, "passages"
        sources = compare(documents, topic).sources
        found = {source.doc: tuple((start, end) for _, start, end in source.passages) for source in sources}
    rows = [_row(document, found.get(document.id, ())) for document in documents]
    rows.sort(key=lambda row: (not row.date, row.date))
    return Plot(name, unit, tuple(rows))


def _mentions(document: Document, what: str) -> tuple[Span, ...]:
    """Where the words of `what` stand in the body one after the other, whatever is between them: a blank, a hyphen.

    A possessive is its word: a plot of a country counts what is said to be the country's.
    """
    wanted = [_bare(word) for word, _, _ in words(what)]
    found = []
    for passage in document.passages:
        if passage.kind in BODY:
            said = words(document.text[passage.start : passage.end])
            run = [_bare(word) for word, _, _ in said]
            found += [
                (passage.start + said[at].start, passage.start + said[at + len(wanted) - 1].end)
                for at in range(len(run) - len(wanted) + 1)
                if run[at] == wanted[0] and run[at : at + len(wanted)] == wanted
            ]
    return tuple(found)


def _bare(word: str) -> str:
    return word.removesuffix("'s") or word


def _row(document: Document, places: tuple[Span, ...]) -> PlotRow:
    strip = [0] * SLICES
    for start, _ in places:
        strip[min(SLICES - 1, start * SLICES // max(1, len(document.text)))] += 1
    said = sum(
        len(words(document.text[passage.start : passage.end])) for passage in document.passages if passage.kind in BODY
    )
    about = document.metadata
    return PlotRow(document.id, document.title, about.outlet, about.date, said, places, tuple(strip))
