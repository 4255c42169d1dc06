"""The reading that every shape starts from: title, headings, items, block quotes, captions, bylines, prose.

For an article or a brief this is the whole reading. Interviews and transcripts take the prose that is left and read it
their own way. A format's marks decide where there are any; plain text is judged line by line, and then by neighbours.
"""

from __future__ import annotations

from collections.abc import Sequence

from index.model import Evidence, Kind, MarkKind
from index.structure.attribution_line import attribution_line
from index.structure.blocks import BULLET, Block, Page
from index.structure.boilerplate import is_boilerplate, is_caption, is_navigation
from index.structure.headlines import could_be_heading
from index.structure.metadata_lines import is_metadata_line
from index.structure.outline import mark_headings, mark_questions, mark_title, number_items
from index.structure.pieces import Piece

_HEAD = 4
"""How many blocks at the start are read for metadata even where the text is speech."""

_MARKED = {
    MarkKind.HEADING: Kind.HEADING,
    MarkKind.QUOTE: Kind.QUOTE,
    MarkKind.CAPTION: Kind.CAPTION,
    MarkKind.META: Kind.META,
    MarkKind.PREFORMATTED: Kind.PARAGRAPH,
}
_FURNITURE = frozenset({Kind.BOILERPLATE, Kind.META, Kind.TITLE})
_QUOTABLE = frozenset({Kind.PARAGRAPH, Kind.QUOTE, Kind.ITEM})
_LONGEST_POEM = 40
"""Lines without a blank one between them that an attribution may stand under."""

_PROSE = 20_000
"""Characters beyond which a block is prose, whatever it holds: a megabyte in one takes a second to ask."""

_ENDS = tuple(".!?…\"”“»›'’«)]:")  # what the words over an attribution end in
_OPENING, _CLOSING = "\"“„«‹'‘»", "\"”“»›'’«"


def article(page: Page, speech_from: int | None = None) -> list[Piece]:
    """The pieces of a page in order, a piece a block, an attributed quotation with its `-- Name` line in one.

    From the offset `speech_from` on, short lines are speech and no headings, unless the format marks them; when it is 0
    the title must look like one beyond doubt.
    """
    kinds = _kinds(page, len(page.text) if speech_from is None else speech_from)
    return _pieces(page, kinds)


def explainer(page: Page, pieces: list[Piece]) -> list[Piece]:
    """An article that is no interview: the questions that it asks itself become its headings."""
    at = {piece.start: piece.kind for piece in pieces}
    kinds = [at.get(block.start, Kind.QUOTE) for block in page.blocks]
    mark_questions(page, kinds)
    headings = {b.start for b, kind in zip(page.blocks, kinds, strict=True) if kind is Kind.HEADING}
    return [Piece(p.start, p.end, Kind.HEADING) if p.start in headings else p for p in pieces]


def listed(page: Page) -> list[Piece]:
    """A piece a block, by the marks of the format alone: for a page of more blocks than anyone reads."""
    marked = {**_MARKED, MarkKind.ITEM: Kind.ITEM}
    return [
        Piece(block.start, block.end, marked.get(block.mark.kind, Kind.PARAGRAPH) if block.mark else Kind.PARAGRAPH)
        for block in page.blocks
    ]


def _kinds(page: Page, prose: int) -> list[Kind]:
    """The kind of each block, before quotations are joined with the line that says whose they are."""
    kinds = [_alone(page, block, i < _HEAD or block.start < prose) for i, block in enumerate(page.blocks)]
    number_items(page, kinds)
    mark_headings(page, kinds, mark_title(page, kinds, prose), prose)
    for i, block in enumerate(page.blocks):
        beside = kinds[i] is Kind.PARAGRAPH and not _FURNITURE.isdisjoint(kinds[max(0, i - 1) : i + 2])
        if beside and is_navigation(page.of(block), among=True):
            kinds[i] = Kind.BOILERPLATE
    return kinds


def _alone(page: Page, block: Block, prose: bool) -> Kind:
    """What a block is, seen by itself."""
    mark = block.mark if block.mark is None or block.mark.kind is not MarkKind.PARAGRAPH else None
    if mark is not None and mark.kind in _MARKED:
        return _MARKED[mark.kind]
    text = page.of(block)
    if len(text) > _PROSE:
        begins = text[:_PROSE]
        if mark is None and prose and is_metadata_line(begins):
            return Kind.META
        return Kind.ITEM if mark is not None or BULLET.match(begins) else Kind.PARAGRAPH
    if is_boilerplate(text if mark is not None else BULLET.sub("", text, count=1)):
        return Kind.BOILERPLATE
    if mark is not None:
        return Kind.ITEM
    if block.start in page.strong and could_be_heading(text) and not text.endswith("?"):
        return Kind.HEADING
    if prose and is_metadata_line(text):
        return Kind.META
    if prose and is_caption(text):
        return Kind.CAPTION
    if BULLET.match(text) and attribution_line(text) is None:
        return Kind.ITEM
    return Kind.PARAGRAPH


def _pieces(page: Page, kinds: Sequence[Kind]) -> list[Piece]:
    pieces: list[Piece] = []
    for i, (block, kind) in enumerate(zip(page.blocks, kinds, strict=True)):
        who = _attribution(page, i, kinds)
        if who is None:
            pieces.append(Piece(block.start, block.end, kind))
            continue
        start = block.start
        if "\n" not in page.of(block) or attribution_line(page.of(block)) is not None:
            # The attribution is a block of its own: what stands over it is the quotation.
            start = page.blocks[_quoted_from(page, i - 1, kinds)].start
            while pieces and pieces[-1].start >= start:
                pieces.pop()
        pieces.append(Piece(start, block.end, Kind.QUOTE, who or None, Evidence.LABEL if who else Evidence.UNKNOWN))
    return pieces


def _attribution(page: Page, i: int, kinds: Sequence[Kind]) -> str | None:
    """Whose words block `i` says stand over it, or in its own lines above the last; None when it says nothing."""
    if kinds[i] not in _QUOTABLE:
        return None
    text = page.of(page.blocks[i])
    above, newline, last_line = text.rpartition("\n")
    closed = kinds[i] is Kind.QUOTE or last_line[:1].isspace() or above.rstrip()[-1:] in _ENDS
    if newline and closed and (who := attribution_line(last_line)) is not None:
        return who
    if i == 0 or kinds[i - 1] not in (Kind.PARAGRAPH, Kind.QUOTE):
        return None
    quoted = page.of(page.blocks[i - 1])
    marked = kinds[i - 1] is Kind.QUOTE or (quoted[0] in _OPENING and quoted[-1] in _CLOSING)
    return attribution_line(text) if marked or text.startswith(("--", "—", "―")) else None


def _quoted_from(page: Page, last: int, kinds: Sequence[Kind]) -> int:
    """The first block of the quotation that ends with block `last`: a poem or a list is several lines of one."""
    text = page.of(page.blocks[last])
    if kinds[last] is Kind.QUOTE or (text[0] in _OPENING and text[-1] in _CLOSING):
        return last
    first = last
    while (
        first > 0 and last - first < _LONGEST_POEM and not page.blocks[first].gap and kinds[first - 1] is Kind.PARAGRAPH
    ):
        first -= 1
    return first if first == 0 or page.blocks[first].gap else last
