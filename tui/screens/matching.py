"""Which rows answer to what is typed: those that hold its words; where there are none, those with words like them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")

ALIKE = 84.0
"""Likeness (0 to 100) from which two words pass for one: "colors" and "colours", not "waves" and "saves"."""
_NOWHERE = 1_000
_ASIDE = 0.9  # what a word counts that is not in the name
_HALF = _ASIDE / 2


def matching(query: str, values: Sequence[T], text: Callable[[T], tuple[str, str]]) -> list[T]:
    """The values that hold every word of `query`, best first; without any, those with at least half of its words, more
    or less so spelled.

    `text` gives a value's name and its other words; the whole name counts most, then its beginning, then the beginning
    of one of its words, then anywhere.
    """
    words = query.casefold().split()
    if not words:
        return list(values)
    whole = " ".join(words)
    scored: list[tuple[float, int, T]] = []
    texts = [tuple(part.casefold() for part in text(value)) for value in values]
    for at, (name, others) in enumerate(texts):
        score = sum(min(_worth(word, name), _worth(word, others) + 4) for word in words) - (name == whole)
        if score < _NOWHERE:
            scored.append((score, at, values[at]))
    if not scored:
        shares = [_alike(words, parts) for parts in texts]
        scored = [(-share, at, values[at]) for at, share in enumerate(shares) if share >= _HALF]
    scored.sort(key=lambda item: item[:2])
    return [value for _, _, value in scored]


def _worth(word: str, text: str) -> int:
    if text.startswith(word):
        return 0
    if f" {word}" in text or f".{word}" in text:
        return 1
    return 2 if word in text else _NOWHERE


def _alike(words: Sequence[str], parts: Sequence[str]) -> float:
    """How much of `words` is in `parts`, 0 to 1, more or less so spelled; a little more where that is in the name."""
    from rapidfuzz import fuzz, process

    found = 0.0
    for word in words:
        for at, part in enumerate(parts):
            if process.extractOne(word, re.findall(r"\w+", part), scorer=fuzz.ratio, score_cutoff=ALIKE):
                found += _ASIDE if at else 1.0
                break
    return found / len(words)
