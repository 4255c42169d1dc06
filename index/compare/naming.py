"""Whether a phrase looks like the name of a topic, and how it is best written, from the places where it stands.

There is no part-of-speech tagger behind it: what stands before and after a word, its ending, its hyphens and its
capitals tell nouns from the rest well enough for a list to choose from.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.compare.collection import Collection
from index.compare.lexicon import DOING, GENERIC, generic_stems, lexicon
from index.compare.prepare import VOCABULARY
from index.text.fold import folded
from index.text.words import STOP, stem

Array = NDArray[Any]

NAME_PLACES = 3  # a name in fewer places is mentioned in passing
MIXED, NAME, PARTLY = 0.65, 0.5, 0.75
"""Factors of phrases with a general word in them, of names of people and places, and of phrases with such a name."""

LOOKED_AT = 40  # places of a phrase that decide how it is written and what stands round it
SURELY_A_NOUN = 0.6  # of its places: enough for a word that ends like a verb form or a superlative
DESCRIBES = 0.5  # of its places: so often before another word, what ends like an adjective or has a hyphen is one
PART_OF_NAME = 0.6  # of its places: a word so often beside another with a capital is part of a longer name
LONGEST = 4  # words that may be joined to a phrase, one less
WHOLE = 0.8  # of its places: a word so often joined to a phrase belongs to it

_DETERMINERS = (
    "the a an its their his her our your my this that these those some any such each every all both many few less"
)
_PREPOSITIONS = (
    "of in on for by with about against over from between into through as at than under without toward towards"
)
_BEFORE_NOUNS = frozenset(f"{_DETERMINERS} {_PREPOSITIONS} and or more no other another".split())
_MODALS = "to will would can could should must may might shall cannot not never gonna let lets"
_BEFORE_VERBS = frozenset(f"{_MODALS} i we you they he she who".split())
_DESCRIBING = ("al", "ous", "ive", "ic", "able", "ible", "ful", "less", "ish", "ary", "ory", "ese")
_AFTER_NOUNS = frozenset({"of", "is", "are", "was", "were", "and", "or"})


class Naming:
    """Judges the terms `wanted` of a collection, each by its first places."""

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
        if "-" in text and self._describes(places) >= DESCRIBES:
            return text, 0.0
        named = self._not_a_name(written)
        if named == NAME and len(places) < NAME_PLACES:
            return text, 0.0
        fits = self._one_fits(text, written, places) if len(parts) == 1 else self._two_fit(term, places)
        return self._whole(text, places), fits * named * (MIXED if any(general) else 1.0)

    def _one_fits(self, text: str, written: list[str], places: list[tuple[int, int]]) -> float:
        """How much a single word looks like a noun of its own, 0..1."""
        noun = self._like_a_noun(places)
        short = len(text) < 4 and not written[0].isupper()
        verbal = text.endswith(("ing", "est")) and noun < SURELY_A_NOUN
        adjective = text.endswith(_DESCRIBING) and self._describes(places) >= DESCRIBES
        none = short or verbal or adjective or self._in_a_name(places) >= PART_OF_NAME
        return 0.0 if none else 0.4 + 0.6 * noun

    def _two_fit(self, term: int, places: list[tuple[int, int]]) -> float:
        """1 for two words, 0 where the first of them is a verb."""
        doing = VOCABULARY.stems[self.collection.terms.stems_of(term)[0]] in self.doing
        verb = self._after(places, _BEFORE_VERBS) >= 0.5 or (doing and self._after(places) < 0.5)
        return 0.0 if verb else 1.0

    def _after(self, places: list[tuple[int, int]], words: frozenset[str] = _BEFORE_NOUNS) -> float:
        """The share of the places with one of these words before it: "to build roads", "the build system"."""
        return sum(self._before(at) in words for at, _ in places) / len(places)

    def _before(self, at: int) -> str:
        """The word before word `at` in its passage, as folded; "" at its beginning."""
        body = self.collection.body
        inside = at > 0 and body.stretch[at - 1] == body.stretch[at]
        return VOCABULARY.stems[int(body.forms[at - 1])] if inside else ""

    def _describes(self, places: list[tuple[int, int]]) -> float:
        """The share of the places with a word joined to them that they may belong to: "a physical test"."""
        body = self.collection.body
        return sum(bool(body.joined[at + size - 1] and body.content[at + size]) for at, size in places) / len(places)

    def _whole(self, text: str, places: list[tuple[int, int]]) -> str:
        """The phrase with the word that always stands joined before it: of "high-speed rail" not "speed rail".

        After a hyphen any word belongs to it, before or behind: of "vis-a-vis rates" not "vis rates".
        """
        if " " not in text and "-" not in text:
            return text
        for back in range(1, LONGEST):
            before = _mostly(self._joined(at - back, at - back) for at, _ in places)
            if not before or (before[1] != "-" and (back > 1 or before[0] in STOP)):
                break
            text = f"{before[0]}{before[1]}{text}"
        behind = _mostly(self._joined(at + size - 1, at + size) for at, size in places)
        return f"{text}-{behind[0]}" if behind and behind[1] == "-" else text

    def _joined(self, at: int, wanted: int) -> tuple[str, str] | None:
        """The word `wanted`, which is `at` or the next, and the blank or hyphen between the two; None if not joined."""
        body = self.collection.body
        if at < 0 or not body.joined[at]:
            return None
        text = self.collection.documents[int(self.collection.owner[body.stretch[at]])].text
        between = text[int(body.ends[at]) : int(body.starts[at + 1])]
        return VOCABULARY.stems[int(body.forms[wanted])], "-" if between.strip() else " "

    def _not_a_name(self, written: list[str]) -> float:
        capitals = [[part[:1].isupper() and not part.isupper() for part in form.split()] for form in written]
        names = sum(all(form) for form in capitals) / len(capitals)
        partly = sum(any(form) for form in capitals) / len(capitals)
        return NAME if names >= 0.75 else PARTLY if partly >= 0.75 else 1.0

    def _in_a_name(self, places: list[tuple[int, int]]) -> float:
        """The share of the places beside a joined word that is capitalised as well: "street" of "Wall Street"."""
        body = self.collection.body

        def capital(at: int) -> bool:
            return self.collection.surface(at, 1)[:1].isupper()

        def beside(at: int) -> bool:
            before = at > 0 and bool(body.joined[at - 1]) and capital(at - 1)
            return before or (bool(body.joined[at]) and capital(at + 1))

        return sum(capital(at) and beside(at) for at, _ in places) / len(places)

    def _like_a_noun(self, places: list[tuple[int, int]]) -> float:
        body, kept = self.collection.body, 0
        for at, size in places:
            after = at + size < len(body) and body.stretch[at + size] == body.stretch[at]
            kept += self._before(at) in _BEFORE_NOUNS or (
                after and VOCABULARY.stems[int(body.forms[at + size])] in _AFTER_NOUNS
            )
        return (kept + 0.5) / (len(places) + 1)


def _mostly(found: Iterable[tuple[str, str] | None]) -> tuple[str, str] | None:
    """What nearly all of these are, a blank or a hyphen being the same; None when they differ."""
    counts = Counter(found)
    most = counts.most_common(1)[0][0]
    same = sum(times for each, times in counts.items() if each and most and each[0] == most[0])
    return most if same >= WHOLE * counts.total() else None
