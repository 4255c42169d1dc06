"""Topics suggested from the documents themselves: noun phrases that two or more sources share.

A phrase is a good topic when several sources use it, each more than in passing, and in some passages rather than all.
Phrases that stand in the same passages are one topic. There is no part-of-speech tagger behind it: what stands before
and after a word, its ending and its capitals tell nouns from the rest well enough for a list to choose from.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.compare.collection import Collection, collect
from index.compare.families import related
from index.compare.lexicon import DOING, GENERIC, generic_stems, lexicon
from index.compare.prepare import VOCABULARY
from index.compare.topics import SUGGESTED, Origin, Topic, topic_id
from index.model import Document
from index.text.fold import folded
from index.text.words import STOP, stem

Array = NDArray[Any]

LIMIT = 20
MIN_SOURCES = 2
MIN_PASSAGES = 2
TOO_COMMON = 0.35  # of all passages: a word in more of them is what the library is about, not a topic in it
SAME_PASSAGES = 0.5  # phrases that share this much of the rarer one's passages are one topic ...
SAME_SIZE = 3  # ... unless the other stands in this many times more passages
WEAK_TERMS = 4
NAME_PLACES = 3  # a name in fewer places is mentioned in passing
MIXED, NAME, PARTLY = 0.65, 0.5, 0.75
"""Factors of phrases with a general word in them, of names of people and places, and of phrases with such a name."""

CONSIDERED = 600  # phrases looked at closely, best first by counts alone
SURELY_A_NOUN = 0.6  # of its places: enough for a word that ends like a verb form or a superlative
LOOKED_AT = 40  # places of a phrase that decide how it is written and what stands round it

_DETERMINERS = (
    "the a an its their his her our your my this that these those some any such each every all both many few less"
)
_PREPOSITIONS = (
    "of in on for by with about against over from between into through as at than under without toward towards"
)
_BEFORE_NOUNS = frozenset(f"{_DETERMINERS} {_PREPOSITIONS} and or more no other another".split())
_MODALS = "to will would can could should must may might shall cannot not never gonna let lets"
_BEFORE_VERBS = frozenset(f"{_MODALS} i we you they he she who".split())
_AFTER_NOUNS = frozenset({"of", "is", "are", "was", "were", "and", "or"})


@dataclass(frozen=True, slots=True)
class _Phrase:
    term: int  # id of `Collection.terms`
    text: str  # as most often written, in lower case
    score: float
    passages: frozenset[int]


def suggested_topics(documents: Sequence[Document], limit: int = LIMIT) -> tuple[Topic, ...]:
    """Up to `limit` topics, the best first. None for fewer than two documents."""
    collection = collect(tuple({document.id: document for document in documents}.values()))
    key = ("suggested", limit)
    found = collection.known.get(key)
    if found is None:
        found = collection.known[key] = _suggest(collection, limit)
    made: tuple[Topic, ...] = found
    return made


def _suggest(collection: Collection, limit: int) -> tuple[Topic, ...]:
    groups: list[list[_Phrase]] = []
    for phrase in _phrases(collection):
        for group in groups:
            head = group[0].passages
            shared = len(head & phrase.passages)
            smaller, larger = sorted((len(head), len(phrase.passages)))
            together = shared >= max(MIN_PASSAGES, SAME_PASSAGES * smaller) and larger <= SAME_SIZE * smaller
            if together or any(related(stem(other.text), stem(phrase.text), 4) for other in group):
                group.append(phrase)
                break
        else:
            if len(groups) < limit:
                groups.append([phrase])
    return tuple(
        Topic(
            id=SUGGESTED + topic_id(head.text),
            name=head.text,
            strong=(head.text,),
            weak=tuple(phrase.text for phrase in rest[:WEAK_TERMS]),
            origin=Origin.SUGGESTED,
        )
        for head, *rest in groups
    )


def _phrases(collection: Collection) -> list[_Phrase]:
    """Phrases that may name a topic, the best first."""
    terms, sources, count = collection.terms, len(collection.documents), len(collection.passages)
    if sources < MIN_SOURCES or not len(terms):
        return []
    held = np.unique(terms.ids.astype(np.int64) * count + terms.passage)
    term, passage = held // count, held % count
    passages = np.bincount(term, minlength=len(terms))
    spread, tokens = np.unique(
        terms.ids.astype(np.int64) * sources + collection.owner[terms.passage], return_counts=True
    )
    by_source = np.bincount(spread // sources, minlength=len(terms))
    share = tokens / terms.totals[spread // sources]
    entropy = np.bincount(spread // sources, weights=-share * np.log(share), minlength=len(terms))
    usable = (
        (by_source >= MIN_SOURCES) & (passages >= MIN_PASSAGES) & (passages <= max(MIN_PASSAGES, TOO_COMMON * count))
    )
    chosen = np.flatnonzero(usable)
    n, s = passages[chosen], by_source[chosen]
    score = np.log1p(n) * np.log(count / n) * (s / sources) ** 0.3 * (0.5 + np.log1p(n / s))
    score *= 0.5 + 0.5 * entropy[chosen] / np.log(sources)
    score *= np.where(terms.keys[chosen] >> 32 > 0, 2.0, 1.0)
    order = np.argsort(-score, kind="stable")[:CONSIDERED]
    first = np.searchsorted(term, np.arange(len(terms) + 1))
    judge = _Judge(collection, chosen[order])
    found = []
    for at in order.tolist():
        n_term = int(chosen[at])
        text, fitness = judge.fitness(n_term)
        if fitness:
            where = frozenset(passage[first[n_term] : first[n_term + 1]].tolist())
            found.append(_Phrase(n_term, text, float(score[at]) * fitness, where))
    return sorted(found, key=lambda phrase: (-phrase.score, phrase.text))


class _Judge:
    """Whether a phrase looks like the name of a topic, from how and where it is written."""

    def __init__(self, collection: Collection, wanted: Array) -> None:
        self.collection = collection
        terms = collection.terms
        tokens = np.flatnonzero(np.isin(terms.ids, wanted))
        tokens = tokens[np.argsort(terms.ids[tokens], kind="stable")]
        ids = terms.ids[tokens]
        self.tokens, self.ids = tokens, ids
        general = lexicon(GENERIC)[0]
        self.generic = generic_stems(general, wide=True)
        self.doing = {stem(folded(word)) for word in general.category(DOING).terms}
        self.speakers = {
            part for passage in collection.passages if passage.speaker for part in passage.speaker.casefold().split()
        }

    def fitness(self, term: int) -> tuple[str, float]:
        """The phrase as most often written, and 0 (no topic) to 1."""
        terms = self.collection.terms
        low, high = np.searchsorted(self.ids, [term, term + 1])
        places = [(int(terms.at[t]), int(terms.size[t])) for t in self.tokens[low:high][:LOOKED_AT]]
        written = [self.collection.surface(at, size) for at, size in places]
        text = Counter(form.casefold() for form in written).most_common(1)[0][0]
        text = text.removesuffix("'s").removesuffix("’s")
        general = [VOCABULARY.stems[stem_id] in self.generic for stem_id in terms.stems_of(term)]
        parts = [part.strip("'’") for part in text.replace("-", " ").split()]
        if all(general) or not parts or self.speakers.intersection(parts):
            return text, 0.0
        if parts[-1].endswith(("ly", "ed")) or parts[0].endswith("ly"):
            return text, 0.0
        if len(parts) == 1 and len(text) < 4 and not written[0].isupper():
            return text, 0.0
        doing = VOCABULARY.stems[terms.stems_of(term)[0]] in self.doing
        if len(parts) > 1 and (self._after(places, _BEFORE_VERBS) >= 0.5 or (doing and self._after(places) < 0.5)):
            return text, 0.0
        noun = self._like_a_noun(places) if len(parts) == 1 else 1.0
        if len(parts) == 1 and text.endswith(("ing", "est")) and noun < SURELY_A_NOUN:
            return text, 0.0
        fitness = (MIXED if any(general) else 1.0) * self._not_a_name(written)
        if self._not_a_name(written) == NAME and len(places) < NAME_PLACES:
            return text, 0.0
        return self._whole(text, places), fitness * (0.4 + 0.6 * noun)

    def _after(self, places: list[tuple[int, int]], words: frozenset[str] = _BEFORE_NOUNS) -> float:
        """The share of the places with one of these words before it: "to build roads", "the build system"."""
        return sum(self._before(at) in words for at, _ in places) / len(places)

    def _before(self, at: int) -> str:
        """The word before word `at` in its passage, as folded; "" at its beginning."""
        body = self.collection.body
        inside = at > 0 and body.stretch[at - 1] == body.stretch[at]
        return VOCABULARY.stems[int(body.forms[at - 1])] if inside else ""

    def _whole(self, text: str, places: list[tuple[int, int]]) -> str:
        """The phrase with the word that always stands joined before it: of "high-speed rail" not "speed rail"."""
        body = self.collection.body
        first = {self._before(at) if at and body.joined[at - 1] else "" for at, _ in places}
        word = first.pop() if len(first) == 1 else ""
        return text if not word or word in STOP or " " not in text else f"{word} {text}"

    def _not_a_name(self, written: list[str]) -> float:
        capitals = [[part[:1].isupper() and not part.isupper() for part in form.split()] for form in written]
        names = sum(all(form) for form in capitals) / len(capitals)
        partly = sum(any(form) for form in capitals) / len(capitals)
        return NAME if names >= 0.75 else PARTLY if partly >= 0.75 else 1.0

    def _like_a_noun(self, places: list[tuple[int, int]]) -> float:
        body, kept = self.collection.body, 0
        for at, size in places:
            after = at + size < len(body) and body.stretch[at + size] == body.stretch[at]
            kept += self._before(at) in _BEFORE_NOUNS or (
                after and VOCABULARY.stems[int(body.forms[at + size])] in _AFTER_NOUNS
            )
        return (kept + 0.5) / (len(places) + 1)
