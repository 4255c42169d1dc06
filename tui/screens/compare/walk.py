"""Which passage of each source is the current one, and how they go on together.

Kept apart from the screen so that the walk can be tested without one. The passages of two sources belong together where
the comparison says that one is closest to the other; where it says that there is none, the other stays, and says so.
"""

from __future__ import annotations

from collections.abc import Sequence

from index.compare import Comparison, Near, SourceView
from index.compare.comparison import HANDFUL
from index.compare.telling import ranked


class Walk:
    """`at` is the number of the current passage of each source, by document id; `lead` the source the others follow."""

    def __init__(self, comparison: Comparison) -> None:
        self._comparison = comparison
        self.at = {source.doc: source.passages[0][0] for source in comparison.sources if source.passages}
        self.lead = next((source.doc for source in ranked(comparison) if source.passages), "")
        self.found: dict[str, Near | None] = {}  # the counterparts of the leading passage, None: there is none
        self.locked = True  # the columns scroll together

    def align(self, lead: SourceView, others: Sequence[SourceView]) -> None:
        """Bring `others` to the counterparts of the current passage of `lead`."""
        self.lead, self.found = lead.doc, {}
        if lead.doc not in self.at:
            return
        passage = self.at[lead.doc]
        found = {other.doc: self._comparison.counterpart(lead.doc, passage, other.doc) for other in others}
        # Among very many sources only the closest counterpart of all is known: of the others nothing is said.
        some = any(near is not None for near in found.values())
        only = some and len(self._comparison.sources) > HANDFUL
        for doc, near in found.items():
            if near is not None:
                self.at[doc] = near.to[1]
            if near is not None or not only:
                self.found[doc] = near

    def step(self, source: SourceView, others: Sequence[SourceView], count: int) -> str:
        """Go `count` passages on in `source`, `others` to the counterparts. Returns what stands in the way, or "".

        Without `others` this side goes alone.
        """
        numbers = [passage for passage, _, _ in source.passages]
        at = numbers.index(self.at[source.doc]) if self.at.get(source.doc) in numbers else -1
        if not 0 <= at + count < len(numbers):
            return f"this is the {'last' if count > 0 else 'first'} passage on the topic here"
        self.at[source.doc] = numbers[at + count]
        if others:
            self.align(source, others)
        elif source.doc == self.lead:
            self.found = {}
        return ""
