"""The manifest: which segments make up the index and what every file of the library was when it was indexed.

It is one file, replaced in one rename, and the only thing that makes a segment part of the index. What it does not
name does not exist: after a crash a reader sees the last manifest, and the next update continues from it.

A JSON value a line: what the index is, then its segments, then its documents. Of 100,000 documents all at once would
take 300 MB to read or write, in each process that does.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from itertools import chain
from operator import attrgetter
from pathlib import Path
from sys import intern
from typing import Any

from index.errors import EngineError
from index.model import DocumentInfo

NAME = "manifest.json"
LAYOUT = 5
"""Version of this file and of the arrays of a segment: an index of another one is not read but made again."""


Rows = tuple[str, int, int]
"""Where a document is in the Whoosh record: segment, first row, one past the last."""


@dataclass(frozen=True, slots=True)
class SegmentEntry:
    """A segment that belongs to the index, with the ids of its documents and where the record has them.

    `dead` are the documents in it (counted from 0) that are gone, or newer in another segment.
    """

    name: str
    documents: tuple[str, ...]
    rows: tuple[Rows, ...]
    passages: int
    dead: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Manifest:
    """The state of an index.

    `program` names the code that made the passages, `settings` what their metadata depended on besides the files: an
    index made with others is made again. `complete` is false until every file of the library is in it.
    """

    layout: int = LAYOUT
    program: str = ""
    settings: str = ""
    complete: bool = False
    segments: tuple[SegmentEntry, ...] = ()
    infos: tuple[DocumentInfo, ...] = ()
    documents: dict[str, tuple[int, int]] = field(default_factory=dict, compare=False)  # id → segment, document in it

    def with_places(self) -> Manifest:
        """The same with `documents` made from `segments`."""
        places = {
            doc: (number, at)
            for number, segment in enumerate(self.segments)
            for at, doc in enumerate(segment.documents)
            if at not in segment.dead
        }
        return replace(self, documents=places)


def read(folder: Path) -> Manifest | None:
    """The manifest in `folder`; None when there is none or it is of a layout that this program does not read.

    Raises EngineError when it is damaged.
    """
    path = folder / NAME
    try:
        with path.open("rb") as lines:
            data: dict[str, Any] = json.loads(next(lines))
            if data["layout"] != LAYOUT:
                return None
            return Manifest(
                layout=LAYOUT,
                program=data["program"],
                settings=data["settings"],
                complete=data["complete"],
                segments=tuple(_segment(json.loads(next(lines))) for _ in range(data["segments"])),
                infos=tuple(info_from_json(json.loads(next(lines))) for _ in range(data["infos"])),
            ).with_places()
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError, AttributeError, StopIteration, RuntimeError) as error:
        raise EngineError(f"{path}: the index is damaged; run `variorum index --rebuild`") from error


def _segment(data: Mapping[str, Any]) -> SegmentEntry:
    return SegmentEntry(
        name=data["name"],
        documents=tuple(map(intern, data["documents"])),
        rows=rows_from_json(data["rows"]),
        passages=data["passages"],
        dead=frozenset(data["dead"]),
    )


def rows_from_json(data: Iterable[Sequence[Any]]) -> tuple[Rows, ...]:
    """What JSON made of rows."""
    return tuple((intern(name), first, last) for name, first, last in data)


def write(folder: Path, manifest: Manifest) -> None:
    """Replace the manifest in `folder`, on disk before this returns. Raises OSError."""
    head = {
        "layout": manifest.layout,
        "program": manifest.program,
        "settings": manifest.settings,
        "complete": manifest.complete,
        "segments": len(manifest.segments),
        "infos": len(manifest.infos),
    }
    segments = (
        {"name": s.name, "documents": s.documents, "rows": s.rows, "passages": s.passages, "dead": sorted(s.dead)}
        for s in manifest.segments
    )
    line = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode
    values: Iterable[object] = chain((head,), segments, map(info_to_json, manifest.infos))
    replace_file(folder / NAME, (line(value).encode("utf-8", "replace") + b"\n" for value in values))


_INFO_FIELDS = tuple(field.name for field in fields(DocumentInfo))
_values_of = attrgetter(*_INFO_FIELDS)


def info_to_json(info: DocumentInfo) -> tuple[Any, ...]:
    """A line of the document list for JSON. Not `asdict`: that copies deeply and costs half of a small update."""
    values: tuple[Any, ...] = _values_of(info)
    return values


def info_from_json(data: Sequence[Any]) -> DocumentInfo:
    """What JSON made of a line of the document list; what many documents have in common is there once."""
    said = dict(zip(_INFO_FIELDS, data, strict=True))
    for name in ("id", "outlet", "date", "kind", "encoding", "digest"):
        said[name] = intern(said[name])
    return DocumentInfo(**said | {"speakers": tuple(said["speakers"]), "problems": tuple(said["problems"])})


def replace_file(path: Path, data: Iterable[bytes]) -> None:
    """Put `data` at `path` in one rename, flushed to disk, mode 0600."""
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.writelines(data)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)
