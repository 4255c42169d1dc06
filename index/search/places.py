"""Where a garbled quotation could come from: the passages that hold its rarest words, or what those are misspellings
of.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from index.engine import Index
from index.search.desk import desk
from index.search.scoring import best, rarity

RAREST = 12  # words that choose
CANDIDATES = 25
MOST_POSTINGS = 300_000  # read for them, once three words are read
MOST_CORRECTIONS = 16
NEXT_DOOR = 0.5  # a quotation may run on into the next passage


def likely_places(index: Index, words: Iterable[str]) -> list[tuple[int, float]]:
    """The places most likely to hold a stretch with these folded words, best first, and how likely."""
    speller = desk(index).speller
    known: dict[str, int] = {}
    corrections = 0
    for word in dict.fromkeys(words):
        meant = word
        if not index.frequency(word) and corrections < MOST_CORRECTIONS:
            corrections += 1
            meant = speller.correct(word)
        if meant and (often := index.frequency(meant)):
            known[meant] = often
    if not known:
        return []
    scores = np.zeros(index.size + 2, np.float32)
    spent = 0
    for used, word in enumerate(sorted(known, key=known.__getitem__)[:RAREST]):
        spent += known[word]
        if used >= 3 and spent > MOST_POSTINGS:
            break
        scores[1:-1][index.postings(word)[0]] += np.float32(rarity(known[word], index.size))
    near = scores[1:-1] + NEXT_DOOR * np.maximum(scores[:-2], scores[2:])
    near[~index.alive] = 0
    return [(place, float(near[place])) for place in best(near, CANDIDATES).tolist()]
