"""The engine: the library made searchable, kept up to date, and read back as arrays.

`update` writes, `Index` reads; between them lie only files in the cache folder, so they may run in different processes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.engine.updating import BuildReport, update
    from index.engine.view import Index, IndexedQuotation, PassagePlace

__all__ = ["BuildReport", "Index", "IndexedQuotation", "PassagePlace", "update"]

_WRITING = {"BuildReport", "update"}


def __getattr__(name: str) -> object:
    # Whoosh costs 40 ms to import and only writing needs it; numpy 100 ms, and a list of documents needs neither.
    if name in _WRITING:
        from index.engine import updating

        return getattr(updating, name)
    if name in __all__:
        from index.engine import view

        return getattr(view, name)
    raise AttributeError(name)
