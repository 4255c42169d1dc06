"""Words that a quoter left out without saying so: the two halves stand near each other in the source.

An alignment finds one half and takes whatever stands beside it for the other. Here the words of the quotation that it
did not find are looked for before and behind it; when they are there, nearly word for word, the quotation is the whole
stretch, with something missing in the middle.
"""

from __future__ import annotations

from itertools import accumulate

from index.search.alignment import Fit, align, matches, word_spans, words_of
from index.text.words import STOP

NEARLY = 84.0  # likeness, 0–100, from which a half is there
HEARD = 50.0  # likeness, 0–100, from which the rest stands where it should, only misheard
SHORTEST = 3  # words of a half, two of them not such as stand in every sentence
A_WORD = 100  # characters: so far for each word of a half, for a few words stand together by chance, too
SILENT = 3.0  # points that leaving out without a mark costs
MOST = 3  # places where something was left out


def bridged(needle: str, text: str, fit: Fit, reach: int) -> tuple[Fit, tuple[Fit, ...]] | None:
    """The stretch that holds what `fit` found of `needle` and, within `reach` characters, the rest of it; and the parts
    of it that were quoted, in order. None when the rest is not there.
    """
    halves = _halves(needle, text, fit, reach, MOST)
    if len(halves) < 2:
        return None
    size = sum(len(words) for words, _ in halves)
    score = sum(one.score * len(words) for words, one in halves) / size - SILENT
    parts = tuple(one for _, one in halves)
    return Fit(parts[0].start, parts[-1].end, max(score, 0.0)), parts


def _halves(needle: str, text: str, fit: Fit, reach: int, most: int) -> list[tuple[str, Fit]]:
    """The parts of `needle` with where each stands, in order: one when nothing was left out."""
    typed = word_spans(needle)
    stretch = [(fit.start + low, fit.start + high) for low, high in word_spans(text[fit.start : fit.end])]
    stands = matches(words_of(needle), words_of(text[fit.start : fit.end]))
    first, last = _covered([at >= 0 for at in stands])
    alone = [(needle, fit)]
    if last - first < SHORTEST or most == 0:
        return alone
    start, end = stretch[stands[first]][0], stretch[stands[last - 1]][1]
    middle = needle[typed[first][0] : typed[last - 1][1]]
    found = [(middle, Fit(start, end, _likeness(middle, text[start:end])))]
    rest = needle[typed[last][0] :] if last < len(typed) else ""
    if _tells(rest) and _likeness(rest, text[end:][: len(rest)]) < HEARD:
        far = min(reach, A_WORD * (len(typed) - last)) + len(rest)
        behind = align(rest, text, end, end + far, NEARLY - 20 * (most > 1))
        found += _kept(_halves(rest, text, behind, reach, most - 1)) if behind else []
    rest = needle[: typed[first - 1][1]] if first else ""
    if _tells(rest) and _likeness(rest, text[max(0, start - len(rest)) : start]) < HEARD:
        low = max(0, start - min(reach, A_WORD * first) - len(rest))
        before = align(rest, text, low, start, NEARLY - 20 * (most > 1))
        found = (_kept(_halves(rest, text, before, reach, most - 1)) if before else []) + found
    return found if len(found) > 1 and found[0][1].start < found[-1][1].end else alone


def _kept(halves: list[tuple[str, Fit]]) -> list[tuple[str, Fit]]:
    """All of them, when each is nearly word for word there."""
    return halves if all(one.score >= NEARLY for _, one in halves) else []


def _covered(found: list[bool]) -> tuple[int, int]:
    """The run of words that holds more of those found, and less of the others, than any other: first, one past last."""
    worth = list(accumulate((1 if one else -1 for one in found), initial=0))
    low = best_low = 0
    best_high = 0
    for at, total in enumerate(worth):
        if total < worth[low]:
            low = at
        if total - worth[low] > worth[best_high] - worth[best_low]:
            best_low, best_high = low, at
    return best_low, best_high


def _tells(words: str) -> bool:
    """Whether these words are enough to be known by."""
    typed = words_of(words)
    return len(typed) >= SHORTEST and sum(word not in STOP for word in typed) >= 2


def _likeness(one: str, other: str) -> float:
    from rapidfuzz import fuzz

    return fuzz.ratio(one, other)
