"""Whether a stretch of a source is the same sentence as a quotation, or only alike by chance.

Two measures, half each: the likeness of the letters, and the share of what the quotation says (words weighed by how
rare they are in the library) that the stretch says in the same order, misheard words counting for as much as they
sound alike. Letters alone are alike in any two English sentences; rare words alone are not in a garbled one.

Chosen on speech-recognised calls of one system and on damaged sentences of podcasts against news and meeting
sentences that are in neither library: quotations of 5, 8, 12, 20 words need .68, .58, .53, .49.
"""

from __future__ import annotations

from collections.abc import Sequence

from index.engine import Index
from index.search.alignment import SOUNDS_LIKE
from index.search.scoring import rarity
from index.text.words import cut

FLOOR = 0.42
SHORT = 1.3  # added over the number of words: few words are alike by chance


def same_sentence(index: Index, needle: str, stretch: str, score: float) -> bool:
    """Whether `stretch` is where `needle` comes from (both folded), given the likeness of their letters, 0–100."""
    words = cut(needle)
    if not words:
        return False
    return score / 200 + said(index, words, cut(stretch)) / 2 >= FLOOR + SHORT / len(words)


def said(index: Index, words: Sequence[str], other: Sequence[str]) -> float:
    """How much of `words`, 0–1, weighed by rarity, `other` says in the same order."""
    from rapidfuzz import fuzz
    from rapidfuzz.distance import LCSseq

    worth = {word: rarity(index.frequency(word), index.size) for word in set(words)}
    found = 0.0
    for step in LCSseq.opcodes(words, other):
        mine = words[step.src_start : step.src_end]
        if step.tag == "equal":
            found += sum(worth[word] for word in mine)
        elif step.tag == "replace":
            for word in mine:
                near = max(fuzz.ratio(word, instead) for instead in other[step.dest_start : step.dest_end])
                found += worth[word] * near / 100 if near >= SOUNDS_LIKE else 0.0
    total = sum(worth[word] for word in words)
    return found / total if total else 0.0
