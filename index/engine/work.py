"""The work of a batch: some files → one segment file and one closed Whoosh batch, beside the index, not yet part of it.

Runs in the updating process or in a worker (`python -m index.engine.worker`); the result is a plain value either way.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from sys import intern
from typing import TYPE_CHECKING, Any

from index.engine.analysis import analyse
from index.engine.builder import SegmentBuilder
from index.engine.manifest import Rows, info_from_json, info_to_json, rows_from_json
from index.engine.record import write_batch
from index.engine.segment import Segment
from index.errors import VariorumError
from index.library import FoundFile
from index.library.found import shown
from index.model import DocumentInfo

if TYPE_CHECKING:
    from index.library import LibraryFolder


@dataclass(frozen=True, slots=True)
class Task:
    """Files to index into `segment` and `record`. `known` are the digests under which some of them are indexed
    already.
    """

    files: tuple[FoundFile, ...]
    known: dict[str, str]
    segment: str
    record: str


@dataclass(frozen=True, slots=True)
class Made:
    """What became of a task: `infos` of all its files; `documents` in the new segment, if there is one, and the rows
    they have in the record.
    """

    task: Task
    infos: tuple[DocumentInfo, ...]
    documents: tuple[str, ...] = ()
    rows: tuple[Rows, ...] = ()
    passages: int = 0


def make(folder: LibraryFolder, task: Task, tell: Callable[[FoundFile], None], stop: Callable[[], bool]) -> Made | None:
    """Do a task; None when `stop` says so. `tell` hears of each file when it is done. Raises OSError when the disk is
    full.
    """
    builder = SegmentBuilder()
    infos: list[DocumentInfo] = []
    for file in task.files:
        if stop():
            return None
        try:
            document = folder.read(file.id)
            info = replace(folder.info(document), size=file.size, mtime_ns=file.mtime_ns)
        except VariorumError as error:
            infos.append(_refused(file, str(error)))
            continue
        except Exception as error:  # one strange file must not cost the reader all the others
            infos.append(_refused(file, f"{file.id}: cannot be read ({type(error).__name__}: {error})"))
            continue
        infos.append(info)
        if task.known.get(file.id) != document.digest:
            builder.add(analyse(document))
        tell(file)
    if not builder.documents:
        return Made(task, tuple(infos))
    builder.write(Path(task.segment))
    segment = Segment(Path(task.segment))
    return Made(
        task,
        tuple(infos),
        documents=tuple(doc for doc, _ in segment.documents),
        rows=record_rows(segment, write_batch(Path(task.record), segment)),
        passages=segment.passages,
    )


def record_rows(segment: Segment, name: str) -> tuple[Rows, ...]:
    """The rows of a segment's documents in the Whoosh segment that was made of it."""
    firsts = segment.arrays["doc_first"].tolist()
    return tuple((name, first, last) for first, last in pairwise(firsts))


def task_from_json(data: Mapping[str, Any]) -> Task:
    """What `dataclasses.asdict` and JSON made of a task."""
    return Task(tuple(FoundFile(*file) for file in data["files"]), data["known"], data["segment"], data["record"])


def made_to_json(made: Made) -> dict[str, Any]:
    """The result of a task for JSON, without the task."""
    infos = [info_to_json(info) for info in made.infos]
    return {"infos": infos, "documents": made.documents, "rows": made.rows, "passages": made.passages}


def made_from_json(task: Task, data: Mapping[str, Any]) -> Made:
    """What JSON made of the result of `task`."""
    infos = tuple(info_from_json(info) for info in data["infos"])
    return Made(task, infos, tuple(map(intern, data["documents"])), rows_from_json(data["rows"]), data["passages"])


def _refused(file: FoundFile, problem: str) -> DocumentInfo:
    return DocumentInfo(
        id=file.id,
        path=shown(file.path),
        title=file.id.rsplit("/", 1)[-1],
        problems=(problem,),
        size=file.size,
        mtime_ns=file.mtime_ns,
    )


def split(files: Sequence[FoundFile], first: int, largest: int) -> list[tuple[FoundFile, ...]]:
    """Files in batches of about `first` bytes, then twice as many each time up to `largest`.

    However small, a file is something to remember: 500 bytes.
    """
    batches: list[tuple[FoundFile, ...]] = []
    batch: list[FoundFile] = []
    size, wanted = 0, first
    for file in files:
        batch.append(file)
        size += file.size + 500
        if size >= wanted:
            batches.append(tuple(batch))
            batch, size, wanted = [], 0, min(wanted * 2, largest)
    if batch:
        batches.append(tuple(batch))
    return batches
