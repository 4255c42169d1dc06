"""Whether a stretch of a source is the same sentence as a quotation, or only alike by chance.

Two measures, half each: the likeness of the letters, and the share of the quotation's words that the stretch has in the
same order, misheard words counting for half as much as they sound alike. Letters alone are alike in any two English
sentences, and words alone are not in a garbled one. How rare the words are says nothing: a quoter's own words are rare.

Chosen on quotations altered (one to three of 6 to 22 words) and damaged in the first 42 files of `changelog`, on the
`amazon` half of `rev-asr`, against news (`polnear`), meetings (`qmsum`) and calls that are in neither library, where it
tells 97 to 99 of 100 apart (calls, which share their formulas, 93): quotations of 5, 8, 12, 20 words need .67, .64,
.62, .61.
"""

from __future__ import annotations

from collections.abc import Sequence

from index.search.alignment import SOUNDS_LIKE
from index.text.words import cut

FLOOR = 0.59
SHORT = 0.4  # added over the number of words: few words are alike by chance
MISHEARD = 0.5


def same_sentence(needle: str, stretch: str, score: float) -> bool:
    """Whether `stretch` is where `needle` comes from (both folded), given the likeness of their letters, 0–100."""
    words = len(cut(needle))
    return words > 0 and alike(needle, stretch, score) >= FLOOR + SHORT / words


def alike(needle: str, stretch: str, score: float) -> float:
    """How much alike the two are, 0–1, in letters and in words: marks, which are heard by nobody, count in one only."""
    return score / 200 + said(cut(needle), cut(stretch)) / 2


def said(words: Sequence[str], other: Sequence[str]) -> float:
    """How many of `words`, 0–1, `other` has in the same order."""
    from rapidfuzz import fuzz
    from rapidfuzz.distance import Levenshtein

    found = 0.0
    for step in Levenshtein.opcodes(words, other):
        mine, theirs = words[step.src_start : step.src_end], other[step.dest_start : step.dest_end]
        if step.tag == "equal":
            found += len(mine)
        elif step.tag == "replace":
            near = (fuzz.ratio(one, instead) for one, instead in zip(mine, theirs, strict=True))
            found += sum(MISHEARD * alike / 100 for alike in near if alike >= SOUNDS_LIKE)
    return found / len(words) if words else 0.0
