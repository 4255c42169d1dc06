"""Quote check: every quotation of a draft held against the library, and whether the person named is the one who said
it.

The quotations of a draft are found by the same rules as those of a source. What style moves inside the closing mark
(a full stop for a comma) is no alteration; any word is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.engine import Index
from index.model import Kind, Span
from index.search.draft import prose, read_draft, with_notes
from index.search.names import same_person
from index.search.quote import QuoteMatch, find_quote
from index.search.worddiff import Step
from index.structure import structure
from index.text.fold import folded

_CLOSING = ".,;:!?…—–- "


@dataclass(frozen=True, slots=True)
class CheckedQuotation:
    """A quotation of a draft and what the library says of it.

    `status` is `exact`, `altered` or `none`. `attributed_to` is who the draft says it is by, `speaker` who said it in
    the source; `speaker_matches` is None when either is not known. `start, end` is its place in the draft's canonical
    text, `source` that in the document.
    """

    draft_line: int
    quotation: str
    attributed_to: str | None
    status: str
    doc: str | None = None
    line: int | None = None
    speaker: str | None = None
    speaker_matches: bool | None = None
    diff: tuple[Step, ...] = ()
    start: int = 0
    end: int = 0
    score: float = 0.0
    source: Span | None = None
    second_hand: bool = False


def check(index: Index, draft: bytes, name: str = "draft.md") -> list[CheckedQuotation]:
    """Check the quotations of a draft, in its order. `name` tells the format. Raises FormatError when it cannot be
    read.
    """
    extraction = read_draft(name, draft)
    text = extraction.text
    found = structure(replace(extraction, text=prose(name, draft, extraction)), name)
    kinds = {passage.number: passage.kind for passage in found.passages}
    checked = []
    for quotation in found.quotations:
        if kinds.get(quotation.passage) is Kind.META:
            continue
        said = text[quotation.start : quotation.end]
        line = text.count("\n", 0, quotation.start) + 1
        one = judge(index, said, quotation.attributed_to)
        checked.append(replace(one, draft_line=line, start=quotation.start, end=quotation.end))
    return checked


def judge(index: Index, quotation: str, attributed_to: str | None) -> CheckedQuotation:
    """Hold one quotation against the library; places in the draft are left 0."""
    matches = find_quote(index, quotation, limit=20)
    if matches[0].status != "exact" and (bare := quotation.rstrip(_CLOSING)) != quotation:
        # The stop before the closing mark is often the draft's: ask again without it.
        again = find_quote(index, bare, limit=20) if bare else matches
        if again[0].status == "exact":
            matches = again
    best = matches[0]
    if best.status == "none":
        return CheckedQuotation(0, quotation, attributed_to, "none", diff=best.diff)
    equal = [match for match in matches if match.score >= best.score]
    if attributed_to:
        best = next((match for match in equal if _matches(match, attributed_to)), best)
    speaker = best.quoted or best.speaker
    return CheckedQuotation(
        draft_line=0,
        quotation=quotation,
        attributed_to=attributed_to,
        status=best.status,
        doc=best.doc,
        line=best.line,
        speaker=speaker,
        speaker_matches=_matches(best, attributed_to) if attributed_to else None,
        diff=_without_stop(best.diff),
        score=best.score,
        source=(best.start, best.end),
        second_hand=best.second_hand,
    )


def _without_stop(steps: Sequence[Step]) -> tuple[Step, ...]:
    """The steps without the stop before the closing mark where the source has another or none: style puts it there."""
    *before, (tag, typed, source) = steps
    bare, there = typed.rstrip(_CLOSING), source.rstrip(_CLOSING)
    if tag != "replace" or not (bare and there) or typed[len(bare) :] == source[len(there) :]:
        return tuple(steps)
    if folded(bare) != folded(there):
        return (*before, ("replace", bare, there))
    if before and before[-1][0] == "equal":
        _, one, other = before.pop()
        typed, source = f"{one} {typed}", f"{other} {source}"
    return (*before, ("equal", typed, source))


def _matches(match: QuoteMatch, name: str) -> bool | None:
    speaker = match.quoted or match.speaker
    return same_person(name, speaker) if speaker else None


def annotated(draft: bytes, name: str, found: Sequence[CheckedQuotation]) -> str:
    """The draft as Markdown with a footnote at each quotation that says what the check found."""
    text = read_draft(name, draft).text
    places = []
    notes = []
    for number, one in enumerate(sorted(found, key=lambda one: one.end), 1):
        end = min(len(text), one.end + 1) if text[one.end : one.end + 1] in ('"', "”", "’", "'", "»") else one.end
        places.append((end, f"[^check-{number}]"))
        notes.append(f"[^check-{number}]: {_said(one)}")
    marked = with_notes(name, draft, places).rstrip("\n")
    return marked + "\n" + ("\n" + "\n".join(notes) + "\n" if notes else "")


def _said(one: CheckedQuotation) -> str:
    if one.status == "none":
        return "**not found** in the library"
    where = f"{one.doc}:{one.line}"
    words = f"**{one.status}**, {where}" + (f", {one.speaker}" if one.speaker else "")
    if one.status == "altered":
        words += ": " + " ".join(_step(step) for step in one.diff)
    if one.speaker_matches is False:
        words += f"; **said by {one.speaker}, not by {one.attributed_to}**"
    return words + ("; second-hand" if one.second_hand else "")


def _step(step: Step) -> str:
    tag, typed, source = step
    if tag == "equal":
        return source
    return " ".join(part for part in (f"~~{typed}~~" if typed else "", f"**{source}**" if source else "") if part)
