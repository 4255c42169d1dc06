"""Labelled transcripts: a turn belongs to the label before it, whole, until the next label.

The label speaks for every paragraph of its turn, so all its passages carry the evidence `label`. Headings, notes and
boilerplate between the turns are nobody's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from index.model import Evidence, Kind
from index.structure.article import article
from index.structure.blocks import Page
from index.structure.introductions import interviewee
from index.structure.labels import Label
from index.structure.pieces import LONG, SHORT, Piece, word_count

_NOBODYS = frozenset({Kind.HEADING, Kind.TITLE, Kind.META, Kind.CAPTION, Kind.BOILERPLATE})
_LABEL_ALONE = 6
"""Words that a label on a line of its own has at most; it then belongs to the words below it."""

_SPOKEN_INVITATION = 8
"""Words from which an invitation in a conversation is a sentence somebody says, and not a button of the page."""


def labelled(page: Page, found: list[Label]) -> list[Piece]:
    """The pieces of a transcript with the labels `found`."""
    full = _full_forms(found)
    answers = _Answers(interviewee(page.text[: found[0].start]))
    pieces: list[Piece] = []
    turn: list[Piece] = []  # the pieces of the turn that is being read
    speaking: Label | None = None
    resumes: Label | None = None  # who goes on speaking after a break
    waiting = iter([*found, None])
    label = next(waiting)
    for base in article(page, speech_from=found[0].start):
        here, kind = base.start, base.kind
        if (label is None or label.start >= base.end) and kind in _NOBODYS:
            spoken = speaking is not None and word_count(page.text[base.start : base.end]) >= _SPOKEN_INVITATION
            aside = _piece(here, base.end, kind, speaking, full) if kind is Kind.BOILERPLATE and spoken else base
            pieces += [*_packed(page.text, turn), aside]
            turn = []
            continue
        while label is not None and label.start < base.end:
            if page.text[here : max(here, label.start)].strip():
                turn.append(_piece(here, label.start, kind, speaking, full))
            pieces += _packed(page.text, turn)
            here, kind, turn = max(here, label.start), Kind.PARAGRAPH, []
            resumes = speaking if label.kind is Kind.BOILERPLATE else None
            speaking, label = label, next(waiting)
        if speaking is None:
            pieces.append(base if here == base.start else replace(base, start=here))
            continue
        turn.append(_piece(here, base.end, kind, speaking, full))
        if speaking.kind is Kind.BOILERPLATE:
            pieces += turn
            speaking, turn = resumes, []
    return [answers.named(piece) for piece in (*pieces, *_packed(page.text, turn))]


@dataclass
class _Answers:
    """Whose answers `A:` marks: the label does not say, but the introduction may."""

    who: str | None
    evidence: Evidence = Evidence.CUE

    def named(self, piece: Piece) -> Piece:
        if self.who is None or piece.kind is not Kind.ANSWER:
            return piece
        evidence, self.evidence = self.evidence, Evidence.CARRIED
        return replace(piece, speaker=self.who, evidence=evidence)


def _piece(start: int, end: int, kind: Kind, label: Label | None, full: dict[str, str]) -> Piece:
    if label is None:
        return Piece(start, end, kind)
    spoken = kind if kind in (Kind.ITEM, Kind.QUOTE, Kind.BOILERPLATE) else label.kind
    if label.kind is not Kind.TURN or not label.name:
        return Piece(start, end, spoken)
    return Piece(start, end, spoken, full.get(label.name, label.name), Evidence.LABEL)


def _full_forms(found: list[Label]) -> dict[str, str]:
    """The habit of news transcripts: "MARIA HOLT, HOST:" first, then "HOLT:". Only in capitals, only when one fits."""
    names = {label.name for label in found if label.name.isupper()}
    full: dict[str, set[str]] = {}
    for name in names:
        if " " in name:
            full.setdefault(name.split()[-1], set()).add(name)
    return {name: next(iter(full[name])) for name in names if len(full.get(name, ())) == 1}


def _packed(text: str, turn: list[Piece]) -> Iterator[Piece]:
    """The paragraphs of one turn, short ones joined with their neighbours."""
    held: Piece | None = None
    words = 0
    for piece in turn:
        count = word_count(text[piece.start : piece.end])
        if held is None:
            held, words = piece, count
            continue
        short = held.kind is piece.kind and min(words, count) < SHORT and words + count <= LONG
        alone = held.start == turn[0].start and words <= _LABEL_ALONE and "\n" not in text[held.start : held.end]
        if short or alone:
            held, words = replace(held, end=piece.end), words + count
        else:
            yield held
            held, words = piece, count
    if held is not None:
        yield held
