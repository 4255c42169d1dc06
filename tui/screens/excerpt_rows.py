"""The rows of the list of excerpts, each made only when it comes on the screen: ten thousand cost what twenty do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, overload

from tui.widgets.side_lists import ExcerptRow

if TYPE_CHECKING:
    from index.excerpts import Excerpt


class Rows(Sequence[ExcerptRow]):
    """What `row(excerpt, number)` makes of each excerpt; numbers count from 1."""

    def __init__(self, excerpts: Sequence[Excerpt], row: Callable[[Excerpt, int], ExcerptRow]) -> None:
        self._excerpts = excerpts
        self._row = row

    def __len__(self) -> int:
        return len(self._excerpts)

    @overload
    def __getitem__(self, at: int) -> ExcerptRow: ...

    @overload
    def __getitem__(self, at: slice) -> list[ExcerptRow]: ...

    def __getitem__(self, at: int | slice) -> ExcerptRow | list[ExcerptRow]:
        if isinstance(at, slice):
            return [self[number] for number in range(*at.indices(len(self)))]
        return self._row(self._excerpts[at], at % len(self) + 1)
