"""Edited interviews: an introduction, then questions as paragraphs of their own, each answered at length.

The difficulty is the rhetorical question: answers end in question marks too. A question here is short, is not in
quotation marks, speaks to "you" or asks outright, and is not told in the first person.
"""

from __future__ import annotations

import re
from itertools import pairwise

from index.model import Evidence, Kind
from index.structure.blocks import Page
from index.structure.introductions import interviewee
from index.structure.pieces import Piece, word_count
from index.structure.wordlist import Pattern, one_of

_LONGEST = 110
_ENOUGH = 2.5
_ENDS = Pattern(r"[?？؟][)\]]?\Z")
_PARTS = Pattern(r"(?<=[.!?…])\s+")
_YOU = Pattern(
    r"\b(?:you|your|yours|yourself|you['’]\w+|sie|ihr|ihre|ihnen|vous|votre|vos|usted|ustedes)\b", re.IGNORECASE
)
_FIRST_PERSON = Pattern(r"\b(?:I|I['’]\w+|me|my|myself)\b")
_ASKS = Pattern(
    r"(?:^|[,;:—–]\s*|\b(?:and|but|so|or|then)\s+)(?:what|how|why|who|whom|whose|when|where|which|to what|in what"
    r"|(?:is|are|was|were|do|does|did|can|could|will|would|should|have|has|had|may|might)(?:n['’]t)?|won['’]t"
    r"|wie|was|warum|wer|wo|comment|pourquoi|qué|cómo|por qué)\b",
    re.IGNORECASE,
)
_REQUEST = one_of(
    r"""
    (?:(?:so|and|but|please|can you|could you),? )?(?:tell (?:me|us)|talk (?:to us )?about|walk (?:me|us) through)\b
    (?:(?:so|and|but|please|can you|could you),? )?(?:describe|explain)\b
    """
)

_REMARK = 50  # characters: conversation as it was spoken is full of these, an edited answer is longer
_REPORTED = Pattern(r"[,.?!][\"”’]\s+(?:\w+\s+){0,3}(?:said|says|told|asked|added|replied)\b")
_QUOTED = Pattern(r"[\"“”«»]")
_CONVERSATION = one_of(
    r"""
    \b(?:interview(?:s|ed|ing|ee)?|conversations?|q ?(?:&|and) ?a|questions|asked|in (?:his|her|their) own words)\b
    \b(?:spoke|speaks?|talk(?:s|ed)?|sat down|caught up|chat(?:s|ted)?|discuss(?:es|ed)?|tells|explains)\b
    """
)
_SPOKEN = one_of(
    r"""
    \bwelcome (?:back )?to\b
    \bthanks for (?:joining|having|listening)\b
    \b(?:hi|hello|hey),? (?:everyone|everybody|and welcome)\b
    """
)


def interview(page: Page, pieces: list[Piece]) -> list[Piece] | None:
    """The pieces of an article read as an interview; None when it is none: few questions, or short answers."""
    asked = _questions(page, pieces)
    if not asked or not _answered(page, pieces, asked):
        return None
    first = asked[0]
    opening = "\n".join(
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
    for set_off in (
        [i for i in bodies[:-1] if pieces[i].start in page.strong],
        [i for i, piece in enumerate(pieces) if piece.kind is Kind.HEADING and _addresses(page, piece)],
    ):
        if len(set_off) >= 3 and 2 * sum(_ends_asking(page, pieces[i]) for i in set_off) >= len(set_off):
            return set_off
    asked = []
    for i, following in pairwise(bodies):
        text = page.text[pieces[i].start : pieces[i].end]
        after = pieces[following].end - pieces[following].start
        if _asks(text, longer_after=after > len(text)):
            asked.append(i)
    return asked if len(asked) >= 3 else []


def _addresses(page: Page, piece: Piece) -> bool:
    return _YOU.search(page.text, piece.start, piece.end) is not None


def _ends_asking(page: Page, piece: Piece) -> bool:
    return _ENDS.search(page.text, piece.start, piece.end) is not None


def _asks(text: str, longer_after: bool) -> bool:
    words = word_count(text)
    if words > _LONGEST:
        return False
    if not _ENDS.search(text):
        return bool(_REQUEST.match(text)) and words <= 40 and longer_after
    parts = _PARTS.compiled.split(text)
    you = _YOU.search(text) is not None
    score = 1.5 * you + bool(_ASKS.search(parts[-1])) + (words <= 45) + 0.5 * longer_after
    score += 1 if not _FIRST_PERSON.search(text) else -0.5
    if not you and 2 * sum(part.endswith(("?", "？", "؟")) for part in parts) < len(parts):
        score -= 1  # a story that ends in a question
    return score >= _ENOUGH


def _answered(page: Page, pieces: list[Piece], asked: list[int]) -> bool:
    """Whether the questions structure the text: most are answered at once, at length, and someone is addressed."""
    ends = [*asked[1:], len(pieces)]
    answers = [
        [pieces[k] for k in range(i + 1, stop) if pieces[k].kind is Kind.PARAGRAPH]
        for i, stop in zip(asked, ends, strict=True)
    ]
    asking = sum(pieces[i].end - pieces[i].start for i in asked)
    answering = sum(piece.end - piece.start for answer in answers for piece in answer)
    addressed = sum(bool(_YOU.search(page.text[pieces[i].start : pieces[i].end])) for i in asked)
    blocks = [piece for answer in answers for piece in answer]
    remarks = sum(piece.end - piece.start < _REMARK for piece in blocks)
    said = page.text[pieces[asked[0]].start :]
    return (
        sum(map(bool, answers)) >= 0.7 * len(asked)
        and answering >= 2 * asking
        and addressed >= 0.3 * len(asked)
        and asking + answering >= 0.5 * sum(p.end - p.start for p in pieces if p.kind is Kind.PARAGRAPH)
        and remarks <= 0.2 * len(blocks)
        and len(_REPORTED.findall(said)) * 1000 <= 3 * word_count(said)
        and (
            _announced(page, pieces[: asked[0]])
            or (len(asked) >= 5 and addressed >= 0.6 * len(asked) and not _quotes(said))
        )
    )


def _quotes(said: str) -> bool:
    """Whether a text quotes others all the time, as essays full of rhetorical questions do."""
    return len(_QUOTED.findall(said)) * 1000 > 12 * word_count(said)


def _announced(page: Page, opening: list[Piece]) -> bool:
    """Whether the introduction says that this is a conversation, and is not itself part of one."""
    text = page.text[: opening[-1].end] if opening else ""
    return bool(_CONVERSATION.search(text)) and not _SPOKEN.search(text)
