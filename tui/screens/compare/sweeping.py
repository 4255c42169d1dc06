"""Keeps the garbage collector from stopping the keys while many documents are read, and ever after.

A full sweep looks at every object of every document that was read: 0.2 s for a hundred of them, at any key. They are
values without cycles, freed when nobody refers to them, so they are taken out of the sweeps once they are there.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager


class Sweeping:
    """Which documents have been taken out. Only new ones count, so that screens are swept as usual."""

    def __init__(self) -> None:
        self._settled: set[str] = set()

    @contextmanager
    def paused(self, docs: Iterable[str]) -> Iterator[None]:
        """No sweep while documents are read that were not read before; afterwards they belong to none."""
        new = set(docs) - self._settled
        if not new:
            yield
            return
        gc.disable()
        try:
            yield
            self._settled |= new
            gc.freeze()
        finally:
            gc.enable()
