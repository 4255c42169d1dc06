"""variorum's core: documents in, answers out.

    import index
    library = index.open_library("~/sources")

Nothing in this package knows a terminal. The public face is `open_library`; `index.api` describes what it returns.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from index.api import Library, open_library

__all__ = ["Library", "open_library"]


def __getattr__(name: str) -> Any:
    # `index.model` and `index.text` must be importable without the engine: first paint depends on it.
    if name in __all__:
        from index import api

        return getattr(api, name)
    raise AttributeError(f"module 'index' has no attribute {name!r}")
