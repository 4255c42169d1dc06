"""A word, a phrase or a topic over the documents and their dates: how often, and where in each.

A topic that has a name is counted in passages on it, anything else in the places where it stands as written (case and
hyphens do not matter). Boilerplate does not count. Every number is the size of its list of places.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from index.compare import compare, known_topic
from index.compare.topics import Topic
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
    topic = what if isinstance(what, Topic) else known_topic(what, documents)
    if topic is not None:
        on = {
            source.doc: [(start, end) for _, start, end in source.passages]
            for source in compare(documents, topic).sources
        }
        rows = [_row(document, on[document.id]) for document in documents]
        return Plot(topic.name, "passages", _by_date(rows))
    wanted = [_bare(word) for word, _, _ in words(str(what))]
    if not wanted:
        raise TopicError("there is no word to plot")
    return Plot(" ".join(str(what).split()), "places", _by_date([_row(document, (), wanted) for document in documents]))


def _by_date(rows: Sequence[PlotRow]) -> tuple[PlotRow, ...]:
    return tuple(sorted(rows, key=lambda row: (not row.date, row.date)))


def _row(document: Document, places: Sequence[Span], wanted: Sequence[str] = ()) -> PlotRow:
    """The row of a document: `places`, and where the words `wanted` stand in its body one after the other.

    A blank or a hyphen may be between them. A possessive is its word: a plot of a country counts what is the country's.
    """
    found, total = list(places), 0
    for passage in document.passages:
        if passage.kind not in BODY:
            continue
        said = words(document.text[passage.start : passage.end])
        total += len(said)
        run = [_bare(word) for word, _, _ in said]
        found += [
            (passage.start + said[at].start, passage.start + said[at + len(wanted) - 1].end)
            for at in range(len(run) - len(wanted) + 1 if wanted else 0)
            if run[at] == wanted[0] and run[at : at + len(wanted)] == wanted
        ]
    strip = [0] * SLICES
    for start, _ in found:
        strip[min(SLICES - 1, start * SLICES // max(1, len(document.text)))] += 1
    about = document.metadata
    return PlotRow(document.id, document.title, about.outlet, about.date, total, tuple(found), tuple(strip))


def _bare(word: str) -> str:
    return word.removesuffix("'s") or word
