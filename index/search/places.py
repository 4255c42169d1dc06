"""Where a garbled quotation could come from: the passages that hold its rarest words, or what those are misspellings
of, and hold them close together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np

from index.engine import Index
from index.engine.segment import Ints
from index.search.desk import desk
from index.search.scoring import best, rarity

RAREST = 12  # words that choose
CANDIDATES = 25
MOST_POSTINGS = 300_000  # read for them, once three words are read
MOST_CORRECTIONS = 16
NEXT_DOOR = 0.5  # a quotation may run on into the next passage
LOOKED_AT = 250  # passages in which it is seen how close together the words stand
LOOKED_AT_FOR_FEW = 400  # the same for a short quotation, whose words stand in very many, and in the long ones anyway
FEW = 10  # words
MOST_WORDS = 60  # that are looked for beside each other
SLACK = 4  # words that may stand between those of the quotation
IN_ORDER = 0.5  # what two words next to each other, as typed, are worth more


def likely_places(index: Index, words: Sequence[str]) -> list[tuple[int, float]]:
    """The places most likely to hold a stretch with these folded words, best first, and how likely."""
    meant = _meant(index, words)
    known = {word: index.frequency(word) for word in meant if word}
    if not known:
        return []
    worth = {word: rarity(often, index.size) for word, often in known.items()}
    scores = np.zeros(index.size + 2, np.float32)
    spent = 0
    for used, word in enumerate(sorted(known, key=known.__getitem__)[:RAREST]):
        spent += known[word]
        if used >= 3 and spent > MOST_POSTINGS:
            break
        scores[1:-1][index.postings(word)[0]] += np.float32(worth[word])
    near = scores[1:-1] + NEXT_DOOR * np.maximum(scores[:-2], scores[2:])
    near[~index.alive] = 0
    few = len(words) <= FEW
    chosen = np.sort(best(near / desk(index).scorer.norm if few else near, LOOKED_AT_FOR_FEW if few else LOOKED_AT))
    close = _close(index, chosen, meant, worth)
    return [(int(chosen[at]), float(close[at])) for at in best(close, CANDIDATES).tolist()]


def _meant(index: Index, words: Sequence[str]) -> list[str]:
    """For each word the one of the library that it stands for, "" for none."""
    speller = desk(index).speller
    corrected: dict[str, str] = {}
    for word in words:
        if not index.frequency(word) and len(corrected) < MOST_CORRECTIONS and word not in corrected:
            corrected[word] = speller.correct(word)
    return [corrected.get(word, word if index.frequency(word) else "") for word in words]


def _close(index: Index, places: Ints, words: Sequence[str], worth: Mapping[str, float]) -> Ints:
    """For each of `places` (rising) the most that a run of its words, as long as the quotation, holds of it."""
    reach = len(words) + SLACK
    distinct = list(worth)[:MOST_WORDS]
    found, first = index.standing(distinct, places, reach)
    if not len(found):
        return np.zeros(len(places), np.float32)
    value = np.array([*(worth[word] for word in distinct), 0.0], np.float32)
    # A word and the one typed behind it, next to each other.
    follows = np.zeros((len(value), len(value)), np.float32)
    number = {word: at for at, word in enumerate(distinct)}
    for one, other in pairwise(words):
        if one in number and other in number:
            follows[number[one], number[other]] = IN_ORDER * (worth[one] + worth[other])
    held = value.take(found)
    held[1:] += follows.ravel().take(found[:-1].astype(np.int32) * len(value) + found[1:])
    runs = np.zeros(len(found) + reach + 1, np.float32)
    np.cumsum(held, out=runs[1 : len(found) + 1])
    runs[len(found) + 1 :] = runs[len(found)]
    most: Ints = np.maximum.reduceat(runs[reach:-1] - runs[: -reach - 1], first)
    return most
