"""Words that were meant: misspelt ones corrected over the vocabulary, and other spellings of the same word.

Corrections are only made for what the library does not hold: the sources have misspelt words of their own, and who
types one of those is looking for it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from index.engine import Index
from index.search.phrases import occurrences
from index.text.words import STOP

SHORTEST_PART = 3  # letters, of a word written in two
SHORTEST = 4  # letters, of a word that is corrected
MOST_KEPT = 4_096  # answers of each kind
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


T = TypeVar("T")


def _kept(look_up: Callable[[Speller, str], T]) -> Callable[[Speller, str], T]:
    """The same, answers kept: a session asks for the same few at every key. They are kept in the speller itself,
    because an `lru_cache` of its method would refer back to it, and neither would go with the index.
    """

    @wraps(look_up)
    def ask(self: Speller, word: str) -> T:
        kept: dict[str, T] = self.kept.setdefault(look_up.__name__, {})
        answer = kept.get(word)
        if answer is None:
            answer = look_up(self, word)
            if len(kept) >= MOST_KEPT:
                kept.clear()
            kept[word] = answer
        return answer

    return ask


class Speller:
    """Corrections over the vocabulary of one index."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self.kept: dict[str, dict[str, Any]] = {}

    def warm(self) -> None:
        """Read the vocabulary before the first misspelt word asks for it: 10 ms a letter at 85,000 passages."""
        self._nearest("", [], 0, self._index.frequency)  # imports rapidfuzz
        for letter in "abcdefghijklmnopqrstuvwxyz":
            self._starting(letter)

    @_kept
    def _starting(self, first: str) -> dict[int, list[str]]:
        lists: dict[int, list[str]] = {}
        for word in self._index.starting_with(first):
            lists.setdefault(len(word), []).append(word)
        return lists

    @_kept
    def correct(self, word: str) -> str:
        """The word of the library that `word` most likely stands for; "" when there is none near enough.

        One slip (a letter wrong, missing, too many, or two swapped) up to eight letters, two in longer words.
        """
        allowed = _slips(word)
        for first in _firsts(word) if allowed else ():
            lists = self._starting(first)
            sizes = range(len(word) - allowed, len(word) + allowed + 1)
            near = [known for size in sizes for known in lists.get(size, ())]
            found = self._nearest(word, near, allowed, self._index.frequency)
            if found:
                return found
        return ""

    @_kept
    def complete(self, start: str) -> str:
        """The beginning of a word of the library that `start` most likely stands for; "" when there is none."""
        if len(start) > SHORTEST and (before := self.complete(start[:-1])) and self._index.begins(before + start[-1]):
            return before + start[-1]  # the slip was made earlier
        allowed = _slips(start)
        for first in _firsts(start) if allowed else ():
            beginnings = {
                known[: len(start)]
                for size, words in self._starting(first).items()
                if size >= len(start) - 1
                for known in words
            }
            found = self._nearest(start, list(beginnings), allowed, self._index.prefix_frequency)
            if found:
                return found
        return ""

    def _nearest(self, word: str, known: list[str], allowed: int, weigh: Callable[[str], int]) -> str:
        # rapidfuzz takes 15 ms to import; a search without a misspelt word does without it.
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        near = process.extract(word, known, scorer=OSA.distance, score_cutoff=allowed, limit=32)
        if not near:
            return ""
        best: str = min(near, key=lambda found: (found[1], -weigh(found[0])))[0]
        return best

    @_kept
    def spellings(self, word: str) -> tuple[str, ...]:
        """Words of the library that are `word` as spelt on the other side of the Atlantic."""
        others = {pattern.sub(to, word) for pattern, to in _WAYS} - {word}
        return tuple(sorted(other for other in others if self._index.frequency(other)))

    @_kept
    def apart(self, word: str) -> str:
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


def _slips(word: str) -> int:
    if len(word) < SHORTEST or any(letter.isdigit() for letter in word):
        return 0
    return 1 if len(word) < TWO_SLIPS_FROM else 2


def _firsts(word: str) -> tuple[str, ...]:
    # People seldom miss the first letter; when they do, a swap with the second is the likeliest.
    return (word[0], word[1]) if word[0] != word[1] else (word[0],)
