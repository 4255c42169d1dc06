"""The quotations of a document, each with the person whose words it says they are.

Finding the marks is `quotemarks`, reading one paragraph is `paragraph`; this room goes through the document, knows what
its passages are, and gives people their full names.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index.model import Evidence, Kind, Passage, Quotation
from index.structure.attribution import Said
from index.structure.attribution_line import attribution_line
from index.structure.blocks import Block, Page
from index.structure.paragraph import Paragraph, Quote
from index.structure.quotemarks import DOUBLE, Habits, Stretch, stretches
from index.structure.roster import FullNames

_LONGEST_LABEL = 80
_SPOKEN = frozenset({Kind.TURN, Kind.ANSWER, Kind.QUESTION})
_NOT_THE_SOURCE = frozenset({Kind.BOILERPLATE, Kind.META})


def quoted(page: Page, passages: Sequence[Passage]) -> tuple[Quotation, ...]:
    """All quotations in order of the text, those in boilerplate left out.

    `attributed_to` is a full name where the document gives one. `second_hand`: the person quoted speaks in no turn,
    answer or question of the document; it is the document that reports their words.
    """
    if not any(mark in page.text for mark in DOUBLE + "‘'") and all(p.kind is not Kind.QUOTE for p in passages):
        return ()
    starts = [p.start for p in passages]
    speakers = {p.speaker for p in passages if p.speaker and p.kind in _SPOKEN}
    full = FullNames(page.text, [p.speaker for p in passages if p.speaker])
    found = []
    for quote in quotes(page, passages):
        number = max(0, bisect_right(starts, quote.stretch.start) - 1)
        if passages[number].kind in _NOT_THE_SOURCE:
            continue
        who = full.of(quote.who) if quote.who else None
        evidence = quote.evidence if who else Evidence.UNKNOWN
        second_hand = who is not None and who not in speakers
        found.append(Quotation(quote.stretch.start, quote.stretch.end, number, who, evidence, second_hand))
    return tuple(found)


def quotes(page: Page, passages: Sequence[Passage]) -> Iterator[Quote]:
    """The quotations of all paragraphs, with the names as their paragraphs write them and the rules that found them."""
    starts = [p.start for p in passages]
    habits = Habits.of(page.text)
    introduced = _Interviewee.of(passages)
    last: Quote | None = None  # the last quotation of the paragraph before
    lead: Said | None = None  # the subject of the paragraph before, when that ends in a colon
    for block in page.blocks:
        passage = passages[max(0, bisect_right(starts, block.start) - 1)]
        if passage.kind is Kind.QUOTE:
            yield from _block_quote(page, passage, block, habits)
            last = lead = None
            continue
        paragraph = Paragraph(page.text, _behind_label(page.text, passage, block), block.end, habits)
        found = paragraph.quotes(last, lead)
        if block.start < introduced.end:
            found = [introduced.resolve(quote) for quote in found]
        yield from found
        last = found[-1] if found else None
        lead = paragraph.lead()


def _behind_label(text: str, passage: Passage, block: Block) -> int:
    """Where a paragraph begins to speak: "Hart:" before a turn says who speaks, not who is quoted in it."""
    if passage.evidence is not Evidence.LABEL or passage.start != block.start:
        return block.start
    return text.find(":", block.start, min(block.end, block.start + _LONGEST_LABEL)) + 1 or block.start


@dataclass(frozen=True, slots=True)
class _Interviewee:
    """The one person who answers in an interview: "she" in its introduction is that person, not a guess."""

    name: str | None
    end: int  # where the introduction ends

    @classmethod
    def of(cls, passages: Sequence[Passage]) -> _Interviewee:
        answering = {p.speaker for p in passages if p.kind is Kind.ANSWER}
        asked = next((p.start for p in passages if p.kind is Kind.QUESTION), 0)
        name = answering.pop() if len(answering) == 1 else None
        return cls(name, asked if name else 0)

    def resolve(self, quote: Quote) -> Quote:
        """The quotation, attributed to the interviewee when its subject is a pronoun."""
        return replace(quote, who=self.name, evidence=Evidence.CARRIED) if quote.pronoun else quote


def _block_quote(page: Page, passage: Passage, block: Block, habits: Habits) -> Iterator[Quote]:
    """A block quotation: what its marks hold, or all of it but the line that names its author."""
    text = page.text
    end = min(block.end, passage.end)
    last_line = max(block.start, text.rfind("\n", block.start, end) + 1)
    if attribution_line(text[last_line:end]) is not None:
        if last_line == block.start:
            return
        end = block.start + len(text[block.start : last_line].rstrip())
    found = list(stretches(text, block.start, end, habits))
    whole = len(found) == 1 and found[0].end - found[0].start > 0.8 * (end - block.start)
    stretch = found[0] if whole else Stretch(block.start, end, block.start, end)
    yield Quote(stretch, passage.speaker, Evidence.LABEL if passage.speaker else Evidence.UNKNOWN, rule="block")
