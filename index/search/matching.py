"""From a query to units: each typed word with everything that counts as it, and what to tell the reader about it."""

from __future__ import annotations

from collections import Counter
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
SHORT = 3  # letters: a beginning shorter than this stands for too much to say what a line is about


@dataclass(frozen=True)
class Units:
    """The units of a query. `content` are those that say what it is about: all but the common words and the very short
    beginnings, unless there is nothing else."""

    units: tuple[Unit, ...] = ()
    content: tuple[Unit, ...] = ()
    corrected: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()

    @property
    def rest(self) -> tuple[Unit, ...]:
        """The units that are not content."""
        return tuple(unit for unit in self.units if unit not in self.content)

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
    # Words of one stem are one thing asked for more than once.
    stems: dict[str, list[str]] = {}
    for word in counted:
        stems.setdefault(word if word == beginning else stem(word), []).append(word)
    units: list[Unit] = []
    corrected: list[str] = []
    unknown: list[str] = []
    for words in stems.values():
        word, times = words[0], sum(counted[word] for word in words)
        if words == [beginning] and times == 1:
            unit, instead = _beginning(index, speller, word)
        else:
            unit, instead = _word(index, speller, word, times)
        if unit is None:
            unknown.append(word)
        else:
            units.append(unit)
        if instead:
            corrected.append(instead)
    units = _with_joined(index, units, query, typed, beginning)
    units += [Unit(start, prefix=start) for start in query.prefixes]
    content = tuple(unit for unit in units if not unit.common and not (unit.prefix and len(unit.prefix) < SHORT))
    return Units(tuple(units), content or tuple(units), tuple(corrected), tuple(unknown))


def _with_joined(index: Index, units: list[Unit], query: Query, typed: list[str], beginning: str) -> list[Unit]:
    """The same with "robotaxi" counting as the "robo" of "robo-taxi" and "robo taxi", where the library writes it so.

    Not as a word of its own: that would make twice as much of words that happen to have a hyphen.
    """
    joined: dict[str, set[str]] = {}
    for text in query.words:
        for word in compounds(text):
            joined.setdefault(cut(text)[0], set()).add(word)
    for one, other in pairwise(typed):
        if not {one, other} & STOP and other != beginning:
            joined.setdefault(one, set()).add(one + other)
    result = []
    for unit in units:
        weights = dict(unit.forms)
        for word in joined.get(unit.typed, ()):
            for form, weight in forms_of(index, word):
                weights.setdefault(form, weight * OTHER_SPELLING)
        result.append(replace(unit, forms=tuple(weights.items())))
    return result


def _beginning(index: Index, speller: Speller, start: str) -> tuple[Unit | None, str]:
    if index.begins(start):
        return Unit(start, prefix=start), ""
    meant = speller.complete(start)
    return (Unit(start, prefix=meant), f"{meant}…") if meant else (None, "")


def _word(index: Index, speller: Speller, word: str, times: int) -> tuple[Unit | None, str]:
    common = word in STOP
    forms = forms_of(index, word)
    apart = ""
    if not common:
        forms = _with_spellings(forms, index, speller, word)
        apart = speller.apart(word)
    if forms or apart:
        return Unit(word, forms, phrase=apart, times=times, common=common), ""
    meant = speller.correct(word)
    return (Unit(word, forms_of(index, meant), times=times), meant) if meant else (None, "")


def _with_spellings(
    forms: tuple[tuple[str, float], ...], index: Index, speller: Speller, word: str
) -> tuple[tuple[str, float], ...]:
    weights = dict(forms)
    for other in speller.spellings(word):
        for form, weight in forms_of(index, other):
            weights.setdefault(form, weight * OTHER_SPELLING)
    return tuple(weights.items())


def forms_of(index: Index, word: str) -> tuple[tuple[str, float], ...]:
    """The words of the library that count as `word`, with their weights; empty when it holds none."""
    weights = dict.fromkeys(index.family(stem(word)), SAME_STEM)
    if word in weights:
        weights[word] = 1.0
    return tuple(weights.items())
