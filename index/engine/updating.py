"""Bringing the index up to date: what changed, in batches, each committed before the next.

Order within a batch: segment file, Whoosh record, manifest. Only the manifest makes a segment part of the index, so a
kill at any point leaves the last committed state readable, and the next update goes on from there.
"""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from index.engine import compaction, folders, makers, manifest, planning
from index.engine.compaction import without
from index.engine.manifest import Manifest, Rows, SegmentEntry
from index.engine.planning import Plan
from index.engine.record import DamagedRecord, Record
from index.engine.segment import Segment
from index.engine.work import Made, Task, split
from index.errors import EngineError
from index.model import DocumentInfo, Progress

if TYPE_CHECKING:
    from index.library import FoundFile, LibraryFolder

FIRST_BATCH = 400_000  # bytes of source: a second of work, so that the reader of a new library soon has something
LARGEST_BATCH = 4_000_000
PARALLEL_FROM = 2_000_000  # bytes of source: below it starting workers costs more than they save


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What an update did. Documents by id; `refused` could not be read, `problems` says why, one line each.

    `busy`: another process is updating this index, nothing was done. `cancelled`: stopped half-way, what was done is
    kept.
    """

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    unchanged: int = 0
    documents: int = 0
    passages: int = 0
    rebuilt: bool = False
    busy: bool = False
    cancelled: bool = False


def update(
    folder: LibraryFolder,
    cache: Path,
    progress: Callable[[Progress], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    rebuild: bool = False,
) -> BuildReport:
    """Bring the index of `folder` in `cache` up to date; only files whose content changed are read.

    `progress` is called from any thread, but never twice at once; `cancelled` is asked after every file. Raises
    EngineError when the cache cannot be written, LibraryError when the library cannot be read.
    """
    try:
        with folders.writer_lock(cache) as held:
            if not held:
                return BuildReport(busy=True)
            run = _Update(folder, cache, progress or _ignore, cancelled or _never).run
            try:
                return run(rebuild)
            except DamagedRecord:
                return run(rebuild=True)
    except OSError as error:
        raise EngineError(f"{error.filename or cache}: the search index cannot be written: {error.strerror}") from error


def _ignore(_: Progress) -> None:
    return None


def _never() -> bool:
    return False


class _Update:
    """One update, under the lock. `state` is what the manifest in `folder`, the generation worked on, says at any
    moment.
    """

    def __init__(
        self, library: LibraryFolder, cache: Path, tell: Callable[[Progress], None], stop: Callable[[], bool]
    ) -> None:
        self.library = library
        self.cache = cache
        self.tell = tell
        self.stop = stop
        self.folder = cache
        self.state = Manifest()
        self.indexed: set[str] = set()
        self._telling = threading.Lock()
        self._done = 0

    def run(self, rebuild: bool) -> BuildReport:
        self.tell(Progress("scan"))
        scan = self.library.scan()
        rebuilt = self._choose(rebuild)
        before = {info.id for info in self.state.infos if info.readable}
        plan = planning.compare(self.state, scan.files)
        total = sum(file.size for file in plan.read)

        def tell(file: FoundFile) -> None:
            with self._telling:
                self._done += file.size
                self.tell(Progress("read", self._done, total, file.id))

        stopped = False
        self.indexed = set()
        for made in makers.run(self.library, self._tasks(plan), tell, self.stop, parallel=total >= PARALLEL_FROM):
            if made is None:
                stopped = True
                break
            self._take(made)
        if not stopped:
            self._finish(plan, planning.unread(scan), changed=bool(plan.read or plan.gone or rebuilt))
        self.tell(Progress("done", total, total))
        return self._report(before, plan, rebuilt, stopped)

    def _choose(self, rebuild: bool) -> bool:
        """Choose the generation to work on: the one in use, an unfinished one, or a new one. Returns whether it
        rebuilds.
        """
        wanted = Manifest(program=planning.program_digest(), settings=self.library.settings_digest())
        now = folders.current(self.cache)
        if now and not rebuild:
            state = _readable(now)
            if state and (state.program, state.settings) == (wanted.program, wanted.settings):
                self.folder, self.state = now, state
                return False
        begun = folders.building(self.cache)
        state = _readable(begun) if begun and not rebuild else None
        if begun and state and (state.program, state.settings) == (wanted.program, wanted.settings):
            self.folder, self.state = begun, state
        else:
            self.folder, self.state = folders.begin(self.cache), wanted
            manifest.write(self.folder, wanted)
        if not now or not _readable(now):
            folders.swap(self.cache, self.folder)  # nothing better to show meanwhile
        folders.sweep(self.cache)
        return now is not None

    def _tasks(self, plan: Plan) -> list[Task]:
        known = {info.id: info.digest for info in self.state.infos if info.id in self.state.documents}
        tasks = []
        for files in split(plan.read, FIRST_BATCH, LARGEST_BATCH):
            name = f"s-{secrets.token_hex(5)}"
            mine = {file.id: known[file.id] for file in files if file.id in known}
            tasks.append(Task(files, mine, str(self.folder / f"{name}.arrays"), str(self.folder / name)))
        return tasks

    def _take(self, made: Made) -> None:
        """Make the result of a task part of the index."""
        refused = {info.id for info in made.infos if not info.readable}
        superseded = [doc for doc in (*made.documents, *refused) if doc in self.state.documents]
        batches = [Path(made.task.record)] if made.documents else []
        if batches or superseded:
            self._record().commit(batches, self._named(), remove=self._rows(superseded))
        segments = without(self.state.segments, superseded)
        if made.documents:
            segments += (SegmentEntry(Path(made.task.segment).stem, made.documents, made.rows, made.passages),)
        self._write(segments, made.infos, ())
        self.indexed.update(made.documents)

    def _record(self) -> Record:
        return Record(self.folder / "record")

    def _named(self) -> set[str]:
        """The segments of the record that the manifest names."""
        return {segment for entry in self.state.segments for segment, _, _ in entry.rows}

    def _rows(self, docs: Iterable[str]) -> list[Rows]:
        places = [self.state.documents[doc] for doc in docs]
        return [self.state.segments[segment].rows[at] for segment, at in places]

    def _write(self, segments: tuple[SegmentEntry, ...], infos: Iterable[DocumentInfo], gone: Iterable[str]) -> None:
        dropped = set(gone)
        all_infos = {info.id: info for info in self.state.infos if info.id not in dropped}
        all_infos |= {info.id: info for info in infos}
        ordered = tuple(all_infos[doc] for doc in sorted(all_infos))
        self.state = replace(self.state, segments=segments, infos=ordered).with_places()
        manifest.write(self.folder, self.state)

    def _finish(self, plan: Plan, unread: tuple[DocumentInfo, ...], changed: bool) -> None:
        gone = [doc for doc in plan.gone if doc in self.state.documents]
        if gone:
            self._record().commit([], self._named(), remove=self._rows(gone))
        before = planning.listed_unread(self.state)
        if plan.gone or before != unread or not self.state.complete:
            self.state = replace(self.state, complete=True)
            self._write(without(self.state.segments, gone), unread, [*plan.gone, *(info.id for info in before)])
        self._merge()
        if folders.current(self.cache) != self.folder or folders.building(self.cache):
            folders.swap(self.cache, self.folder)
        if changed:
            self._sweep()

    def _merge(self) -> None:
        def tell() -> None:
            self.tell(Progress("merge"))

        while (merged := compaction.compact(self.folder, self.state.segments, tell)) is not None:
            if merged.batch:
                self._record().commit([merged.batch], self._named())
            self._write(merged.segments, (), ())
            if merged.batch:
                self._record().commit([], self._named())

    def _sweep(self) -> None:
        folders.sweep(self.cache)
        named = {f"{entry.name}.arrays" for entry in self.state.segments}
        for path in self.folder.glob("*.arrays"):
            if path.name not in named:
                path.unlink(missing_ok=True)
        folders.sweep_batches(self.folder)

    def _report(self, before: set[str], plan: Plan, rebuilt: bool, stopped: bool) -> BuildReport:
        refused = [info for info in self.state.infos if not info.readable]
        return BuildReport(
            added=tuple(sorted(self.indexed - before)),
            changed=tuple(sorted(self.indexed & before)),
            removed=() if stopped else plan.gone,
            refused=tuple(info.id for info in refused),
            problems=tuple(problem for info in refused for problem in info.problems),
            unchanged=len(self.state.documents.keys() - self.indexed),
            documents=len(self.state.documents),
            passages=sum(info.passages for info in self.state.infos),
            rebuilt=rebuilt,
            cancelled=stopped,
        )


def _readable(folder: Path) -> Manifest | None:
    try:
        state = manifest.read(folder)
        for entry in state.segments if state else ():
            Segment(folder / f"{entry.name}.arrays")
    except (EngineError, OSError):
        return None  # damaged: built again
    return state
