"""Which passage of each source is the current one, and how they go on together.

Kept apart from the screen so that the walk can be tested without one. The current passages of two sources belong
together only where the comparison says that they are counterparts; else the other stays where it was, and says so.
"""

from __future__ import annotations

from collections.abc import Sequence

from index.compare import Comparison, SourceView
from tui.screens.compare.passages import Counterpart, counterpart


class Walk:
    """`at` is the number of the current passage of each source, by document id; `notes` what is said beside it."""

    def __init__(self, comparison: Comparison) -> None:
        self._comparison = comparison
        self.at = {source.doc: source.passages[0][0] for source in comparison.sources if source.passages}
        self.notes: dict[str, Counterpart] = {}
        self.locked = True  # the columns scroll together

    def step(self, source: SourceView, others: Sequence[SourceView], count: int) -> str:
        """Go `count` passages on in `source`, `others` to the counterparts. Returns what stands in the way, or ""."""
        numbers = [passage for passage, _, _ in source.passages]
        at = numbers.index(self.at[source.doc]) if self.at.get(source.doc) in numbers else -1
        if not 0 <= at + count < len(numbers):
            return f"this is the {'last' if count > 0 else 'first'} passage on the topic here"
        self.at[source.doc] = numbers[at + count]
        self.notes.pop(source.doc, None)
        for other in others:
            found = counterpart(self._comparison, source.doc, numbers[at + count], other.doc)
            self.notes[other.doc] = found
            if found.passage is not None:
                self.at[other.doc] = found.passage
        return ""
