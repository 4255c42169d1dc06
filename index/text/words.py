"""Words: the one tokeniser, for the index and for topics, so that what is found and what is counted are the same.

A word is a run of letters, digits and their marks, with the apostrophes of "don't" and "O'Neill" and the points of
initialisms ("U.S.") and numbers ("1,000.5"). A hyphen separates, so that "open-source" and "open source" are the same
two words. Scripts written without blanks become overlapping pairs of characters, so that any two neighbours are found.
Words are cut from the fold: two texts with the same fold have the same words.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from index.text.fold import Folded, fold, letter_for_letter


class Word(NamedTuple):
    """A word and its span. A NamedTuple: a library has millions, and a dataclass takes twice as long to make."""

    text_lower: str  # folded: lower case, no accents, straight apostrophe, no point at the end
    start: int
    end: int


def _set(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# Han, kana, Hangul, Thai, Lao, Myanmar, Khmer; without their digits and punctuation.
_UNSPACED = (
    "\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0ece\u0edc-\u0edf\u1000-\u103f\u1050-\u108f\u1100-\u11ff\u1780-\u17d3"
    "\u2e80-\u2fd5\u3005-\u3007\u3021-\u302f\u3031-\u3035\u3038-\u303c\u3041-\u309a\u309d-\u309f\u30a1-\u30fa"
    "\u30fc-\u30ff\u3105-\u318e\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97c\uac00-\ud7fb"
    "\uf900-\ufaff\uff66-\uffdc\U00020000-\U0003ffff"
)
_FIRST_UNSPACED = "\u0e01"
_MARK = "\u0301"  # stands for every mark while words are cut


def words(text: str) -> list[Word]:
    """The words of `text` in order; only pairs of an unspaced script overlap."""
    straight = letter_for_letter(text)
    if straight is not None and "''" not in straight:
        plain, pattern = _cuttable(straight)
        if not pattern.groupindex:  # words as they stand: three times as quick as by way of a map
            spans = map(re.Match.span, pattern.finditer(plain))
            return [Word(straight[start:end].rstrip("."), start, end) for start, end in spans]
    way = fold(text)
    found_words: list[Word] = []
    plain, pattern = _cuttable(way.text)
    for found in pattern.finditer(plain):
        start, end = found.span()
        if found.lastgroup:
            found_words += _pairs(way, start, end)
        else:
            found_words.append(Word(way.text[start:end].rstrip("."), *way.span(start, end)))
    return found_words


def cut(text: str) -> list[str]:
    """The `text_lower` of each of `words(text)`: for an index, which has millions and no use for their spans."""
    straight = letter_for_letter(text)
    if straight is not None and "''" not in straight:
        plain, pattern = _cuttable(straight)
        if plain is straight and not pattern.groupindex:
            return [word.rstrip(".") for word in pattern.findall(straight)]
    return [word.text_lower for word in words(text)]


def _pairs(way: Folded, start: int, end: int) -> list[Word]:
    ends = [min(at + 2, end) for at in range(start, max(end - 1, start + 1))]
    return [Word(way.text[at:last], *way.span(at, last)) for at, last in enumerate(ends, start)]


def _word(letter: str, marks: str = "") -> str:
    """The pattern of a word whose letters and digits are `letter`, each followed by any of `marks`."""
    unit = f"(?:{letter}[{marks}]*+)" if marks else letter
    alone = letter.replace("[^\\W_", "[^\\W\\d_").replace("0-9", "")
    # An ending ("don't", "they've", "rock'n"). All quotation marks fold to the apostrophe, and one that touches letters
    # on both sides must not make one word of two.
    ending = f"(?:'(?:s|t|d|m|re|ve|ll|n|em|er|am)(?!{letter}))"
    # The lookbehinds say how long the word is so far; asked only where a sign follows, they cost nothing elsewhere.
    return (
        f"{unit}+(?:(?=['.,])(?:"
        rf"(?<!\w\w)(?:\.{alone})+(?!\w)\.?"  # initialisms: single letters, each with its point
        r"|(?<=\d)(?:[.,]\d+)+(?!\w)"
        rf"|(?<!\w\w\w)'{unit}+{ending}?"  # "o'neill"
        rf"|{ending}+))?"
    )


# Compiled when asked for: those with marks or an unspaced script take 10 ms, and most texts need the smallest alone.


def _cuttable(folded: str) -> tuple[str, re.Pattern[str]]:
    """A folded text, letter for letter, and the pattern that cuts it. All marks in it are one mark: with a pattern for
    every set of them, each new text would wait for its own.
    """
    if folded.isascii():
        return folded, _ascii()
    letters = set(folded)
    marks = [letter for letter in letters if letter > "\u02ff" and unicodedata.category(letter)[0] == "M"]
    unspaced = max(letters) >= _FIRST_UNSPACED
    if marks:
        folded = folded.translate({ord(mark): _MARK for mark in marks if not (unspaced and _is_unspaced(mark))})
    return folded, _pattern(bool(marks), unspaced)


def _is_unspaced(mark: str) -> bool:
    return _unspaced().match(mark) is not None


@lru_cache(maxsize=1)
def _unspaced() -> re.Pattern[str]:
    return re.compile(f"[{_UNSPACED}]")


@lru_cache(maxsize=1)
def _ascii() -> re.Pattern[str]:
    return re.compile(_word("[a-z0-9]"), re.ASCII)


@lru_cache(maxsize=4)
def _pattern(marked: bool, unspaced: bool) -> re.Pattern[str]:
    marks = _MARK if marked else ""
    if not unspaced:
        return re.compile(_word(r"[^\W_]", marks))
    return re.compile(f"(?P<unspaced>[{_UNSPACED}][{_UNSPACED}{marks}]*)|{_word(f'[^{chr(92)}W_{_UNSPACED}]', marks)}")


@lru_cache(maxsize=1)
def _counted() -> re.Pattern[str]:
    return re.compile(f"[{_UNSPACED}]|[^\\W{_UNSPACED}](?:[^\\W{_UNSPACED}]|['’](?=\\w))*")


def count_words(text: str, start: int = 0, end: int | None = None) -> int:
    """How many words `text[start:end]` has, counted as word processors do: a character of an unspaced script is one."""
    pattern = _counted() if max(text[start:end], default="") >= _FIRST_UNSPACED else _RUN
    return sum(1 for _ in pattern.finditer(text, start, len(text) if end is None else end))


_RUN = re.compile(r"\w+(?:['’]\w+)*")


_local = threading.local()
# Names and initialisms that the stemmer would merge with other words.
_SAFE = _set("us news ai evs its species series")


@lru_cache(maxsize=1 << 17)
def stem(word: str) -> str:
    """The English stem (Porter 2, the Snowball project) of a folded word; possessives lose their 's."""
    if word in _SAFE or not word.isascii() or not word.replace("'", "").isalpha():
        return word
    stemmer = getattr(_local, "stemmer", None)
    if stemmer is None:
        # It brings the stemmers of thirty languages: not on the way to the first paint. It keeps state: one a thread.
        import snowballstemmer

        stemmer = _local.stemmer = snowballstemmer.stemmer("english")
    return str(stemmer.stemWord(word))


STOP = _set(
    """
    a about above actually after again against all also am an and any are aren't as at back be because been
    before being below between both but by can can't cannot come could couldn't did didn't do does doesn't doing
    don't down during each even every few for from further get go going gonna got had hadn't has hasn't have
    haven't having he he'd he'll he's her here here's hers herself him himself his how how's i i'd i'll i'm i've
    if in into is isn't it it'd it'll it's its itself just kind know let let's like ll lot many may maybe me
    mean might more most mr mrs ms much must mustn't my myself no nor not now of off on once one only or other
    ought our ours ourselves out over own really right said same say says see shall shan't she she'd she'll
    she's should shouldn't since so some something sort still such than that that's the their theirs them
    themselves then there there's these they they'd they'll they're they've thing things think this those
    through to too under until up upon us ve very want wants was wasn't way we we'd we'll we're we've well were
    weren't what what's when when's where where's whether which while who who's whom whose why why's will with
    won't would wouldn't yeah yes yet you you'd you'll you're you've your yours yourself yourselves
    """
)
"""Words that say nothing about what a passage is about. Never left out of an index: phrases are made of them."""
