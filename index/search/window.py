"""A window: the folded text round a passage, and the way back from it to offsets in the document.

Text that is set aside (advertising, credits) is left out, so that a sentence which it cuts in two is one again.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from index.engine import Index
from index.engine.segment import KIND_CODE
from index.model import Kind, Span
from index.text.fold import fold

_ASIDE = (KIND_CODE[Kind.BOILERPLATE], KIND_CODE[Kind.META])


@dataclass(frozen=True)
class Window:
    """Passages of one document: `text` is their folded text, `places[i]` begins at `starts[i]` in it."""

    text: str
    places: tuple[int, ...]
    starts: tuple[int, ...]

    def place_at(self, at: int) -> int:
        """Which of `places` holds the character at `at`."""
        return max(0, bisect_right(self.starts, at) - 1)


def around(index: Index, place: int, reach: int) -> Window:
    """The passage at `place` with at least `reach` characters of folded text on either side, as far as the document
    goes.
    """
    low, high = index.places_of(int(index.doc_of[place]))
    aside = int(index.kind_of[place]) in _ASIDE
    places = [place]
    shares = [index.folded(place, place + 1)]
    for step, end in ((-1, low - 1), (1, high)):
        missing = reach
        at = place + step
        while at != end and missing > 0:
            if aside or int(index.kind_of[at]) not in _ASIDE:
                share = index.folded(at, at + 1)
                missing -= len(share)
                if step < 0:
                    places.insert(0, at)
                    shares.insert(0, share)
                else:
                    places.append(at)
                    shares.append(share)
            at += step
    starts = []
    total = 0
    for number, share in enumerate(shares):
        if number and not shares[number - 1].endswith(" ") and places[number] != places[number - 1] + 1:
            shares[number - 1] += " "  # what stood between them was left out
            total += 1
        starts.append(total)
        total += len(share)
    return Window("".join(shares), tuple(places), tuple(starts))


def span_in_document(index: Index, window: Window, start: int, end: int) -> list[tuple[int, int, Span]]:
    """The stretches of the document that `window.text[start:end]` is: place of the first and of the last passage, and
    span.

    One, unless something that was set aside lies between.
    """
    first, last = window.place_at(start), window.place_at(max(start, end - 1))
    runs = [[first, first]]
    for at in range(first + 1, last + 1):
        if window.places[at] == window.places[at - 1] + 1:
            runs[-1][1] = at
        else:
            runs.append([at, at])
    stretches = []
    for low, high in runs:
        one, other = window.places[low], window.places[high]
        opening, closing = index.text(one), index.text(other)
        begin, finish = 0, len(closing)
        if low == first:
            way = fold(opening)
            begin = way.start(min(start - window.starts[low], len(way.text)))
            begin += len(opening[begin:]) - len(opening[begin:].lstrip())
        if high == last:
            way = fold(closing)
            finish = way.end(min(end - window.starts[high], len(way.text)))
            finish = len(closing[:finish].rstrip())
        begin += int(index.start_of[one])
        stretches.append((one, other, (begin, max(begin, finish + int(index.start_of[other])))))
    return stretches
