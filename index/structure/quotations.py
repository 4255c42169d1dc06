"""The quotations of a document, each with the person whose words it says they are.

Finding the marks is `quotemarks`, reading the narrative beside them is `attribution`; this room goes through the
paragraphs, asks the sentence first, then the paragraph, and never a pronoun.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index.model import Evidence, Kind, Passage, Quotation
from index.structure.attribution import Said, according_to, sayings, subject_of
from index.structure.attribution_line import attribution_line
from index.structure.blocks import Block, Page
from index.structure.quotemarks import DOUBLE, Habits, Stretch, stretches
from index.structure.roster import FullNames
from index.structure.wordlist import Pattern, one_of

_NEAR = 500
"""The characters of narrative before or behind a quotation that are read for its speaker."""

_SKIP = frozenset({Kind.BOILERPLATE, Kind.META})
_SENTENCE_ENDS = Pattern(
    r"(?<!\b[A-Z])(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bSt)(?<!\bJr)(?<!\bSr)(?<!\bMrs)(?<!\bSen)(?<!\bRep)(?<!\bGov)(?<!\bGen)"
    r"[.!?][\"”’»)\]]*\s+(?=[\"“«„(\[]?[^\W\d_a-zß-ÿ]|$)"
)

_STATEMENT = one_of(
    r"""
    \b(?:statement|tweet|words|message|response|comment|remarks?|reply|answer|note)s?\b
    \b(?:letter|e-?mail|post|question|quote|speech|warning)s?\b
    """
)


@dataclass(frozen=True, slots=True)
class _Quote:
    """A stretch with what its paragraph says about it. `silent`: a subject is there but it is no name."""

    stretch: Stretch
    who: str | None = None
    evidence: Evidence = Evidence.UNKNOWN
    silent: bool = False
    pronoun: bool = False
    rule: str = ""


def quoted(page: Page, passages: Sequence[Passage]) -> tuple[Quotation, ...]:
    """All quotations in order of the text; `attributed_to` is a full name where the document gives one."""
    text = page.text
    if not any(mark in text for mark in DOUBLE + "‘'") and not any(p.kind is Kind.QUOTE for p in passages):
        return ()
    starts = [p.start for p in passages]
    speakers = {p.speaker for p in passages if p.speaker and p.kind in (Kind.TURN, Kind.ANSWER, Kind.QUESTION)}
    full = FullNames(text, [p.speaker for p in passages if p.speaker])
    found = []
    for quote in _quotes(page, passages, starts):
        who = full.of(quote.who) if quote.who else None
        number = max(0, bisect_right(starts, quote.stretch.start) - 1)
        second_hand = who is not None and who not in speakers
        found.append(
            Quotation(
                quote.stretch.start,
                quote.stretch.end,
                number,
                who,
                quote.evidence if who else Evidence.UNKNOWN,
                second_hand,
            )
        )
    return tuple(found)


def _quotes(page: Page, passages: Sequence[Passage], starts: list[int]) -> Iterator[_Quote]:
    habits = Habits.of(page.text)
    introduced = _Interviewee.of(passages)
    last: _Quote | None = None  # the last quotation of the paragraph before
    lead: Said | None = None  # the subject of the paragraph before, when that ends in a colon
    for block in page.blocks:
        passage = passages[max(0, bisect_right(starts, block.start) - 1)]
        if passage.kind in _SKIP:
            last = lead = None
            continue
        if passage.kind is Kind.QUOTE:
            if block.start > passage.start and attribution_line(page.of(block)) is not None:
                continue
            yield from _block_quote(page.text, passage, block, habits)
            last = lead = None
            continue
        paragraph = _Paragraph(page.text, block.start, block.end, habits)
        found = paragraph.quotes(last, lead)
        if block.start < introduced.end:
            found = [introduced.resolve(quote) for quote in found]
        yield from found
        last = found[-1] if found else None
        lead = paragraph.lead()


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

    def resolve(self, quote: _Quote) -> _Quote:
        """The quotation, attributed to the interviewee when its subject is a pronoun."""
        return replace(quote, who=self.name, evidence=Evidence.CARRIED) if quote.pronoun else quote


def _block_quote(text: str, passage: Passage, block: Block, habits: Habits) -> Iterator[_Quote]:
    """A block quotation: what its marks hold, or all of it but the line that names its author."""
    end = min(block.end, passage.end)
    newline = text.rfind("\n", block.start, end)
    if attribution_line(text[newline + 1 : end]) is not None:
        if newline < 0:
            return
        end = newline
    evidence = Evidence.LABEL if passage.speaker else Evidence.UNKNOWN
    found = list(stretches(text, block.start, end, habits))
    whole = len(found) == 1 and found[0].end - found[0].start > 0.8 * (end - block.start)
    stretch = (
        found[0]
        if whole
        else Stretch(block.start, block.start + len(text[block.start : end].rstrip()), block.start, end)
    )
    yield _Quote(stretch, passage.speaker, evidence, rule="block")


class _Paragraph:
    """One paragraph as narrative and quotations. In the narrative each quotation is a single sign."""

    def __init__(self, text: str, start: int, end: int, habits: Habits) -> None:
        self.text, self.start, self.end = text, start, end
        self.found = list(stretches(text, start, end, habits))
        edges = [start, *(offset for s in self.found for offset in (s.opened, s.after)), end]
        self.narrative = [text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True)]

    def lead(self) -> Said | None:
        """Who is about to speak, when the paragraph ends in a colon."""
        tail = self.narrative[-1].rstrip()
        return _announced(_last_sentence(tail)) if tail.endswith(":") else None

    def quotes(self, last: _Quote | None, lead: Said | None) -> list[_Quote]:
        """The quotations of the paragraph with what is known of each."""
        found: list[_Quote] = []
        for k, stretch in enumerate(self.found):
            quote = self._by_sentence(k)
            if quote is None and k == 0 and not self.narrative[0].strip():
                quote = self._from_above(stretch, last, lead)
            if quote is None and self._is_speech(k):
                quote = self._by_paragraph(k, found[-1] if found else None)
            found.append(quote or _Quote(stretch))
        for k in range(len(found) - 2, -1, -1):
            following = found[k + 1]
            if (
                not found[k].who
                and not found[k].silent
                and self._is_speech(k)
                and following.rule == "after"
                and not self.narrative[k + 1].strip()
            ):
                found[k] = _Quote(found[k].stretch, following.who, Evidence.CARRIED, following.silent, rule="back")
        return found

    def _from_above(self, stretch: Stretch, last: _Quote | None, lead: Said | None) -> _Quote | None:
        """What the paragraph above says about a quotation that begins this one."""
        if last is not None and not last.stretch.closed:
            return _Quote(stretch, last.who, Evidence.CARRIED, last.silent, rule="reopened")
        if lead is not None:
            return _Quote(stretch, lead.who, Evidence.CUE, lead.who is None, rule="lead")
        if last is not None and len(self.found) == 1 and not self.narrative[1].strip():
            return _Quote(stretch, last.who, Evidence.CARRIED, last.silent, rule="above")
        return None

    def _is_speech(self, k: int) -> bool:
        """Whether the stretch is a clause or more, not a word in quotation marks."""
        stretch = self.found[k]
        return len(self.text[stretch.start : stretch.end].split()) >= 4

    def _by_paragraph(self, k: int, last: _Quote | None) -> _Quote | None:
        """Who spoke last before quotation `k`: in the sentence before it, or the quotation before it."""
        stretch = self.found[k]
        narrative = self.narrative[k]
        near = narrative[-_NEAR:]
        said = sayings(near, inverted_at_start=last is not None and near == narrative)
        if said:
            return _Quote(stretch, said[-1].who, Evidence.CARRIED, said[-1].who is None, rule="sentence")
        if last is not None:
            return _Quote(stretch, last.who, Evidence.CARRIED, last.silent, rule="chain")
        return None

    def _by_sentence(self, k: int) -> _Quote | None:
        """Who says quotation `k` by the sentence that it stands in."""
        stretch = self.found[k]
        content_end = self.text[stretch.end - 1]
        goes_on = content_end != "." or not stretch.closed
        before, after = self._before(k), self._after(k) if goes_on else ""
        said = sayings(before)
        leads_in = before.rstrip()[-1:]
        if leads_in == ":" and (announced := _announced(before)):
            return _quote(stretch, announced, "colon")
        if leads_in == "," and said:
            return _quote(stretch, _chosen(said), "comma")
        behind = sayings(after, inverted_at_start=True)
        if behind and (content_end in ",?!—–-…" or after[:1] in ",—–") and not after[: behind[0].first].strip(" ,—–\n"):
            return _quote(stretch, behind[0], "after")
        if said:
            return _quote(stretch, _chosen(said), "before")
        if according := according_to(before) or according_to(after):
            return _quote(stretch, according[-1], "according")
        return _quote(stretch, behind[0], "later") if behind else None

    def _before(self, k: int) -> str:
        """The narrative of the sentence up to quotation `k`."""
        parts_: list[str] = []
        for j in range(k, -1, -1):
            piece = self.narrative[j]
            sentence = _last_sentence(piece)
            parts_.insert(0, sentence)
            if len(sentence) < len(piece) or j == 0:
                break
            ended = (
                self.text[self.found[j - 1].end - 1] in ".?!"
                and sentence[:1] not in ",;"
                and sentence.strip()[:1].isupper()
            )
            if ended or (not sentence.strip() and self.text[self.found[j - 1].end - 1] in ".?!"):
                break
            parts_.insert(0, " □ ")
        return "".join(parts_)

    def _after(self, k: int) -> str:
        """The narrative of the sentence from quotation `k` on, up to the next quotation."""
        return _first_sentence(self.narrative[k + 1])


def _quote(stretch: Stretch, said: Said, rule: str) -> _Quote:
    return _Quote(
        stretch, said.who, Evidence.CUE if said.who else Evidence.UNKNOWN, said.who is None, said.pronoun, rule
    )


def _chosen(said: list[Said]) -> Said:
    """The nearest subject; for a pronoun the nearest name in the same sentence, which is what it stands for."""
    return next((s for s in reversed(said) if s.who), said[-1]) if said[-1].pronoun else said[-1]


def _announced(sentence: str) -> Said | None:
    """Who a sentence that ends in a colon announces: "Hart said:", "Hart issued this statement:", "Hart:"."""
    if said := sayings(sentence):
        return _chosen(said)
    if _STATEMENT.search(sentence) or len(sentence.split()) <= 3:
        who = subject_of(sentence)
        return Said(who, 0, len(sentence)) if who else None
    return None


def _last_sentence(narrative: str) -> str:
    narrative = narrative[-_NEAR:]
    ends = [match.end() for match in _SENTENCE_ENDS.finditer(narrative)]
    return narrative[ends[-1] :] if ends else narrative


def _first_sentence(narrative: str) -> str:
    match = _SENTENCE_ENDS.search(narrative, 0, _NEAR)
    return narrative[: match.end() if match else _NEAR]
