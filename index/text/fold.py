"""The fold: what counts as the same text, for index, `/`, finder, quote lookup and anchors alike.

Two stretches of text are "the same" in this program exactly when their folds are equal. The fold is NFKD without
accents, without case, with every quotation mark made `'`, every dash (and the blanks round it) `-`, every run of blanks
and line breaks one blank, runs of points three at most, ligatures and the ellipsis spelled out, and invisible
characters gone. A hyphen at a line's end is a hyphen: words that a printer split stay split.

A fold knows the way back. It works character by character, but for the runs named above, so that the fold of any part
of a text is found in the fold of the whole.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

from index.model import Span

_QUOTES = "'\"`´‘’‚‛“”„‟′″‴‵‶‷ʹʺʻʼʽˈ‹›«»〝〞〟「」『』❛❜❝❞\U0001f676\U0001f677\U0001f678"
_DASHES = "-‐‑‒–—―−⁃⸺⸻⸗"
# Letters that NFKD leaves whole and a plain keyboard does not have.
_SPELLED = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "⁄": "/"}
)
_FILLERS = "\u034f\u115f\u1160\u17b4\u17b5"  # blank letters: nothing to see, nothing to type
_HANGUL = "\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff"
_VOICES = "\u3099\u309a"

# NFKD takes Hangul syllables and voiced kana apart, which a reader sees as one letter: these are put together again.
_SYLLABLE = re.compile(f"[\uac00-\ud7a3]?[{_HANGUL}]+|[\u3040-\u30ff][{_VOICES}]")
_PARTS = re.compile(f"[{_HANGUL}{_VOICES}]")
_RUN = re.compile(r" *-[- ]*|  +|''+|\.(?: ?\.)+")
_ASCII = str.maketrans({'"': "'", "`": "'", **dict.fromkeys("\t\n\r\x0b\x0c\x1c\x1d\x1e\x1f", " ")})


class _Step:
    """One step of folding, as pieces: at `here[i]` in the new text begins what began at `there[i]` in the old one."""

    __slots__ = ("here", "replaced", "there")

    def __init__(self) -> None:
        self.here = [0]
        self.there = [0]
        self.replaced = bytearray(1)  # 1: the piece stands as a whole for an old stretch of another length

    def add(self, here: int, there: int, end_here: int, end_there: int) -> None:
        self.here += (here, end_here)
        self.there += (there, end_there)
        self.replaced += b"\1\0"

    def start(self, at: int) -> int:
        piece = bisect_right(self.here, at) - 1
        return self.there[piece] if self.replaced[piece] else self.there[piece] + at - self.here[piece]

    def end(self, at: int) -> int:
        piece = bisect_right(self.here, at) - 1
        if not self.replaced[piece]:
            return self.there[piece] + at - self.here[piece]
        return self.there[piece + 1] if at > self.here[piece] else self.there[piece]

    def at(self, offset: int) -> int:
        piece = bisect_right(self.there, offset) - 1
        at = self.here[piece] + offset - self.there[piece]
        return min(at, max(self.here[piece + 1] - 1, self.here[piece])) if self.replaced[piece] else at


class Folded:
    """A folded text that knows the way back to the text it came from."""

    __slots__ = ("_steps", "text")

    def __init__(self, text: str, steps: tuple[_Step, ...]) -> None:
        self.text = text
        self._steps = steps  # the last one taken comes first: the way back

    def start(self, at: int) -> int:
        """The offset in the original where the folded character `at` begins; the original's length at the end."""
        for step in self._steps:
            at = step.start(at)
        return at

    def end(self, at: int) -> int:
        """The offset in the original where the folded text before `at` ends: the exclusive end of a folded slice."""
        for step in self._steps:
            at = step.end(at)
        return at

    def span(self, start: int, end: int) -> Span:
        """The smallest span of the original that holds what `text[start:end]` was made of."""
        first = self.start(start)
        return first, max(first, self.end(end))

    def at(self, offset: int) -> int:
        """The index in `text` of what the original has at `offset`, or of the next thing that the fold keeps."""
        for step in reversed(self._steps):
            offset = step.at(offset)
        return offset


def fold(text: str) -> Folded:
    """The fold of `text` with its map back. Linear; offsets count code points."""
    steps: tuple[_Step, ...] = ()
    if text.isascii():
        text = text.lower().translate(_ASCII)
    else:
        letters = {letter: _fold_letter(letter) for letter in set(text)}
        text, taken = _replace(text, _class_of(letter for letter, to in letters.items() if len(to) != 1), _fold_letter)
        steps = (taken, *steps) if taken else steps
        text = _exchange(text, {letter: to for letter, to in letters.items() if len(to) == 1 and letter != to})
        if any(_PARTS.search(to) for to in letters.values()):
            text, taken = _replace(text, _SYLLABLE, lambda parts: unicodedata.normalize("NFC", parts))
            steps = (taken, *steps) if taken else steps
    text, taken = _replace(text, _RUN, _fold_run)
    return Folded(text, (taken, *steps) if taken else steps)


def folded(text: str) -> str:
    """The fold of `text` without a map: for words, queries and comparisons. Short strings are remembered."""
    return _folded_short(text) if len(text) <= 64 else fold(text).text


@lru_cache(maxsize=1 << 16)
def _folded_short(text: str) -> str:
    return fold(text).text


def letter_for_letter(text: str) -> str | None:
    """`text` folded without changing its length, runs left as they are; None where a letter or digit forbids it.

    For cutting words: their offsets then need no map. What is no letter and becomes several signs becomes a blank.
    """
    if text.isascii():
        return text.lower().translate(_ASCII)
    letters = {letter: _fold_letter(letter) for letter in set(text)}
    for letter, to in letters.items():
        if len(to) != 1:
            if not to or any(part.isalnum() for part in to):
                return None
            letters[letter] = " "
        elif _PARTS.match(to):
            return None
    return _exchange(text, {letter: to for letter, to in letters.items() if letter != to})


def occurrences(needle: str, haystack: Folded, whole_words: bool = False) -> Iterator[Span]:
    """Spans of the original whose fold is the fold of `needle` (blanks at its ends left out), in order, apart.

    With `whole_words` a letter or digit at either end of the needle must not continue on the other side of that end;
    scripts written without blanks have no such ends. Nothing for a needle that folds to nothing.
    """
    wanted = folded(needle).strip(" ")
    text = haystack.text
    at = text.find(wanted) if wanted else -1
    while at >= 0:
        end = at + len(wanted)
        if whole_words and (_continues(text, at) or _continues(text, end)):
            at = text.find(wanted, at + 1)
            continue
        yield haystack.span(at, end)
        at = text.find(wanted, end)


def _continues(text: str, at: int) -> bool:
    """Whether one word runs across position `at`."""
    if not 0 < at < len(text):
        return False
    before, after = text[at - 1], text[at]
    return before.isalnum() and after.isalnum() and before < "\u2e80" and after < "\u2e80"


@lru_cache(maxsize=1 << 16)
def _fold_letter(letter: str) -> str:
    """What one character becomes before runs are made one: mostly one character, none if it cannot be seen."""
    parts = []
    if letter in _QUOTES:
        return "'"
    for part in unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", letter).casefold()).translate(_SPELLED):
        category = unicodedata.category(part)
        weight = unicodedata.combining(part)
        if part in _QUOTES:
            parts.append("'")
        elif part in _DASHES:
            parts.append("-")
        elif category[0] == "Z" or part.isspace():
            parts.append(" ")
        elif category in ("Cf", "Me") or part in _FILLERS or "\ufe00" <= part <= "\ufe0f" or part >= "\U000e0000":
            continue
        elif weight >= 200 or 10 <= weight <= 36 or weight == 1:
            continue  # accents and vowel points; the vowel signs of India and South-East Asia weigh otherwise and stay
        else:
            parts.append(part)
    return unicodedata.normalize("NFC", whole) if _PARTS.search(whole := "".join(parts)) else whole


def _class_of(letters: Iterator[str]) -> re.Pattern[str] | None:
    return _compiled("".join(sorted(letters)))


@lru_cache(maxsize=256)
def _compiled(letters: str) -> re.Pattern[str] | None:
    return re.compile(f"[{re.escape(letters)}]") if letters else None


def _exchange(text: str, table: Mapping[str, str]) -> str:
    # `translate` looks at every character; `replace` runs through a text without its letter a hundred times quicker.
    if len(table) > 60:
        return text.translate({ord(letter): to for letter, to in table.items()})
    for letter, to in table.items():
        text = text.replace(letter, to)
    return text


def _fold_run(run: str) -> str:
    if "-" in run:
        return "-"
    return "." * min(run.count("."), 3) if "." in run else run[0]


def _replace(text: str, pattern: re.Pattern[str] | None, become: Callable[[str], str]) -> tuple[str, _Step | None]:
    """`text` with each match of `pattern` replaced, and the step that remembers it; None when no length changed."""
    if pattern is None:
        return text, None
    step = _Step()
    parts: list[str] = []
    last = here = 0
    for found in pattern.finditer(text):
        old = found.group()
        new = become(old)
        start, end = found.span()
        parts += (text[last:start], new)
        here += start - last
        if len(new) != len(old):
            step.add(here, start, here + len(new), end)
        here += len(new)
        last = end
    if not parts:
        return text, None
    parts.append(text[last:])
    return "".join(parts), step
