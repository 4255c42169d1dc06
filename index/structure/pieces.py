"""From pieces to passages: the invariants of every passage list are kept here and nowhere else.

The rooms that read a shape hand over pieces: spans with a kind and a speaker. Whatever they hand over, what leaves this
room is sorted, does not overlap, leaves nothing but blanks outside, and is cut to the length that search and
comparison want.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from index.model import Evidence, Kind, Passage, Span
from index.structure.wordlist import Pattern
from index.text.sentences import sentences

SHORT, LONG = 40, 130
"""The words of a comfortable passage: shorter neighbours in one turn are joined, longer ones are cut at a sentence."""

_CUT = frozenset({Kind.PARAGRAPH, Kind.QUESTION, Kind.ANSWER, Kind.TURN, Kind.QUOTE, Kind.ITEM})
_DENSE = Pattern(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)

# Whatever in UTF-8 begins no letter of a dense script.
_NOT_DENSE = bytes(set(range(256)) - {0xE0, 0xE1, *range(0xE3, 0xEA), 0xEF, *range(0xF0, 0xF5)})

_STRETCH = 1 << 16
_UNBROKEN = LONG * 8
"""The characters that a sentence may have before it is cut like a text without sentences."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text with what a shape has found out about it."""

    start: int
    end: int
    kind: Kind
    speaker: str | None = None
    evidence: Evidence = Evidence.UNKNOWN


def word_count(text: str) -> int:
    """About how many words `text` has; in scripts without blanks two characters make one."""
    # All the words of a line of a million characters, at once, weigh ten times as much as the line.
    count = sum(len(text[at : at + _STRETCH].split()) for at in range(0, len(text), _STRETCH))
    # Most texts are not ASCII by their quotation marks alone, and to look for a letter of a set takes thirty times as
    # long as to delete bytes.
    if text.isascii() or not text.encode("utf-8", "replace").translate(None, _NOT_DENSE):
        return count
    return count + len(_DENSE.findall(text)) // 2


def passages(text: str, pieces: Iterable[Piece]) -> tuple[Passage, ...]:
    """The passages of `text`: sorted, disjoint, numbered, together holding every character that is not blank."""
    found: list[Passage] = []
    section = ""
    for piece in _tiled(text, pieces):
        if piece.kind is Kind.HEADING:
            section = " ".join(text[piece.start : piece.end].split())
        for start, end, evidence in _cut(text, piece):
            found.append(Passage(len(found), start, end, piece.kind, piece.speaker, evidence, section))
    return tuple(found)


def _tiled(text: str, pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces without their blanks and overlaps, and a plain paragraph wherever they left something out."""
    size = len(text)
    reached = 0
    for piece in [*sorted(pieces, key=lambda p: (p.start, p.end)), Piece(size, size, Kind.PARAGRAPH)]:
        start = min(max(piece.start, reached), size)
        end = max(start, min(piece.end, size))
        if gap := _trimmed(text, reached, start):
            yield Piece(*gap, Kind.PARAGRAPH)
        if span := _trimmed(text, start, end):
            whole = span == (piece.start, piece.end)
            yield piece if whole else replace(piece, start=span[0], end=span[1])
        reached = end


def _trimmed(text: str, start: int, end: int) -> Span | None:
    if start >= end:
        return None
    raw = text[start:end]
    bare = raw.strip()
    if not bare:
        return None
    start += len(raw) - len(raw.lstrip())
    return start, start + len(bare)


def _cut(text: str, piece: Piece) -> Iterator[tuple[int, int, Evidence]]:
    """The piece in comfortable lengths. A label speaks for all that follows it; any other evidence is carried on."""
    if piece.kind not in _CUT:
        yield piece.start, piece.end, piece.evidence
        return
    evidence = piece.evidence
    for start, end in lengths(text, piece.start, piece.end):
        yield start, end, evidence
        if evidence is Evidence.CUE:
            evidence = Evidence.CARRIED


def lengths(text: str, start: int, end: int, units: Iterable[Span] | None = None) -> Iterator[Span]:
    """`start, end` cut at sentence ends into spans of at most about LONG words, all of a similar length.

    `units`: the sentences, when they are known already.
    """
    total = word_count(text[start:end]) if end - start > LONG * 2 else 0
    if total <= LONG:
        yield start, end
        return
    parts = -(-total // LONG)
    goal = total / parts
    here, begun, done, made = start, 0, 0, 0
    for sentence in sentences(text, start, end) if units is None else units:
        for a, b in _bounded(text, *sentence):
            words = word_count(text[a:b])
            over = b - here > LONG * 5 and done + words - begun > LONG * 1.25
            # Close before this sentence when that lies nearer to the goal than closing after it.
            if a > here and ((made < parts - 1 and done + words / 2 > goal * (made + 1)) or over):
                yield from _span(text, here, a)
                here, begun, made = a, done, made + 1
            done += words
    yield from _span(text, here, end)


def _span(text: str, start: int, end: int) -> Iterator[Span]:
    span = _trimmed(text, start, end)
    if span is not None:
        yield span


def _bounded(text: str, start: int, end: int) -> Iterator[Span]:
    """A sentence, or a run of words without any end of sentence cut at blanks into stretches of about LONG words."""
    while end - start > _UNBROKEN:
        words = word_count(text[start : start + _UNBROKEN])
        most = _UNBROKEN if words <= LONG else max(LONG, _UNBROKEN * LONG // words)
        cut = max(text.rfind(" ", start + most // 2, start + most), text.rfind("\n", start + most // 2, start + most))
        cut = start + most if cut < 0 else cut
        yield start, cut
        start = cut
    yield start, end
