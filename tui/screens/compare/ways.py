"""How a comparison hangs together with the rest: where it leads, and where in it the reader stood."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from index.compare import FarPlace
from index.model import Span


@dataclass(frozen=True)
class Ways:
    """Where the comparison leads: to a document, to another topic, to all topics, to the choice of sources."""

    open: Callable[[str, Span], Awaitable[None]]
    topic: Callable[[], Awaitable[None]]
    topics: Callable[[], Awaitable[None]]
    sources: Callable[[], Awaitable[None]]


@dataclass(frozen=True)
class Standing:
    """Where in a comparison the reader stands, to come back to."""

    tab: int = 0
    first: int = 0
    column: int = 0
    row: str = ""
    at: tuple[tuple[str, int], ...] = ()
    about: str = ""
    places: tuple[FarPlace, ...] = ()
    came_from: int = 0
