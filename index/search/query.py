"""The query grammar: what a typed line asks for. Any string is a query; parsing is linear and cannot fail.

    chips export            words: ranked together, none required
    "state of the art"      an exact phrase (straight or curly marks), required
    "a b" OR "c d"          either phrase
    -word -"some words"     not these
    regul*                  words that start so
    speaker:ada  doc:brief  outlet:"Daily Ledger"  kind:question  after:2025-03  before:2026
                            only there; the same filter twice means either; a minus before it means not there

What does not read as the above (a mark never closed, a filter without a value, AND, NOT) is taken as words, what is too
much is left out, and `odd` says so. In a line of ten words or more quotation marks are part of the sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from index.model import Kind
from index.text.fold import folded

MOST_CHARACTERS = 4_000
MOST_WORDS = 400
MOST_PREFIXES = 8
MOST_PHRASES = 16  # and words, phrases and filters that leave out or restrict, of each kind
PROSE = 10  # plain words: a line this long is a question or a sentence, and marks in it are part of what it says
LONGEST_NAMED = 40  # characters of a typed text in a notice
FIELDS = ("speaker", "doc", "outlet", "kind", "after", "before")

_OPENING = '"“”„‟«»＂'
_PART = re.compile(
    rf"""(?P<minus>-?)(?:(?P<field>{"|".join(FIELDS)}):)?
         (?:[{_OPENING}](?P<quoted>[^{_OPENING}]*)[{_OPENING}]|(?P<plain>[^\s{_OPENING}]+)|(?P<stray>[{_OPENING}]))""",
    re.VERBOSE | re.IGNORECASE,
)
_OPERATORS = frozenset(("and", "not"))
_DATE = re.compile(r"\d{4}(?:-\d{1,2}(?:-\d{1,2})?)?")

Read = TypeVar("Read")


@dataclass(frozen=True, slots=True)
class Filter:
    """A restriction: `field` is one of FIELDS, `value` is folded (a date: padded ISO; a kind: its name)."""

    field: str
    value: str
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """What a line asks for. Texts are folded.

    `words` are the plain words as typed, in order, `prefixes` those written with a star. Each of `phrases` is a group
    of which one is required. `whole` is the line as one phrase: a reader who pastes a sentence means that sentence,
    whatever marks stand in it. `odd` says, for people, what could not be read as meant.
    """

    raw: str = ""
    whole: str = ""
    words: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    not_words: tuple[str, ...] = ()
    not_phrases: tuple[str, ...] = ()
    filters: tuple[Filter, ...] = ()
    odd: str = ""
    open_end: bool = False  # it ends within a word: who is typing may go on with it

    @property
    def asks(self) -> bool:
        """Whether there is anything to look for, besides restrictions."""
        return bool(self.words or self.prefixes or self.phrases)

    @property
    def lone_phrase(self) -> bool:
        """Whether it is one exact phrase and nothing else: marks set on purpose, not those of a pasted sentence."""
        return not self.words and not self.prefixes and len(self.phrases) == 1 and len(self.phrases[0]) == 1

    @property
    def only_restricts(self) -> bool:
        """Whether it says where to look and nothing to look for."""
        return not self.asks and any(not one.negated for one in self.filters)

    def in_words(self, odd: str = "") -> Query:
        """The same with its phrases as plain words, and `odd` said of it, too."""
        words = (*self.words, *(text for group in self.phrases for text in group))
        return replace(self, words=words, phrases=(), odd="; ".join(filter(None, (self.odd, odd))))


def parse(line: str) -> Query:
    """Read a line. Text beyond 4,000 characters and 400 words is left out, and `odd` says so."""
    reading = _Reading()
    read = line[:MOST_CHARACTERS]
    if read != line:
        reading.remark(f"only the first {MOST_CHARACTERS:,} characters were looked for")
    for part in _PART.finditer(read):
        reading.take(part)
    query = replace(reading.query(read), raw=line)
    if len(query.words) < PROSE or not query.phrases:
        return query
    return query.in_words("in so long a line quotation marks require nothing")


class _Reading:
    """A line being read, part by part."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.prefixes: list[str] = []
        self.phrases: list[tuple[str, ...]] = []
        self.not_words: list[str] = []
        self.not_phrases: list[str] = []
        self.filters: list[Filter] = []
        self._odd: dict[str, None] = {}
        self._operators = False  # AND or NOT, which other programs obey
        self._either = False
        self._last = ""  # what the last part was

    def remark(self, odd: str) -> None:
        """Say, once, what is not read as it may have been meant."""
        self._odd[odd] = None

    def take(self, part: re.Match[str]) -> None:
        """Take in the next part."""
        if part["stray"]:
            self.remark("a quotation mark is not closed: read as words")
            return
        phrase = part["quoted"] is not None
        if not phrase and part[0] == "OR":
            self._either, self._last = self._last == "phrase", ""
            return
        self._operators |= part[0] in ("AND", "NOT")
        text = folded(part["quoted"] if phrase else part["plain"]).strip()
        if part["field"]:
            self._last = self._restrict(part["field"].lower(), text, bool(part["minus"]))
        elif text:
            self._last = self._negated(text, phrase) if part["minus"] else self._wanted(text, phrase)
        self._either = False

    def _wanted(self, text: str, phrase: bool) -> str:
        if phrase:
            if self._either:
                self.phrases[-1] += (text,)
            else:
                self.phrases.append((text,))
            return "phrase"
        if text.endswith("*") and text.strip("*'-"):
            self.prefixes.append(text.strip("*"))
            return "prefix"
        self.words.append(text)
        return "word"

    def _negated(self, text: str, phrase: bool) -> str:
        (self.not_phrases if phrase else self.not_words).append(text)
        return "negated"

    def _restrict(self, field: str, value: str, negated: bool) -> str:
        restriction = _filter(field, value, negated)
        if restriction:
            self.filters.append(restriction)
            return "filter"
        meant = "date" if field in ("after", "before") else field
        self.remark(f"“{shortened(f'{field}:{value}')}” names no {meant}: read as words")
        self.words += [field, value] if value else [field]
        return "filter"

    def query(self, line: str) -> Query:
        """What was read."""
        if self._operators and not (line.isupper() and set(self.words) - _OPERATORS):  # a headline may be in capitals
            self.remark("AND and NOT are read as words; -word leaves a word out")
        return Query(
            raw=line,
            whole=folded(line).strip(),
            words=self._first(self.words, MOST_WORDS, "words"),
            prefixes=self._first(self.prefixes, MOST_PREFIXES, "beginnings"),
            phrases=self._first_phrases(),
            not_words=self._first(self.not_words, MOST_PHRASES, "words to leave out"),
            not_phrases=self._first(self.not_phrases, MOST_PHRASES, "phrases to leave out"),
            filters=self._first(self.filters, MOST_PHRASES, "filters"),
            odd="; ".join(self._odd),
            open_end=self._last == "word" and line[-1:].isalnum(),
        )

    def _first_phrases(self) -> tuple[tuple[str, ...], ...]:
        left = MOST_PHRASES
        groups = []
        for group in self.phrases:
            if kept := group[:left]:
                groups.append(kept)
            left -= len(kept)
        if sum(map(len, groups)) < sum(map(len, self.phrases)):
            self.remark(f"only the first {MOST_PHRASES} phrases count")
        return tuple(groups)

    def _first(self, read: list[Read], most: int, what: str) -> tuple[Read, ...]:
        if len(read) > most:
            self.remark(f"only the first {most} {what} count")
        return tuple(read[:most])


def shortened(text: str) -> str:
    """A typed text as a notice names it: its beginning, when it is long."""
    return text if len(text) <= LONGEST_NAMED else text[: LONGEST_NAMED - 1] + "…"


def _filter(field: str, value: str, negated: bool) -> Filter | None:
    value = value.strip(" .,;'")
    if field == "kind":
        return Filter(field, value, negated) if value in set(Kind) else None
    if field in ("after", "before"):
        if not _is_date(value):
            return None
        return Filter(field, "-".join(part.zfill(2) for part in value.split("-")), negated)
    return Filter(field, value, negated) if value else None


def _is_date(value: str) -> bool:
    """Whether it is a year, a month or a day that the calendar has."""
    if not _DATE.fullmatch(value):
        return False
    year, month, day = ([int(part) for part in value.split("-")] + [1, 1])[:3]
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
