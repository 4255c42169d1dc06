"""How the passages on a topic are worded: every hit of the word lists in them, by source.

A lexicon is looked up once for a collection, over all its text; a topic then only picks the hits in its own passages.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.compare.collection import Collection
from index.compare.findings import Found, Group, Place
from index.compare.lexicon import Category, Lexicon
from index.compare.matching import Matched, longest
from index.compare.measures import passage_log_odds
from index.compare.prepare import VOCABULARY, phrase
from index.compare.usage import FLOOR_PASSAGES
from index.text.fold import folded

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
    """The hits of one lexicon in the passages on a topic.

    `small` leaves out words that are capitalised inside a sentence: the month and the minister are no hedges.
    `negations` tells words with a negation just before them from the others.
    """

    def __init__(
        self, collection: Collection, matched: Matched, lexicon: Lexicon, small: bool = False, negations: bool = False
    ) -> None:
        self.collection, self.lexicon = collection, lexicon
        self.negations = negations
        found = hits(collection, lexicon)
        passage = collection.body.stretch[found.at] if len(found.at) else found.at
        inside = matched.on[passage] if len(passage) else np.zeros(0, dtype=bool)
        if small:
            inside[inside] = [not self._is_name(at) for at in found.at[inside].tolist()]
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
        by_form: dict[tuple[str, bool], tuple[str, list[Place]]] = {}
        for entry in entries[np.argsort(self.at[entries], kind="stable")].tolist():
            at, size = int(self.at[entry]), int(self.size[entry])
            text = self.collection.surface(at, size)
            negated = self.negations and self._negated(at)
            by_form.setdefault((folded(text), negated), (text, []))[1].append(self.collection.place(at, size))
        ordered = sorted(by_form.items(), key=lambda item: (-len(item[1][1]), item[0]))
        return tuple(Found(text, tuple(places), negated=negated) for (_, negated), (text, places) in ordered)

    def _is_name(self, at: int) -> bool:
        """Whether a word is capitalised though no stop, quotation mark or beginning of the passage stands before it."""
        body = self.collection.body
        text = self.collection.documents[int(self.collection.owner[body.stretch[at]])].text
        start = int(body.starts[at])
        if not text[start].isupper() or at == 0 or body.stretch[at - 1] != body.stretch[at]:
            return False
        # An initialism takes its last point with it: look one character into the word before.
        between = text[int(body.ends[at - 1]) - 1 : start]
        return not any(mark in between for mark in '.!?:…“”"')

    def _negated(self, at: int) -> bool:
        body = self.collection.body
        first = max(int(body.first[body.stretch[at]]), at - NEGATION_REACH)
        before = [VOCABULARY.stems[int(form)] for form in body.forms[first:at]]
        return any(word in NEGATIONS or word.endswith("n't") for word in before)

    def _z(self, source: int, category: int) -> float | None:
        k, total = int(self.topic_passages[source]), int(self.topic_passages.sum())
        if k < FLOOR_PASSAGES or total - k < FLOOR_PASSAGES:
            return None
        held = np.unique(self.passage[self.category == category])
        here = int((self.collection.owner[held] == source).sum()) if len(held) else 0
        z = passage_log_odds(*(np.asarray([n]) for n in (here, k, len(held) - here, total - k)))
        return float(z[0])
