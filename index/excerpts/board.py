"""The board: chosen excerpts in the order in which a draft will use them.

The order is kept in the log, as a rank of each excerpt: a move writes one event about one excerpt, so that two readers
who arrange at the same time do not undo each other, and nothing but the log has to survive.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from index.errors import ExcerptError
from index.excerpts.events import Event, now
from index.excerpts.excerpt import Excerpt
from index.excerpts.store import ExcerptStore

GAP = 1 << 20
"""Between two ranks when there is room, so that another can be put between them many times."""


def on_board(excerpts: Iterable[Excerpt]) -> tuple[Excerpt, ...]:
    """Those on the board, in its order."""
    return tuple(sorted((e for e in excerpts if e.rank is not None), key=lambda e: (e.rank or 0, e.created, e.id)))


def put(store: ExcerptStore, names: Sequence[str], before: str = "") -> tuple[Excerpt, ...]:
    """Put excerpts on the board in the order given, before another one or at the end; returns the board.

    One that is there already goes to the new place. Raises ExcerptError.
    """
    moved = list(dict.fromkeys(store.get(name).id for name in names))
    others = [excerpt for excerpt in on_board(store.all()) if excerpt.id not in moved]
    at = len(others)
    if before:
        at = next((n for n, excerpt in enumerate(others) if excerpt.id == before), at)
    _write(store, _ranks([(excerpt.id, excerpt.rank or 0) for excerpt in others], moved, at))
    return on_board(store.all())


def move(store: ExcerptStore, name: str, step: int) -> tuple[Excerpt, ...]:
    """Move an excerpt `step` places down the board (negative: up), as far as it goes. Raises ExcerptError."""
    board = [excerpt.id for excerpt in on_board(store.all())]
    name = store.get(name).id
    if name not in board:
        raise ExcerptError(f"{name} is not on the board")
    at = board.index(name)
    board.remove(name)
    target = min(max(at + step, 0), len(board))
    return put(store, [name], board[target] if target < len(board) else "") if target != at else on_board(store.all())


def take_off(store: ExcerptStore, names: Sequence[str]) -> tuple[Excerpt, ...]:
    """Take excerpts off the board; they stay saved. Raises ExcerptError."""
    _write(store, {store.get(name).id: None for name in names})
    return on_board(store.all())


def _ranks(others: Sequence[tuple[str, int]], moved: Sequence[str], at: int) -> Mapping[str, int | None]:
    """The ranks that put `moved` at place `at` among the others: theirs alone while there is room between."""
    low = others[at - 1][1] if at else None
    high = others[at][1] if at < len(others) else None
    if high is None:
        first = 0 if low is None else low
        return {name: first + GAP * number for number, name in enumerate(moved, 1)}
    if low is None:
        return {name: high - GAP * number for number, name in enumerate(reversed(moved), 1)}
    step = (high - low) // (len(moved) + 1)
    if step:
        return {name: low + step * number for number, name in enumerate(moved, 1)}
    names = [name for name, _ in others]
    return {name: GAP * number for number, name in enumerate((*names[:at], *moved, *names[at:]), 1)}


def _write(store: ExcerptStore, ranks: Mapping[str, int | None]) -> None:
    changes: list[Event] = [{"event": "rank", "id": name, "at": now(), "rank": rank} for name, rank in ranks.items()]
    if changes:
        store.change(changes)
