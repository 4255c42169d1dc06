"""A topic made of what a reader typed: the words of the query, their families, and terms fed back by the best answers.

Every term carries a weight that the reader sees and can switch off. A weight is the term's information in these
documents (inverse passage frequency) as a share of what a passage must hold to be on the topic.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.compare.collection import Collection, collect
from index.compare.families import related
from index.compare.lexicon import GENERIC, generic_stems, lexicon
from index.compare.measures import Z95, passage_log_odds
from index.compare.prepare import VOCABULARY, Phrase
from index.compare.topics import MAX_TERM_LENGTH, Origin, Term, Tier, Topic, topic_id
from index.errors import TopicError
from index.model import Document
from index.text.fold import folded
from index.text.words import STOP, stem, words

Array = NDArray[Any]

# These settings were chosen on half of the events of BASIL and on 25 articles of AllSides, not on the three sources.
ENOUGH = 0.27
"""A passage is on the topic when it holds this share of the information of the query's words that occur at all."""

COMMON = 0.15
COMMON_WEIGHT = 0.8
"""A query word in more than COMMON of the passages, or of a phrase that was typed, is not enough alone."""

TOGETHER = 2  # passages in which two typed words stand side by side, for them to be a phrase

FEEDBACK_PASSAGES = 10
GOOD = 0.3  # share of the best score that a passage must have to feed terms back
FEEDBACK_TERMS = 15
FEEDBACK_WEIGHT = 0.3
FEEDBACK_MOST = 0.6  # a feedback term never puts a passage on the topic alone
LOOSE = ("ly", "ing")
SHORT = 5
"""Longer words with these endings say how or doing what, seldom what about: they are not fed back."""

MARKED = Z95
"""A word is fed back only when the best passages hold it more often than the others by this many standard errors: what
all passages of a library speak of says nothing about the query."""

MAX_FAMILY = 12

K1, B = 1.2, 0.75  # BM25: saturation of repeated words and degree of length normalisation (Robertson & Zaragoza 2009)


def typed_topic(query: str, documents: Sequence[Document]) -> Topic:
    """The topic that `query` means in `documents`. Phrases in double quotes stay together.

    Raises TopicError when the query has no word in it.
    """
    query = " ".join(query.split())
    texts = query_terms(query)
    if not texts:
        raise TopicError(f"{query!r} has no words to look for: type a word or a phrase")
    search = _Search(collect(tuple({document.id: document for document in documents}.values())))
    asked = [search.asked(text, Tier.QUERY) for text in texts]
    known = [a for a in asked if a.passages] or asked
    bar = ENOUGH * sum(a.information for a in known)
    terms = []
    together = search.phrases(query)
    parts = {stem(word) for text in together for word, _, _ in words(text)}
    terms += [Term(text, Tier.QUERY, min(1.0, search.together(text) / bar)) for text in together]
    for a in asked:
        common = len(known) > 1 and (a.passages > COMMON * search.count or stem(folded(a.text)) in parts)
        terms.append(Term(a.text, Tier.QUERY, min(COMMON_WEIGHT if common else 1.0, a.information / bar)))
    families = [member for a in asked for member in search.family(a)]
    terms += [Term(a.text, Tier.FAMILY, min(1.0, a.information / bar)) for a in families]
    for text, information in search.feedback([*asked, *families]):
        weight = min(FEEDBACK_MOST, FEEDBACK_WEIGHT * information / bar)
        terms.append(Term(text, Tier.FEEDBACK, weight))
    return Topic(topic_id(query), query, origin=Origin.TYPED, weighted=tuple(terms))


def query_terms(query: str) -> list[str]:
    """The phrases in quotes and the content words of a query; all its words when none of them is a content word."""
    texts: dict[str, str] = {}
    plain: list[str] = []
    for quoted, rest in re.findall(r'["“”]([^"“”]*)["“”]|([^"“”]+)', query):
        if words(quoted):
            texts.setdefault(folded(quoted), quoted.strip()[:MAX_TERM_LENGTH])
        plain += [rest[start:end] for _, start, end in words(rest)]
    chosen = [word for word in plain if folded(word) not in STOP] or ([] if texts else plain)
    for word in chosen:
        texts.setdefault(stem(folded(word)), word[:MAX_TERM_LENGTH])
    return list(texts.values())


@dataclass(frozen=True, slots=True)
class _Asked:
    text: str
    tier: Tier
    ids: tuple[int, ...]  # stems
    passages: int  # that hold it
    information: float


class _Search:
    """The passages of a collection, ranked for a query."""

    def __init__(self, collection: Collection) -> None:
        self.collection, self.body = collection, collection.body
        self.count = len(collection.passages)
        self.width = len(VOCABULARY) + 1
        pairs = np.unique(self.body.stretch.astype(np.int64) * self.width + self.body.stems)
        self.held = np.bincount(pairs % self.width, minlength=self.width)  # passages that hold each stem
        self.generic = generic_stems(lexicon(GENERIC)[0])

    def asked(self, text: str, tier: Tier) -> _Asked:
        return self._made(text, tier, tuple(VOCABULARY.get(stem(word)) for word, _, _ in words(text)))

    def phrases(self, query: str) -> list[str]:
        """Typed words that stand side by side in the documents too, as they were typed."""
        found = []
        for (first, start, _), (second, _, end) in pairwise(words(query)):
            if first in STOP or second in STOP:
                continue
            ids = (VOCABULARY.get(stem(first)), VOCABULARY.get(stem(second)))
            _, at, _ = self.body.find([Phrase(ids)])
            if len(at) and len(np.unique(self.body.stretch[at])) >= TOGETHER:
                found.append(query[start:end])
        return found

    def together(self, text: str) -> float:
        """What two words tell side by side: no less than the sum of what each tells alone."""
        return sum(self.asked(word, Tier.QUERY).information for word, _, _ in words(text))

    def information(self, passages: float) -> float:
        """ln(1 + (N - n + .5) / (n + .5)): what it tells to find something that n of N passages hold."""
        return float(np.log(1 + (self.count - passages + 0.5) / (passages + 0.5)))

    def family(self, asked: _Asked) -> list[_Asked]:
        """Words of the same family as a single asked word, the most common first."""
        if len(asked.ids) != 1:
            return []
        root = stem(words(asked.text)[0].text_lower)
        found = []
        for stem_id in np.flatnonzero(self.held[: len(VOCABULARY)]).tolist():
            other = VOCABULARY.stems[stem_id]
            if related(root, other):
                found.append(stem_id)
        found.sort(key=lambda stem_id: (-int(self.held[stem_id]), stem_id))
        return [self._made(self._surface(stem_id), Tier.FAMILY, (stem_id,)) for stem_id in found[:MAX_FAMILY]]

    def feedback(self, asked: list[_Asked]) -> list[tuple[str, float]]:
        """Words of the passages that answer best: (surface form, information there), most first.

        A word counts for the share of the best passages that hold it, weighted by their score, and for how much more
        often they hold it than all passages do; it must stand in two of them and not be a general word.
        """
        best, share = self._best(asked)
        known = {stem_id for a in asked for stem_id in a.ids}.union(self.collection.people.tolist())
        weight: dict[int, float] = {}
        passages: dict[int, int] = {}
        for passage, part in zip(best.tolist(), share.tolist(), strict=True):
            words_of = slice(int(self.body.first[passage]), int(self.body.first[passage + 1]))
            for stem_id in np.unique(self.body.stems[words_of][self.body.content[words_of]]).tolist():
                if stem_id not in known and VOCABULARY.stems[stem_id] not in self.generic:
                    weight[stem_id] = weight.get(stem_id, 0.0) + part
                    passages[stem_id] = passages.get(stem_id, 0) + 1
        scored = {}
        for stem_id, part in weight.items():
            if passages[stem_id] >= 2 and self._marks(passages[stem_id], len(best), int(self.held[stem_id])):
                lift = np.log(1 + part * self.count / int(self.held[stem_id]))
                scored[stem_id] = part * self.information(float(self.held[stem_id])) * float(lift)
        top = sorted(scored, key=lambda stem_id: (-scored[stem_id], stem_id))[:FEEDBACK_TERMS]
        found = [(self._surface(stem_id), scored[stem_id]) for stem_id in top]
        return [(text, score) for text, score in found if len(text) <= SHORT or not text.endswith(LOOSE)]

    def _best(self, asked: list[_Asked]) -> tuple[Array, Array]:
        """The passages that answer best and the share of each in their scores (BM25)."""
        length = np.maximum(1, np.bincount(self.body.stretch, weights=self.body.content, minlength=self.count))
        which, at, _ = self.body.find([Phrase(a.ids) for a in asked])
        if not len(at):
            return np.zeros(0, dtype=np.int64), np.zeros(0)
        tf = np.zeros((len(asked), self.count))
        np.add.at(tf, (which, self.body.stretch[at]), 1)
        information = np.asarray([[a.information] for a in asked])
        score = (information * tf * (K1 + 1) / (tf + K1 * (1 - B + B * length / length.mean()))).sum(axis=0)
        best = np.argsort(-score, kind="stable")[:FEEDBACK_PASSAGES]
        best = best[score[best] > GOOD * float(score.max())]
        return best, score[best] / score[best].sum()

    def _marks(self, inside: int, best: int, held: int) -> bool:
        """Whether the best passages hold a word more often than the others do, beyond what chance would show."""
        z = passage_log_odds(*(np.asarray([n]) for n in (inside, best, held - inside, self.count - best)))
        return bool(z[0] >= MARKED)

    def _made(self, text: str, tier: Tier, ids: tuple[int, ...]) -> _Asked:
        if len(ids) == 1 and ids[0] >= 0:
            passages = int(self.held[ids[0]])
        else:
            _, at, _ = self.body.find([Phrase(ids)])
            passages = len(np.unique(self.body.stretch[at])) if len(at) else 0
        return _Asked(text, tier, ids, passages, self.information(passages))

    def _surface(self, stem_id: int) -> str:
        """A form in which a stem stands in the text."""
        _, at, _ = self.body.find([Phrase((stem_id,))])
        return folded(self.collection.surface(int(at[0]), 1))
