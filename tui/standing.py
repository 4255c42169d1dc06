"""Where saved excerpts stand in the sources as they are now: worked out behind the screen, and kept.

To find one again takes milliseconds, which is too long for a list of thousands and for a document that is being opened.
So everything here runs in threads, an answer is kept for as long as excerpt and source are the same, and a source whose
bytes have not changed since an excerpt was saved is not read at all.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from index.model import Document
from tui.shelf import Shelf

if TYPE_CHECKING:
    from index.api import Library
    from index.excerpts import Excerpt, Placement

ELSEWHERE = "elsewhere"
"""The status of an excerpt from another library."""

_Key = tuple[str, str, int, str]


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
        """How every excerpt stands, by its id: those that nothing has to be read for at once, then by document."""
        digests = {info.id: info.digest for info in self._shelf.infos}
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
        yield at_once
        for group in to_read.values():
            yield await self._shelf.call(partial(_verified, excerpts=group))


def _verified(library: Library, excerpts: Sequence[Excerpt]) -> Mapping[str, str]:
    from index.excerpts import verify

    return {one.excerpt.id: str(one.placement.status) for one in verify(excerpts, library.documents, library.read)}


def _key(excerpt: Excerpt, digest: str) -> _Key:
    return excerpt.id, excerpt.digest, excerpt.start, digest
