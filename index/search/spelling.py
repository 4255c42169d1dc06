"""Words that were meant: misspelt ones corrected over the vocabulary, and other spellings of the same word.

Corrections are only made for what the library does not hold: the sources have misspelt words of their own, and who
types one of those is looking for it.
"""

from __future__ import annotations

import re
from functools import lru_cache

from index.engine import Index
from index.search.phrases import occurrences
from index.text.words import STOP

SHORTEST_PART = 3  # letters, of a word written in two
TWO_SLIPS_FROM = 9  # letters: a shorter word with two slips is more often another word

# British and American: each turned into the other where the library holds it.
_SPELLINGS = (
    (r"(?<=[a-z]{2})our(?=$|s$|ed$|ing$|al$|able$|ful$|ite)", "or"),
    (r"(?<=[a-z]{3})is(?=e$|es$|ed$|er$|ers$|ing$|ation)", "iz"),
    (r"(?<=[a-z]{2})ys(?=e$|es$|ed$|ing$)", "yz"),
    (r"(?<=[bt])re(?=$|s$|d$)", "er"),
    (r"(?<=[a-z]{2})ence(?=$|s$)", "ense"),
    (r"(?<=[a-z]{2})ogue(?=$|s$)", "og"),
    (r"(?<=[aeiou])ll(?=ed$|ing$|er$|ers$)", "l"),
    (r"(?<=[a-z]{3})amme(?=$|s$)", "am"),
)
_BACK = (
    (r"(?<=[a-z]{2})or(?=$|s$|ed$|ing$|al$|able$|ful$|ite)", "our"),
    (r"(?<=[a-z]{3})iz(?=e$|es$|ed$|er$|ers$|ing$|ation)", "is"),
    (r"(?<=[a-z]{2})yz(?=e$|es$|ed$|ing$)", "ys"),
    (r"(?<=[bt])er(?=$|s$|ed$)", "re"),
    (r"(?<=[a-z]{2})ense(?=$|s$)", "ence"),
    (r"(?<=[a-z]{2})og(?=$|s$)", "ogue"),
    (r"(?<=[aeiou])l(?=ed$|ing$|er$|ers$)", "ll"),
    (r"(?<=[a-z]{3})am(?=$|s$)", "amme"),
)
_WAYS = tuple((re.compile(pattern), to) for pattern, to in (*_SPELLINGS, *_BACK))


class Speller:
    """Corrections over the vocabulary of one index. Its answers are kept: a session asks for the same few at every
    key.
    """

    def __init__(self, index: Index) -> None:
        self._index = index
        self._starting = lru_cache(maxsize=64)(index.starting_with)
        self.correct = lru_cache(maxsize=4096)(self._correct)
        self.complete = lru_cache(maxsize=4096)(self._complete)
        self.spellings = lru_cache(maxsize=4096)(self._spellings)
        self.apart = lru_cache(maxsize=4096)(self._apart)

    def _correct(self, word: str) -> str:
        """The word of the library that `word` most likely stands for; "" when there is none near enough.

        One slip (a letter wrong, missing, too many, or two swapped) up to eight letters, two in longer words.
        """
        return self._nearest(word, whole=True)

    def _complete(self, start: str) -> str:
        """The beginning of a word of the library that `start` most likely stands for; "" when there is none."""
        return self._nearest(start, whole=False)

    def _spellings(self, word: str) -> tuple[str, ...]:
        """Words of the library that are `word` as spelt on the other side of the Atlantic."""
        others = {pattern.sub(to, word) for pattern, to in _WAYS} - {word}
        return tuple(sorted(other for other in others if self._index.frequency(other)))

    def _apart(self, word: str) -> str:
        """The two words that the library has for `word` ("data center" for "datacenter"), as a phrase; "" when it has
        not.
        """
        if not word.isalpha():
            return ""
        for at in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
            one, other = word[:at], word[at:]
            if one in STOP or other in STOP or not self._index.frequency(one) or not self._index.frequency(other):
                continue
            if occurrences(self._index, f"{one} {other}", most=1):
                return f"{one} {other}"
        return ""

    def _nearest(self, word: str, whole: bool) -> str:
        # rapidfuzz takes 15 ms to import; a search without a misspelt word does without it.
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        size = len(word)
        if size < 4 or any(letter.isdigit() for letter in word):
            return ""
        allowed = 1 if size < TWO_SLIPS_FROM else 2
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
