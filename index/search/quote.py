"""Quote lookup: where was this said, and was it said so?

First the exact words (equal under the fold). Then the candidates: passages that hold the rarest words, or what those
are misspellings of; the best alignment in the text round each, snapped to words and grown or cut to fit. What fits
too badly to be the same sentence is `none`: an invented quotation must not be given a source.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from index.engine import Index
from index.engine.analysis import cut
from index.model import Evidence, Span
from index.search.alignment import Fit, align, likeness
from index.search.desk import desk
from index.search.phrases import occurrences, span_of
from index.search.quoted import Typed, take_apart
from index.search.scoring import rarity
from index.search.window import around, span_in_document
from index.search.worddiff import Step, diff

RAREST = 12  # words of the quotation that choose the candidates
CANDIDATES = 25
MOST_POSTINGS = 300_000


@dataclass(frozen=True, slots=True)
class QuoteMatch:
    """A place where a quotation may come from.

    `status` is `exact` (equal under the fold), `altered` or `none` (then only `query`, `score` and `diff` mean
    anything). `score` is 0–100. `speaker` says the passage; when the words stand inside a quotation there, `quoted`
    is the person they are attributed to ("" when the text does not say) and `second_hand` whether that person does
    not speak themselves. `spans` are the stretches that were matched: several around an omission or an advertisement.
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


def find_quote(index: Index, text: str, limit: int = 5) -> list[QuoteMatch]:
    """The places `text` may come from, best first, at most `limit`; one of status `none` when there is none.

    Any text is a quotation; none raises.
    """
    typed = take_apart(text)
    if not typed.fold or not index.size:
        return [QuoteMatch(query=text, status="none", diff=diff(text, ""))]
    matches = _exact(index, typed, limit)
    if not matches:
        matches = _near(index, typed, limit)
    if not matches:
        return [QuoteMatch(query=text, status="none", diff=diff(typed.text, ""))]
    return [replace(match, rank=rank) for rank, match in enumerate(matches, 1)]


def _exact(index: Index, typed: Typed, limit: int) -> list[QuoteMatch]:
    found = occurrences(index, typed.fold, most=200)
    found.sort(key=lambda one: (not index.searched[one.first], one.first))
    return [_match(index, typed, one.first, one.last, span_of(index, one), 100.0, "exact") for one in found[:limit]]


def _match(index: Index, typed: Typed, first: int, last: int, span: Span, score: float, status: str) -> QuoteMatch:
    passage = index.passage(first)
    text = index.between(first, span[0], last, span[1])
    lead = index.between(first, passage.start, first, span[0])
    inside = [q for q in index.quotations(first) if q.start <= span[0] and span[1] <= q.end]
    return QuoteMatch(
        query=typed.raw,
        status=status,
        score=round(score, 1),
        doc=passage.doc,
        title=index.info[passage.doc].title if passage.doc in index.info else passage.doc,
        passage=passage.number,
        start=span[0],
        end=span[1],
        line=passage.line + lead.count("\n"),
        speaker=passage.speaker,
        evidence=passage.evidence,
        text=text,
        diff=diff(typed.text, text),
        quoted=(inside[0].attributed_to or "") if inside else None,
        second_hand=any(q.second_hand for q in inside),
        spans=(span,),
    )


def candidates(index: Index, words: Iterable[str]) -> list[int]:
    """The places most likely to hold a stretch with these folded words, best first."""
    speller = desk(index).speller
    known: dict[str, int] = {}
    for word in dict.fromkeys(words):
        meant = word if index.frequency(word) else speller.correct(word)
        if meant:
            known[meant] = index.frequency(meant)
    if not known:
        return []
    scores = np.zeros(index.size + 2, np.float32)
    spent = 0
    for used, word in enumerate(sorted(known, key=known.__getitem__)[:RAREST]):
        spent += known[word]
        if used >= 3 and spent > MOST_POSTINGS:
            break
        scores[1:-1][index.postings(word)[0]] += np.float32(rarity(known[word], index.size))
    # A quotation may run from one passage into the next: what stands next door counts for half.
    near = scores[1:-1] + 0.5 * np.maximum(scores[:-2], scores[2:])
    near[~index.alive] = 0
    top = np.argpartition(-near, CANDIDATES)[:CANDIDATES] if index.size > CANDIDATES else np.arange(index.size)
    top = top[near[top] > 0]
    ordered: list[int] = top[np.argsort(-near[top], kind="stable")].tolist()
    return ordered


def _near(index: Index, typed: Typed, limit: int) -> list[QuoteMatch]:
    needle = " ".join(typed.parts)
    fits: list[tuple[Fit, int, int, Span]] = []
    best = 0.0
    for place in candidates(index, cut(needle)):
        window = around(index, place, len(needle))
        fit = align(needle, window.text, cutoff=max(best - 12.0, 50.0))
        if fit is None:
            continue
        best = max(best, fit.score)
        first, last, span = span_in_document(index, window, fit.start, fit.end)
        fits.append((fit, first, last, span))
    fits.sort(key=lambda found: -found[0].score)
    matches: list[QuoteMatch] = []
    taken: list[tuple[int, Span]] = []
    for fit, first, last, span in fits:
        doc = int(index.doc_of[first])
        if any(doc == other and span[0] < end and start < span[1] for other, (start, end) in taken):
            continue
        taken.append((doc, span))
        if fit.score >= likeness(needle):
            matches.append(_match(index, typed, first, last, span, fit.score, "altered"))
        if len(matches) >= limit:
            break
    return matches
