"""Topics by sources, computed once: for the same documents and the same topic files the answer of last time stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from index.model import DocumentInfo
from tui.screens.compare.working import worked_out

if TYPE_CHECKING:
    from index.compare import TopicCoverage
    from tui.screens.compare.sweeping import Sweeping
    from tui.shelf import Shelf


class Coverage:
    """What is known of topics by sources. Asking is the business of the caller; nothing here waits for a key."""

    def __init__(self, shelf: Shelf, sweeping: Sweeping) -> None:
        self._shelf = shelf
        self._sweeping = sweeping
        self._rows: Sequence[TopicCoverage] = ()
        self._of: tuple[DocumentInfo | None, ...] | None = None

    def _state(self, docs: Sequence[str]) -> tuple[DocumentInfo | None, ...]:
        by_id = {info.id: info for info in self._shelf.infos}
        return tuple(by_id.get(doc) for doc in docs)

    def known(self, docs: Sequence[str]) -> Sequence[TopicCoverage] | None:
        """The topics by these documents, if they are known and the documents are still the same."""
        return self._rows if self._of is not None and self._of == self._state(docs) else None

    def forget(self) -> None:
        """The topics are others now."""
        self._of = None

    async def ask(self, docs: Sequence[str], say: Callable[[str], None] | None = None) -> Sequence[TopicCoverage]:
        """The topics by these documents, computed if need be; `say` is told how far that is. Raises VariorumError."""
        known = self.known(docs)
        if known is None:
            state = self._state(docs)
            with self._sweeping.paused(docs):
                known = await worked_out(self._shelf, lambda library, tell: library.topics(docs, tell), say)
            self._rows, self._of = known, state
        return known
