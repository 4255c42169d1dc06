"""Where saved excerpts stand in the sources as they are now: worked out behind the screen, and kept.

To find one again takes milliseconds, which is too long for a list of thousands and for a document that is being opened.
So everything here runs in threads, an answer is kept for as long as excerpt and source are the same, and a source whose
bytes have not changed since an excerpt was saved is not read at all.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from index.model import Document, DocumentInfo, Span
from tui.shelf import Shelf

if TYPE_CHECKING:
    from index.api import Library
    from index.excerpts import Excerpt, Placement

ELSEWHERE = "elsewhere"
"""The status of an excerpt from another library."""

_Key = tuple[str, str, tuple[Span, ...], str]


class Standing:
    """The places of excerpts in the documents of one library."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._known: dict[_Key, Placement] = {}

    async def places(self, excerpts: Sequence[Excerpt], document: Document) -> list[tuple[Excerpt, Placement]]:
        """Each excerpt with its place in the document."""

        def resolved() -> list[tuple[Excerpt, Placement]]:
            return [(excerpt, self.place(excerpt, document)) for excerpt in excerpts]

        return await asyncio.to_thread(resolved)

    def place(self, excerpt: Excerpt, document: Document) -> Placement:
        """The place of one excerpt, in this thread; up to 0.1 s the first time."""
        from index.excerpts import resolve

        key = _key(excerpt, document.digest)
        if key not in self._known:
            self._known[key] = resolve(excerpt, document)
        return self._known[key]

    async def statuses(self, excerpts: Sequence[Excerpt]) -> AsyncIterator[Mapping[str, str]]:
        """How every excerpt stands, by its id: those that nothing has to be read for at once, then by document.

        While the index is being brought up to date, what it knows of last time; the others wait for it, because what
        is not known yet is not lost. Where there is no index they are left out. Raises VariorumError.
        """
        if self._shelf.building:
            yield (await asyncio.to_thread(self._sorted, excerpts))[0]
            await self._shelf.settled()
        at_once, to_read = await asyncio.to_thread(self._sorted, excerpts)
        yield at_once
        infos = self._shelf.infos
        for group in to_read.values() if self._shelf.ready else ():
            yield await self._shelf.call(partial(_verified, infos=infos, excerpts=group))

    def _sorted(self, excerpts: Sequence[Excerpt]) -> tuple[dict[str, str], dict[str, list[Excerpt]]]:
        """What can be said at once, by the ids of excerpts; and the excerpts that something must be read for."""
        docs, taken = {excerpt.doc for excerpt in excerpts}, {excerpt.digest for excerpt in excerpts}
        meant = (info for info in self._shelf.infos if info.id in docs or info.digest in taken)
        digests = {info.id: "" if _edited(info) else info.digest for info in meant}
        bytes_there = set(digests.values())
        at_once: dict[str, str] = {}
        to_read: dict[str, list[Excerpt]] = {}
        roots = [f"{root}/" for root in self._shelf.roots]
        for excerpt in excerpts:
            known = self._known.get(_key(excerpt, digests.get(excerpt.doc, "")))
            if known is not None:
                at_once[excerpt.id] = str(known.status)
            elif excerpt.digest and excerpt.digest in bytes_there:
                at_once[excerpt.id] = "exact"
            elif excerpt.doc in digests or any(excerpt.path.startswith(root) for root in roots):
                to_read.setdefault(excerpt.doc, []).append(excerpt)
            else:
                at_once[excerpt.id] = ELSEWHERE
        return at_once, to_read


def _edited(info: DocumentInfo) -> bool:
    """Whether the file is not, by size and time, the one in the index. Of one that is gone, the index knows best."""
    with contextlib.suppress(OSError, ValueError):
        status = Path(info.path).stat()
        return (status.st_size, status.st_mtime_ns) != (info.size, info.mtime_ns)
    return False


def _verified(library: Library, infos: Sequence[DocumentInfo], excerpts: Sequence[Excerpt]) -> Mapping[str, str]:
    from index.excerpts import verify

    return {one.excerpt.id: str(one.placement.status) for one in verify(excerpts, infos, library.read)}


def _key(excerpt: Excerpt, digest: str) -> _Key:
    return excerpt.id, excerpt.digest, tuple((part.start, part.end) for part in excerpt.anchors), digest
