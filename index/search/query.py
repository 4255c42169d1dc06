"""The query grammar: what a typed line asks for. Any string is a query; parsing is linear and cannot fail.

    chips export            words: ranked together, none required
    "state of the art"      an exact phrase (straight or curly marks), required
    "a b" OR "c d"          either phrase
    -word -"some words"     not these
    regul*                  words that start so
    speaker:ada  doc:brief  outlet:"Daily Ledger"  kind:question  after:2025-03  before:2026
                            only there; the same filter twice means either; a minus before it means not there

What does not read as the above (a mark never closed, a filter without a value) is taken as words, and `odd` says so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.model import Kind
from index.text.fold import folded

MOST_CHARACTERS = 4_000
MOST_WORDS = 64
FIELDS = ("speaker", "doc", "outlet", "kind", "after", "before")

_OPENING = '"“”„‟«»＂'
_PART = re.compile(
    rf"""(?P<minus>-?)(?:(?P<field>{"|".join(FIELDS)}):)?
         (?:[{_OPENING}](?P<quoted>[^{_OPENING}]*)[{_OPENING}]|(?P<plain>[^\s{_OPENING}]+)|(?P<stray>[{_OPENING}]))""",
    re.VERBOSE | re.IGNORECASE,
)
_DATE = re.compile(r"\d{4}(?:-\d{1,2}(?:-\d{1,2})?)?")


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

    @property
    def plain(self) -> bool:
        """Whether it is nothing but words."""
        return not (self.prefixes or self.phrases or self.not_words or self.not_phrases or self.filters)

    @property
    def asks(self) -> bool:
        """Whether there is anything to look for, besides restrictions."""
        return bool(self.words or self.prefixes or self.phrases)


def parse(line: str) -> Query:
    """Read a line. Text beyond 4,000 characters and 64 words is left out, and `odd` says so."""
    odd = ""
    if len(line) > MOST_CHARACTERS:
        line, odd = line[:MOST_CHARACTERS], f"only the first {MOST_CHARACTERS:,} characters were looked for"
    words: list[str] = []
    prefixes: list[str] = []
    phrases: list[tuple[str, ...]] = []
    not_words: list[str] = []
    not_phrases: list[str] = []
    filters: list[Filter] = []
    either = False
    last_was_phrase = False
    for part in _PART.finditer(line):
        minus, field = bool(part["minus"]), (part["field"] or "").lower()
        if part["stray"]:
            odd = odd or "a quotation mark is not closed: read as words"
            continue
        phrase = part["quoted"] is not None
        text = folded(part["quoted"] if phrase else part["plain"]).strip()
        if field:
            restriction = _filter(field, text, minus)
            if restriction:
                filters.append(restriction)
            else:
                odd = (
                    odd
                    or f"{part[0].strip()}: not a {'date' if field in ('after', 'before') else field}, read as words"
                )
                words += [field, text] if text else [field]
            continue
        if not phrase and part["plain"] == "OR" and not minus:
            either = last_was_phrase
            continue
        if not text:
            continue
        if phrase and minus:
            not_phrases.append(text)
        elif phrase and either and phrases:
            phrases[-1] += (text,)
        elif phrase:
            phrases.append((text,))
        elif minus:
            not_words.append(text)
        elif text.endswith("*") and text.strip("*'-"):
            prefixes.append(text.strip("*"))
        else:
            words.append(text)
        either = False
        last_was_phrase = phrase and not minus
    if len(words) > MOST_WORDS:
        words, odd = words[:MOST_WORDS], odd or f"only the first {MOST_WORDS} words were looked for"
    return Query(
        raw=line,
        whole=folded(line).strip(),
        words=tuple(words),
        prefixes=tuple(prefixes[:8]),
        phrases=tuple(phrases[:16]),
        not_words=tuple(not_words[:16]),
        not_phrases=tuple(not_phrases[:16]),
        filters=tuple(filters[:16]),
        odd=odd,
    )


def _filter(field: str, value: str, negated: bool) -> Filter | None:
    value = value.strip(" .,;'")
    if field == "kind":
        return Filter(field, value, negated) if value in set(Kind) else None
    if field in ("after", "before"):
        found = _DATE.fullmatch(value)
        if not found:
            return None
        return Filter(field, "-".join(part.zfill(2) for part in value.split("-")), negated)
    return Filter(field, value, negated) if value else None
