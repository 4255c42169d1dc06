"""Whether a stretch of a source is the same sentence as a quotation, or only alike by chance.

Two measures, half each: the likeness of the letters, and the share of the quotation's words that the stretch has in the
same order, misheard words counting for half as much as they sound alike, rare ones for up to `RARE` more. Letters alone
are alike in any two English sentences, and words alone are not in a garbled one. How rare the words are that are not
there says nothing: a quoter's own words are rare. And a garbled sentence is half alike to many places: what tells its
own from them is that no other words come near.

Chosen on quotations altered (one to three of 6 to 22 words) and damaged in the first 42 files of `changelog`, on the
`amazon` half of `rev-asr`, against news (`polnear`), meetings (`qmsum`) and calls that are in neither library, where it
tells 96 to 99 of 100 apart (calls, which share their formulas, 92), in libraries of one file, too: quotations of 5, 8,
12, 20 words need .81, .78, .76, .75, their lead over other words included.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from index.search.alignment import SOUNDS_LIKE
from index.text.words import cut

FLOOR = 0.73
SHORT = 0.4  # added over the number of words: few words are alike by chance
LEAD = 0.15  # the most that being more alike than all else counts for
OTHER_WORDS = 80.0  # likeness of two stretches, 0–100, below which they do not say the same
MISHEARD = 0.5
RARE = 0.8


def same_sentence(needle: str, likeness: float, ahead: float) -> bool:
    """Whether a stretch so much `alike`, and so much `ahead` of all others, is where `needle` (folded) comes from."""
    words = len(cut(needle))
    return words > 0 and likeness + min(ahead, LEAD) >= FLOOR + SHORT / words


def lead(stretches: Sequence[tuple[str, float]]) -> float:
    """By how much the first of these stretches, most alike first, is more alike than the next that has other words."""
    from rapidfuzz import fuzz

    (best, likeness), *others = stretches
    return next((likeness - less for other, less in others if fuzz.ratio(best, other) < OTHER_WORDS), LEAD)


def alike(needle: str, stretch: str, score: float, rare: Callable[[str], float]) -> float:
    """How much alike the two are, in letters and in words: marks, which are heard by nobody, count in one only.

    0 to 1 + `RARE` / 2, given the likeness of the letters, 0–100, and how rare a word of the stretch is, 0–1.
    """
    return score / 200 + said(cut(needle), cut(stretch), rare) / 2


def said(words: Sequence[str], other: Sequence[str], rare: Callable[[str], float]) -> float:
    """How many of `words`, 0–1, `other` has in the same order, and up to `RARE` more where those are rare."""
    from rapidfuzz import fuzz
    from rapidfuzz.distance import Levenshtein

    found = 0.0
    for step in Levenshtein.opcodes(words, other):
        mine, theirs = words[step.src_start : step.src_end], other[step.dest_start : step.dest_end]
        if step.tag == "equal":
            found += sum(1 + RARE * rare(word) for word in theirs)
        elif step.tag == "replace":
            near = ((fuzz.ratio(one, word), word) for one, word in zip(mine, theirs, strict=True))
            found += sum(
                MISHEARD * alike / 100 * (1 + RARE * rare(word)) for alike, word in near if alike >= SOUNDS_LIKE
            )
    return found / len(words) if words else 0.0
