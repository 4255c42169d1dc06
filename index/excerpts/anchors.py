"""From what was saved of an excerpt to its place in the document today, or to the honest answer that it is gone."""

from __future__ import annotations

from functools import lru_cache

from index.excerpts.describe import text_digest
from index.excerpts.excerpt import GAP, Excerpt, Part
from index.excerpts.placement import Placement, Status
from index.model import Document
from index.text.fold import Folded, fold, folded

_ORDER = tuple(Status)


def resolve(excerpt: Excerpt, document: Document) -> Placement:
    """Where the excerpt stands in `document`. Never a lookalike: in doubt it is ambiguous or an orphan."""
    same = excerpt.digest == document.digest or excerpt.text_digest == text_digest(document.text)
    places = [_resolve(part, document.text, same) for part in excerpt.anchors]
    if len(places) == 1:
        place = places[0]
        if place.status is Status.EXACT and place.text != excerpt.text:
            return Placement(Status.CHANGED, place.start, place.end, place.text, place.spans)
        return place
    found = [place for place in places if place.start is not None]
    if not found:
        return Placement(Status.ORPHAN)
    worst = max((place.status for place in places), key=_ORDER.index)
    spans = tuple(span for place in found for span in place.spans)
    return Placement(
        Status.PARTIAL if worst is Status.ORPHAN else worst,
        spans[0][0],
        spans[-1][1],
        GAP.join(place.text for place in found),
        spans,
    )


def _resolve(part: Part, text: str, same: bool) -> Placement:
    if same and text[part.start : part.end] == part.text:
        return _at(Status.EXACT, text, part.start, part.end)
    haystack = _folded(text)
    needle = folded(part.text).strip()
    found = haystack.text.find(needle) if needle else -1
    if found < 0 or haystack.text.find(needle, found + 1) >= 0:
        return Placement(Status.ORPHAN)
    start, end = haystack.span(found, found + len(needle))
    return _at(Status.EXACT if text[start:end] == part.text else Status.NORMALISED, text, start, end)


def _at(status: Status, text: str, start: int, end: int) -> Placement:
    return Placement(status, start, end, text[start:end], ((start, end),))


@lru_cache(maxsize=4)
def _folded(text: str) -> Folded:
    return fold(text)
