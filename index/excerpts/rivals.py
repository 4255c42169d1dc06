"""How well a passage can be told from every other place of its document, measured when it is saved.

A source in which the passage was deleted may still hold its twin. What distance there is to the nearest such rival says
later how close is close enough; and where text and context do not tell rivals apart, landmarks farther off are kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz.distance import Levenshtein

from index.excerpts.describe import CONTEXT
from index.excerpts.excerpt import Landmark, Part, Twin
from index.excerpts.haystack import Haystack, Needle, haystack, needle
from index.excerpts.nearest import REWORDED, Place, exact_places, similar_places
from index.excerpts.surroundings import surrounded
from index.model import Span
from index.text.fold import folded

_ENOUGH = 32  # edits to the nearest rival with which no landmark is needed
_TWINS = 12  # places like a passage whose contexts are kept
_LANDMARK = 64  # characters of a landmark
_TOLD_APART = 24  # edits by which a landmark differs from what stands there beside each rival
_DISTANCES = (32, 64, 128, 256, 512, 1024, 2048)
_BRIEF = 48  # characters of a passage up to which the paragraphs round it are kept
_SEARCHED = 4_000_000  # characters of a document up to which similar rivals are looked for, not only equal ones


def measured(part: Part, text: str) -> Part:
    """The passage of the canonical text `text`, with its occurrences, its distance to its rivals, and landmarks."""
    hay, sought = haystack(text), needle(part)
    own = hay.folded.at(part.start)
    while hay.text[own : own + 1] == " ":
        own += 1
    rivals = _rivals(sought, hay, own, ())
    equal = [rival for rival in rivals if rival.edits == 0 and rival.end - rival.start == len(sought.text)]
    if equal or len(sought.text) < _BRIEF:
        around, kin = surrounded(part, own, equal, hay)
        part = replace(part, round=around, kin=kin)
    if not rivals:
        return part
    occurrences = 1 + sum(rival.edits == 0 for rival in rivals)
    part = _against(
        replace(part, occurrences=occurrences, twins=_twins(rivals, hay, text, len(sought.text))),
        rivals,
        len(sought.text),
    )
    landmarks = _landmarks(part, text, [hay.folded.span(r.start, r.end) for r in rivals if r.cost < _ENOUGH])
    if not landmarks:
        return part
    return _against(replace(part, landmarks=landmarks), _rivals(sought, hay, own, landmarks), len(sought.text))


def _against(part: Part, rivals: Sequence[Place], length: int) -> Part:
    alike = [rival.context for rival in rivals if rival.edits <= REWORDED * length]
    return replace(
        part,
        rival=min(rival.cost for rival in rivals),
        rival_text=min(rival.edits for rival in rivals),
        rival_context=min(alike, default=-1),
    )


def _twins(rivals: Sequence[Place], hay: Haystack, text: str, length: int) -> tuple[Twin, ...]:
    """The contexts of the equal places, if they are few, and of those most alike."""
    alike = sorted((rival for rival in rivals if rival.edits <= REWORDED * length), key=lambda rival: rival.edits)
    if sum(rival.edits == 0 for rival in alike) > _TWINS:
        return ()
    spans = [hay.folded.span(rival.start, rival.end) for rival in alike[:_TWINS]]
    return tuple((text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]) for start, end in spans)


def _rivals(sought: Needle, hay: Haystack, own: int, landmarks: Sequence[Landmark]) -> list[Place]:
    rivals = [place for place in exact_places(sought, hay, landmarks) if place.start != own]
    if len(hay.text) <= _SEARCHED:
        for similar in similar_places(sought, hay, landmarks, apart_from=(own, own + len(sought.text))):
            known = {place.start for place in rivals}
            rivals += [place for place in similar if place.start not in known]
    return rivals


def _landmarks(part: Part, text: str, rivals: Sequence[Span]) -> tuple[Landmark, ...]:
    """On each side the nearest stretch, outside the context, by which the passage differs from all its rivals."""
    if not rivals:
        return ()
    landmarks: list[Landmark] = []
    for side in (-1, 1):
        for distance in _DISTANCES:
            mine = _at(text, part.start, part.end, side * distance)
            if len(mine) < _LANDMARK // 2:
                break
            others = (_at(text, start, end, side * distance) for start, end in rivals)
            if all(Levenshtein.distance(folded(mine), folded(other)) >= _TOLD_APART for other in others):
                landmarks.append((side * distance, mine))
                break
    return tuple(landmarks)


def _at(text: str, start: int, end: int, distance: int) -> str:
    if distance < 0:
        return text[max(0, start + distance - _LANDMARK) : max(0, start + distance)]
    return text[end + distance : end + distance + _LANDMARK]
