"""From what was saved of an excerpt to its place in the document today, or to the honest answer that it is gone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from index.excerpts.describe import text_digest
from index.excerpts.excerpt import GAP, Excerpt, Part
from index.excerpts.haystack import Haystack, haystack, needle
from index.excerpts.placement import Placement, Status
from index.model import Document

if TYPE_CHECKING:
    from index.excerpts.nearest import Place

_ORDER = tuple(Status)
_WHOLE = 0.97  # share of the passage that counts as the whole of it
_EDGE = 6  # characters of a passage by which its edge is known
_SHIFTS = (-1, 1, -2, 2, -3, 3, -4, 4)  # characters by which a dash with its blanks may hide the edge of a passage
_INTACT = 8  # edits of a context that has at most a few wrong letters
_MARGIN = 3  # edits by which the best place must be better than the next


def anchored(excerpt: Excerpt, document: Document) -> Excerpt:
    """The excerpt, just described, with what its anchors need to tell it from its rivals in the document."""
    from index.excerpts.rivals import measured  # rapidfuzz, only where something is saved

    return replace(excerpt, anchors=tuple(measured(part, document.text) for part in excerpt.anchors))


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
        return _placement(Status.EXACT, text, part.start, part.end)
    # rapidfuzz is not loaded before a source has changed.
    from index.excerpts.bounds import Bounds
    from index.excerpts.nearest import claims, exact_places, knows_landmarks, similar_places
    from index.excerpts.surroundings import related, settle

    hay, sought = haystack(text), needle(part)
    if not sought.text:
        return Placement(Status.ORPHAN)
    equal = exact_places(sought, hay, part.landmarks)
    bounds = Bounds.of(part, sought)
    alone = len(equal) == part.occurrences == 1
    others: tuple[int, ...] = ()
    if equal and any(part.round):
        settled = settle(part, equal, hay)
        if settled.place is not None:
            return _stands(settled.place, part, hay, text)
        if settled.undecided is not None:
            return _ambiguous(settled.undecided, hay, text)
        others = settled.others
        equal = [place for place in equal if place.start not in others]
    close = [place for place in equal if bounds.in_context(place) and not _is_twin(place, part, hay)]
    found = {place.start: place for place in equal}
    # A few words that nothing of their surroundings has followed are met by chance.
    elsewhere = not close and any(part.round) and part.occurrences == 1 and not related(part, hay)
    for similar in () if close else similar_places(sought, hay, part.landmarks):
        found = {**{place.start: place for place in similar if place.start not in others}, **found}
        close = [
            place
            for place in found.values()
            if (bounds.in_context(place) if elsewhere else bounds.hold(place, alone)) and not _is_twin(place, part, hay)
        ]
        if any(bounds.in_context(place) for place in close):
            break
    if not close and part.occurrences > 1 and len(equal) >= part.occurrences:
        # It has lost its context. Where its twins have kept theirs, it is the one that is left.
        twins = part.twins[: part.occurrences - 1]
        left = [place for place in equal if not any(claims(twin, place, hay) for twin in twins)]
        if len(left) == 1 and len(equal) == part.occurrences:
            close = left
        elif (likely := [place for place in left if bounds.familiar(place)]) and knows_landmarks(part.landmarks, hay):
            return _ambiguous(min(likely, key=lambda place: place.cost), hay, text)
    if not close:
        return Placement(Status.ORPHAN)
    close.sort(key=lambda place: place.cost)
    if len(close) > 1 and close[1].cost - close[0].cost < _MARGIN:
        return _ambiguous(close[0], hay, text)
    return _stands(close[0], part, hay, text)


def _stands(place: Place, part: Part, hay: Haystack, text: str) -> Placement:
    """The passage at a place that is known to be its own."""
    start, end = hay.folded.span(place.start, place.end)
    if place.covered < _WHOLE:
        return _placement(Status.PARTIAL, text, start, end)
    edges = _start(part.text, text, start), _end(part.text, text, end)
    start, end = edges if edges[0] < edges[1] else (start, end)
    if place.edits:
        return _placement(Status.CHANGED, text, start, end)
    return _placement(Status.EXACT if text[start:end] == part.text else Status.NORMALISED, text, start, end)


def _is_twin(place: Place, part: Part, hay: Haystack) -> bool:
    """Whether the place stands where a twin of the passage stood, rather than where the passage did."""
    from index.excerpts.nearest import claims, context_edits

    # The equal ones come first; what is there letter for letter is none of those that were only alike.
    twins = part.twins if place.edits else part.twins[: part.occurrences - 1]
    own = context_edits((part.prefix, part.suffix), place, hay) if twins else 0
    lead = _MARGIN if own <= _INTACT else -_MARGIN
    return any(claims(twin, place, hay) and context_edits(twin, place, hay) + lead <= own for twin in twins)


def _ambiguous(place: Place, hay: Haystack, text: str) -> Placement:
    return _placement(Status.AMBIGUOUS, text, *hay.folded.span(place.start, place.end))


def _start(saved: str, text: str, at: int) -> int:
    """The start in the text itself: the fold does not know blanks at the ends, nor where in a dash a passage begins."""
    blanks = len(saved) - len(saved.lstrip())
    for start in (at, at - blanks, *(at + shift for shift in _SHIFTS)):
        if start >= 0 and text.startswith(saved[:_EDGE], start):
            return start
    return at - blanks if at >= blanks and text[at - blanks : at].isspace() else at


def _end(saved: str, text: str, at: int) -> int:
    blanks = len(saved) - len(saved.rstrip())
    for end in (at, at + blanks, *(at + shift for shift in _SHIFTS)):
        if text.endswith(saved[-_EDGE:], 0, max(end, 0)):
            return end
    return at + blanks if text[at : at + blanks].isspace() and at + blanks <= len(text) else at


def _placement(status: Status, text: str, start: int, end: int) -> Placement:
    return Placement(status, start, end, text[start:end], ((start, end),))
