"""How a comparison hangs together with the rest: where it leads, and where in it the reader stood."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from index.compare import FarPlace
from index.model import Span


@dataclass(frozen=True)
class Ways:
    """Where the comparison leads: to a document, another topic, all topics, the choice of sources, the terms.

    `near` are the passages closest to the words of a topic that no passage is on.
    """

    open: Callable[[str, Span], Awaitable[None]]
    topic: Callable[[], Awaitable[None]]
    topics: Callable[[], Awaitable[None]]
    sources: Callable[[], Awaitable[None]]
    terms: Callable[[], Awaitable[None]]
    near: tuple[FarPlace, ...] = ()


@dataclass(frozen=True)
class Standing:
    """Where in a comparison the reader stands, to come back to."""

    tab: int = 0
    first: int = 0
    column: int = 0
    row: str = ""
    cell: int = 0
    at: tuple[tuple[str, int], ...] = ()
    lead: str = ""
    about: str = ""
    places: tuple[FarPlace, ...] = ()
    came_from: int = 0
    before: tuple[str, int] = ("", 0)
    source: str = ""  # the document to begin on
    opened: frozenset[str] | None = None  # the folds that are open; None: as at first
