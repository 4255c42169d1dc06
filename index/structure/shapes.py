"""Which shape a text has: the one decision that says which room reads it.

The order matters. Labels are the surest sign; speech without labels comes next, since its short questions would pass for
an interview's; what is left is an interview if its questions are answered at length, and otherwise an article.
"""

from __future__ import annotations

import re
from enum import Enum

from index.model import Kind
from index.structure import labelled
from index.structure.article import article
from index.structure.blocks import Layout, Page
from index.structure.interview import interview
from index.structure.pieces import Piece
from index.structure.transcript import transcript


class Shape(Enum):
    """The shapes that are told apart."""

    LABELLED = "labelled transcript"
    TRANSCRIPT = "raw transcript"
    INTERVIEW = "interview"
    ARTICLE = "article"


_SAMPLE = 8_000
"""Characters of the start, the middle and the end that are judged: a book is not read to learn that it is no podcast."""

_YOU_AND_I = re.compile(r"\b(?:you|your|you['’]\w+|i|i['’]\w+|me|my|we|we['’]\w+|us|our|let['’]s)\b", re.I)
_DISCOURSE = re.compile(
    r"(?:(?<=[.?!…]\s)|^)(?:yeah|yes|yep|yup|so|well|right|okay|ok|no|oh|um|uh|exactly|absolutely|totally|now|alright|all right|hi|hello|hey|thanks|thank you|wow|cool"
    r"|great|sure|i mean|you know|and|but)\b",
    re.I | re.M,
)
_SAID = re.compile(r"\b(?:said|says|told)\b")
_QUOTED = re.compile(r"[\"“”«»]")
_ANNOUNCES = re.compile(
    r"^\s*(?:(?:full |episode |auto(?:matic(?:ally)?)?[- ]?(?:generated )?|rush |unedited )*transcript(?:ion)?s?\s*:?$|episode date\s*:)",
    re.I | re.M,
)


def read(page: Page) -> tuple[Shape, list[Piece]]:
    """The shape of a page and its pieces as that shape reads them."""
    found = labelled.labels(page)
    if found:
        asked = sum(label.kind in (Kind.QUESTION, Kind.ANSWER) for label in found)
        return (Shape.INTERVIEW if asked > len(found) / 2 else Shape.LABELLED), labelled.labelled(page, found)
    if is_speech(page):
        return Shape.TRANSCRIPT, transcript(page)
    pieces = interview(page)
    return (Shape.INTERVIEW, pieces) if pieces is not None else (Shape.ARTICLE, article(page))


def is_speech(page: Page) -> bool:
    """Whether a text without labels is speech written down rather than prose."""
    text = page.text
    if len(text) > 3 * _SAMPLE:
        middle = len(text) // 2
        text = "\n".join((text[:_SAMPLE], text[middle : middle + _SAMPLE], text[-_SAMPLE:]))
    per_thousand = 1000 / max(60, len(text.split()))
    discourse = len(_DISCOURSE.findall(text)) * per_thousand
    persons = len(_YOU_AND_I.findall(text)) * per_thousand
    told = (len(_SAID.findall(text)) + len(_QUOTED.findall(text)) / 2) * per_thousand
    if any(mark.kind.value == "heading" for mark in page.marks[:40]):
        return discourse >= 12 and persons >= 50 and told <= 8
    announced = _ANNOUNCES.search(text[:3000]) is not None
    stream = page.layout is Layout.WRAPPED and len(text) > 1500 and not any(block.gap for block in page.blocks[5:])
    if announced or stream:
        return persons >= 10 and told <= 12
    return discourse >= 9 and persons >= 30 and told <= 14
