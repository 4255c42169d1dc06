"""The stretch of a text that is most like a typed quotation."""

from __future__ import annotations

import re
from dataclasses import dataclass

_WORD = re.compile(r"\S+")
_STEPS = 6  # words by which an end may move while that makes the stretch more alike


@dataclass(frozen=True, slots=True)
class Fit:
    """`start, end` in the folded text, whole words; `score` is the likeness of the two, 0–100 (normalised Indel
    distance).
    """

    start: int
    end: int
    score: float


def align(needle: str, text: str, cutoff: float) -> Fit | None:
    """The best stretch of `text` for `needle` (both folded); None when none reaches `cutoff`."""
    # rapidfuzz takes 15 ms to import: only who looks up a quotation pays.
    from rapidfuzz import fuzz

    rough = fuzz.partial_ratio_alignment(needle, text, score_cutoff=cutoff * 0.9)
    if rough is None or rough.dest_end <= rough.dest_start:
        return None
    starts, ends = [], []
    for word in _WORD.finditer(text):
        starts.append(word.start())
        ends.append(word.end())
    if not starts:
        return None
    first = max(0, sum(start <= rough.dest_start for start in starts) - 1)
    last = min(len(ends) - 1, sum(end < rough.dest_end for end in ends))
    last = max(first, last)
    score = fuzz.ratio(needle, text[starts[first] : ends[last]])
    moved = True
    while moved:
        moved = False
        for at, low, high in ((0, 0, last), (1, first, len(ends) - 1)):
            here = (first, last)[at]
            for other in range(max(low, here - _STEPS), min(high, here + _STEPS) + 1):
                a, b = (other, last) if at == 0 else (first, other)
                better = fuzz.ratio(needle, text[starts[a] : ends[b]], score_cutoff=score)
                if better > score + 1e-9:
                    score, first, last, moved = better, a, b, True
    return Fit(starts[first], ends[last], score) if score >= cutoff else None


def likeness(needle: str) -> float:
    """The score that a stretch must reach to be taken for the source of `needle`: short ones are alike by chance."""
    return 72.0 if len(needle) < 30 else 66.0 if len(needle) < 60 else 60.0
