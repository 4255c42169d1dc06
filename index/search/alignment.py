"""The stretch of a text that is most like a typed quotation."""

from __future__ import annotations

import re
from dataclasses import dataclass

_WORD = re.compile(r"\S+")
_MARKS = ".,;:!?'()[]- "
_STEPS = 6  # words by which an end may move while that makes the stretch more alike


@dataclass(frozen=True, slots=True)
class Fit:
    """`start, end` in the folded text, whole words; `score` is the likeness of the two, 0–100 (normalised Indel
    distance).
    """

    start: int
    end: int
    score: float


def align(needle: str, text: str, low: int, high: int, cutoff: float) -> Fit | None:
    """The best stretch of `text[low:high]` for `needle` (both folded); None when none reaches `cutoff`."""
    # rapidfuzz takes 15 ms to import: only who looks up a quotation pays.
    from rapidfuzz import fuzz

    part = text[low:high]
    at = part.find(needle)
    while at >= 0:
        if _edge(part, at) and _edge(part, at + len(needle)):
            return Fit(low + at, low + at + len(needle), 100.0)
        at = part.find(needle, at + 1)
    rough = fuzz.partial_ratio_alignment(needle, part, score_cutoff=cutoff)
    if rough is None or rough.dest_end <= rough.dest_start:
        return None
    words = [found.span() for found in _WORD.finditer(part)]
    if not words:
        return None
    first = next((at for at, (_, end) in enumerate(words) if end > rough.dest_start), len(words) - 1)
    last = next((at for at in range(len(words) - 1, -1, -1) if words[at][0] < rough.dest_end), 0)
    last = max(first, last)
    score = fuzz.ratio(needle, part[words[first][0] : words[last][1]])
    moved = True
    while moved:
        moved = False
        for other in range(max(0, first - _STEPS), min(last, first + _STEPS) + 1):
            better = fuzz.ratio(needle, part[words[other][0] : words[last][1]], score_cutoff=score)
            if better > score + 1e-9:
                score, first, moved = better, other, True
        for other in range(max(first, last - _STEPS), min(len(words) - 1, last + _STEPS) + 1):
            better = fuzz.ratio(needle, part[words[first][0] : words[other][1]], score_cutoff=score)
            if better > score + 1e-9:
                score, last, moved = better, other, True
    if score < cutoff:
        return None
    start, end = words[first][0], words[last][1]
    # A stop or a mark at the ends that was not typed is no part of the quotation.
    if needle[-1].isalnum():
        end = max(start + 1, start + len(part[start:end].rstrip(_MARKS)))
    if needle[0].isalnum():
        start = min(end - 1, end - len(part[start:end].lstrip(_MARKS)))
    return Fit(low + start, low + end, fuzz.ratio(needle, part[start:end]))


def _edge(text: str, at: int) -> bool:
    """Whether no word goes on across `at`."""
    return not (0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum() and text[at] < "\u0e00")
