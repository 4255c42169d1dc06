"""The stretch of a text that is most like a typed quotation, in whole words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.model import Span
from index.text.signs import spans

_BETWEEN = r"\s-"  # words of folded text, where a dash has no blanks beside it
_MARKS = ".,;:!?'()[]- 。、「」『』"
_CLOSING = "')]- 」』"
PAIRS = (("[", "]"), ("(", ")"))
_ENDS = re.compile(r"[.!?。]['\")\]」』]*\Z")
_STEPS = 6  # words by which an end may move while that makes the stretch more alike
SOUNDS_LIKE = 60.0  # likeness of two words, 0–100, from which one may be the other misheard
ROUND = 200  # characters to either side in which an end may move
GROWN = 3  # words: so many other words at an end stand for as many of the source


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
    left, right = part.rfind(" ", 0, max(0, rough.dest_start - ROUND)), part.find(" ", rough.dest_end + ROUND)
    words = word_spans(part, left + 1, right if right >= 0 else len(part))
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
    return _trimmed(needle, text, low + words[first][0], low + words[last][1])


def align_in_order(pieces: Sequence[str], text: str, apart: int, cutoff: float) -> list[Fit] | None:
    """The longest piece wherever it fits best, and from there the others before and after it, in their order, each at
    most `apart` characters from the next; None when one has no place.
    """
    main = max(range(len(pieces)), key=lambda at: len(pieces[at]))
    anchor = align(pieces[main], text, 0, len(text), cutoff)
    if anchor is None:
        return None
    before: list[Fit] = []
    end = anchor.start
    for piece in reversed(pieces[:main]):
        fit = align(piece, text, max(0, end - apart - len(piece)), end, 0.0)
        if fit is None:
            return None
        before.insert(0, fit)
        end = fit.start
    after: list[Fit] = []
    start = anchor.end
    for piece in pieces[main + 1 :]:
        fit = align(piece, text, start, start + apart + len(piece), 0.0)
        if fit is None:
            return None
        after.append(fit)
        start = fit.end
    return [*before, anchor, *after]


def mended(needle: str, text: str, fit: Fit) -> Fit:
    """`fit` with the words at its ends for which the quoter put others.

    Letters alone do not say that the last word stands for another; the number of words does.
    """
    if fit.score == 100.0:
        return fit
    typed = words_of(needle)
    stands = matches(typed, words_of(text[fit.start : fit.end]))
    matched = [at for at, other in enumerate(stands) if other >= 0]
    if not matched:
        return fit
    start, end = fit.start, fit.end
    words = word_spans(text, max(0, start - ROUND), min(len(text), end + ROUND))
    inside = [at for at, (low, high) in enumerate(words) if low < end and high > start]
    before = matched[0] - stands[matched[0]]
    if 0 < before <= GROWN:
        for low, high in reversed(words[max(0, inside[0] - before) : inside[0]]):
            if _ENDS.search(text[low:high]):
                break
            start = low
    after = len(typed) - 1 - matched[-1] - (len(inside) - 1 - stands[matched[-1]])
    if 0 < after <= GROWN:
        for at in range(inside[-1] + 1, min(len(words), inside[-1] + 1 + after)):
            if _ENDS.search(text[words[at - 1][0] : words[at - 1][1]]):
                break
            end = words[at][1]
    return fit if (start, end) == (fit.start, fit.end) else _trimmed(needle, text, start, end)


def _trimmed(needle: str, text: str, start: int, end: int) -> Fit:
    """The stretch without the marks at its ends that were not typed: they are no part of the quotation."""
    from rapidfuzz import fuzz

    marks = _MARKS if needle[-1].isalnum() else _CLOSING if needle[-1] not in _CLOSING else ""
    end = max(start + 1, start + len(text[start:end].rstrip(marks))) if marks else end
    marks = _MARKS if needle[0].isalnum() else ""
    start = min(end - 1, end - len(text[start:end].lstrip(marks))) if marks else start
    for opens, closes in PAIRS:  # half a pair of brackets would be no words of the source
        first, last = text.find(closes, start, end), text.rfind(opens, start, end)
        start -= first >= 0 and text.find(opens, start, first) < 0 and text[start - 1 : start] == opens
        end += last >= 0 and text.find(closes, last, end) < 0 and text[end : end + 1] == closes
    return Fit(start, end, fuzz.ratio(needle, text[start:end]))


def word_spans(folded: str, low: int = 0, high: int | None = None) -> list[Span]:
    """The words of `folded[low:high]`, as offsets in it; of a script without blanks, its characters."""
    return spans(folded, _BETWEEN, low, high)


def words_of(folded: str) -> list[str]:
    """The words of a folded text without the marks round them; of a mark that stands alone, the mark."""
    return [folded[start:end].strip(_MARKS) or folded[start:end] for start, end in word_spans(folded)]


def matches(typed: list[str], source: list[str]) -> list[int]:
    """For each word typed, the word of the source that it is, misheard or misspelt perhaps; -1 for none."""
    from rapidfuzz import fuzz
    from rapidfuzz.distance import Levenshtein

    found = [-1] * len(typed)
    for step in Levenshtein.opcodes(typed, source):
        pairs = zip(range(step.src_start, step.src_end), range(step.dest_start, step.dest_end), strict=False)
        for one, other in pairs:
            if step.tag == "equal" or fuzz.ratio(typed[one], source[other]) >= SOUNDS_LIKE:
                found[one] = other
    return found


def _edge(text: str, at: int) -> bool:
    """Whether no word goes on across `at`."""
    return not (0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum() and text[at] < "\u0e00")
