"""Lists of words and formulas, written so that a person can read and extend them, and fast to look for.

A formula is a pattern with key words in front of it: `visit|shop :: (?:visit|shop at) ...`. It is tried only on
sentences that hold one of its keys. Trying forty alternatives at every word of an hour of talk costs 80 ms; so, 4.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property

_MARKS = str.maketrans(
    dict.fromkeys('"“”„«».,;:!?…()[]{}<>/\\|—–-_*#%$&+=~`0123456789', " ") | dict.fromkeys("’‘", "'")
)


def words(listed: str) -> frozenset[str]:
    """The words of a list that are parted by blanks and line breaks."""
    return frozenset(listed.split())


def phrases(listed: str) -> frozenset[str]:
    """The phrases of a list that are parted by bars and line breaks."""
    return frozenset(phrase.strip() for phrase in re.split(r"[|\n]", listed) if phrase.strip())


def word_set(sentence: str) -> frozenset[str]:
    """The words of a sentence in small letters, as keys of formulas: "I’m" is "i'm"."""
    return frozenset(sentence.lower().translate(_MARKS).split())


class Pattern:
    """A regular expression that is compiled when it is first used.

    Compiling all those of this package takes three times as long as structuring a document, and would stand before the
    first paint; any one document needs few of them.
    """

    def __init__(self, source: str, flags: int = 0) -> None:
        self._source, self._flags = source, flags

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The compiled expression."""
        return re.compile(self._source, self._flags)

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """As `re.Pattern.search`."""
        return self.compiled.search(text, start, end)

    def match(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """As `re.Pattern.match`."""
        return self.compiled.match(text, start, end)

    def fullmatch(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """As `re.Pattern.fullmatch`."""
        return self.compiled.fullmatch(text, start, end)

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """As `re.Pattern.finditer`."""
        return self.compiled.finditer(text, start, end)

    def sub(self, replacement: str, text: str, count: int = 0) -> str:
        """As `re.Pattern.sub`."""
        return self.compiled.sub(replacement, text, count)

    def findall(self, text: str) -> list[str]:
        """As `re.Pattern.findall`, for expressions without groups."""
        return self.compiled.findall(text)


class _Listed(Pattern):
    """Any of the patterns of a list, case ignored; in them a blank stands for any run of blanks."""

    def __init__(self, patterns: Sequence[str]) -> None:
        super().__init__("", re.IGNORECASE | re.DOTALL)
        self._patterns = patterns

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        return re.compile("(?:" + "|".join(re.sub(r" +", r"\\s+", p) for p in self._patterns) + ")", self._flags)


def one_of(listed: str) -> Pattern:
    """Any of the patterns of a list, one a line, case ignored. A blank stands for any run of blanks."""
    return _Listed([line.strip() for line in listed.splitlines() if line.strip()])


class Formulas:
    """A list of formulas, one a line: `key|key :: pattern`; a line without keys has those of the line above.

    In a pattern a blank stands for any run of blanks; case is ignored. `lead` stands in front of every pattern.
    """

    def __init__(self, listed: str, lead: str = "") -> None:
        self._listed, self._lead = listed, lead

    @cached_property
    def _by_key(self) -> dict[str, Pattern]:
        by_key: dict[str, list[str]] = {}
        keys = ""
        for line in filter(None, map(str.strip, self._listed.splitlines())):
            head, separator, pattern = line.rpartition(" :: ")
            keys = head if separator else keys
            for key in keys.split("|"):
                by_key.setdefault(key, []).append(self._lead + pattern)
        return {key: _Listed(patterns) for key, patterns in by_key.items()}

    @cached_property
    def _keys(self) -> frozenset[str]:
        return frozenset(self._by_key)

    def search(self, sentence: str, found: AbstractSet[str]) -> re.Match[str] | None:
        """The first match in `sentence` of a formula whose key is among its words `found`."""
        if self._keys.isdisjoint(found):
            return None
        matches = [m for key in self._keys & found if (m := self._by_key[key].search(sentence))]
        return min(matches, key=lambda m: m.start(), default=None)

    def match(self, sentence: str, found: AbstractSet[str]) -> bool:
        """Whether `sentence` begins with one of the formulas."""
        if self._keys.isdisjoint(found):
            return False
        return any(self._by_key[key].match(sentence) for key in self._keys & found)
