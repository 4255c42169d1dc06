"""Words fed back to a query by the passages that answer it best (pseudo-relevance feedback).

Fed back are words that mark the best passages and are no source's own subject, so that a library on many things is not
pulled onto the topic by what one of its sources speaks of.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.compare.asked import Asked, Lookup, stems_of
from index.compare.lexicon import GENERIC, generic_stems, lexicon
from index.compare.matching import EPSILON
from index.compare.measures import Z95, passage_log_odds
from index.compare.prepare import VOCABULARY, Phrase
from index.compare.topics import BAR

Array = NDArray[Any]

COMMON_WEIGHT = 0.8
"""A typed word that many passages hold, or of a phrase that was typed, is not enough alone."""

# ABOUT and ASTRAY were chosen on the events of BASIL of 2010 to 2012 and on 33 articles of AllSides, the others on half
# of the events of BASIL and on 25 articles of AllSides; none on the three sources.
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

K1, B = 1.2, 0.75  # BM25: saturation of repeated words and degree of length normalisation (Robertson & Zaragoza 2009)


@dataclass(frozen=True, slots=True, eq=False)
class _Answers:
    """The passages that answer a query best, their shares of the scores, and what holds for each passage of all."""

    best: Array
    share: Array
    told: Array  # what its typed words weigh, 0..COMMON_WEIGHT
    about: Array  # whether it is about the query
    away: Array  # whether nothing in its source is about the query


class Feedback:
    """Feeds words of the documents back to one query."""

    def __init__(self, lookup: Lookup) -> None:
        self.lookup, self.collection, self.body, self.count = lookup, lookup.collection, lookup.body, lookup.count
        self.generic = generic_stems(lexicon(GENERIC)[0])

    def words(self, asked: list[Asked], together: list[str], bar: float) -> list[tuple[str, float]]:
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
            inside, held = passages[stem_id], int(self.lookup.held[stem_id])
            if len(inside) < 2 or not answers.about[inside].any() or not self._marks(len(inside), len(best), held):
                continue
            if not self._astray(stem_id, answers):
                lift = np.log(1 + part * self.count / held)
                scored[stem_id] = part * self.lookup.information(held) * float(lift)
        top = sorted(scored, key=lambda stem_id: (-scored[stem_id], stem_id))[:FEEDBACK_TERMS]
        texts = {stem_id: self.lookup.surface(stem_id) for stem_id in top}
        weights = {
            stem_id: min(FEEDBACK_MOST, FEEDBACK_WEIGHT * scored[stem_id] / bar)
            for stem_id, text in texts.items()
            if len(text) <= SHORT or not text.endswith(LOOSE)
        }
        return [(texts[stem_id], weights[stem_id]) for stem_id in self._near(weights, answers)]

    def _answers(self, asked: list[Asked], together: list[str], bar: float) -> _Answers:
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
        _, at, _ = self.body.find([Phrase(stems_of(text)) for text in together])
        about[self.body.stretch[at.astype(np.int64)]] = True
        owner = self.collection.owner
        away = np.bincount(owner[about], minlength=len(self.collection.documents))[owner] == 0
        score[away] = 0.0
        best = np.argsort(-score, kind="stable")[:FEEDBACK_PASSAGES]
        best = best[score[best] > GOOD * float(score.max())]
        return _Answers(best, score[best] / score[best].sum(), np.minimum(COMMON_WEIGHT, held / bar), about, away)

    def _astray(self, stem_id: int, answers: _Answers) -> bool:
        """Whether a word belongs to one source's own subject, where several sources answer."""
        owner, held = self.collection.owner, self.lookup.holders(stem_id)
        if len(np.unique(owner[answers.best])) < 2 or len(np.unique(owner[held])) > 1:
            return False
        return float(np.mean(answers.told[held] == 0)) > ASTRAY

    def _near(self, weights: dict[int, float], answers: _Answers) -> list[int]:
        """The words of `weights` that put no passage on the topic, together or beside a typed word, in a source where
        nothing is about the query. Of those that do, the word that most often stands in such sources goes first.
        """
        left = list(weights)
        holders = {stem_id: self.lookup.holders(stem_id) for stem_id in left}
        while True:
            total = np.zeros(self.count)
            for stem_id in left:
                total[holders[stem_id]] += weights[stem_id]
            pulled = answers.away & (total > 0) & (total + answers.told >= BAR - EPSILON)
            guilty = [stem_id for stem_id in left if pulled[holders[stem_id]].any()]
            if not guilty:
                return left
            left.remove(max(guilty, key=lambda stem_id: float(np.mean(answers.away[holders[stem_id]]))))

    def _marks(self, inside: int, best: int, held: int) -> bool:
        """Whether the best passages hold a word more often than the others do, beyond what chance would show."""
        z = passage_log_odds(*(np.asarray([n]) for n in (inside, best, held - inside, self.count - best)))
        return bool(z[0] >= MARKED)
