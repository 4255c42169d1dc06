"""Sentences, in edited prose and in transcripts whose lines are broken anywhere.

A sentence ends at a stop that is not part of an abbreviation, an initial, a number or an unfinished thought, and takes
the closing quotes and brackets behind the stop with it. A line break ends nothing, a blank line everything.
"""

from __future__ import annotations

import re

from index.model import Span

_CLOSERS = "\"'”’»›)\\]}」』）】*_"
_STOP = re.compile(
    rf"(?P<stop>[.!?…‽]+)(?P<closers>[{_CLOSERS}]*)(?P<blank>\s+|$)"
    rf"|(?P<cjk>[。！？．｡]+[{_CLOSERS}]*)"
    r"|[ \t]*\n(?:[ \t]*\n)+"
)
_WORD_BEFORE = re.compile(r"([^\s(\[\"'“‘«—–-]*)$")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_OPENERS = "\"'“‘«‹([{「『（*_¿¡—–- "


def _set(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# Never the end of a sentence: a name or a number follows.
_TITLES = _set(
    """
    mr mrs ms mx messrs dr prof rev fr sr hon gov sen rep sens reps pres gen col lt sgt capt cpt cmdr adm maj
    cpl pvt supt st ste mt ft no nos nr art fig figs vol vols pp p ch sec vs v cf eg ie viz al approx ca dept
    est jan feb mar apr jun jul aug sept sep oct nov dec
    """
)
# The end of one only when what follows looks like a beginning.
_SOMETIMES = _set(
    """
    inc ltd co corp bros jr etc ed eds a.m p.m am pm univ ave blvd rd
    """
)
_STARTERS = _set(
    """
    the a an this that these those it he she we they i you there here but and so or if when while as in on at
    for from by with what who why how where which our my his her its their no yes well now then after before
    because since although though
    """
)


def sentences(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Spans of the sentences of `text[start:end]`, in order, without the blanks round them; all else is covered."""
    end = len(text) if end is None else end
    spans: list[Span] = []
    here = start
    for found in _STOP.finditer(text, start, end):
        if found["stop"] and not _ends(text, here, found, end):
            continue
        _append(text, here, found.end(), spans)
        here = found.end()
    _append(text, here, end, spans)
    return spans


def _append(text: str, start: int, end: int, spans: list[Span]) -> None:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    if left < len(piece):
        spans.append((start + left, start + len(piece.rstrip())))


def _ends(text: str, here: int, found: re.Match[str], end: int) -> bool:
    """Whether the stop that was found ends the sentence that began at `here`."""
    stop, closers = found["stop"], found["closers"]
    if found.end() >= end or found["blank"].count("\n") > 1:
        return True
    after = text[found.end() : found.end() + 40].lstrip(_OPENERS)
    first = after[:1]
    if first.islower():
        # "yes!" he said; and so on... then: the sentence goes on. A lone stop before a small letter is sloppy writing,
        # common in recognised speech, unless an abbreviation explains it.
        return False
    if stop != ".":
        return True
    word = text[max(here, found.start() - 24) : found.start()]
    match = _WORD_BEFORE.search(word)
    before = match[1] if match else ""
    bare = before.lower()
    if closers and not closers.strip("\"'”’»"):
        return True
    if len(before) == 1 and before.isalpha() and before != "I":
        return False  # an initial: "J. Moss"
    if bare in _TITLES:
        return False
    if "." in before and all(len(part) <= 1 or part.isdigit() for part in before.split(".")) and not bare[0].isdigit():
        return _looks_like_a_beginning(after)  # "U.S. The"
    if bare in _SOMETIMES:
        return _looks_like_a_beginning(after)
    return True


def _looks_like_a_beginning(after: str) -> bool:
    word = _FIRST_WORD.match(after)
    return word is not None and word[0][0].isupper() and word[0].lower() in _STARTERS
