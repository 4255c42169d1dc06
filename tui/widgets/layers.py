"""Highlights over a document: named layers of spans, asked row by row.

A layer answers "which of my spans touch this row" in the time of a binary search, however many spans it has and
however they overlap; the document view only turns the answers into styles.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from index.model import Span


@dataclass(frozen=True, slots=True)
class Layer:
    """Spans in order of start. `tags` gives each span a variant of the layer's style (a tag's number, a term's row)."""

    name: str
    spans: tuple[Span, ...]
    tags: tuple[int, ...] = ()
    current: Span | None = None
    reach: tuple[int, ...] = ()  # the greatest end among the spans up to here

    @classmethod
    def of(cls, name: str, spans: Iterable[Span], current: Span | None = None, tags: Sequence[int] = ()) -> Layer:
        """Sorts `spans` (and `tags` with them) and leaves out empty ones. `tags` is as long as `spans` or empty."""
        ordered = sorted((start, end, tags[at] if tags else 0) for at, (start, end) in enumerate(spans) if end > start)
        return cls(
            name,
            tuple((start, end) for start, end, _ in ordered),
            tuple(tag for _, _, tag in ordered),
            current,
            tuple(accumulate((end for _, end, _ in ordered), max)),
        )

    def touching(self, start: int, end: int) -> Iterator[tuple[Span, int]]:
        """The spans that share a character with `start, end`, in order, each with its tag."""
        upto = bisect_left(self.spans, (end, -1))
        first = bisect_right(self.reach, start, 0, upto)
        for at in range(first, upto):
            if self.spans[at][1] > start:
                yield self.spans[at], self.tags[at]

    def after(self, offset: int) -> Span | None:
        """The first span that starts after `offset`."""
        at = bisect_left(self.spans, (offset + 1, -1))
        return self.spans[at] if at < len(self.spans) else None

    def before(self, offset: int) -> Span | None:
        """The last span that starts before `offset`."""
        at = bisect_left(self.spans, (offset, -1))
        return self.spans[at - 1] if at else None

    def step(self, offset: int, count: int) -> Span | None:
        """The span `count` spans on from `offset` (negative: back), round the end; None without any, or for 0."""
        span = None
        for _ in range(abs(count) if self.spans else 0):
            span = (self.after(offset) or self.spans[0]) if count > 0 else (self.before(offset) or self.spans[-1])
            offset = span[0]
        return span

    def at(self, current: Span | None) -> Layer:
        """The same layer with another current span."""
        return replace(self, current=current)
