"""The blocks of a text: where its lines say that one thing ends and another begins, before anyone asks what it says.

A block is a paragraph, a heading, an item, a label line ...; every later room works on blocks and never counts lines
itself. Plain text has three habits that look alike: a blank line between paragraphs, a paragraph a line, and lines
broken at a column. This room alone decides which one a text follows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from index.model import Mark, MarkKind
from index.structure.boilerplate import is_navigation
from index.structure.metadata_lines import is_keyed
from index.structure.wordlist import Pattern

BLOCK_MARKS = frozenset(
    (
        *(MarkKind.HEADING, MarkKind.ITEM, MarkKind.QUOTE, MarkKind.CAPTION, MarkKind.PARAGRAPH, MarkKind.META),
        MarkKind.PREFORMATTED,
    )
)
"""The marks that make a block of their own. Labels and places lie inside blocks."""

_WHOLE = frozenset({MarkKind.META, MarkKind.PREFORMATTED})  # blank lines inside these part nothing

BULLET = Pattern(r"[-*•‣▪◦·+]\s+(?=\S)")
NUMBERED = Pattern(r"\(?(\d{1,2}|[a-z])[.)]\s+(?=\S)")
_HEAD = 12
"""How many lines at the start may be furniture: a title, a date, the words of a button."""

_BULLETS = "-*•‣▪◦·+"
_TURN = Pattern(r">>+\s*\S")


class Layout(Enum):
    """How a text breaks its lines."""

    LINES = "lines"  # a line break ends a paragraph
    WRAPPED = "wrapped"  # a line break is a blank; only blank lines and special lines end a paragraph


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together, without the blanks around them. `gap`: a blank line stands before."""

    start: int
    end: int
    gap: bool = False
    mark: Mark | None = None


@dataclass(frozen=True)
class Page:
    """A text seen as blocks: what the rooms of structure pass on to each other."""

    text: str
    blocks: tuple[Block, ...]
    layout: Layout
    marks: tuple[Mark, ...] = ()

    def of(self, block: Block) -> str:
        """The text of a block."""
        return self.text[block.start : block.end]

    @cached_property
    def labels(self) -> tuple[Mark, ...]:
        """The marks that the format set on speaker labels, in order, those outside the text left out."""
        size = len(self.text)
        return tuple(m for m in self.marks if m.kind is MarkKind.LABEL and 0 <= m.start < m.end <= size)

    @cached_property
    def strong(self) -> frozenset[int]:
        """The offsets at which a paragraph begins that the format sets in bold as a whole."""
        return frozenset(m.start for m in self.marks if m.kind is MarkKind.STRONG)


class _Line(NamedTuple):
    """A NamedTuple: a text has up to a million lines, and a dataclass takes three times as long to make."""

    start: int  # of the first character that is not blank
    end: int
    indent: int
    gap: bool
    mark: Mark | None


def page(text: str, marks: Sequence[Mark] = ()) -> Page:
    """Cut `text` into blocks. Takes any marks: what lies outside the text or is empty is ignored."""
    lines = list(_lines(text, marks))
    layout = _layout(text, lines)
    return Page(text, tuple(_blocks(text, lines, layout)), layout, tuple(marks))


def _lines(text: str, marks: Sequence[Mark]) -> Iterator[_Line]:
    cover = sorted(
        (m for m in marks if m.kind in BLOCK_MARKS and 0 <= m.start < m.end), key=lambda m: (m.start, -m.end)
    )
    following, active = 0, None
    start, gap, size = 0, False, len(text)
    while start <= size:
        stop = text.find("\n", start)
        stop = size if stop < 0 else stop
        raw = text[start:stop]
        bare = raw.strip()
        if bare:
            first = start if bare is raw else start + len(raw) - len(raw.lstrip())
            last = first + len(bare)
            while following < len(cover) and cover[following].start < last:
                active = cover[following]
                following += 1
            if active is not None and active.end <= first:
                active = None
            yield _Line(first, last, first - start, gap, active)
            gap = False
        else:
            gap = True
        start = stop + 1


def _layout(text: str, lines: list[_Line]) -> Layout:
    """Wrapped, when lines go on in the next: small letters at the start of lines, or lines all filled to one width."""
    pairs = [
        (a, b)
        for a, b in pairwise(lines)
        if not b.gap and (a.mark is None and b.mark is None) and not _is_bullet(text, b.start)
    ]
    if not pairs:
        return Layout.LINES
    small = sum(text[b.start].islower() for _, b in pairs)
    if small / len(pairs) >= 0.2 and small >= 2:
        return Layout.WRAPPED
    widths = sorted(a.end - a.start + a.indent for a, _ in pairs)
    widest = widths[int(0.9 * (len(widths) - 1))]
    full = sum(width >= 0.8 * widest for width in widths)
    filled = 30 <= widest <= 120 and len(pairs) >= 4 and full / len(pairs) >= 0.8
    return Layout.WRAPPED if filled else Layout.LINES


def _blocks(text: str, lines: list[_Line], layout: Layout) -> Iterator[Block]:
    if not lines:
        return
    first = previous = lines[0]
    for number, line in enumerate(lines[1:], 1):
        if _parts(text, previous, line, layout) or (
            number < _HEAD and line.mark is None and _heads(text, previous, line)
        ):
            yield Block(first.start, previous.end, first.gap, first.mark)
            first = line
        previous = line
    yield Block(first.start, previous.end, first.gap, first.mark)


def _is_bullet(text: str, start: int) -> bool:
    return text[start] in _BULLETS and BULLET.match(text, start) is not None


def _begins(text: str, start: int) -> bool:
    """Whether a list item or a turn begins here. Most lines are told by their first letters alone."""
    first = text[start]
    if first in _BULLETS or first == ">":
        return _is_bullet(text, start) or _TURN.match(text, start) is not None
    near = text[start : start + 4]
    return (")" in near or "." in near) and NUMBERED.match(text, start) is not None


def _heads(text: str, above: _Line, line: _Line) -> bool:
    """Whether the furniture over a broken text, which does not fill its lines, parts two of its first lines."""
    upper, lower = text[above.start : above.end], text[line.start : line.end]
    if is_navigation(lower, among=True) or is_navigation(upper, among=True) or is_keyed(lower):
        return True
    return is_keyed(upper) and not lower[0].islower()


def _parts(text: str, above: _Line, line: _Line, layout: Layout) -> bool:
    """Whether `line` begins a new block after the line above it."""
    if line.mark is not above.mark:
        return True
    if line.mark is not None:
        return line.gap and line.mark.kind not in _WHOLE
    if line.gap or layout is Layout.LINES:
        return True
    if _begins(text, line.start):
        return True
    # A first line set in, as printed books do it; the line above must have ended something.
    return 2 <= line.indent - above.indent <= 8 and text[above.end - 1] in '.?!:”"’…'
