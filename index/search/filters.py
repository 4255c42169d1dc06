"""Restrictions of a query as a mask over passages: speaker, document, outlet, kind, dates."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from index.engine import Index
from index.engine.segment import Ints
from index.model import Kind
from index.search.query import Filter
from index.text.fold import folded


def mask(index: Index, filters: Iterable[Filter]) -> Ints:
    """Which passages may answer: living, of a kind that is searched (or asked for), within every filter.

    Filters of one field are alternatives; negated ones exclude, each for itself.
    """
    chosen = list(filters)
    kinds = frozenset(Kind(f.value) for f in chosen if f.field == "kind" and not f.negated)
    allowed = (index.alive & index.of_kinds(kinds)) if kinds else index.searched.copy()
    for field in ("speaker", "doc", "outlet", "after", "before"):
        wanted = [f for f in chosen if f.field == field and not f.negated]
        if wanted:
            either = np.zeros(index.size, bool)
            for restriction in wanted:
                either |= _fits(index, restriction)
            allowed &= either
    for restriction in chosen:
        if restriction.negated:
            allowed &= ~_fits(index, restriction)
    return allowed


def _fits(index: Index, restriction: Filter) -> Ints:
    value = restriction.value
    if restriction.field == "kind":
        return index.of_kinds(frozenset((Kind(value),)))
    if restriction.field == "speaker":
        named = np.array([value in folded(name) for name in index.speakers] + [False], bool)
        spoken: Ints = named[index.speaker_of]
        return spoken
    infos = [index.info.get(doc) for doc in index.docs]
    if restriction.field == "doc":
        fits = [
            value in folded(doc) or bool(info and value in folded(info.title))
            for doc, info in zip(index.docs, infos, strict=True)
        ]
    elif restriction.field == "outlet":
        fits = [bool(info and value in folded(info.outlet)) for info in infos]
    elif restriction.field == "after":
        fits = [bool(info and info.date and _reaches(info.date, value)) for info in infos]
    else:
        fits = [bool(info and info.date and info.date < value) for info in infos]
    documents: Ints = np.array([*fits, False], bool)[index.doc_of]
    return documents


def _reaches(date: str, day: str) -> bool:
    """Whether a date, possibly only a year or a month, is `day` or later, or can be."""
    return date[: len(day)] >= day[: len(date)]
