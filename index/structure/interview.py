"""Edited interviews: an introduction, then questions as paragraphs of their own, each answered at length.

The difficulty is the rhetorical question: answers end in question marks too. A question here is short, is not in
quotation marks, speaks to "you" or asks outright, and is not told in the first person.
"""

from __future__ import annotations

import re

from index.model import Evidence, Kind
from index.structure.article import article
from index.structure.blocks import Page
from index.structure.introductions import interviewee
from index.structure.pieces import Piece, word_count

_LONGEST = 110
_ENOUGH = 2.5
_ENDS = re.compile(r"[?？؟][)\]]?$")
_YOU = re.compile(r"\b(?:you|your|yours|yourself|you['’]\w+|sie|ihr|ihre|ihnen|vous|votre|vos|usted|ustedes)\b", re.I)
_FIRST_PERSON = re.compile(r"\b(?:I|I['’]\w+|me|my|myself)\b")
_ASKS = re.compile(
    r"(?:^|[,;:—–]\s*|\b(?:and|but|so|or|then)\s+)(?:what|how|why|who|whom|whose|when|where|which|is|are|was|were|do|does|did|can|could|will|would|should|have|has|had"
    r"|may|might|isn['’]t|aren['’]t|don['’]t|doesn['’]t|didn['’]t|won['’]t|wouldn['’]t|to what|in what|wie|was|warum|wer|wo|comment|pourquoi|qué|cómo|por qué)\b",
    re.I,
)
_REQUEST = re.compile(
    r"(?:(?:so|and|but|please|can you|could you),?\s+)?(?:tell (?:me|us)|talk (?:to me |to us )?about|walk (?:me|us) through|describe|explain)\b",
    re.I,
)


def interview(page: Page) -> list[Piece] | None:
    """The pieces of an interview, or None when the text is none: fewer than three questions, or not answered at length."""
    pieces = article(page)
    asked = _questions(page, pieces)
    if not asked or not _answered(page, pieces, asked):
        return None
    first = asked[0]
    opening = " ".join(
        page.text[p.start : p.end]
        for p in pieces[:first]
        if p.kind in (Kind.TITLE, Kind.HEADING, Kind.PARAGRAPH, Kind.META)
    )
    who = interviewee(opening)
    result = pieces[:first]
    evidence = Evidence.CUE if who else Evidence.UNKNOWN
    for i, piece in enumerate(pieces[first:], first):
        if i in asked:
            result.append(Piece(piece.start, piece.end, Kind.QUESTION))
        elif piece.kind is Kind.PARAGRAPH:
            result.append(Piece(piece.start, piece.end, Kind.ANSWER, who, evidence))
            evidence = Evidence.CARRIED if who else Evidence.UNKNOWN
        else:
            result.append(piece)
    return result


def _questions(page: Page, pieces: list[Piece]) -> list[int]:
    """The numbers of the pieces that ask. The last one of a text has no answer and is none."""
    bodies = [i for i, piece in enumerate(pieces) if piece.kind is Kind.PARAGRAPH]
    asked = []
    for i, following in zip(bodies, bodies[1:], strict=False):
        text = page.text[pieces[i].start : pieces[i].end]
        after = pieces[following].end - pieces[following].start
        if _asks(text, longer_after=after > len(text)):
            asked.append(i)
    return asked if len(asked) >= 3 else []


def _asks(text: str, longer_after: bool) -> bool:
    words = word_count(text)
    if words > _LONGEST:
        return False
    if not _ENDS.search(text):
        return bool(_REQUEST.match(text)) and words <= 40 and longer_after
    last = re.split(r"(?<=[.!?…])\s+", text)[-1]
    score = 1.5 * bool(_YOU.search(text)) + bool(_ASKS.search(last)) + (words <= 45) + 0.5 * longer_after
    score += 1 if not _FIRST_PERSON.search(text) else -0.5
    return score >= _ENOUGH


def _answered(page: Page, pieces: list[Piece], asked: list[int]) -> bool:
    """Whether the questions structure the text: most are answered at once, at greater length, and someone is addressed."""
    ends = [*asked[1:], len(pieces)]
    lengths = [
        sum(pieces[k].end - pieces[k].start for k in range(i + 1, stop) if pieces[k].kind is Kind.PARAGRAPH)
        for i, stop in zip(asked, ends, strict=True)
    ]
    questions = sum(pieces[i].end - pieces[i].start for i in asked)
    addressed = sum(bool(_YOU.search(page.text[pieces[i].start : pieces[i].end])) for i in asked)
    answered = sum(length > 0 for length in lengths)
    covered = sum(lengths) + questions
    body = sum(p.end - p.start for p in pieces if p.kind is Kind.PARAGRAPH)
    return (
        answered >= 0.7 * len(asked)
        and sum(lengths) >= 2 * questions
        and addressed >= 0.3 * len(asked)
        and covered >= 0.5 * body
    )
