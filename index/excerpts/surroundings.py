"""Which of several equal places is meant: told by the paragraphs that stood round each of them when one was saved.

A short answer stands many times in a conversation, under the same label. What tells its places apart is not farther
than a few paragraphs away, but edits move those paragraphs, put others between them and take some out. So each place
keeps the ends of the paragraphs on both sides, in order, and every place of today goes to the one it suits best.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from rapidfuzz.distance import Levenshtein

from index.excerpts.excerpt import Part, Round
from index.excerpts.haystack import Haystack, folded_line
from index.excerpts.nearest import Place

ENDS = 20
"""Characters of a paragraph's end by which it is known."""
REACH = 8
"""Paragraphs kept on each side."""
KIN = 12
"""Places of the same paragraph whose surroundings are kept; of more, the nearest."""

_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_LINE = re.compile(r"\n\s*")
_LONG = 4000  # characters of a paragraph, on average, from which on a text has lines and no paragraphs
_TELLING = 12  # characters of an end that are not met by chance
_WRONG = 5  # characters of an end, of which one may be wrong
_NEARLY = 4000  # ends of a text up to which those with wrong letters are looked for
_DRIFT = 0.5  # by which a paragraph one place off counts less
_KNOWN = 1.5  # what must agree for a place to be known: two paragraphs beside it, or three a little off
_CLEARLY = 1.15  # times as much as the next best place
_LEAD = 0.25  # by which two places together suit better as they are than the other way round
_TINY = 1e-6
_SHORT = 4  # characters of a passage that is known by its whole paragraph


@dataclass(frozen=True)
class Paragraphs:
    """The paragraphs of a text, in folded positions, and where those that end alike stand."""

    starts: tuple[int, ...]
    stops: tuple[int, ...]
    ends: tuple[str, ...]
    lines: bool  # a paragraph is a line
    where: dict[str, list[int]] = field(default_factory=dict)
    _found: dict[str, tuple[int, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, hay: Haystack) -> Paragraphs:
        text = hay.source
        breaks = list(_BLANK_LINE.finditer(text))
        lines = len(text) > _LONG * (len(breaks) + 1)
        cuts = [hay.folded.at(found.end()) for found in (_LINE.finditer(text) if lines else breaks)]
        starts = (0, *cuts)
        stops = (*cuts, len(hay.text))
        ends = tuple(hay.text[max(a, b - ENDS - 1) : b].rstrip()[-ENDS:] for a, b in zip(starts, stops, strict=True))
        where: dict[str, list[int]] = {}
        for at, end in enumerate(ends):
            where.setdefault(end, []).append(at)
        return cls(starts, stops, ends, lines, where)

    def at(self, position: int) -> int:
        """The number of the paragraph at a folded position."""
        return max(0, bisect_right(self.starts, position) - 1)

    def round(self, number: int) -> Round:
        """The ends of the paragraphs before and after, the nearest first."""
        return self.ends[max(0, number - REACH) : number][::-1], self.ends[number + 1 : number + 1 + REACH]

    def found(self, end: str) -> tuple[int, ...]:
        """The paragraphs that end so, give or take a wrong letter."""
        if end not in self._found:
            exactly = self.where.get(end, ())
            if not exactly and len(end) >= _TELLING and len(self.where) <= _NEARLY:
                most = len(end) // _WRONG
                close = [other for other in self.where if Levenshtein.distance(end, other, score_cutoff=most) <= most]
                exactly = [at for other in close for at in self.where[other]]
            self._found[end] = tuple(exactly)
        return self._found[end]


def paragraphs(hay: Haystack) -> Paragraphs:
    """The paragraphs of a haystack, cut once."""
    return hay.kept("paragraphs", Paragraphs.of)


@dataclass(frozen=True, slots=True)
class Settled:
    """What the surroundings say: the place meant, or none; the places that are others; whether one of these is it."""

    place: Place | None
    others: tuple[int, ...]  # starts of places that are not it, or of which nothing tells which is
    undecided: Place | None = None


def surrounded(part: Part, own: int, equal: Sequence[Place], hay: Haystack) -> tuple[Round, tuple[Round, ...]]:
    """What stands round the passage at folded position `own`, and round the equal places in paragraphs like its own."""
    cut = paragraphs(hay)
    here = cut.at(own)
    kin = sorted((cut.at(p.start) for p in equal if is_kin(part, p, hay)), key=lambda number: abs(number - here))
    return cut.round(here), tuple(cut.round(number) for number in kin[:KIN])


def is_kin(part: Part, place: Place, hay: Haystack) -> bool:
    """Whether the passage stands at the place as it stood in its own paragraph: nothing inside it tells them apart."""
    cut = paragraphs(hay)
    break_ = _LINE if cut.lines else _BLANK_LINE
    number = cut.at(place.start)
    before = hay.text[cut.starts[number] : place.start].strip()
    after = hay.text[place.end : max(place.end, cut.stops[number])].strip()
    *cut_before, mine_before = break_.split(part.prefix)
    mine_after, *cut_after = break_.split(part.suffix)
    first, last = folded_line(mine_before), folded_line(mine_after)
    return (before == first if cut_before else before.endswith(first)) and (
        after == last if cut_after else after.startswith(last)
    )


def related(part: Part, hay: Haystack) -> bool:
    """Whether anything that stood round the passage stands anywhere in the text: else it is another text."""
    cut = paragraphs(hay)
    return any(cut.found(end) for end in _told(part.round) if len(end) >= _TELLING)


def settle(part: Part, equal: Sequence[Place], hay: Haystack) -> Settled:
    """Which of the equal places is the passage. Each of them goes to the place of then that it suits best.

    The one that is left over when every other has its place is the passage, wherever it was moved.
    """
    kin = [place for place in equal if is_kin(part, place, hay)]
    others = tuple(place.start for place in kin)
    numbers = [paragraphs(hay).at(place.start) for place in kin]
    suits = [[_suits(around, number, hay) for number in numbers] for around in (part.round, *part.kin)]
    taken = _shared_out(suits)
    free = [at for at in range(len(kin)) if at not in taken]
    if (mine := taken[0]) is not None:
        rest = max((suits[0][at] for at in free), default=0.0)
        clear = suits[0][mine] >= _CLEARLY * rest and not any(
            at is not None and suits[0][mine] + suits[who][at] < suits[0][at] + suits[who][mine] + _LEAD
            for who, at in enumerate(taken[1:], 1)
        )
        return Settled(kin[mine] if clear else None, others, None if clear else kin[mine])
    lost = taken.count(None)
    if len(taken) > KIN or not free or not related(part, hay):
        return Settled(None, others)
    if lost == len(free) == 1 and kin[free[0]].end - kin[free[0]].start >= _SHORT:
        return Settled(kin[free[0]], others)
    return Settled(None, others, kin[free[0]] if lost == len(free) > 1 else None)


def _shared_out(suits: Sequence[Sequence[float]]) -> list[int | None]:
    """For each row its column, or None: no column twice, and none that suits too little.

    The best first; then two rows exchange their columns as long as both together gain by it.
    """
    taken: list[int | None] = [None] * len(suits)
    ranked = sorted(((suit, n, at) for n, row in enumerate(suits) for at, suit in enumerate(row)), reverse=True)
    for suit, n, at in ranked:
        if suit >= _KNOWN and taken[n] is None and at not in taken:
            taken[n] = at

    def gain(row: int, column: int | None) -> float:
        return suits[row][column] if column is not None and suits[row][column] >= _KNOWN else 0.0

    exchanged = True
    while exchanged:
        exchanged = False
        for one, other in combinations(range(len(suits)), 2):
            a, b = taken[one], taken[other]
            if gain(one, b) + gain(other, a) > gain(one, a) + gain(other, b) + _TINY:
                taken[one], taken[other] = b, a
                exchanged = True
    return [None if at is None or suits[n][at] < _KNOWN else at for n, at in enumerate(taken)]


def _told(around: Round) -> Iterator[str]:
    yield from around[0]
    yield from around[1]


def _suits(around: Round, number: int, hay: Haystack) -> float:
    """How much of what stood round a place stands round paragraph `number`: of each paragraph at most 1."""
    cut = paragraphs(hay)
    return sum(_beside(ends, number, side, cut) for ends, side in zip(around, (-1, 1), strict=True))


def _beside(ends: Iterable[str], number: int, side: int, cut: Paragraphs) -> float:
    total = 0.0
    for distance, end in enumerate(ends, 1):
        found = cut.found(end)
        off = [abs(side * (at - number) - distance) for at in found if 0 < side * (at - number) <= 2 * REACH]
        if off:
            total += min(1.0, len(end) / ENDS) / len(found) / (1 + _DRIFT * min(off))
    return total
