"""Which shape a text has: the one decision that says which room reads it.

The order matters. Labels are the surest sign; speech without labels comes next, since its short questions would pass
for an interview's; what is left is an interview if its questions are answered at length, and otherwise an article.
"""

from __future__ import annotations

import re
from enum import Enum

from index.model import Kind, MarkKind
from index.structure.article import article, explainer, listed
from index.structure.blocks import Layout, Page
from index.structure.interview import interview
from index.structure.labelled import labelled
from index.structure.labels import labels
from index.structure.pieces import Piece
from index.structure.transcript import transcript
from index.structure.wordlist import Pattern


class Shape(Enum):
    """The shapes that are told apart."""

    LABELLED = "labelled transcript"
    TRANSCRIPT = "raw transcript"
    INTERVIEW = "interview"
    ARTICLE = "article"


MOST_BLOCKS = 50_000
"""Blocks whose meaning is asked for one by one. A book has 20,000; half a million take half a minute."""

_SAMPLE = 5_000
"""Characters of the start, the middle and the end that are judged: no need to read a book to see it is no podcast."""

_FEWEST = 120
"""Words that a text must have for its pronouns to tell anything."""

_YOU_AND_I = Pattern(r"\b(?:you|your|you['’]\w+|i|i['’]\w+|me|my|we|we['’]\w+|us|our|let['’]s)\b", re.IGNORECASE)
_DISCOURSE = Pattern(
    r"(?:(?<=[.?!…]\s)|^)"
    r"(?:yeah|yes|yep|yup|so|well|right|okay|ok|no|oh|um|uh|exactly|absolutely|totally|now|alright|all right"
    r"|hi|hello|hey|thanks|thank you|wow|cool|great|sure|i mean|you know|and|but)\b",
    re.IGNORECASE | re.MULTILINE,
)
_SAID = Pattern(r"\b(?:said|says|told)\b")
_QUOTED = Pattern(r"[\"“”«»]")
_ANNOUNCES = Pattern(
    r"^\s*(?:(?:full |episode |auto(?:matic(?:ally)?)?[- ]?(?:generated )?|rush |unedited )*transcript(?:ion)?s?\s*:?$"
    r"|episode date\s*:)",
    re.IGNORECASE | re.MULTILINE,
)


def read(page: Page) -> tuple[Shape, list[Piece]]:
    """The shape of a page and its pieces as that shape reads them."""
    found = labels(page)
    if found:
        asked = sum(label.kind in (Kind.QUESTION, Kind.ANSWER) for label in found)
        return (Shape.INTERVIEW if asked > len(found) / 2 else Shape.LABELLED), labelled(page, found)
    if len(page.blocks) > MOST_BLOCKS:
        return Shape.ARTICLE, listed(page)
    if is_speech(page):
        return Shape.TRANSCRIPT, transcript(page)
    pieces = article(page)
    answered = interview(page, pieces)
    if answered is not None:
        return Shape.INTERVIEW, answered
    return Shape.ARTICLE, explainer(page, pieces)


def is_speech(page: Page) -> bool:
    """Whether a text without labels is speech written down rather than prose."""
    text = page.text
    if len(text) > 3 * _SAMPLE:
        middle = len(text) // 2
        text = "\n".join((text[:_SAMPLE], text[middle : middle + _SAMPLE], text[-_SAMPLE:]))
    count = len(text.split())
    announced = _ANNOUNCES.search(text[:3000]) is not None
    if count < _FEWEST and not announced:
        return False
    per_thousand = 1000 / max(1, count)
    discourse = len(_DISCOURSE.findall(text)) * per_thousand
    persons = len(_YOU_AND_I.findall(text)) * per_thousand
    told = (len(_SAID.findall(text)) + len(_QUOTED.findall(text)) / 2) * per_thousand
    spoken = persons + 2 * discourse
    if any(mark.kind is MarkKind.HEADING for mark in page.marks[:40]):
        return discourse >= 12 and spoken >= 90 and told <= 8
    stream = page.layout is Layout.WRAPPED and len(text) > 1500 and not any(block.gap for block in page.blocks[5:])
    if announced or stream:
        return persons >= 10 and (told <= 12 or spoken >= 75)
    return discourse >= 8 and spoken >= 75 and told <= 18
