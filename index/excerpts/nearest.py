"""The places in a document that are most like a saved passage, and by how many edits each of them differs.

An edit is a character inserted, deleted or replaced (Levenshtein 1966), in folded text. Context is counted up to
half its length: beyond that it says only that it is another context.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from index.excerpts.alignment import capped, end_edge, goes_on, start_edge, stretch
from index.excerpts.excerpt import Landmark, Twin
from index.excerpts.haystack import Haystack, Needle, folded_line
from index.model import Span

REWORDED = 0.4
"""Edits for each character of a text, beyond which it is another text."""

_PLACES = 6  # places looked at for one passage
_SHARE = 0.4  # of the votes of the best place, that another must have to be looked at
_CLAIM = 0.25  # edits for each character of a twin's context, up to which a place is the twin
_SPARE = 4  # characters by which the rest of a passage may have become longer
_SHORT = 64  # characters of a passage up to which votes alone are not relied on
_SCANNED = 256  # characters of a passage up to which it is compared with every place
_SHIFTS = (0, -2, 2)  # characters by which edits inside a context may have made it longer
_KNOWN = 80  # of 100, that a landmark must agree for the text to be known by it
_ALIKE = 60  # of 100, that such a place must agree


@dataclass(frozen=True, slots=True)
class Place:
    """A place in folded text that resembles the passage."""

    start: int
    end: int
    edits: int  # between the passage and what stands here; what is missing counts
    near: int  # edits between the contexts
    far: int  # edits between the landmarks and what stands where they should be
    covered: float  # the share of the passage that is here, 0 to 1

    @property
    def context(self) -> int:
        """The edits of context and landmarks."""
        return self.near + self.far

    @property
    def cost(self) -> int:
        """All edits, of text, context and landmarks."""
        return self.edits + self.near + self.far


def context_edits(context: Twin, place: Place, hay: Haystack) -> int:
    """Edits between the context of a place and another, blanks at its ends left out."""
    before, after = folded_line(context[0]), folded_line(context[1])
    left = hay.text[max(0, place.start - len(before) - 1) : place.start].strip()
    right = hay.text[place.end : place.end + len(after) + 1].strip()
    return capped(before, left[-len(before) :] if before else "") + capped(after, right[: len(after)])


def claims(twin: Twin, place: Place, hay: Haystack) -> bool:
    """Whether the place is this twin: one side of its context is there, or as much of both."""
    return context_edits(twin, place, hay) <= _CLAIM * (len(twin[0]) + len(twin[1]))


def exact_places(sought: Needle, hay: Haystack, landmarks: Sequence[Landmark] = ()) -> list[Place]:
    """Every place where the passage stands letter for letter."""
    length = len(sought.text)
    return [
        Place(at, at + length, 0, *_context(sought, hay, at, at + length, landmarks), 1.0)
        for at in (hay.exact(sought.text) if sought.text else ())
    ]


def similar_places(
    sought: Needle, hay: Haystack, landmarks: Sequence[Landmark] = (), apart_from: Span | None = None
) -> Iterator[list[Place]]:
    """The places most like the passage in its context, then those most like it alone; none overlaps `apart_from`."""
    likely = [*_voted(sought, hay), *_beside(landmarks, sought, hay), *_scanned_whole(sought, hay)]
    yield _distinct(_align(sought, sought, hay, at, landmarks, apart_from) for at in likely)
    alone = Needle(sought.text, "", "", sought.text, 0)
    yield _distinct(_align(sought, alone, hay, at, landmarks, apart_from) for at in _scanned(alone, hay, apart_from))


def _distinct(places: Iterable[Place | None]) -> list[Place]:
    """Of places that overlap, the one that costs least."""
    distinct: list[Place] = []
    for place in sorted((place for place in places if place is not None), key=lambda place: place.cost):
        if all(place.start >= other.end or place.end <= other.start for other in distinct):
            distinct.append(place)
    return distinct


def _voted(sought: Needle, hay: Haystack) -> list[int]:
    """Where the passage may begin by the votes of its rare words and those of its context."""
    votes = hay.likely(sought.whole, _PLACES)
    return [at + sought.at for at, share in votes if share >= _SHARE * votes[0][1]]


def _beside(landmarks: Sequence[Landmark], sought: Needle, hay: Haystack) -> list[int]:
    """Where the passage may begin by what is most like its landmarks."""
    likely = []
    for distance, landmark in landmarks:
        found = fuzz.partial_ratio_alignment(folded_line(landmark), hay.text, score_cutoff=_ALIKE)
        if found is not None and distance < 0:
            likely.append(found.dest_end - distance)
        elif found is not None:
            likely.append(max(0, found.dest_start - distance - len(sought.text)))
    return likely


def knows_landmarks(landmarks: Sequence[Landmark], hay: Haystack) -> bool:
    """Whether a landmark stands anywhere in the text, or none was set: else it is another text."""
    texts = [folded_line(landmark) for _, landmark in landmarks]
    return not texts or any(fuzz.partial_ratio(text, hay.text, score_cutoff=_KNOWN) for text in texts)


def _scanned_whole(sought: Needle, hay: Haystack) -> list[int]:
    """Where a short passage may begin by what is most like it with its context."""
    if len(sought.text) > _SHORT:
        return []
    found = fuzz.partial_ratio_alignment(sought.whole, hay.text, score_cutoff=_ALIKE)
    return [] if found is None else [found.dest_start + sought.at]


def _scanned(sought: Needle, hay: Haystack, apart_from: Span | None) -> list[int]:
    """Where the passage alone may begin: its beginning is compared with every place, about 5 ms a megabyte."""
    likely = _voted(sought, hay) if len(sought.text) > _SCANNED else []
    beginning = sought.text[:_SCANNED]
    for first, last in ((0, apart_from[0]), (apart_from[1], len(hay.text))) if apart_from else ((0, len(hay.text)),):
        if last - first >= len(beginning):
            scanned = fuzz.partial_ratio_alignment(beginning, hay.text[first:last], score_cutoff=_ALIKE)
            if scanned is not None:
                likely.append(first + scanned.dest_start)
    return likely


def _context(sought: Needle, hay: Haystack, start: int, end: int, landmarks: Sequence[Landmark]) -> tuple[int, int]:
    before, after = sought.before, sought.after
    near = min(capped(before, hay.text[max(0, start - len(before) - shift) : start]) for shift in _SHIFTS)
    near += min(capped(after, hay.text[end : end + len(after) + shift]) for shift in _SHIFTS)
    far = sum(
        _landmark(folded_line(landmark), hay.text, start if distance < 0 else end, distance)
        for distance, landmark in landmarks
    )
    return near, far


def _landmark(landmark: str, text: str, origin: int, distance: int) -> int:
    """Edits between a landmark and what is most like it where it should be; edits in between move it a little."""
    slack = 16 + abs(distance) // 8
    first = origin + distance - (len(landmark) if distance < 0 else 0)
    window = text[max(0, first - slack) : max(0, first + len(landmark) + slack)]
    found = fuzz.partial_ratio_alignment(landmark, window)
    if found is None or len(window) < len(landmark):
        return capped(landmark, window)
    return capped(landmark, window[found.dest_start : found.dest_end])


def _align(
    sought: Needle, laid: Needle, hay: Haystack, at: int, landmarks: Sequence[Landmark], apart_from: Span | None
) -> Place | None:
    """The passage, as `laid` with or without its context, laid over the text near the place `at`."""
    length, slack = len(sought.text), 24 + len(laid.whole) // 8
    first = max(0, at - laid.at - slack)
    last = at - laid.at + 64 + len(laid.whole) + slack
    if apart_from is not None:
        if at < apart_from[0]:
            last = min(last, apart_from[0])
        else:
            first = max(first, apart_from[1])
    if last <= first:
        return None
    part_start, part_end, start, end = stretch(laid, hay.text[first:last])
    if part_end <= part_start:
        return None
    start, end = start + first, end + first
    before = goes_on(sought.text[:part_start], hay.text[max(0, start - part_start - _SPARE) : start], backwards=True)
    if before is not None:
        start, part_start = start - before, 0
    after = goes_on(sought.text[part_end:], hay.text[end : end + length - part_end + _SPARE])
    if after is not None:
        end, part_end = end + after, length
    if part_start == 0:
        start = start_edge(sought, hay.text, start)
    if part_end == length:
        end = end_edge(sought, hay.text, end)
    if end <= start or (apart_from is not None and start < apart_from[1] and end > apart_from[0]):
        return None
    edits = Levenshtein.distance(sought.text[part_start:part_end], hay.text[start:end])
    missing = length - (part_end - part_start)
    near, far = _context(sought, hay, start, end, landmarks)
    return Place(start, end, edits + missing, near, far, (part_end - part_start) / length)
