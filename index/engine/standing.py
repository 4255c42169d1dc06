"""Whether the index is what the library is now, decided from its manifest alone.

Owns the quick answer that most calls need: nothing changed. numpy and whoosh cost more to import (0.15 s) than all of
`variorum list` besides, so nothing here imports what opens an index or builds one.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from index.engine import folders, manifest, planning
from index.errors import EngineError
from index.model import DocumentInfo

if TYPE_CHECKING:
    from index.library import LibraryFolder


def infos_if_current(library: LibraryFolder, cache: Path) -> tuple[DocumentInfo, ...] | None:
    """The document list of the index in `cache` when an update would change nothing; else None.

    Walks the library, reads no source. Whatever is wrong with the index counts as not current: `update` deals with it.
    """
    folder = folders.current(cache)
    if folder is None or folders.building(cache) is not None:
        return None
    scan = library.scan()
    try:
        state = manifest.read(folder)
    except (EngineError, OSError):
        return None
    if state is None or not state.complete:
        return None
    if (state.program, state.settings) != (planning.program_digest(), library.settings_digest()):
        return None
    plan = planning.compare(state, scan.files)
    if plan.read or plan.gone or planning.listed_unread(state) != planning.unread(scan):
        return None
    return state.infos
