"""Labelled passages: spans of documents that a person called on a topic, and how well a topic finds them.

Labels are spans, passages are the program's own, so that a change of passages needs no new labels. A passage on the
topic is right when at least half of it is labelled, or it holds half of a labelled span; a labelled span is found when
a passage on the topic holds half of it or lies in it by half. What touches a `maybe` and no `yes` is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from index.compare import Topic
from index.compare.collection import collect
from index.compare.matching import match
from index.config import parse_yaml
from index.model import BODY, Document, Span

Spans = Mapping[str, Sequence[Span]]  # by document id


@dataclass(frozen=True)
class Labels:
    """For each topic the spans that are on it and those that may be; a query for each where the file has them."""

    yes: dict[str, dict[str, list[Span]]] = field(default_factory=dict)
    maybe: dict[str, dict[str, list[Span]]] = field(default_factory=dict)
    queries: dict[str, str] = field(default_factory=dict)
    files: tuple[str, ...] = ()

    def topics(self, at_least: int = 1) -> list[str]:
        """Topics with so many labelled spans."""
        return [topic for topic, spans in self.yes.items() if sum(map(len, spans.values())) >= at_least]


@dataclass(frozen=True)
class Score:
    """Precision over passages, recall over labelled spans (or passages), and their harmonic mean."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def load(path: Path) -> Labels:
    """Read a file of labels: `articles`, each with `file` and `topics`, each with `yes` and `maybe` spans."""
    data = parse_yaml(path.read_text("utf-8"), str(path))
    labels = Labels(queries=dict(data.get("queries", {})), files=tuple(entry["file"] for entry in data["articles"]))
    for entry in data["articles"]:
        for topic, said in entry["topics"].items() if entry["topics"] else ():
            for into, key in ((labels.yes, "yes"), (labels.maybe, "maybe")):
                spans = [(int(start), int(end)) for start, end in said.get(key) or []]
                into.setdefault(topic, {}).setdefault(entry["file"], []).extend(spans)
    return labels


def score(documents: Sequence[Document], topic: Topic, yes: Spans, maybe: Spans, *, by_passage: bool = False) -> Score:
    """How well `topic` finds the labelled spans. `by_passage`: recall over the program's passages, not over spans."""
    collection = collect(documents)
    matched = match(collection, topic)
    on = {(int(collection.owner[i]), collection.passages[i].number) for i in matched.passages}
    right = wrong = missed = found = 0
    for n, document in enumerate(documents):
        mine, unsure = yes.get(document.id, ()), maybe.get(document.id, ())
        for passage in (p for p in document.passages if p.kind in BODY):
            relevant = _touches(passage.span, mine)
            if not relevant and _touches(passage.span, [*mine, *unsure]):
                continue
            is_on = (n, passage.number) in on
            right += is_on and relevant
            wrong += is_on and not relevant
            missed += relevant and not is_on
        held = [document.passages[number].span for owner, number in on if owner == n]
        found += sum(any(_half(span, other) or _half(other, span) for other in held) for span in mine)
    total = sum(len(spans) for spans in yes.values())
    precision = right / (right + wrong) if right + wrong else 0.0
    if by_passage:
        return Score(precision, right / (right + missed) if right + missed else 0.0)
    return Score(precision, found / total if total else 0.0)


def macro(
    documents: Sequence[Document],
    labels: Labels,
    topics: Sequence[str],
    make: Callable[[str], Topic],
    *,
    by_passage: bool = False,
) -> tuple[float, dict[str, Score]]:
    """The mean F1 over topics, and each topic's score."""
    scores = {
        name: score(documents, make(name), labels.yes[name], labels.maybe.get(name, {}), by_passage=by_passage)
        for name in topics
    }
    return sum(each.f1 for each in scores.values()) / max(1, len(scores)), scores


def covered(documents: Sequence[Document], labels: Labels, suggested: Sequence[Topic]) -> dict[str, int]:
    """Labelled topics that a suggestion fits best and with half of its passages: topic -> rank of the suggestion."""
    ranks: dict[str, int] = {}
    for rank, topic in enumerate(suggested, 1):
        scores = {name: score(documents, topic, labels.yes[name], {}) for name in labels.yes}
        best = max(scores, key=lambda name: scores[name].f1)
        if scores[best].precision >= 0.5:
            ranks.setdefault(best, rank)
    return ranks


def _touches(span: Span, others: Sequence[Span]) -> bool:
    inside = sum(_overlap(span, other) for other in others)
    return 2 * inside >= span[1] - span[0] or any(_half(other, span) for other in others)


def _half(span: Span, other: Span) -> bool:
    return 2 * _overlap(span, other) >= span[1] - span[0]


def _overlap(a: Span, b: Span) -> int:
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))
