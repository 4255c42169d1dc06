"""A document as blocks: what stands together on the page, and how far apart.

Decided here once, from kinds and marks, before anything is wrapped: what is folded away, what is reflowed, what hangs,
how many blank rows stand above, and where a giant passage is cut so that no block is long to wrap.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from index.model import Document, Kind, Mark, MarkKind, Passage, Span
from tui.widgets.cells import width

PIECE = 4000
"""Characters after which a giant passage is cut into blocks, at the next end of a line, sentence or word."""

_BULLET = re.compile(r"(?:[-*+•·–]|\(?\d{1,3}[.)])[ \t]+")


class Block(NamedTuple):
    """What is wrapped at one go. `first`, `last`: whether it holds the first and last characters of its passage.

    A NamedTuple: a long text has 100,000 of them, and frozen dataclasses take four times as long to make.
    """

    start: int
    end: int
    kind: Kind = Kind.PARAGRAPH
    passage: int = -1  # -1: the structure is not known
    first: bool = True
    last: bool = True
    folded: int = 0  # lines hidden behind this one row; 0: shown
    gap: int = 1  # blank rows above
    reflow: bool = True
    indent: int = 0  # cells that every row but the first is set in
    label: bool = False  # a row above the text names the speaker


def cut(text: str, start: int, end: int) -> Iterator[Span]:
    """A giant stretch in pieces of about PIECE characters; a shorter one whole."""
    while end - start > 2 * PIECE:
        for mark in ("\n", ". ", " "):
            at = text.find(mark, start + PIECE, start + 2 * PIECE)
            if at >= 0:
                at += len(mark)
                break
        else:
            at = start + PIECE
        yield start, at
        start = at
    yield start, end


def blocks_of_text(text: str) -> list[Block]:
    """Blocks of a text whose structure is not known yet: its paragraphs, by blank lines."""
    blocks: list[Block] = []
    start = 0
    while start < len(text):
        at = text.find("\n\n", start)
        end = len(text) if at < 0 else at
        gap = 1 if blocks else 0
        if end - start > 2 * PIECE:
            blocks += [
                Block(a, b, gap=gap if a == start else 0, first=a == start, last=b == end)
                for a, b in cut(text, start, end)
            ]
        elif not text[start:end].isspace():
            blocks.append(Block(start, end, gap=gap))
        start = end + 1
        while start < len(text) and text[start] == "\n":
            start += 1
    return blocks


_PLAIN = frozenset({Kind.PARAGRAPH, Kind.TURN, Kind.ANSWER, Kind.QUESTION})
_TOGETHER = frozenset({Kind.ITEM, Kind.META, Kind.BOILERPLATE})


def _gap(text: str, before: Passage, passage: Passage) -> int:
    """Blank rows between two passages: items and lines of front matter that touch in the source stay together."""
    if passage.kind in _TOGETHER and before.kind is passage.kind:
        return 0 if text.count("\n", before.end, passage.start) < 2 else 1
    return 2 if passage.kind is Kind.HEADING and before.kind not in (Kind.TITLE, Kind.HEADING) else 1


def _block(document: Document, number: int, gap: int, span: Span, preformatted: bool, labelled: bool) -> Block:
    """One piece of a passage as a block."""
    passage = document.passages[number]
    first = span[0] == passage.start
    kind, indent = passage.kind, 0
    if kind is Kind.ITEM:
        bullet = _BULLET.match(document.text, passage.start, passage.end)
        indent = min(6, width(bullet[0].replace("\t", " ")) if bullet else 2)
    elif kind in (Kind.QUOTE, Kind.CAPTION):
        indent = 2
    reflow = not preformatted and kind is not Kind.META
    gap = gap if first else 0
    return Block(*span, kind, number, first, span[1] == passage.end, 0, gap, reflow, indent, labelled and first)


def _inside(document: Document, mark: Mark) -> Iterator[int]:
    """The numbers of the passages that start inside a mark."""
    first = document.passage_at(mark.start)
    number = first.number if first is not None else len(document.passages)
    while number < len(document.passages) and document.passages[number].start < mark.end:
        if document.passages[number].start >= mark.start:
            yield number
        number += 1


def blocks_of_document(document: Document, labelled: Collection[int] = ()) -> list[Block]:
    """Blocks of a document: its passages, and each run of boilerplate folded into one.

    `labelled`: numbers of the passages that get a row above them for the speaker's name.
    """
    text, passages = document.text, document.passages
    if not passages:
        return blocks_of_text(text)
    kept = {
        number for mark in document.marks if mark.kind is MarkKind.PREFORMATTED for number in _inside(document, mark)
    }
    blocks: list[Block] = []
    number = 0
    while number < len(passages):
        passage = passages[number]
        gap = _gap(text, passages[number - 1], passage) if number else 0
        if passage.kind is Kind.BOILERPLATE:
            last = number
            while last + 1 < len(passages) and passages[last + 1].kind is Kind.BOILERPLATE:
                last += 1
            end = passages[last].end
            lines = sum(1 for line in text[passage.start : end].split("\n") if line and not line.isspace())
            blocks.append(Block(passage.start, end, passage.kind, number, folded=max(1, lines), gap=gap))
            number = last + 1
            continue
        if passage.kind in _PLAIN and passage.end - passage.start <= 2 * PIECE and number not in kept:
            label = number in labelled
            blocks.append(Block(passage.start, passage.end, passage.kind, number, True, True, 0, gap, True, 0, label))
        else:
            pieces = cut(text, passage.start, passage.end)
            blocks += [_block(document, number, gap, span, number in kept, number in labelled) for span in pieces]
        number += 1
    return blocks


def unfolded(document: Document, block: Block) -> list[Block]:
    """The blocks behind a fold of boilerplate."""
    blocks: list[Block] = []
    number = block.passage
    while number < len(document.passages) and document.passages[number].start < block.end:
        passage = document.passages[number]
        gap = _gap(document.text, document.passages[number - 1], passage) if blocks else block.gap
        pieces = cut(document.text, passage.start, passage.end)
        blocks += [_block(document, number, gap, span, False, False) for span in pieces]
        number += 1
    return blocks
