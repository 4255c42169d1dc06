"""The reading that every shape starts from: title, headings, items, block quotes, captions, bylines, boilerplate, prose.

For an article or a brief this is the whole reading. Interviews and transcripts take the prose that is left and read it
their own way. A format's marks decide where there are any; in plain text a heading is a short line that ends nothing
and stands before something longer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.model import Evidence, Kind, MarkKind
from index.structure.attribution_line import attribution_line
from index.structure.blocks import BULLET, NUMBERED, Block, Page
from index.structure.boilerplate import is_boilerplate, is_navigation
from index.structure.headlines import could_be_heading, could_be_title, is_statement
from index.structure.metadata_lines import is_metadata_line
from index.structure.pieces import Piece

_HEAD = 16
"""How many blocks at the start may hold the title, bylines and the furniture of a page."""

_MARKED = {
    MarkKind.ITEM: Kind.ITEM,
    MarkKind.CAPTION: Kind.CAPTION,
    MarkKind.META: Kind.META,
    MarkKind.PREFORMATTED: Kind.PARAGRAPH,
}
_OPENING = "\"“„«‹'‘»"
_CLOSING = "\"”“»›'’«"


def article(page: Page, headings: bool = True) -> list[Piece]:
    """The pieces of a page in order, a piece a block, an attributed quotation with its `-- Name` line in one.

    `headings` false: short lines of plain text are speech, not headings (transcripts). Marked headings always count.
    """
    kinds = _kinds(page, headings)
    pieces: list[Piece] = []
    skip = -1
    for i, (block, kind) in enumerate(zip(page.blocks, kinds, strict=True)):
        if i == skip:
            continue
        if kind in (Kind.PARAGRAPH, Kind.QUOTE):
            quote, skip = _quote(page, i, kinds)
            if quote is not None:
                pieces.append(quote)
                continue
        pieces.append(Piece(block.start, block.end, kind))
    return pieces


def _kinds(page: Page, headings: bool) -> list[Kind]:
    """The kind of each block, before quotations are joined with the line that says whose they are."""
    blocks = page.blocks
    kinds = [_kind_alone(page, block, headings or i < 4) for i, block in enumerate(blocks)]
    _item_runs(page, kinds)
    title = _title(page, kinds, headings)
    if title is not None:
        kinds[title] = Kind.TITLE
        _furniture(page, kinds, title)
    if headings:
        _headings(page, kinds, 0 if title is None else title + 1)
    for i in range(len(blocks)):
        if (
            kinds[i] is Kind.PARAGRAPH
            and Kind.BOILERPLATE in kinds[max(0, i - 1) : i + 2]
            and is_navigation(page.of(blocks[i]), True)
        ):
            kinds[i] = Kind.BOILERPLATE
    return kinds


def _kind_alone(page: Page, block: Block, lines_mean_something: bool) -> Kind:
    """What a block is, seen by itself."""
    mark = block.mark
    if mark is not None:
        if mark.kind is MarkKind.HEADING:
            return Kind.HEADING
        if mark.kind is MarkKind.QUOTE:
            return Kind.QUOTE
        if mark.kind is not MarkKind.ITEM:
            return _MARKED[mark.kind]
    text = page.of(block)
    if is_boilerplate(BULLET.sub("", text, count=1) if mark is None else text):
        return Kind.BOILERPLATE
    if mark is not None:
        return Kind.ITEM
    if lines_mean_something and is_metadata_line(text):
        return Kind.META
    if BULLET.match(text) and attribution_line(text) is None:
        return Kind.ITEM
    return Kind.PARAGRAPH


def _item_runs(page: Page, kinds: list[Kind]) -> None:
    """Numbered lines are items when a neighbour carries the number before or after: "3. May" may begin any sentence."""
    last: tuple[int, str, int] | None = None  # block, the part behind the number, number
    for i, block in enumerate(page.blocks):
        match = NUMBERED.match(page.text, block.start)
        if kinds[i] is not Kind.PARAGRAPH or match is None:
            continue
        digit = match[1].isdigit()
        number = int(match[1]) if digit else ord(match[1]) - 96
        form = match[0].replace(match[1], "#").strip()
        if last is not None and last[1] == form and last[2] == number - 1:
            kinds[last[0]] = kinds[i] = Kind.ITEM
        last = (i, form, number)


def _title(page: Page, kinds: list[Kind], headings: bool) -> int | None:
    """The block that is the title: the first marked heading near the start, else the first line that reads like one."""
    for i, block in enumerate(page.blocks[:_HEAD]):
        kind = kinds[i]
        if kind is Kind.HEADING and block.mark is not None:
            return i if block.mark.level <= 1 or all(k is not Kind.PARAGRAPH for k in kinds[:i]) else None
        if kind is Kind.PARAGRAPH:
            text = page.of(block)
            if is_navigation(text, among=True):
                continue
            if i + 1 < len(page.blocks) and could_be_title(text, strict=not headings) and _stands_alone(page, i):
                return i
            if len(text.split()) > 3 or headings:
                return None
        elif kind is Kind.ITEM:
            return None
    return None


def _stands_alone(page: Page, i: int) -> bool:
    """Whether block `i` is a line by itself: what follows does not run on from it."""
    following = page.blocks[i + 1]
    return following.gap or not page.text[following.start].islower()


def _furniture(page: Page, kinds: list[Kind], title: int) -> None:
    """Bare words above the title are the page's own, not the source's."""
    for i in range(title):
        if kinds[i] is Kind.PARAGRAPH and is_navigation(page.of(page.blocks[i]), among=True):
            kinds[i] = Kind.BOILERPLATE


def _headings(page: Page, kinds: list[Kind], start: int) -> None:
    """Turn the short lines that stand over something into headings. Three in a row are a list, a poem or an address."""
    blocks = page.blocks
    maybe = [
        kinds[i] is Kind.PARAGRAPH
        and i >= start
        and could_be_heading(page.of(block))
        and not _attributes(page, i, kinds)
        for i, block in enumerate(blocks)
    ]
    i = start
    while i < len(blocks):
        if not maybe[i]:
            i += 1
            continue
        stop = i
        while stop < len(blocks) and maybe[stop]:
            stop += 1
        below = _below(page, kinds, stop)
        if stop - i <= 2 and below is not None and _heads(page, i, stop, below):
            kinds[i:stop] = [Kind.HEADING] * (stop - i)
        i = stop


def _attributes(page: Page, i: int, kinds: Sequence[Kind]) -> bool:
    return i > 0 and attribution_line(page.of(page.blocks[i])) is not None


def _below(page: Page, kinds: Sequence[Kind], i: int) -> int | None:
    """The first block from `i` on that a heading can stand over."""
    for j in range(i, min(i + 3, len(kinds))):
        if kinds[j] in (Kind.ITEM, Kind.QUOTE) or (
            kinds[j] is Kind.PARAGRAPH and is_statement(page.of(page.blocks[j]))
        ):
            return j
        if kinds[j] not in (Kind.CAPTION, Kind.META, Kind.BOILERPLATE):
            return None
    return None


def _heads(page: Page, i: int, stop: int, below: int) -> bool:
    """Whether the lines `i` to `stop` stand over block `below` as headings do."""
    blocks = page.blocks
    set_off = all(blocks[j].gap for j in range(i, stop)) and blocks[stop].gap
    run_in = not any(block.gap for block in blocks[i : below + 1])  # no blank lines here: a line is a paragraph
    longer = blocks[below].end - blocks[below].start > 1.5 * (blocks[stop - 1].end - blocks[stop - 1].start)
    if i > 0 and not blocks[i].gap and page.text[blocks[i - 1].end - 1] not in '.!?…:"”’»)]' and stop - i == 1:
        # The line above does not end either: a broken sentence, unless that line is a heading, a title or a name itself.
        return (
            longer and could_be_heading(page.of(blocks[i - 1])) or attribution_line(page.of(blocks[i - 1])) is not None
        )
    return longer and (set_off or run_in or blocks[i].gap)


def _quote(page: Page, i: int, kinds: Sequence[Kind]) -> tuple[Piece | None, int]:
    """The attributed quotation that begins at block `i`, and the number of the block that its attribution takes up."""
    block = page.blocks[i]
    text = page.of(block)
    inside = text.rfind("\n")
    if inside >= 0 and (who := attribution_line(text[inside + 1 :])) is not None:
        return Piece(block.start, block.end, Kind.QUOTE, who or None, Evidence.LABEL if who else Evidence.UNKNOWN), -1
    following = i + 1
    if following < len(page.blocks) and kinds[following] in (Kind.PARAGRAPH, Kind.QUOTE, Kind.ITEM):
        after = page.blocks[following]
        who = attribution_line(page.of(after))
        marked = kinds[i] is Kind.QUOTE or (text[0] in _OPENING and text[-1] in _CLOSING)
        if who is not None and (marked or page.of(after).startswith(("--", "—", "―"))):
            return Piece(
                block.start, after.end, Kind.QUOTE, who or None, Evidence.LABEL if who else Evidence.UNKNOWN
            ), following
    if kinds[i] is Kind.QUOTE:
        return Piece(block.start, block.end, Kind.QUOTE), -1
    return None, -1
