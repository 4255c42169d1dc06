"""Words that were meant: misspelt ones corrected over the vocabulary, and other spellings of the same word.

Corrections are only made for what the library does not hold: the sources have misspelt words of their own, and who
types one of those is looking for it.
"""

from __future__ import annotations

from functools import lru_cache

from index.engine import Index

MOST_VARIANTS = 6


class Speller:
    """Corrections over the vocabulary of one index."""

    def __init__(self, index: Index) -> None:
        self._index = index
        # Vocabularies by first letter, and answers: a session asks for the same few again with every key.
        self._starting = lru_cache(maxsize=64)(index.starting_with)
        self.correct = lru_cache(maxsize=4096)(self._correct)
        self.complete = lru_cache(maxsize=4096)(self._complete)

    def _correct(self, word: str) -> str:
        """The word of the library that `word` most likely stands for; "" when there is none near enough.

        One slip (a letter wrong, missing, too many, or two swapped) up to six letters, two in longer words.
        """
        return self._nearest(word, whole=True)

    def _complete(self, start: str) -> str:
        """The beginning of a word of the library that `start` most likely stands for; "" when there is none."""
        return self._nearest(start, whole=False)

    def _nearest(self, word: str, whole: bool) -> str:
        # rapidfuzz takes 15 ms to import; a search without a misspelt word does without it.
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        size = len(word)
        if size < 4 or any(letter.isdigit() for letter in word):
            return ""
        allowed = 1 if size < 7 else 2
        # People seldom miss the first letter; when they do, a swap with the second is the likeliest.
        for first in dict.fromkeys((word[0], word[1])):
            weights: dict[str, int] = {}
            for known, often in self._starting(first).items():
                if whole and abs(len(known) - size) <= allowed:
                    weights[known] = often
                elif not whole and len(known) >= size - 1:
                    weights[known[:size]] = weights.get(known[:size], 0) + often
            near = process.extract(word, list(weights), scorer=OSA.distance, score_cutoff=allowed, limit=32)
            if near:
                best: str = min(near, key=lambda found: (found[1], -weights[found[0]]))[0]
                return best
        return ""
