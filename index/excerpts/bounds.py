"""How far a place may differ from a saved passage and still be it: the one rule against lookalikes.

A place is the passage when it is nearer to what was saved than to the nearest rival that the passage had. Distances in
edits obey the triangle inequality, so less than half way to the rival is nearer to the passage than to the rival
(the ratio test of Lowe 2004, section 7.1, with the rival measured when it was still known which was which).
"""

from __future__ import annotations

from dataclasses import dataclass

from index.excerpts.excerpt import Part
from index.excerpts.haystack import Needle
from index.excerpts.nearest import REWORDED, Place

_TELLING = 16  # characters that a passage needs to be known without its context, possibly edited
_RETOUCHED = 0.12  # edits for each character of a passage that is known though nothing of its context agrees
_NAMING = 12  # the same for a passage that is there letter for letter, once then and once now
_SHORT = 5  # the same when besides something of its context agrees
_FAMILIAR = 0.75  # share of the context's edits, of those where nothing agrees, up to which it is not quite another


@dataclass(frozen=True, slots=True)
class Bounds:
    """The greatest distances of a passage, in edits; a distance must stay below."""

    length: int  # characters of the passage
    whole: float  # of text and context together
    context: float  # of the context, the text being similar
    text: float  # of the text alone
    marked: bool  # it has landmarks
    strange: float  # of a context, landmarks left out, with which nothing agrees

    @classmethod
    def of(cls, part: Part, sought: Needle) -> Bounds:
        """The bounds of a passage: half way to its nearest rival, or to where nothing agrees if that is nearer."""
        length = len(sought.text)
        strange = (len(sought.before) + len(sought.after)) / 2
        marked = strange + sum(len(landmark) for _, landmark in part.landmarks) / 2

        def half_way(rival: int, nothing_agrees: float) -> float:
            return (nothing_agrees if rival < 0 else min(rival, nothing_agrees)) / 2

        return cls(
            length,
            half_way(part.rival, length / 2 + marked),
            half_way(part.rival_context, marked),
            half_way(part.rival_text, length / 2),
            bool(part.landmarks),
            strange,
        )

    def in_context(self, place: Place) -> bool:
        """Whether text and context say that this is the passage."""
        if place.edits > REWORDED * self.length or (place.cost >= self.whole and place.context >= self.context):
            return False
        # Landmarks vouch for the neighbourhood, also when the passage is gone from it.
        return not self.marked or place.edits + place.near < (self.length / 2 + self.strange) / 2

    def hold(self, place: Place, alone: bool) -> bool:
        """Whether this is the passage, in its context or moved; `alone`: it stood once in its document and does now."""
        if self.in_context(place):
            return True
        if self.length >= _TELLING and place.edits < self.text:
            return place.edits <= _RETOUCHED * self.length or self.familiar(place)
        if place.edits or not alone:
            return False
        return self.length >= _NAMING or (self.length >= _SHORT and self.familiar(place))

    def familiar(self, place: Place) -> bool:
        """Whether something of the context agrees, if only a speaker's label."""
        return place.near <= _FAMILIAR * self.strange
