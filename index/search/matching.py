"""From a query to units: each typed word with everything that counts as it, and what to tell the reader about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise

from index.engine import Index
from index.engine.analysis import compounds
from index.search.query import Query
from index.search.scoring import Unit
from index.search.spelling import Speller
from index.text.words import STOP, cut, stem

SAME_STEM = 0.9
OTHER_SPELLING = 0.8
MOST_WORDS = 64  # of a line; of a longer one the rarest
MOST_TRIED = 32  # words of a line for which other spellings and corrections are sought
SHORT = 3  # letters: a beginning shorter than this stands for too much to say what a line is about


@dataclass(frozen=True)
class Units:
    """The units of a query. `content` are those that say what it is about: all but the common words and the very short
    beginnings, unless there is nothing else. `left_out`: the line has too many words, the commonest are not looked for.
    """

    units: tuple[Unit, ...] = ()
    content: tuple[Unit, ...] = ()
    corrected: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    left_out: bool = False

    @property
    def rest(self) -> tuple[Unit, ...]:
        """The units that are not content."""
        content = set(map(id, self.content))
        return tuple(unit for unit in self.units if id(unit) not in content)

    @property
    def wanted(self) -> frozenset[str]:
        """The words to mark in a hit."""
        return frozenset(form for unit in self.content for form, _ in unit.forms)

    @property
    def prefixes(self) -> tuple[str, ...]:
        """The beginnings of words to mark in a hit."""
        return tuple(unit.prefix for unit in self.content if unit.prefix)


def units_of(index: Index, speller: Speller, query: Query, *, typing: bool) -> Units:
    """The units of a query. While `typing`, its last word is a beginning, unless something follows it."""
    typed = [word for text in query.words for word in cut(text)]
    beginning = typed[-1] if typing and typed and query.open_end else ""
    counted = Counter(typed)
    chosen = _rarest(index, list(counted))
    # Words of one stem are one thing asked for more than once.
    stems: dict[str, list[str]] = {}
    for word in chosen:
        stems.setdefault(word if word == beginning else stem(word), []).append(word)
    meant = _Meant(index, speller)
    units = []
    for words in stems.values():
        times = sum(counted[word] for word in words)
        only_begun = words == [beginning] and times == 1
        unit = meant.beginning(beginning) if only_begun else meant.word(words[0], times)
        if unit:
            units.append(unit)
    units = _with_joined(index, units, query, typed, beginning)
    units += [Unit(start, prefix=start) for start in query.prefixes]
    content = tuple(unit for unit in units if not unit.common and not (unit.prefix and len(unit.prefix) < SHORT))
    return Units(
        tuple(units), content or tuple(units), tuple(meant.corrected), tuple(meant.unknown), len(chosen) < len(counted)
    )


def _rarest(index: Index, words: list[str]) -> list[str]:
    """Of too many words the rarest, in the order given; those that the library has not are among the last to stay."""
    if len(words) <= MOST_WORDS:
        return words
    often = [index.frequency(word) for word in words]
    order = sorted(range(len(words)), key=lambda at: (not often[at], often[at]))[:MOST_WORDS]
    return [words[at] for at in sorted(order)]


class _Meant:
    """What is meant by the words of one line, and what was changed or not found on the way."""

    def __init__(self, index: Index, speller: Speller) -> None:
        self._index = index
        self._speller = speller
        self.corrected: list[str] = []
        self.unknown: list[str] = []
        self._tried = 0

    def beginning(self, start: str) -> Unit | None:
        """The unit for a word that is still being typed."""
        if self._index.begins(start):
            return Unit(start, prefix=start)
        return self._instead(start, self._speller.complete, lambda meant: Unit(start, prefix=meant), "…")

    def word(self, word: str, times: int) -> Unit | None:
        """The unit for a finished word that was typed so many times."""
        forms = forms_of(self._index, word)
        if word in STOP and forms:
            return Unit(word, forms, times=times, common=True)
        weights = dict(forms)
        for other in self._speller.spellings(word):
            for form, weight in forms_of(self._index, other):
                weights.setdefault(form, weight * OTHER_SPELLING)
        self._tried += 1
        apart = self._speller.apart(word) if self._tried <= MOST_TRIED else ""
        if weights or apart:
            return Unit(word, tuple(weights.items()), phrase=apart, times=times)
        return self._instead(
            word, self._speller.correct, lambda meant: Unit(word, forms_of(self._index, meant), times=times), ""
        )

    def _instead(self, word: str, speller: Callable[[str], str], unit: Callable[[str], Unit], sign: str) -> Unit | None:
        self._tried += 1
        meant = speller(word) if self._tried <= MOST_TRIED else ""
        if not meant:
            self.unknown.append(word)
            return None
        self.corrected.append(meant + sign)
        return unit(meant)


def _with_joined(index: Index, units: list[Unit], query: Query, typed: list[str], beginning: str) -> list[Unit]:
    """The same with "robotaxi" counting as the "robo" of "robo-taxi" and "robo taxi", where the library writes it so.

    Not as a word of its own: that would make twice as much of words that happen to have a hyphen.
    """
    joined: dict[str, set[str]] = {}
    for text in query.words:
        for word in compounds(text):
            joined.setdefault(cut(text)[0], set()).add(word)
    asked = {unit.typed for unit in units} - STOP
    for one, other in pairwise(typed):
        if one in asked and other not in STOP and other != beginning:
            joined.setdefault(one, set()).add(one + other)
    result = []
    for unit in units:
        weights = dict(unit.forms)
        for word in joined.get(unit.typed, ()):
            for form, weight in forms_of(index, word):
                weights.setdefault(form, weight * OTHER_SPELLING)
        result.append(replace(unit, forms=tuple(weights.items())))
    return result


def forms_of(index: Index, word: str) -> tuple[tuple[str, float], ...]:
    """The words of the library that count as `word`, with their weights; empty when it holds none."""
    weights = dict.fromkeys(index.family(stem(word)), SAME_STEM)
    if word in weights:
        weights[word] = 1.0
    return tuple(weights.items())
