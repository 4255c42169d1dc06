"""From a query to units: each typed word with everything that counts as it, and what to tell the reader about it."""

from __future__ import annotations

from dataclasses import dataclass, field

from index.engine import Index
from index.engine.analysis import compounds, cut
from index.search.query import Query
from index.search.scoring import Unit
from index.search.spelling import Speller
from index.text.words import STOP, stem

EXACT = 1.0
SAME_STEM = 0.9
JOINED = 1.0


@dataclass(frozen=True)
class Units:
    """The units of a query; `content` are those that are not only stop words (all, when there are no others)."""

    units: tuple[Unit, ...] = ()
    content: tuple[Unit, ...] = ()
    corrected: tuple[str, ...] = ()
    unknown: tuple[str, ...] = field(default=())

    @property
    def wanted(self) -> frozenset[str]:
        """The words to mark in a hit."""
        return frozenset(form for unit in self.content for form, _ in unit.forms)

    @property
    def prefixes(self) -> tuple[str, ...]:
        """The beginnings of words to mark in a hit."""
        return tuple(unit.prefix for unit in self.content if unit.prefix)


def units_of(index: Index, speller: Speller, query: Query, *, typing: bool) -> Units:
    """The units of a query. While `typing`, the last word is a beginning unless a blank follows it."""
    units: list[Unit] = []
    corrected: list[str] = []
    unknown: list[str] = []
    typed = [word for text in query.words for word in cut(text)]
    joined = [word for text in query.words for word in compounds(text)]
    open_word = typing and bool(typed) and query.raw[-1:].isalnum() and not query.prefixes
    for at, word in enumerate(dict.fromkeys(typed)):
        last = open_word and word == typed[-1] and at == len(dict.fromkeys(typed)) - 1
        unit, instead = _unit(index, speller, word, beginning=last)
        if unit is None:
            unknown.append(word)
            continue
        if instead:
            corrected.append(instead)
        units.append(unit)
    units += [Unit(word, ((word, EXACT),)) for word in joined if index.frequency(word)]
    units += [Unit(start, prefix=start) for start in query.prefixes]
    content = tuple(unit for unit in units if unit.typed not in STOP) or tuple(units)
    return Units(tuple(units), content, tuple(corrected), tuple(unknown))


def _unit(index: Index, speller: Speller, word: str, beginning: bool) -> tuple[Unit | None, str]:
    if beginning:
        if any(segment.terms.range(word)[0] < segment.terms.range(word)[1] for segment in index.segments):
            return Unit(word, prefix=word), ""
        start = speller.complete(word)
        return (Unit(word, prefix=start), start + "…") if start else (None, "")
    forms = forms_of(index, word)
    if forms:
        return Unit(word, forms), ""
    instead = speller.correct(word)
    return (Unit(word, forms_of(index, instead)), instead) if instead else (None, "")


def forms_of(index: Index, word: str) -> tuple[tuple[str, float], ...]:
    """The words of the library that count as `word`, with their weights; empty when it holds none."""
    forms = dict.fromkeys(index.family(stem(word)), SAME_STEM)
    if word in forms:
        forms[word] = EXACT
    return tuple(forms.items())
