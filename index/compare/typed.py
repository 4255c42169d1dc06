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
from index.compare.matching import EPSILON
from index.compare.measures import Z95, passage_log_odds
from index.compare.prepare import VOCABULARY, Phrase
from index.compare.topics import BAR, MAX_TERM_LENGTH, Origin, Term, Tier, Topic, topic_id
from index.errors import TopicError
from index.model import Document
from index.text.fold import folded
from index.text.words import STOP, stem, words

Array = NDArray[Any]

# These settings were chosen on half of the events of BASIL and on 25 articles of AllSides, not on the three sources;
# ABOUT and ASTRAY on its events of 2010 to 2012 and on 33 articles of AllSides.
ENOUGH = 0.27
"""A passage is on the topic when it holds this share of the information of the query's words that occur at all."""

COMMON = 0.15
COMMON_WEIGHT = 0.8
"""A query word in more than COMMON of the passages, or of a phrase that was typed, is not enough alone."""

TOGETHER = 2  # passages in which two typed words stand side by side, for them to be a phrase

FEEDBACK_PASSAGES = 10
ABOUT = 0.6
"""A passage is about the query when it holds a phrase that was typed, or this share of the information that any passage
holds of the query's words: all of two words, most of many. Words are fed back from sources with such passages only."""

ASTRAY = 0.8
"""A word of one source only, with this share of its passages without any typed word, is that source's own subject."""

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
    asked = [search.asked(text, Tier.QUERY, part) for part, text in enumerate(texts)]
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
    terms += [Term(text, Tier.FEEDBACK, weight) for text, weight in search.feedback([*asked, *families], together, bar)]
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


def _stems(text: str) -> tuple[int, ...]:
    return tuple(VOCABULARY.get(stem(word)) for word, _, _ in words(text))


@dataclass(frozen=True, slots=True)
class _Asked:
    text: str
    tier: Tier
    ids: tuple[int, ...]  # stems
    passages: int  # that hold it
    information: float
    part: int  # of the query that it stands for


@dataclass(frozen=True, slots=True, eq=False)
class _Answers:
    """The passages that answer a query best, their shares of the scores, and what holds for each passage of all."""

    best: Array
    share: Array
    told: Array  # what its typed words weigh, 0..COMMON_WEIGHT
    about: Array  # whether it is about the query
    away: Array  # whether nothing in its source is about the query


class _Search:
    """The passages of a collection, ranked for a query."""

    def __init__(self, collection: Collection) -> None:
        self.collection, self.body = collection, collection.body
        self.count = len(collection.passages)
        self.width = len(VOCABULARY) + 1
        pairs = np.unique(self.body.stretch.astype(np.int64) * self.width + self.body.stems)
        self.held = np.bincount(pairs % self.width, minlength=self.width)  # passages that hold each stem
        self.generic = generic_stems(lexicon(GENERIC)[0])

    def asked(self, text: str, tier: Tier, part: int = 0) -> _Asked:
        return self._made(text, tier, _stems(text), part)

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
        return [
            self._made(self._surface(stem_id), Tier.FAMILY, (stem_id,), asked.part) for stem_id in found[:MAX_FAMILY]
        ]

    def feedback(self, asked: list[_Asked], together: list[str], bar: float) -> list[tuple[str, float]]:
        """Words of the passages that answer best: (surface form, weight), most first.

        A word counts for the share of the best passages that hold it, weighted by their score, and for how much more
        often they hold it than all passages do; it must stand in two of them and in one that is about the query, and
        not be a general word, nor of one source's own subject.
        """
        answers = self._answers(asked, together, bar)
        best = answers.best
        known = {stem_id for a in asked for stem_id in a.ids}.union(self.collection.people.tolist())
        weight: dict[int, float] = {}
        passages: dict[int, list[int]] = {}
        for passage, part in zip(best.tolist(), answers.share.tolist(), strict=True):
            words_of = slice(int(self.body.first[passage]), int(self.body.first[passage + 1]))
            for stem_id in np.unique(self.body.stems[words_of][self.body.content[words_of]]).tolist():
                if stem_id not in known and VOCABULARY.stems[stem_id] not in self.generic:
                    weight[stem_id] = weight.get(stem_id, 0.0) + part
                    passages.setdefault(stem_id, []).append(passage)
        scored = {}
        for stem_id, part in weight.items():
            inside, held = passages[stem_id], int(self.held[stem_id])
            if len(inside) < 2 or not answers.about[inside].any() or not self._marks(len(inside), len(best), held):
                continue
            if not self._astray(stem_id, answers):
                lift = np.log(1 + part * self.count / held)
                scored[stem_id] = part * self.information(held) * float(lift)
        top = sorted(scored, key=lambda stem_id: (-scored[stem_id], stem_id))[:FEEDBACK_TERMS]
        texts = {stem_id: self._surface(stem_id) for stem_id in top}
        weights = {
            stem_id: min(FEEDBACK_MOST, FEEDBACK_WEIGHT * scored[stem_id] / bar)
            for stem_id, text in texts.items()
            if len(text) <= SHORT or not text.endswith(LOOSE)
        }
        return [(texts[stem_id], weights[stem_id]) for stem_id in self._near(weights, answers)]

    def _answers(self, asked: list[_Asked], together: list[str], bar: float) -> _Answers:
        """The passages that answer best (BM25), of the sources in which a passage is about the query."""
        length = np.maximum(1, np.bincount(self.body.stretch, weights=self.body.content, minlength=self.count))
        which, at, _ = self.body.find([Phrase(a.ids) for a in asked])
        if not len(at):
            none = np.zeros(self.count, dtype=bool)
            return _Answers(np.zeros(0, dtype=np.int64), np.zeros(0), none, none, none)
        tf = np.zeros((len(asked), self.count))
        np.add.at(tf, (which, self.body.stretch[at]), 1)
        information = np.asarray([[a.information] for a in asked])
        score = (information * tf * (K1 + 1) / (tf + K1 * (1 - B + B * length / length.mean()))).sum(axis=0)
        tells: dict[int, float] = {}  # a typed word and its family tell the same, once
        for a in asked:
            if a.passages:
                tells.setdefault(a.part, a.information)
        parts = np.asarray([a.part for a in asked])
        held = sum(told * (tf[parts == part] > 0).any(axis=0) for part, told in tells.items())
        about = np.asarray(held >= ABOUT * np.max(held))
        _, at, _ = self.body.find([Phrase(_stems(text)) for text in together])
        about[self.body.stretch[at.astype(np.int64)]] = True
        owner = self.collection.owner
        away = np.bincount(owner[about], minlength=len(self.collection.documents))[owner] == 0
        score[away] = 0.0
        best = np.argsort(-score, kind="stable")[:FEEDBACK_PASSAGES]
        best = best[score[best] > GOOD * float(score.max())]
        return _Answers(best, score[best] / score[best].sum(), np.minimum(COMMON_WEIGHT, held / bar), about, away)

    def _astray(self, stem_id: int, answers: _Answers) -> bool:
        """Whether a word belongs to one source's own subject, where several sources answer."""
        owner, held = self.collection.owner, self._holders(stem_id)
        if len(np.unique(owner[answers.best])) < 2 or len(np.unique(owner[held])) > 1:
            return False
        return float(np.mean(answers.told[held] == 0)) > ASTRAY

    def _near(self, weights: dict[int, float], answers: _Answers) -> list[int]:
        """The words of `weights` that put no passage on the topic, together or beside a typed word, in a source where
        nothing is about the query. Of those that do, the word that most often stands in such sources goes first.
        """
        left = list(weights)
        holders = {stem_id: self._holders(stem_id) for stem_id in left}
        while True:
            total = np.zeros(self.count)
            for stem_id in left:
                total[holders[stem_id]] += weights[stem_id]
            pulled = answers.away & (total > 0) & (total + answers.told >= BAR - EPSILON)
            guilty = [stem_id for stem_id in left if pulled[holders[stem_id]].any()]
            if not guilty:
                return left
            left.remove(max(guilty, key=lambda stem_id: float(np.mean(answers.away[holders[stem_id]]))))

    def _holders(self, stem_id: int) -> Array:
        """The passages that hold a stem."""
        return np.unique(self.body.stretch[self.body.find([Phrase((stem_id,))])[1]])

    def _marks(self, inside: int, best: int, held: int) -> bool:
        """Whether the best passages hold a word more often than the others do, beyond what chance would show."""
        z = passage_log_odds(*(np.asarray([n]) for n in (inside, best, held - inside, self.count - best)))
        return bool(z[0] >= MARKED)

    def _made(self, text: str, tier: Tier, ids: tuple[int, ...], part: int) -> _Asked:
        if len(ids) == 1 and ids[0] >= 0:
            passages = int(self.held[ids[0]])
        else:
            _, at, _ = self.body.find([Phrase(ids)])
            passages = len(np.unique(self.body.stretch[at])) if len(at) else 0
        return _Asked(text, tier, ids, passages, self.information(passages), part)

    def _surface(self, stem_id: int) -> str:
        """A form in which a stem stands in the text."""
        _, at, _ = self.body.find([Phrase((stem_id,))])
        return folded(self.collection.surface(int(at[0]), 1))
