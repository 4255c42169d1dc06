"""How the passages on a topic are worded: every hit of the word lists in them, by source, and the remedies proposed.

A lexicon is looked up once for a collection, over all its text; a topic then only picks the hits in its own passages.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.compare.collection import Collection
from index.compare.comparison import Found, Group, Place
from index.compare.distinctive import FLOOR_PASSAGES
from index.compare.lexicon import Category, Lexicon
from index.compare.matching import Matched, longest
from index.compare.measures import passage_log_odds
from index.compare.prepare import phrase
from index.model import Kind
from index.text.fold import folded
from index.text.sentences import sentences

Array = NDArray[Any]

NEGATIONS = frozenset(["not", "no", "never", "without", "hardly", "little", "nor", "neither", "cannot"])
NEGATION_REACH = 3  # words before an evaluative word in which a negation turns it


@dataclass(frozen=True, slots=True, eq=False)
class Hits:
    """Where the terms of a lexicon stand: category, first word and number of words of each, by category and place."""

    category: Array
    at: Array
    size: Array


def hits(collection: Collection, lexicon: Lexicon) -> Hits:
    """All hits of `lexicon` in the body passages; within a category the longest of overlapping ones."""
    key = ("hits", lexicon.digest)
    found = collection.known.get(key)
    if found is None:
        found = collection.known[key] = _hits(collection, lexicon)
    made: Hits = found
    return made


def _hits(collection: Collection, lexicon: Lexicon) -> Hits:
    body = collection.body
    phrases, group = [], []
    for n, category in enumerate(lexicon.categories):
        for texts, of in ((category.terms, n), (category.unless, n + len(lexicon.categories))):
            for text in texts:
                phrases.append(phrase(text))
                group.append(of)
    which, at, size = body.find(phrases)
    found = np.asarray(group, dtype=np.int64)[which] if len(which) else np.zeros(0, dtype=np.int64)
    # An exception ("no doubt" for the hedge "doubt") is a longer hit of the same category, and is then left out.
    count = len(lexicon.categories)
    keep = longest(at, size, found % count)
    keep = keep[found[keep] < count]
    return Hits(found[keep], at[keep], size[keep])


class Wording:
    """The hits of one lexicon in the passages on a topic."""

    def __init__(self, collection: Collection, matched: Matched, lexicon: Lexicon) -> None:
        self.collection, self.lexicon = collection, lexicon
        found = hits(collection, lexicon)
        passage = collection.body.stretch[found.at] if len(found.at) else found.at
        inside = matched.on[passage] if len(passage) else np.zeros(0, dtype=bool)
        self.category, self.at, self.size = found.category[inside], found.at[inside], found.size[inside]
        self.passage = passage[inside]
        self.source = collection.owner[self.passage] if len(self.passage) else self.passage
        self.topic_passages = np.bincount(collection.owner[matched.passages], minlength=len(collection.documents))

    def groups(self, source: int) -> tuple[Group, ...]:
        """The categories that one source's passages hold, those in the most passages first, each with its words."""
        made = []
        for n, category in enumerate(self.lexicon.categories):
            mine = np.flatnonzero((self.source == source) & (self.category == n))
            if len(mine):
                terms = self.found(mine)
                evidence = sorted((place for term in terms for place in term.evidence), key=lambda p: (p[1], p[2]))
                made.append(Group(category.id, category.name, tuple(evidence), terms, self._z(source, n)))
        return tuple(sorted(made, key=lambda group: (-group.passages, -group.count, group.id)))

    def terms(self, source: int, category: Category) -> tuple[Found, ...]:
        """The words of one category in one source's passages, the most frequent first."""
        n = self.lexicon.categories.index(category) if category in self.lexicon.categories else -1
        return self.found(np.flatnonzero((self.source == source) & (self.category == n)))

    def found(self, entries: Array) -> tuple[Found, ...]:
        """These hits grouped by the form in which they are written."""
        by_form: dict[str, tuple[str, list[Place]]] = {}
        for entry in entries[np.argsort(self.at[entries], kind="stable")].tolist():
            at, size = int(self.at[entry]), int(self.size[entry])
            text = self.collection.surface(at, size)
            by_form.setdefault(folded(text), (text, []))[1].append(self.collection.place(at, size))
        ordered = sorted(by_form.items(), key=lambda item: (-len(item[1][1]), item[0]))
        return tuple(Found(text, tuple(places)) for _, (text, places) in ordered)

    def _z(self, source: int, category: int) -> float | None:
        k, total = int(self.topic_passages[source]), int(self.topic_passages.sum())
        if k < FLOOR_PASSAGES or total - k < FLOOR_PASSAGES:
            return None
        held = np.unique(self.passage[self.category == category])
        here = int((self.collection.owner[held] == source).sum()) if len(held) else 0
        z = passage_log_odds(*(np.asarray([n]) for n in (here, k, len(held) - here, total - k)))
        return float(z[0])


def remedies(collection: Collection, matched: Matched, lexicon: Lexicon, source: int) -> tuple[Found, ...]:
    """What the passages on the topic say should be done: sentences with a word of duty or proposal, and imperatives.

    Entman 1993: the fourth function of a frame. Each sentence counts once, under its first cue; questions do not. A
    list item that begins with a verb of the lexicon's `imperative` category is a proposal too. Places are sentences.
    """
    wording = Wording(collection, matched, lexicon)
    ids = [category.id for category in lexicon.categories]
    imperative = ids.index("imperative") if "imperative" in ids else -1
    text = collection.documents[source].text
    by_form: dict[str, tuple[str, list[Place]]] = {}
    mine = np.flatnonzero(wording.source == source)
    cues: dict[int, list[tuple[int, int, bool]]] = {}
    for entry in mine[np.argsort(wording.at[mine], kind="stable")].tolist():
        cues.setdefault(int(wording.passage[entry]), []).append(
            (int(wording.at[entry]), int(wording.size[entry]), int(wording.category[entry]) == imperative)
        )
    for index, found in cues.items():
        passage = collection.passages[index]
        first_word = int(collection.body.first[index])
        for start, end in sentences(text, passage.start, passage.end):
            if text[start:end].rstrip("\"'”’)] ").endswith("?"):
                continue
            for at, size, is_imperative in found:
                begins = int(collection.body.starts[at])
                if not start <= begins < end:
                    continue
                if is_imperative and not (passage.kind is Kind.ITEM and at == first_word):
                    continue
                word = collection.surface(at, size)
                by_form.setdefault(folded(word), (word, []))[1].append((passage.number, start, end))
                break
    ordered = sorted(by_form.items(), key=lambda item: (-len(item[1][1]), item[0]))
    return tuple(Found(word, tuple(places)) for _, (word, places) in ordered)
