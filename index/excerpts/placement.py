"""Where a saved excerpt stands in a document today, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """What became of a saved excerpt, from best to worst."""

    EXACT = "exact"  # the same characters
    NORMALISED = "normalised"  # equal once folded: quotes, dashes, blanks, line breaks, case
    CHANGED = "changed"  # the words were edited; the whole of it is there
    PARTIAL = "partial"  # a part of it is there
    AMBIGUOUS = "ambiguous"  # it stands in several places and nothing tells which was meant
    ORPHAN = "orphan"  # not there any more


@dataclass(frozen=True, slots=True)
class Placement:
    """A place in the canonical text, offsets in code points, end exclusive; both None for an orphan.

    `text` is what stands there, the passages of an excerpt from several places joined as in the excerpt. An ambiguous
    placement gives the likeliest place. `spans` are the places of the passages one by one.
    """

    status: Status
    start: int | None = None
    end: int | None = None
    text: str = ""
    spans: tuple[tuple[int, int], ...] = ()
