"""Words: the one tokeniser, for the index and for topics, so that what is found and what is counted are the same.

A word is a run of letters, digits and their marks, with apostrophes inside it ("don't") and with the points of
initialisms ("U.S.") and numbers ("1,000.5"). A hyphen separates, so that "open-source" and "open source" are the same
two words. Scripts written without blanks become overlapping pairs of characters, so that any two neighbours are found.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from index.text.fold import fold, folded


class Word(NamedTuple):
    """A word and its span. A NamedTuple: a library has millions, and a dataclass takes twice as long to make."""

    text_lower: str  # folded: lower case, no accents, straight apostrophe, no point at the end
    start: int
    end: int


def _set(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# Han, kana, Hangul, Thai, Lao, Myanmar, Khmer.
_UNSPACED = (
    "\u0e00-\u0e4e\u0e5a-\u0ece\u0eda-\u0eff\u1000-\u103f\u1050-\u108f\u1100-\u11ff\u1780-\u17df"
    "\u2e80-\u2fff\u3005-\u3007\u3021-\u30fa\u30fc-\u318f\u31a0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f"
    "\uac00-\ud7ff\uf900-\ufaff\uff66-\uffdf\U00020000-\U0003ffff"
)
_APOSTROPHES = "'’ʼ＇"


@lru_cache(maxsize=256)
def _pattern(marks: str) -> re.Pattern[str]:
    letter = f"[^\\W_{_UNSPACED}{marks}]"
    inside = f"(?:{letter}[{marks}]*)" if marks else letter
    return re.compile(
        f"(?P<unspaced>[{_UNSPACED}][{_UNSPACED}{marks}]*)"
        # Initialisms: single letters each with its point; not "e.g" of "e.google".
        f"|(?<!\\w)[^\\W\\d_](?:\\.[^\\W\\d_])+(?!\\w)\\.?"
        "|\\d+(?:[.,]\\d+)+(?!\\w)"
        f"|{inside}+(?:[{_APOSTROPHES}]{inside}+)*"
    )


def words(text: str) -> list[Word]:
    """The words of `text` in order; only pairs of an unspaced script overlap."""
    if text.isascii():
        return [
            Word(found.group().lower().rstrip("."), found.start(), found.end()) for found in _pattern("").finditer(text)
        ]
    found_words: list[Word] = []
    marks = "".join(sorted(c for c in set(text) if unicodedata.category(c) in ("Mn", "Mc", "Me", "Cf")))
    for found in _pattern(re.escape(marks)).finditer(text):
        word, start, end = found.group(), found.start(), found.end()
        if found.lastgroup:
            found_words += _pairs(word, start)
        elif lower := folded(word).strip(" .'"):
            found_words.append(Word(lower, start, end))
    return found_words


def _pairs(run: str, start: int) -> list[Word]:
    way = fold(run)
    if len(way.text) < 2:
        return [Word(way.text, start, start + len(run))] if way.text else []
    pairs = []
    for at in range(len(way.text) - 1):
        first, end = way.span(at, at + 2)
        pairs.append(Word(way.text[at : at + 2], start + first, start + end))
    return pairs


_COUNTED = re.compile(f"[{_UNSPACED}]|[^\\W{_UNSPACED}](?:[^\\W{_UNSPACED}]|[{_APOSTROPHES}](?=\\w))*")


def count_words(text: str, start: int = 0, end: int | None = None) -> int:
    """How many words `text[start:end]` has, counted as word processors do: a character of an unspaced script is one."""
    return sum(1 for _ in _COUNTED.finditer(text, start, len(text) if end is None else end))


_local = threading.local()
# Names and initialisms that the stemmer would merge with other words.
_SAFE = _set("us news ai evs its species series physics economics politics mathematics ethics")


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
