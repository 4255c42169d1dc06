"""Quote lookup: where was this said, and was it said so?

First the exact words (equal under the fold). Then the likely places, and the best alignment in the text round each,
snapped to words and grown or cut to fit, part by part where the quoter left words out and said so, across the gap where
they did not. What fits too badly to be the same sentence is `none`: an invented quotation must not be given a source.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from index.engine import Index
from index.model import Evidence, Span
from index.search.alignment import Fit, align_in_order, mended
from index.search.leftout import bridged
from index.search.likeness import LEAD, alike, lead, same_sentence
from index.search.phrases import occurrences, span_of
from index.search.places import likely_places
from index.search.quoted import Typed, take_apart
from index.search.scoring import rarity
from index.search.window import Window, around, span_in_document
from index.search.worddiff import Step, diff
from index.text.words import cut

LEFT_OUT = 1_500  # characters: what an omission may stand for
SHORT = 16  # words: so short a quotation may also stand elsewhere with a word or two changed
SURE = 85.0  # points: a place that fits so well is only beaten by one that holds most of the words, too
UNLIKELY = 0.6
LEAST = 45.0
WHOLE = 96.0  # points from which nothing can be missing from what was found
SAME = 3.0  # points: a quotation in one stretch may fit so much worse than one in several
BRIDGED = 3  # of the best places: where the rest of a quotation is looked for
MARGIN = 12.0  # points by which another place may fit worse than the best and still be shown


@dataclass(frozen=True, slots=True)
class QuoteMatch:
    """A place where a quotation may come from.

    `status` is `exact`, `altered` or `none` (then only `query` and `diff` mean anything). Exact is what the fold
    makes equal, of each part where the quoter marked that words were left out. `score` is 0–100. `speaker` says the
    passage; when the words stand inside a quotation there, `quoted` is the person they are attributed to ("" when the
    text does not say) and `second_hand` whether that person does not speak there themselves. `spans` are the
    stretches that were matched: several round an omission or an advertisement.
    """

    query: str
    status: str
    score: float = 0.0
    doc: str = ""
    title: str = ""
    passage: int = -1
    start: int = 0
    end: int = 0
    line: int = 0
    speaker: str | None = None
    evidence: Evidence = Evidence.UNKNOWN
    text: str = ""
    diff: tuple[Step, ...] = ()
    rank: int = 1
    quoted: str | None = None
    second_hand: bool = False
    spans: tuple[Span, ...] = ()
    place: str = ""  # the page, time or chapter, where the format knows it: "p. 7", "12:04"


@dataclass(frozen=True)
class _Found:
    """Stretches of one document, in order, with the places they start and end in."""

    places: tuple[tuple[int, int], ...]
    spans: tuple[Span, ...]
    score: float
    exact: bool

    @property
    def span(self) -> Span:
        return self.spans[0][0], self.spans[-1][1]


def find_quote(index: Index, text: str, limit: int = 5) -> list[QuoteMatch]:
    """The places `text` may come from, best first, at most `limit`; one of status `none` when there is none.

    Any text is a quotation; none raises.
    """
    typed = take_apart(text)
    if not typed.readings or not index.size or not cut(typed.readings[0]):  # marks alone are nobody's words
        return [QuoteMatch(query=text, status="none", diff=diff(text, ""))]
    found = _exact(index, typed, limit)
    if not found or (len(found) < limit and len(cut(typed.readings[0])) <= SHORT):
        found = _with_others(index, found, _near(index, typed, limit))[:limit]
    if not found:
        return [QuoteMatch(query=text, status="none", diff=diff(typed.text, ""))]
    return [replace(_match(index, typed, one), rank=rank) for rank, one in enumerate(found, 1)]


def _with_others(index: Index, found: list[_Found], near: list[_Found]) -> list[_Found]:
    return found + [one for one in near if not any(_overlap(index, one, other) for other in found)]


def _overlap(index: Index, one: _Found, other: _Found) -> bool:
    same = index.doc_of[one.places[0][0]] == index.doc_of[other.places[0][0]]
    return bool(same) and one.span[0] < other.span[1] and other.span[0] < one.span[1]


def _exact(index: Index, typed: Typed, limit: int) -> list[_Found]:
    for reading in typed.readings:
        found = occurrences(index, reading, most=max(200, limit))
        if found:
            # What is set aside (advertising, a repeated headline) comes after the text itself.
            found.sort(key=lambda one: (not index.searched[one.first], one.first))
            return [_Found(((one.first, one.last),), (span_of(index, one),), 100.0, True) for one in found[:limit]]
    return []


@dataclass(frozen=True)
class _Laid:
    """A quotation laid over a window: a stretch for each part of it, what of these is quoted, and how well it fits."""

    window: Window
    stretches: tuple[Fit, ...]
    score: float
    quoted: str = ""  # folded
    exact: bool = False


def _near(index: Index, typed: Typed, limit: int) -> list[_Found]:
    claimed = typed.claimed
    reach = len(claimed) + LEFT_OUT * (len(typed.parts) > 1)
    laid: list[_Laid] = []
    best = 0.0
    likely = likely_places(index, cut(claimed))
    for place, weight in likely:
        if best >= SURE and weight < UNLIKELY * likely[0][1]:
            break  # what comes holds too few of the words to fit better
        cutoff = max(best - MARGIN, LEAST)
        found = _lay(around(index, place, reach), typed.parts, cutoff)
        if typed.unbroken and not (found and found.exact):
            whole = _lay(around(index, place, len(claimed)), (typed.unbroken,), cutoff)
            if whole and (not found or whole.score > found.score - SAME):
                found = whole
        if found:
            laid.append(found)
            best = max(best, found.score)
    laid.sort(key=_order)
    if len(typed.parts) == len(typed.parts[0]) == 1:
        laid[:BRIDGED] = [_bridged(index, one, claimed) for one in laid[:BRIDGED]]
        laid.sort(key=_order)
    return _told(index, claimed, [one for one in laid if one.score >= laid[0].score - MARGIN], limit)


def _told(index: Index, claimed: str, laid: list[_Laid], limit: int) -> list[_Found]:
    """The places `claimed` can be from, at most `limit`, best first: none when the best is only alike by chance."""
    rare = cache(lambda word: rarity(index.frequency(word), index.size) / rarity(0, index.size))
    ranked = [(alike(claimed, one.quoted, one.score, rare), one) for one in laid]
    ranked.sort(key=lambda pair: (not pair[1].exact, -pair[0]))
    first = lead([(one.quoted, likeness) for likeness, one in ranked]) if ranked else 0.0
    kept: list[_Found] = []
    for likeness, one in ranked:
        if len(kept) == limit or not (one.exact or same_sentence(claimed, likeness, LEAD if kept else first)):
            break
        there = _found(index, one)
        if not any(_overlap(index, there, other) for other in kept):
            kept.append(there)
    return kept


def _order(one: _Laid) -> tuple[bool, float, int]:
    return not one.exact, -one.score, one.window.places[0]


def _lay(window: Window, parts: tuple[tuple[str, ...], ...], cutoff: float) -> _Laid | None:
    """The best stretches of a window for the parts of a quotation, in their order; None when one has none."""
    pieces = [piece for part in parts for piece in part]
    fits = align_in_order(pieces, window.text, LEFT_OUT, cutoff)
    if fits is None:
        return None
    score = sum(fit.score * len(piece) for fit, piece in zip(fits, pieces, strict=True)) / sum(map(len, pieces))
    stretches = []
    at = 0
    for part in parts:
        first, last = fits[at], fits[at + len(part) - 1]
        at += len(part)
        whole = mended(part[0], window.text, first) if len(part) == 1 else Fit(first.start, last.end, 0.0)
        stretches.append(whole)
    said = [window.text[one.start : one.end] for one in stretches]
    exact = said == [" ".join(part) for part in parts]
    return _Laid(window, tuple(stretches), 100.0 if exact else min(score, 99.9), " ".join(said), exact)


def _bridged(index: Index, laid: _Laid, claimed: str) -> _Laid:
    """The same with the rest of the quotation when that stands nearby and was not found yet."""
    (fit,) = laid.stretches
    if laid.exact or laid.score >= WHOLE:
        return laid
    window = around(index, laid.window.places[laid.window.place_at(fit.start)], len(claimed) + LEFT_OUT)
    at = window.text.find(laid.quoted)
    across = bridged(claimed, window.text, Fit(at, at + len(laid.quoted), fit.score), LEFT_OUT) if at >= 0 else None
    if across is None or across[0].score < laid.score:
        return laid
    whole, parts = across
    return _Laid(window, (whole,), whole.score, " ".join(window.text[one.start : one.end] for one in parts))


def _found(index: Index, laid: _Laid) -> _Found:
    in_text = [
        stretch for one in laid.stretches for stretch in span_in_document(index, laid.window, one.start, one.end)
    ]
    places = tuple((first, last) for first, last, _ in in_text)
    return _Found(places, tuple(span for *_, span in in_text), laid.score, laid.exact)


def _match(index: Index, typed: Typed, found: _Found) -> QuoteMatch:
    (first, last), span = (found.places[0][0], found.places[-1][1]), found.span
    passage = index.passage(first)
    text = index.between(first, span[0], last, span[1])
    pieces = [index.between(a, start, b, end) for (a, b), (start, end) in zip(found.places, found.spans, strict=True)]
    source = " ".join(pieces)
    steps = diff(typed.text, source)
    if "[" in typed.raw and "[" in source:  # brackets that were typed may be the source's own
        steps = min(steps, diff(typed.texts[-1], source), key=lambda some: sum(tag != "equal" for tag, *_ in some))
    lead = index.between(first, passage.start, first, span[0])
    inside = [q for q in index.quotations(first) if q.start <= span[0] and span[1] <= q.end]
    return QuoteMatch(
        query=typed.raw,
        status="exact" if found.exact else "altered",
        score=round(found.score, 1),
        doc=passage.doc,
        title=index.info[passage.doc].title,
        passage=passage.number,
        start=span[0],
        end=span[1],
        line=passage.line + lead.count("\n"),
        speaker=passage.speaker,
        evidence=passage.evidence,
        text=text,
        diff=steps,
        quoted=(inside[0].attributed_to or "") if inside else None,
        second_hand=any(q.second_hand for q in inside),
        spans=found.spans,
    )
