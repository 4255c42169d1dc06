"""Where each saved excerpt stands today, also one of another library than the one that is open.

Owns that second look: excerpts are kept for all libraries together, and one whose file is still where it was is not an
orphan only because another folder is open.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import index
from index.errors import VariorumError
from tui.cli.verb import Asked, open_searchable

if TYPE_CHECKING:
    from index.excerpts import Excerpt
    from index.excerpts.verify import Verified


def standing(asked: Asked, excerpts: Sequence[Excerpt]) -> list[Verified]:
    """Each of `excerpts`, in their order, with its place in the library or in the file it was taken from."""
    if not excerpts:
        return []
    from index.excerpts.verify import verified, verify

    try:
        library = open_searchable(asked)
        found = {item.excerpt.id: item for item in verify(excerpts, library.documents, library.read)}
        roots = [Path(root).absolute() for root in library.folder.roots]
    except VariorumError:
        if asked.roots:
            raise
        found, roots = {}, []  # the last library is gone; the excerpts may still be in place
    elsewhere: dict[str, list[Excerpt]] = {}
    for excerpt in excerpts:
        elsewhere.setdefault(excerpt.path, []).append(excerpt)
    for name, those in elsewhere.items():
        outside = not any(Path(name).is_relative_to(root) for root in roots)
        if outside and (file := _file_shown_as(name)) is not None:
            found |= {item.excerpt.id: item for item in _in_their_file(str(file), those)}
    return [found.get(excerpt.id) or verified(excerpt, excerpt.doc, None) for excerpt in excerpts]


def _file_shown_as(path: str) -> Path | None:
    """The file that an excerpt names; None without one. A name that is not fit to be shown was saved as it is shown."""
    from index.library.found import shown

    here = Path(os.sep)
    for name in Path(path).parts[1:]:
        there = here / name
        if not os.path.lexists(there):
            with contextlib.suppress(OSError):
                there = next((below for below in here.iterdir() if shown(below.name) == name), there)
        here = there
    return here if here.is_file() else None


def _in_their_file(path: str, excerpts: Sequence[Excerpt]) -> list[Verified]:
    """Excerpts of one file, which is read once for all of them."""
    from index.excerpts.verify import verified

    try:
        document = index.open_library(path).read(path)
    except VariorumError:
        document = None
    return [verified(excerpt, excerpt.doc, document) for excerpt in excerpts]
