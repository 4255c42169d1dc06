"""The library as the reader needs it: its text at once, its index when it is there, and never a wait in between.

This module alone owns the threads that the library lives in and the child process that builds the index. Documents can
be read before the index exists, because the first paint must not wait for it: the engine's imports double the start.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import json
import sys
from collections.abc import AsyncIterator, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from index.api import Library
from index.errors import EngineError, VariorumError
from index.model import Document, DocumentInfo
from index.paths import at_home
from tui.children import Child
from tui.journal import log_failure

A = TypeVar("A")
T = TypeVar("T")
BUSY_PAUSE = 1.0  # seconds before asking again whether another process has built the index
WALKED_HERE = 2000  # files that are looked through for changes sooner than a process has started: 50 ms in a thread
READ_AT_ONCE = 24  # files whose titles are worth reading before there is an index: at most half a second
BOOK = 500_000  # bytes of a file that is left to the index: reading it takes longer than all the others


class NotReadyError(VariorumError):
    """Something was asked of the index before it was open."""


class BrokenError(VariorumError):
    """A fault of the program in answering; the log says where."""


class Shelf:
    """The documents of one library. Raises LibraryError when a root does not exist."""

    def __init__(self, roots: Sequence[Path]) -> None:
        # Two of them, each in a thread of its own: a document that is opened does not wait behind the engine's imports.
        self._reading = Library([at_home(root) for root in roots])
        self._library = Library(self._reading.folder.roots, self._reading.cache)
        self.folder = self._reading.folder
        self.roots = tuple(self.folder.roots)
        self.ready = False
        self._settled = asyncio.Event()  # the index has been found or made to be up to date, or could not be
        self.infos: tuple[DocumentInfo, ...] = tuple(
            DocumentInfo(found.id, str(found.path), found.id.rsplit("/", 1)[-1], size=found.size)
            for found in self.folder.ids().values()
        )
        self._library.folder = self.folder.twin()
        self._reader = ThreadPoolExecutor(1, "reading")
        self._thread = ThreadPoolExecutor(1, "library")
        self._children: set[Child] = set()  # that build, or wait for another that does
        self._builds = 0  # that are under way, or wait
        self._stopped = False  # the reader wants no more of them
        self._at_work: list[object] = []  # what the threads are doing now, whether or not anybody still waits for it

    @property
    def building(self) -> bool:
        """Whether the index may still be that of last time, or none."""
        return not self._settled.is_set()

    async def settled(self) -> None:
        """Wait until the index is up to date, or could not be brought so; then `ready` says whether there is one."""
        await self._settled.wait()

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(info.id for info in self.infos)

    def info(self, doc: str) -> DocumentInfo | None:
        return next((info for info in self.infos if info.id == doc), None)

    def title(self, doc: str) -> str:
        info = self.info(doc)
        return info.title if info is not None and info.title else doc

    def resolve(self, name: str) -> str:
        """The id of the document that `name` means. Raises UnknownDocument."""
        return self._reading.resolve(name)

    def read_now(self, doc: str) -> Document:
        """The document, read in this thread: for the first paint, before there is another. Raises as `read`."""
        return self._reading.read(doc)

    def beginning_now(self, doc: str) -> Document | None:
        """The beginning of a document that takes long to read, in this thread; None for one that does not."""
        return self._reading.beginning(doc)

    async def read(self, doc: str) -> Document:
        """The document as its file is now. Raises LibraryError or FormatError."""

        def read(library: Library) -> Document:
            document = library.read(doc)
            _ = document.line_starts  # of a million lines, 0.2 s that the screen would stand still for
            return document

        return await self._in(self._reader, read, self._reading)

    async def newer(self, document: Document) -> Document | None:
        """The document as its file is now; None when that has not changed. Raises LibraryError or FormatError."""

        def look(library: Library) -> Document | None:
            return None if library.folder.unchanged(document) else library.folder.read(document.id)

        return await self._in(self._reader, look, self._reading)

    async def call(self, ask: Callable[[Library], T]) -> T:
        """Ask the library in its thread. Raises VariorumError, also for what nobody expected."""
        return await self._in(self._thread, ask, self._library)

    async def _in(self, thread: ThreadPoolExecutor, ask: Callable[[A], T], about: A) -> T:
        def work() -> T:
            self._at_work.append(ask)
            try:
                return ask(about)
            finally:
                self._at_work.pop()

        try:
            return await asyncio.get_running_loop().run_in_executor(thread, work)
        except VariorumError:
            raise
        except Exception as error:
            # The text on the screen is worth more than any one answer: what breaks below is told, not fatal.
            log = log_failure(error)
            where = f"; details in {log}" if log else ""
            raise BrokenError(f"this did not work ({type(error).__name__}: {error}){where}") from error

    async def ask(self, question: Callable[[Library], T]) -> T:
        """Ask something that needs the index. Raises NotReadyError while there is none."""
        if not self.ready:
            raise NotReadyError("the index is being built; this works in a moment")
        return await self.call(question)

    async def warm(self) -> None:
        """Make the index ready for the first key of a search, if there is one; the first time this takes a while."""

        def make_ready(library: Library) -> None:
            from index.search import warm

            if warm(library.index):
                gc.freeze()  # a full sweep for garbage takes as long as several keys, and what is alive now stays

        with contextlib.suppress(VariorumError):  # who goes on typing is told
            await self.ask(make_ready)

    async def open_index(self) -> bool:
        """Open the index as it lies in the cache and take the titles from it; False when there is none yet."""

        def reopen(library: Library) -> tuple[tuple[DocumentInfo, ...], bool]:
            from index.engine import folders

            if folders.current(library.cache) is None:
                return (), False  # and nothing heavy is imported to see that
            index = library.reopen()
            know(library, index.infos)
            return index.infos, index.complete

        def know(library: Library, infos: Sequence[DocumentInfo]) -> None:
            """Look at the folders again when the index, made by another process, knows files that came since."""
            known = library.folder.ids()
            if any(info.id not in known for info in infos):
                library.folder.scan()

        try:
            infos, complete = await self.call(reopen)
        except (VariorumError, OSError):
            return False
        if not infos and self.infos:
            return False  # none yet, or one that was begun and holds nothing
        await self._in(self._reader, lambda library: know(library, infos), self._reading)
        known = {info.id: info for info in infos}
        if not complete:  # what it has still to read is there all the same
            known = {info.id: info for info in self.infos} | known
        self.infos = tuple(known[doc] for doc in sorted(known))
        self.ready = True
        return True

    async def read_titles(self) -> None:
        """The titles of a small library, from its files: its list should not show file names while it is indexed."""
        unread = {info.id for info in self.infos if not info.digest and not info.problems and info.size < BOOK}
        if not unread or len(unread) > READ_AT_ONCE:
            return

        def info(known: DocumentInfo) -> DocumentInfo:
            try:
                return self.folder.info(self._reading.read(known.id))
            except VariorumError as error:
                return replace(known, problems=(str(error),))

        def read() -> tuple[DocumentInfo, ...]:
            return tuple(info(known) if known.id in unread else known for known in self.infos)

        self.infos = await asyncio.get_running_loop().run_in_executor(self._reader, read)

    async def build(self) -> AsyncIterator[tuple[int, int]]:
        """Bring the index up to date in a process of its own and open it; yields how far it is: done, and in all (0:
        not known).

        Where another process is building the same index, waits for it. Raises EngineError with the last line that the
        process wrote on standard error when it failed. After `stop_building` it ends early, with what is there by then.
        """
        if await self._nothing_new():
            self._settled.set()
            return
        # -P: the folder that the reader was started in may hold an `index` of its own.
        engine = [sys.executable, "-P", "-m", "index.engine", "--cache", str(self._library.cache)]
        busy, self._stopped = True, False
        self._builds += 1
        try:
            while busy and not self._stopped:
                busy = False
                child = Child([*engine, *map(str, self.roots)])
                self._children.add(child)
                try:
                    async for line in child.lines():
                        with contextlib.suppress(ValueError, TypeError, AttributeError):
                            said = json.loads(line)
                            busy = bool(said.get("busy"))
                            yield int(said.get("done") or 0), int(said.get("total") or 0)
                finally:
                    self._children.discard(child)
                if child.status and not self._stopped:
                    raise EngineError(child.complaint or f"the index was not built (status {child.status})")
                if busy:
                    yield 0, 0
                    await asyncio.sleep(BUSY_PAUSE)
            await self.open_index()
        finally:
            self._builds -= 1
            self._settled.set()

    async def _nothing_new(self) -> bool:
        """Whether the open index is what the files are, as far as that is known without a process of its own."""
        if not self.ready or len(self.infos) > WALKED_HERE:
            return False
        try:
            return await self.call(Library.is_open_as_it_is)
        except (VariorumError, OSError):
            return False

    def stop_building(self) -> bool:
        """Stop bringing the index up to date; the next build goes on from there. False when nothing was being built."""
        if not self._builds or self._stopped:
            return False
        self._stopped = True
        for child in self._children:
            child.kill()
        return True

    def close(self) -> bool:
        """Stop the build and the threads; False when a thread is still at work and would hold up the exit.

        What was being built is gone on with at the next start.
        """
        for child in self._children:
            child.kill()
        self._reader.shutdown(wait=False, cancel_futures=True)
        self._thread.shutdown(wait=False, cancel_futures=True)
        return not self._at_work
