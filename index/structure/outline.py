"""The skeleton of a text: which blocks are its title, its headings and its numbered items.

Works on the list of kinds that `article` keeps, a kind a block, and changes it in place: a heading is recognised by
what stands above and below it, so each step needs what the one before has found.
"""

from __future__ import annotations

from itertools import pairwise

from index.model import Kind
from index.structure.attribution_line import attribution_line
from index.structure.blocks import NUMBERED, Page
from index.structure.boilerplate import is_navigation
from index.structure.headlines import could_be_heading, could_be_title, is_statement
from index.structure.names import is_person

_HEAD = 16
"""How many blocks at the start may hold the title, bylines and the furniture of a page."""

_LONGEST_QUESTION = 90
"""The characters of a heading that asks."""

_LONGEST_BYLINE = 120
"""The characters of a name alone on its line, with all its titles."""

_PASSED_OVER = frozenset({Kind.CAPTION, Kind.META, Kind.BOILERPLATE})


def number_items(page: Page, kinds: list[Kind]) -> None:
    """Numbered lines are items when a neighbour carries the number before or after: "3. May" may begin any sentence.

    Short ones with prose between them are numbered headings.
    """
    runs: list[list[tuple[int, int]]] = []  # block and number of the members of each run
    last: dict[str, list[tuple[int, int]]] = {}  # the run that each form of numbering, "#." or "(#)", is in
    for i, block in enumerate(page.blocks):
        match = NUMBERED.match(page.text, block.start)
        if kinds[i] is not Kind.PARAGRAPH or match is None:
            continue
        number = int(match[1]) if match[1].isdigit() else ord(match[1]) - 96
        form = match[0].replace(match[1], "#" if match[1].isdigit() else "x").strip()
        if form in last and last[form][-1][1] == number - 1:
            last[form].append((i, number))
        else:
            last[form] = [(i, number)]
            runs.append(last[form])
    for run in runs:
        if len(run) < 2:
            continue
        apart = sum(b - a > 1 for (a, _), (b, _) in pairwise(run))
        texts = [NUMBERED.sub("", page.of(page.blocks[i]), count=1) for i, _ in run]
        short = sum(text.count(" ") < 30 and (could_be_heading(text) or text.endswith("?")) for text in texts)
        heads = apart and apart > len(run) / 2 - 1 and short >= 0.8 * len(run)
        for i, _ in run:
            kinds[i] = Kind.HEADING if heads else Kind.ITEM


def mark_title(page: Page, kinds: list[Kind], prose: int) -> int:
    """Mark the title and the furniture above it; returns the number of the first block behind it.

    The first marked heading near the start, else the first line that reads like a title. Before the offset `prose` an
    ordinary line may do; when `prose` is 0, as in speech, it must look like a title beyond doubt.
    """
    title = _title(page, kinds, prose)
    if title is None:
        return 0
    kinds[title] = Kind.TITLE
    for i in range(title):
        if kinds[i] is Kind.PARAGRAPH and is_navigation(page.of(page.blocks[i]), among=True):
            kinds[i] = Kind.BOILERPLATE
    for i in range(title + 1, min(title + 5, len(kinds))):
        block = page.blocks[i]
        named = block.end - block.start <= _LONGEST_BYLINE and is_person(page.of(block))
        if kinds[i] is Kind.PARAGRAPH and named and block.start < prose:
            kinds[i] = Kind.META  # a byline without "by"
        elif kinds[i] is Kind.PARAGRAPH and is_statement(page.of(page.blocks[i])):
            break
    return title + 1


def _title(page: Page, kinds: list[Kind], prose: int) -> int | None:
    for i, block in enumerate(page.blocks[:_HEAD]):
        kind = kinds[i]
        if kind is Kind.HEADING and block.mark is not None:
            return i if block.mark.level <= 1 or Kind.PARAGRAPH not in kinds[:i] else None
        if kind is Kind.ITEM:
            return None
        text = page.of(block)
        if kind is not Kind.PARAGRAPH or is_navigation(text, among=True):
            continue
        if i + 1 < len(page.blocks) and _stands_alone(page, i) and not _attributed(page, i):
            # A byline or date below makes even a sentence a title.
            dated = kinds[i + 1] is Kind.META and text.count(" ") < 30 and "\n" not in text
            if dated or (block.start <= prose and could_be_title(text, strict=not prose)):
                return i
        if block.start < prose or text.count(" ") > 2:
            return None
    return None


def _attributed(page: Page, i: int) -> bool:
    """Whether the line below block `i` says whose words it is."""
    return attribution_line(page.of(page.blocks[i + 1])) is not None


def _stands_alone(page: Page, i: int) -> bool:
    """Whether block `i` is a line by itself: what follows does not run on from it."""
    following = page.blocks[i + 1]
    return following.gap or not page.text[following.start].islower()


def mark_headings(page: Page, kinds: list[Kind], first: int, prose: int) -> None:
    """Mark the short lines that stand over something, from block `first` on and before the offset `prose`.

    Three of them in a row are a list, a poem or an address.
    """
    texts = [page.of(block) for block in page.blocks]
    maybe = [
        kinds[i] is Kind.PARAGRAPH
        and i >= first
        and block.start < prose
        and could_be_heading(texts[i])
        and (i == 0 or attribution_line(texts[i]) is None)
        for i, block in enumerate(page.blocks)
    ]
    i = first
    while i < len(maybe):
        stop = i
        while stop < len(maybe) and maybe[stop]:
            stop += 1
        below = _below(page, kinds, stop)
        if 0 < stop - i <= 2 and below is not None and _heads(page, i, stop, below):
            kinds[i:stop] = [Kind.HEADING] * (stop - i)
        i = max(stop, i + 1)


def _below(page: Page, kinds: list[Kind], i: int) -> int | None:
    """The first block from `i` on that a heading can stand over."""
    for j in range(i, min(i + 3, len(kinds))):
        if kinds[j] in (Kind.ITEM, Kind.QUOTE):
            return j
        if kinds[j] is Kind.PARAGRAPH and is_statement(page.of(page.blocks[j])):
            return j
        if kinds[j] not in _PASSED_OVER:
            return None
    return None


def _heads(page: Page, i: int, stop: int, below: int) -> bool:
    """Whether the lines `i` to `stop` stand over block `below` as headings do."""
    blocks = page.blocks
    if blocks[below].end - blocks[below].start <= 1.5 * (blocks[stop - 1].end - blocks[stop - 1].start):
        return False
    if i > 0 and stop - i == 1 and not blocks[i].gap and page.text[blocks[i - 1].end - 1] not in '.!?…:"”’»)]':
        # The line above does not end either: a broken sentence, unless it is a heading, a title or a name itself.
        above = page.of(blocks[i - 1])
        return could_be_heading(above) or attribution_line(above) is not None
    set_off = all(blocks[j].gap for j in range(i, stop)) and blocks[stop].gap
    run_in = not any(block.gap for block in blocks[i : below + 1])  # no blank lines here: a line is a paragraph
    return set_off or run_in or blocks[i].gap


def mark_questions(page: Page, kinds: list[Kind]) -> None:
    """Mark questions that an explaining article asks itself as headings: three or more, short, each over its answer."""
    found = [
        i
        for i, block in enumerate(page.blocks[:-1])
        if kinds[i] is Kind.PARAGRAPH
        and block.end - block.start <= _LONGEST_QUESTION
        and page.text[block.end - 1] == "?"
        and page.text[block.start].isupper()
        and "." not in page.of(block)
        and block.gap == page.blocks[i + 1].gap
        and kinds[i + 1] is Kind.PARAGRAPH
        and page.blocks[i + 1].end - page.blocks[i + 1].start > 1.5 * (block.end - block.start)
    ]
    if len(found) >= 3:
        for i in found:
            kinds[i] = Kind.HEADING
